"""Which statements of two maps are the same.

By label and, where that fails, by text, without regard to case, punctuation and white space.
"""

from __future__ import annotations

import re
import unicodedata

from argmap.model import Map
from argmap.wording import seen


def aligned(one: Map, other: Map) -> dict[str, str]:
    """For each statement that both maps have its identifier in the other: by label, then by text, and by
    that in the order of the maps where several have it.
    """
    labels = {s.label: s.id for s in other.statements if s.label}
    matched = {s.id: labels[s.label] for s in one.statements if s.label in labels}
    taken = set(matched.values())
    by_text: dict[str, list[str]] = {}
    for s in reversed(other.statements):
        if s.id not in taken:
            by_text.setdefault(_folded(s.text), []).append(s.id)
    for s in one.statements:
        found = by_text.get(_folded(s.text)) if s.id not in matched else None
        if found:
            matched[s.id] = found.pop()
    return matched


def _folded(text: str) -> str:
    """A text without what does not count in a comparison."""
    return (
        " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", seen(text)).casefold())) or text
    )
