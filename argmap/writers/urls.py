"""The URLs that figures may link to."""

from __future__ import annotations

from argmap.values import value_of


def safe_url(url: object) -> str:
    """The URL where it is safe in a link: http, https, mailto, or a relative path; "" for any other value."""
    if not isinstance(url, str) or not url:
        return ""
    try:
        value_of("url", url)
    except ValueError:
        return ""
    return url
