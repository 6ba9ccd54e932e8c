"""The bounds of a search for sets, as a crux and a defence have them: what they may be, and the words for them."""

from __future__ import annotations

from operator import index


def check_bounds(size: int, tries: int) -> None:
    """Raises `ValueError` for a size of sets or a number of tries that is no whole number from 1 up."""
    try:
        fits = index(size) >= 1 and index(tries) >= 1
    except TypeError:
        fits = False
    if not fits:
        raise ValueError("sizes and tries are whole numbers, counted from 1")


def stopped(tried: int) -> str:
    """That a search ended after so many sets."""
    return f"stopped after {tried} {'set' if tried == 1 else 'sets'}: there may be more"
