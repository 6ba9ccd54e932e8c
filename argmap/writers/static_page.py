"""What HTML pages beside that of a figure have in common: their head, their colours, and text that is no markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from html import escape

LIGHT = {
    "paper": "#ffffff",
    "ink": "#1b2733",
    "muted": "#53626f",
    "link": "#1f4e79",
    "mark": "#fdf3c7",
    "line": "#8a6d00",
    "alarm": "#a1330c",
    "rule": "#c3cbd3",
}
"""The colours of a page on a light screen and on paper."""

DARK = {
    "paper": "#141a20",
    "ink": "#e6ebf0",
    "muted": "#a5b3bf",
    "link": "#9cc7ef",
    "mark": "#3b3410",
    "line": "#d9b934",
    "alarm": "#ffa88a",
    "rule": "#43505b",
}
"""The colours on a dark screen."""

_BASE = """\
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:80rem;background:var(--paper);color:var(--ink);
font:1rem/1.6 system-ui,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.1rem;margin:0 0 .75rem}
a{color:var(--link)}
"""

_PARAGRAPH = re.compile(r"\n(?:[ \t]*\n)+")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSHOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def page(
    title: str, style: str, body: Iterable[str], language: str = "en", script: str = ""
) -> str:
    """A page that asks for nothing from anywhere; `title` is text, `body` lines of markup, `style` comes after what all
    pages have, and a `script` is the only one that runs.
    """
    allowed = f"; script-src '{hashed(script)}'" if script else ""
    language = language if _LANGUAGE.fullmatch(language) else "en"
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta http-equiv="Content-Security-Policy" '
        f"content=\"default-src 'none'; style-src 'unsafe-inline'{allowed}\">",
        '<meta name="color-scheme" content="light dark">',
        f"<title>{markup(title)}</title>",
        f"<style>\n{_colors(':root', LIGHT)}\n@media screen and (prefers-color-scheme:dark)"
        f"{{{_colors(':root', DARK)}}}\n{_BASE}{style}</style>",
        "</head>",
        "<body>",
        *body,
        *([f"<script>{script}</script>"] if script else []),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _colors(selector: str, colors: dict[str, str]) -> str:
    return selector + "{" + ";".join(f"--{name}:{value}" for name, value in colors.items()) + "}"


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text begin and end, those that are not blank."""
    done = 0
    for match in (*_PARAGRAPH.finditer(text), None):
        end = match.start() if match else len(text)
        if text[done:end].strip():
            yield done, end
        done = match.end() if match else end


def json_in_page(data: object) -> str:
    """JSON that HTML can't take for anything else."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029\ud800-\udfff]", lambda c: f"\\u{ord(c[0]):04x}", text)


def hashed(script: str) -> str:
    """What a content security policy knows a script by."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def markup(text: str) -> str:
    """Text as markup: escaped, with line ends of one kind, and without what a page can't show."""
    return escape(_UNSHOWN.sub("\ufffd", _LINE_END.sub("\n", text)), quote=True)
