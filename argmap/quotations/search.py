"""Looking for the segments of a quotation in a folded text, in a bounded number of steps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from argmap.quotations.folding import boundary
from argmap.quotations.pattern import CHANGED, Block, Change, Segment

_STEPS = 50_000
_PLACES = 32
_MANY = 2000

Window = tuple[int, int]


class Search:
    """One search in a text, with the steps that it may still take."""

    def __init__(self, text: str, index: Mapping[str, Sequence[int]]) -> None:
        self.text = text
        self.index = index
        self.left = _STEPS

    def windows(self, blocks: list[Block], most: int) -> list[list[Window]]:
        """The places of blocks that follow each other, each as tight as can be."""
        found: list[list[Window]] = []
        if not blocks or not all(self.possible(block) for block in blocks):
            return found
        at = 0
        while len(found) < most:
            window: list[Window] = []
            for block in blocks:
                place = next(self.block(block, at, len(self.text)), None)
                if place is None:
                    return found
                window.append(place)
                at = place[1]
            for index in range(len(blocks) - 2, -1, -1):
                low, high = window[index][0], window[index + 1][0]
                closer = next(self.block(blocks[index], low, high, True), None)
                if closer is not None:
                    window[index] = closer
            last = blocks[-1].segments[-1]
            start = self._word_start(blocks[0].segments[0], window[0][0])
            end = self._word_end(last, window[-1][1])
            window[0] = (start, window[0][1])
            window[-1] = (window[-1][0], end)
            found.append(window)
        return found

    def possible(self, block: Block) -> bool:
        """Whether the text has all the words."""
        index = self.index
        return all(word in index for segment in block.segments for word, _ in segment.words)

    def block(self, block: Block, low: int, high: int, back: bool = False) -> Iterator[Window]:
        """The places of a block between two offsets, in order or from the last on back."""
        segments = block.segments
        if len(segments) == 1:
            for at in self.segment(segments[0], low, high, back):
                yield at, at + len(segments[0].text)
            return
        rarest = min(range(len(segments)), key=lambda i: self._frequency(segments[i]))
        for at in self.segment(segments[rarest], low, high, back):
            starts = {at}
            for index in range(rarest - 1, -1, -1):
                if not starts:
                    break
                starts = self._before(segments[index], block.changes[index], starts, low)
            ends = {at + len(segments[rarest].text)} if starts else set()
            for index in range(rarest + 1, len(segments)):
                if not ends:
                    break
                ends = self._after(segments[index], block.changes[index - 1], ends, high)
            if starts and ends:
                yield max(starts), min(ends)

    def _after(self, segment: Segment, change: Change, ends: set[int], high: int) -> set[int]:
        found = set()
        size = len(segment.text)
        for end in sorted(ends)[:_PLACES]:
            for at in self.segment(segment, end, min(high, end + change.longest + size)):
                if change.spans(self.text, end, at):
                    found.add(at + size)
        return found

    def _before(self, segment: Segment, change: Change, starts: set[int], low: int) -> set[int]:
        found = set()
        size = len(segment.text)
        for start in sorted(starts, reverse=True)[:_PLACES]:
            for at in self.segment(segment, max(low, start - change.longest - size), start):
                if change.spans(self.text, at + size, start):
                    found.add(at)
        return found

    def _frequency(self, segment: Segment) -> tuple[int, int]:
        """How often its rarest word stands in the text, where that is known."""
        words = segment.words
        seldom = min((len(self.index.get(word, ())) for word, _ in words), default=len(self.text))
        return seldom, -len(segment.text)

    def segment(self, segment: Segment, low: int, high: int, back: bool = False) -> Iterator[int]:
        """Where a segment begins between two offsets, in order or from the last on back."""
        text, wanted = self.text, segment.text
        for at in self._candidates(segment, low, high, back):
            self.left -= 1
            if self.left < 0:
                return
            end = at + len(wanted)
            if (
                at >= low
                and end <= high
                and text.startswith(wanted, at)
                and (segment.open_left or boundary(text, at))
                and (segment.open_right or boundary(text, end))
            ):
                yield at

    def _candidates(self, segment: Segment, low: int, high: int, back: bool) -> Iterator[int]:
        rarest: Sequence[int] | None = None
        offset = 0
        if high - low > _MANY:
            for word, at in segment.words:
                places = self.index.get(word, [])
                if rarest is None or len(places) < len(rarest):
                    rarest, offset = places, at
        if rarest is not None and (len(rarest) <= _MANY or len(segment.text) < 12):
            first, last = bisect_left(rarest, low + offset), bisect_right(rarest, high)
            numbers = range(last - 1, first - 1, -1) if back else range(first, last)
            for number in numbers:
                yield rarest[number] - offset
            return
        text, wanted = self.text, segment.text
        if back:
            at = text.rfind(wanted, low, high)
            while at >= 0:
                yield at
                at = text.rfind(wanted, low, at + len(wanted) - 1)
        else:
            at = text.find(wanted, low, high)
            while at >= 0:
                yield at
                at = text.find(wanted, at + 1, high)

    def _word_start(self, segment: Segment, at: int) -> int:
        """The beginning of the word that an open end stands in."""
        low = max(0, at - CHANGED)
        while segment.open_left and at > low and not boundary(self.text, at):
            at -= 1
        return at

    def _word_end(self, segment: Segment, at: int) -> int:
        high = min(len(self.text), at + CHANGED)
        while segment.open_right and at < high and not boundary(self.text, at):
            at += 1
        return at
