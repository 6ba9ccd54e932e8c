"""Tokens of a text → prose, with its emphasis, tags, links and mentions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from argmap.readers.argdown.model import Prose
from argmap.syntax.nodes import Token

SHORTCODES = {
    **{"A": "∀", "E": "∃", "O": "𝗢", "P": "𝗣", "->": "→", "<->": "↔", "~": "¬", "^": "∧", "v": "∨"},
    **{"v_": "⊻", "<>": "◇", "[]": "◻", "happy": "😀", "smile": "☺", "smiley": "☺", "laugh": "😆"},
    **{
        "lol": "😆",
        "rofl": "🤣",
        "joy": "😂",
        "heart": "❤",
        "?": "❓",
        "question": "❓",
        "love": "😍",
    },
    **{
        "wink": "😉",
        "shush": "🤫",
        "meh": "😐",
        "eye-roll": "🙄",
        "sad": "😢",
        "disappointed": "😞",
    },
    **{
        "scream": "😱",
        "+1": "👍",
        "up": "👍",
        "-1": "👎",
        "down": "👎",
        "think": "🤔",
        "star": "⭐",
    },
    **{"y": "✔", "agree": "✔", "n": "❌", "disagree": "❌"},
}
"""Shortcodes of signs, which are written between dots or colons."""

_RUN = re.compile(r"[ \t]{2,}|\t")
_SIGN = re.compile(r"\\([^\n])|([.:])([^\s.:]+)\2")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


def prose(
    tokens: Iterable[Token], include: Callable[[Token], None], without_tags: bool = False
) -> Prose:
    """The prose that tokens make; `include` is called with references to other files. `without_tags`, no tag
    is a word of it, wherever it stands.
    """
    made = Prose()
    marks: list[str] = []
    after_tag = False
    tail = 0  # how many runs at the end are tags and blanks
    for token in tokens:
        kind, text = token.type, token.value
        tag = ""
        if kind == "OPEN":
            marks.append("*" * len(text))
            continue
        if kind == "CLOSE":
            marks.pop()
            continue
        if kind == "INCLUDE":
            include(token)
            continue
        if kind == "WORDS":
            text = _RUN.sub(" ", text)
        elif kind == "ESCAPE":
            text = text[1:]
        elif kind == "CODE":
            text = SHORTCODES[text[1:-1]]
        elif kind == "BREAK":
            text = "" if made.runs and made.runs[-1][0].endswith((" ", "\t")) else " "
        elif kind == "MENTION":
            text = text[2:-1]
            made.mentions.append(text)
        elif kind == "TAG":
            tag = text[2:-1] if text[1] == "(" else text[1:]
            made.tags.append(tag.strip())
            if without_tags:
                after_tag = True
                continue
        elif kind == "LINK":
            found = _LINK.fullmatch(text)
            assert found
            text = found[1]
            made.links.append(found[2].strip())
        if after_tag:
            # A tag goes with the blank behind it.
            text, after_tag = text.removeprefix(" "), False
        made.runs.append((text, "*" * min(3, sum(map(len, marks)))))
        tail = tail + 1 if tag or not text.strip(" \t") else 0
    trim(made, tail)
    return made


def plain_words(text: str) -> str:
    """Words without escapes, and with the signs that shortcodes stand for."""
    return _SIGN.sub(lambda m: m[1] if m[1] else SHORTCODES.get(m[3], m[0]), text).strip()


def trim(made: Prose, tail: int) -> None:
    """Drops the last `tail` runs: tags at the end of a text are no words of it."""
    if tail:
        del made.runs[-tail:]
