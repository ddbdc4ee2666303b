"""Where every object is: the rows of the cross-reference stream (PDF 32000-1, 7.5.8)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

FREE, AT_OFFSET, IN_STREAM = 0, 1, 2
WIDTH = 7  # bytes a row: one for the kind, four for the place, two for the index
_pack = struct.Struct(">BIH").pack


class Stretch(NamedTuple):
    """`length` objects with consecutive numbers; `turn`, the place in their stream, grows by one."""

    first: int
    length: int
    kind: int
    place: int
    turn: int


class CrossReference:
    """Collects the places while the file grows."""

    def __init__(self) -> None:
        self._stretches = [Stretch(0, 1, FREE, 0, 65535)]

    def at_offset(self, number: int, offset: int) -> None:
        """The object stands on its own at this byte of the file."""
        self._stretches.append(Stretch(number, 1, AT_OFFSET, offset, 0))

    def in_stream(self, numbers: Sequence[int], holder: int) -> None:
        """The objects stand in the object stream `holder`, in this order."""
        begin = 0
        for end in range(1, len(numbers) + 1):
            if end == len(numbers) or numbers[end] != numbers[end - 1] + 1:
                self._stretches.append(Stretch(numbers[begin], end - begin, IN_STREAM, holder, begin))
                begin = end

    def rows(self, own_number: int, own_offset: int) -> bytes:
        """All rows. The first of a stretch is written as it is (PNG filter 0), each further one as the
        difference to the one above (filter 2): a constant, which costs nothing to make and hardly any room.
        """
        self.at_offset(own_number, own_offset)
        rows: list[bytes] = []
        expected = 0
        for first, count, kind, place, index in sorted(self._stretches):
            rows += [_UNUSED] * (first - expected)
            rows += [b"\0", _pack(kind, place, index), _steps(index, count - 1)]
            expected = first + count
        return b"".join(rows)


_UNUSED = bytes(WIDTH + 1)  # the row of a number that was reserved and never used
# Between two neighbours the index alone grows by one, with a carry after every 255.
_STEPS = 255 * b"\x02\0\0\0\0\0\0\x01" + b"\x02\0\0\0\0\0\x01\x01"


def _steps(index: int, count: int) -> bytes:
    """The differences of so many rows after the one with this index."""
    begin = index % 256 * (WIDTH + 1)
    return (_STEPS * (count // 256 + 2))[begin : begin + count * (WIDTH + 1)] if count else b""
