"""What keeps a layout from being drawn."""

from __future__ import annotations


class LayoutError(ValueError):
    """`dot` is missing, failed, or took too long."""


class Tangled(LayoutError):
    """A map is so tangled that placing it would take more work than a drawing may."""
