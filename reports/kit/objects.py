"""The file itself: numbered objects, written as they come.

Streams go to the output at once; all small objects are packed as text into compressed object streams. Nothing
is read back and nothing is written twice, so a long report needs little memory and one pass.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from itertools import accumulate
from typing import BinaryIO

from reports.kit.cross_reference import CrossReference

BATCH = 200  # objects in one shared object stream
OWN_STREAM = 100  # a run of at least so many objects gets an object stream of its own
FAST = 2  # level of compression for pages and objects: 7 % longer files than by level 6, a fifth less time


class ObjectWriter:
    """Writes the objects of one PDF file to `out` and keeps the table of where they are."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._offset = 0
        self._digest = hashlib.md5(usedforsecurity=False)
        self._places = CrossReference()
        self._waiting: list[tuple[int, str]] = []
        self.last = 0
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self._offset += len(data)

    def reserve(self, count: int = 1) -> int:
        """Take `count` object numbers; returns the first."""
        self.last += count
        return self.last - count + 1

    def stream(
        self, number: int, data: bytes, entries: str = "", *, compressed: bool = False, level: int = 6
    ) -> None:
        """Write a Flate stream. `compressed`: data has already been through zlib."""
        if not compressed:
            data = zlib.compress(data, level)
        self.raw_stream(number, data, entries + "/Filter/FlateDecode")

    def raw_stream(self, number: int, data: bytes, entries: str = "") -> None:
        """Write a stream as it is.

        It ends with CR LF: after data whose last byte is CR, a lone LF would look like one single line end,
        and a reader would count one byte too few.
        """
        head = f"<<{entries}/Length {len(data)}>>stream\n".encode("latin-1")
        self._places.at_offset(number, self._offset)
        self._write(b"%d 0 obj\n%s%s\r\nendstream\nendobj\n" % (number, head, data))

    def add(self, number: int, body: str) -> None:
        """Write a small object, some time before the end."""
        self._waiting.append((number, body))
        if len(self._waiting) >= BATCH:
            self._flush()

    def add_run(self, first: int, bodies: Sequence[str]) -> None:
        """Write small objects with consecutive numbers, such as the cells of a page of table rows."""
        if len(bodies) >= OWN_STREAM:
            self._pack(range(first, first + len(bodies)), bodies)
            return
        self._waiting += enumerate(bodies, first)
        if len(self._waiting) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            waiting, self._waiting = sorted(self._waiting), []
            self._pack([number for number, _ in waiting], [body for _, body in waiting])

    def _pack(self, numbers: Sequence[int], bodies: Sequence[str]) -> None:
        holder = self.reserve()
        offsets = accumulate([len(body) + 1 for body in bodies], initial=0)
        index = (
            " ".join([f"{number} {offset}" for number, offset in zip(numbers, offsets, strict=False)]) + "\n"
        )
        self._places.in_stream(numbers, holder)
        data = (index + "\n".join(bodies)).encode("latin-1")
        self.stream(holder, data, f"/Type/ObjStm/N {len(bodies)}/First {len(index)}", level=FAST)

    def close(self, catalog: int, info: int) -> None:
        """Write what still waits, then the cross-reference stream. The file's ID is the digest of its
        content.
        """
        self._flush()
        number, start = self.reserve(), self._offset
        identity = self._digest.hexdigest()
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {catalog} 0 R/Info {info} 0 R"
            f"/ID[<{identity}><{identity}>]/DecodeParms<</Predictor 12/Columns 7>>"
        )
        self.stream(number, self._places.rows(number, start), entries)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
