"""Values of data whose type is not known, in the type that is wanted: what has another one is left out."""

from __future__ import annotations

from typing import Any


def as_dict(value: object) -> dict[str, Any]:
    """The value, or {} where it is no dictionary."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """The value, or [] where it is no list."""
    return value if isinstance(value, list) else []


def as_strings(value: object) -> list[str]:
    """The strings of a list."""
    return [item for item in as_list(value) if isinstance(item, str)]


def text_or_none(value: object) -> str | None:
    """The value, or None where it is no text or an empty one."""
    return value if isinstance(value, str) and value else None
