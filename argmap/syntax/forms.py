"""Lines of a form of their own: `suppose`, `explained by`, `against … because …`, `challenges … because …`, `regardless
of`, `use`.
"""

from __future__ import annotations

from argmap.diagnostics import replace, report
from argmap.source import Source
from argmap.syntax.certain import known
from argmap.syntax.faulty import HEAD, Explanations, end_of, raw
from argmap.syntax.nodes import Mended, Token
from argmap.syntax.words import SUPPOSING, normal
from argmap.wording import clip, listed


def supposition(tokens: list[Token], source: Source) -> Explanations:
    """`suppose`, `suppose a-label`: it is always declared. `suppose claim: …`, `open suppose: …`: it has no kind, and
    nobody asserts it anyway.
    """
    at = next((i for i, t in enumerate(tokens[:3]) if t.type == "SUPPOSE"), None)
    if at is not None and at > 0 and tokens[at - 1].type == "BY":
        yield from _ruled(tokens, at, source)
    if at is None or any(t.type not in ("CONNECTIVE", "BECAUSE", *_MARKS) for t in tokens[:at]):
        return
    yield from _marked(tokens, source)
    head, rest = raw(tokens[: at + 1], source), tokens[at + 1 :]
    if len(rest) > 1 or (rest and rest[0].type != "LABEL"):
        return
    span = tokens[0].start, end_of(tokens)
    message = "`suppose` declares what is supposed, so that a colon and a text follow it"
    text = Mended("TEXT", ": …", span[1], span[1])
    if not rest:
        help = [f"write: `{head}: There is a largest prime.`, and indent below it what follows"]
        yield report("missing-text", message, source, span, *help), [*tokens, text]
        return
    label = rest[0].value
    help = [f"write: `{head} {label}: …`, and indent below it what follows"]
    if normal(label) in known(source.text).declared:
        help = [
            f"write: `{head}: …`, with a text of its own, and indent below it what follows",
            f"or, to reason from `{label}`, which is declared elsewhere, leave out `suppose`: `{label}`",
        ]
        yield report("missing-text", message, source, span, *help), [*tokens[: at + 1], text]
    else:
        yield report("missing-text", message, source, span, *help), [*tokens, text]


def _ruled(tokens: list[Token], at: int, source: Source) -> Explanations:
    """`explained by suppose t: …`, `by suppose t: …`."""
    written, rest = raw(tokens[:at], source), tokens[at + 1 :]
    if not rest or rest[-1].type != "TEXT":
        return
    message = f"`{written}` does not stand before `suppose`; {listed([f'`{w}`' for w in SUPPOSING], 'and')} do"
    first = Mended("BECAUSE", "because", tokens[0].start, tokens[at - 1].end)
    after = clip(source.text[tokens[at].end : end_of(tokens)])
    after = after if after.startswith(":") else f" {after}"
    help = (
        f"for a reason that is drawn from it, write: `because suppose{after}`, with what follows indented below",
        f"or, if it is asserted, leave out `suppose`: `{written}{after}`",
    )
    span = tokens[0].start, tokens[at - 1].end
    found = report("misplaced-connective", message, source, span, *help)
    yield found, [first, *tokens[at:]]


_MARKS = ("OPEN", "UNSTATED", "KIND")


def _marked(tokens: list[Token], source: Source) -> Explanations:
    """The words that no supposition takes, beside `suppose`."""
    marks = [t for t in tokens[:HEAD] if t.type in _MARKS]
    if not marks or tokens[-1].type != "TEXT":
        return
    kept = [t for t in tokens if t not in marks]
    words = " ".join(t.value for t in kept[:-1])
    right = clip(f"{words}{source.text[tokens[-1].start : end_of(tokens)]}")
    first = marks[0]
    message = (
        f"what is supposed has no kind of its own, so that `{first.value}` does not stand here"
    )
    if first.type != "KIND":
        message = (
            f"what is supposed is not asserted anyway, so that `{first.value}` does not stand here"
        )
    span = tokens[0].start, tokens[-1].start
    as_label = marks[-1].end == tokens[-1].start and tokens[-2] is marks[-1]
    fix = None if as_label else replace("leave it out", span, words)
    help = [f"write: `{right}`"]
    if as_label:
        help.append(f"or, if it was meant for a label, choose another, such as `the-{first.value}`")
    yield report("unreadable-line", message, source, first.span, *help, fix=fix), kept


