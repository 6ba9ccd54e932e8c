"""Exit statuses, and the exception that ends a command."""

from __future__ import annotations

DONE, FAULTY, UNUSABLE = 0, 1, 2
"""Exit statuses: done; the input has errors, or what was asked for does not hold; wrong usage, or a file
that can't be read or written.
"""


class Unusable(Exception):
    """A file that can't be read or written, or an option that makes no sense."""
