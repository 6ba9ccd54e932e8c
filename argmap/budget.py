"""How much work something may take: counted, not timed, so that the result is the same on every machine."""

from __future__ import annotations


class Budget:
    """Work that may be spent, in units of whoever spends it, as steps, pairs or thousands of instructions.

    What runs out of it gives a simpler result and says so; it neither fails nor goes on.
    """

    __slots__ = ("left",)

    def __init__(self, limit: int) -> None:
        self.left = limit

    def spend(self, work: int = 1) -> bool:
        """Takes so much work from what is left; False, and nothing is left, where that was not enough."""
        if self.left >= work:
            self.left -= work
            return True
        self.left = 0
        return False

    @property
    def used_up(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0