def explained(tokens: list[Token], source: Source) -> Explanations:
    """`explained: …`, `explained taxes`; `explains taxes`, which looks the other way."""
    first = tokens[0]
    if first.value == "explains" and len(tokens) > 1:
        what = f"`{tokens[1].value}`" if len(tokens) == 2 else "what is explained"
        message = (
            "`explains` is no word of the language: what explains stands under what is explained"
        )
        help = f"under {what}, indented, write: `explained by: …`"
        yield report("misspelt-keyword", message, source, first.span, help), None
    if first.type != "EXPLAINED" or (len(tokens) > 1 and tokens[1].type == "BY"):
        return
    rest = tokens[1:]
    by = Mended("BY", "by", first.end, first.end)
    message = "`explained` is followed by `by`"
    right = clip(f"explained by{source.text[first.end : end_of(tokens)]}")
    if not rest:
        right = "explained by: Those who caused it live elsewhere."
    sure = bool(rest) and (rest[-1].type == "TEXT" or len(rest) == 1)
    fix = replace("write `by`", (first.end, first.end), " by") if sure else None
    found = report("unreadable-line", message, source, first.span, f"write: `{right}`", fix=fix)
    yield found, [first, by, *rest] if rest else None


def challenge(tokens: list[Token], source: Source) -> Explanations:
    """`challenges pay`, `challenges: …`: it names a step, and takes no text."""
    first = tokens[0]
    if first.type != "CHALLENGES" or any(t.type == "BECAUSE" for t in tokens):
        return
    labels = [t.value for t in tokens[1:] if t.type == "LABEL"]
    conclusion = labels[0] if labels and tokens[-1].type != "TEXT" else "the-conclusion"
    message = "`challenges` names a step, by its conclusion and a premise that leads to it"
    after = clip(source.text[first.end : end_of(tokens)]) if tokens[-1].type == "TEXT" else ": …"
    after = after if after.startswith(":") else f" {after}"
    help = (
        f"write: `challenges {conclusion} because the-premise`",
        f"or, below the step that it challenges: `however{after}`",
        f"to attack a statement and not a step, write: `against {conclusion}`",
    )
    yield (
        report("unreadable-line", message, source, (first.start, end_of(tokens)), *help),
        None,
    )


def text_too_many(tokens: list[Token], source: Source) -> Explanations:
    """Text or words after a line that only takes labels."""
    first = tokens[0]
    if first.type not in ("AGAINST", "CHALLENGES", "REGARDLESS", "IMPORT"):
        return
    if first.type == "REGARDLESS" and len(tokens) > 1 and tokens[1].type == "LABEL":
        message = "`regardless` is followed by `of`"
        help = f"write: `regardless of {clip(raw(tokens[1:], source))}`"
        of = Mended("OF", "of", first.end, first.end)
        fix = replace("write `of`", (first.end, first.end), " of") if len(tokens) == 2 else None
        found = report("unreadable-line", message, source, first.span, help, fix=fix)
        yield found, [first, of, *tokens[1:]]
    if first.type == "REGARDLESS" and tokens[-1].type == "TEXT":
        message = "`regardless of` takes the label of a statement that is declared elsewhere"
        kept = [t for t in tokens if t.type != "TEXT"]
        help = f"write `{clip(raw(kept, source))}` here, and the text where it is declared"
        yield report("stray-words", message, source, (tokens[-1].start, end_of(tokens)), help), None
    for size in range(min(len(tokens) - 1, HEAD), 1 if first.type != "IMPORT" else 0, -1):
        kept, stray = tokens[:size], tokens[size:]
        if first.type in ("AGAINST", "CHALLENGES") and not any(t.type == "BECAUSE" for t in kept):
            return
        takes = "a path, and `as name`" if first.type == "IMPORT" else "labels and nothing else"
        message = f"`{first.value.split()[0]}` takes {takes} here"
        help = f"write: `{clip(raw(kept, source))}`"
        span = (stray[0].start, end_of(stray))
        yield report("stray-words", message, source, span, help), kept


def undercut(tokens: list[Token], source: Source) -> Explanations:
    """`against claim c because premise p`, `against c because`."""
    words = [t.type for t in tokens]
    if words[0] not in ("AGAINST", "CHALLENGES") or "BECAUSE" not in words or "TEXT" in words:
        return
    middle = words.index("BECAUSE")
    before = [t for t in tokens[1:middle] if t.type == "LABEL"]
    after = [t for t in tokens[middle:] if t.type == "LABEL"]
    target = before[-1].value if before else "the-conclusion"
    premise = after[0].value if after else "the-premise"
    found = report(
        "stray-words" if before and after else "missing-label",
        f"`{tokens[0].value} … because …` takes two labels: a conclusion, and a premise that leads to it",
        source,
        (tokens[0].start, end_of(tokens)),
        f"write: `{tokens[0].value} {target} because {premise}`",
    )
    if before and after and len(tokens) != 4:
        yield found, [tokens[0], before[-1], tokens[middle], after[0]]
    elif not (before and after):
        yield found, None
