"""Which addresses a figure leads to."""

from __future__ import annotations

from argmap.values import value_of


def address(url: object) -> str:
    """The address as it can stand in a link; empty for what is no http, https or mailto address and no
    relative path.
    """
    if not isinstance(url, str) or not url:
        return ""
    try:
        value_of("url", url)
    except ValueError:
        return ""
    return url
