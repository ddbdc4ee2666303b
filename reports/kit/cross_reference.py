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
        if isinstance(numbers, range):
            self._stretches.append(Stretch(numbers[0], len(numbers), IN_STREAM, holder, 0))
        else:
            self._stretches += [Stretch(n, 1, IN_STREAM, holder, i) for i, n in enumerate(numbers)]

    def rows(self, own_number: int, own_offset: int) -> bytes:
        """All rows, each as the difference to the one above (PNG predictor "up"), which compresses best."""
        self.at_offset(own_number, own_offset)
        rows: list[bytes] = []
        above, expected = bytes(WIDTH), 0
        for first, count, kind, place, index in sorted(self._stretches):
            for _ in range(expected, first):  # a number that was reserved and never used
                rows.append(_difference(bytes(WIDTH), above))
                above = bytes(WIDTH)
            rows.append(_difference(_pack(kind, place, index), above))
            rows += [_step(i) for i in range(index + 1, index + count)]
            above, expected = _pack(kind, place, index + count - 1), first + count
        return b"".join(rows)


def _difference(row: bytes, above: bytes) -> bytes:
    return b"\x02" + bytes([(a - b) & 255 for a, b in zip(row, above, strict=True)])


def _step(index: int) -> bytes:
    """The difference between two neighbours: the index alone grows by one, with a carry every 256."""
    return b"\x02\0\0\0\0\0\0\x01" if index % 256 else b"\x02\0\0\0\0\0\x01\x01"
