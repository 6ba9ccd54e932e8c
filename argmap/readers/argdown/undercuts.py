"""What undercuts what in an Argdown document.

An undercut is of a step, of an argument's last step, or of every step that a sketch or a statement makes.
"""

from __future__ import annotations

from collections import defaultdict

from argmap.readers.argdown.arguments import Steps, step_name
from argmap.readers.argdown.conversion import Conversion
from argmap.readers.argdown.model import Document, Link

_MOST = 4
"""How many times as many undercuts as a document has may come of those that attack several steps."""


def add_undercuts(conversion: Conversion, steps: Steps, links: list[Link]) -> None:
    """Adds undercuts as steps; those of a thing come when what it undercuts has all its steps."""
    by_source: dict[str, list[Link]] = defaultdict(list)
    waiting: dict[str, list[str]] = defaultdict(list)
    open_: dict[str, int] = {}
    for link in links:
        by_source[link.source].append(link)
    for key, own in by_source.items():
        needed = {link.target for link in own if _is_of_all_steps(conversion.document, link)}
        needed &= by_source.keys()
        open_[key] = len(needed)
        for other in needed:
            waiting[other].append(key)
    ready = [key for key, count in open_.items() if not count]
    room = _MOST * len(links) + 1_000
    while open_:
        if not ready:
            # They undercut each other in a cycle: one of them has to be first.
            ready.append(next(iter(open_)))
        key = ready.pop()
        if open_.pop(key, None) is None:
            continue
        for link in by_source[key]:
            room -= _add_undercut(conversion, steps, link, room)
        for other in waiting[key]:
            if other in open_:
                open_[other] -= 1
                if not open_[other]:
                    ready.append(other)


def _is_of_all_steps(document: Document, link: Link) -> bool:
    """Whether an undercut attacks whatever steps its target makes."""
    return link.step is None and link.target not in document.steps


def _add_undercut(conversion: Conversion, steps: Steps, link: Link, room: int) -> int:
    """Adds one undercut; returns of how many steps it is, which are at most `room`."""
    document = conversion.document
    if _is_of_all_steps(document, link):
        targets = list(steps.outgoing[link.target])
    elif link.step is not None:
        targets = [step_name(link.target, link.step)]
    else:
        targets = [step_name(link.target, len(document.steps[link.target]) - 1)]
    if len(targets) > room:
        conversion.builder.say("these undercuts attack too many steps in turn", link.span)
        return 0
    if not targets:
        who, whom = conversion.display_name(link.source), conversion.display_name(link.target)
        what = f"{who} undercuts {whom}, from which nothing follows"
        conversion.builder.lose("undercuts", what, link.span)
    if link.source in conversion.negations:
        steps.negation(link, targets[0])
        return 1
    for number, target in enumerate(targets):
        steps.relation(link, document.conclusion(link.source), target, "undercuts", number)
    return len(targets)
