"""QR codes of texts that differ only in their end, without making each anew.

With size, error correction and mask held, a QR code is linear: what one character changes does not depend on
the others. So the code of an address is that of a model, changed (exclusive or) by what each character at its
end changes. Making one from the start takes 5 ms, as long as two letters; this takes some microseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import xor

import segno

from reports.kit.page import Page

FILLER = "0"
MASK = 0  # any is allowed; choosing the prettiest of eight would depend on the text
QUIET_ZONE = 4  # modules around the code that stay white


@dataclass(frozen=True)
class Modules:
    """The dark modules as bits: `side` rows, each of whole bytes, the quiet zone left out."""

    side: int
    bits: int

    @property
    def row_bytes(self) -> int:
        return (self.side + 7) // 8

    def hex_rows(self) -> str:
        """All rows as hexadecimal digits, the first row first; 1 is dark."""
        return self.bits.to_bytes(self.side * self.row_bytes).hex()


def modules_of(head: str, tail: str) -> Modules:
    """The QR code (error correction M) of ASCII `head + tail`; the head is what many have in common.

    Raises segno.DataOverflowError for a text that no QR code can hold.
    """
    model = _made(head + FILLER * len(tail))
    changes = (
        _change(head, len(tail), place, character)
        for place, character in enumerate(tail)
        if character != FILLER
    )
    return Modules(model.side, reduce(xor, changes, model.bits))


def draw_modules(page: Page, modules: Modules, x: float, y: float, width: float) -> None:
    """Draw the code with its quiet zone into the square with the lower left corner x, y."""
    quiet = QUIET_ZONE * width / (modules.side + 2 * QUIET_ZONE)
    inner = width - 2 * quiet
    page.code.append(
        f"q 0 g {inner:.2f} 0 0 {inner:.2f} {x + quiet:.2f} {y + quiet:.2f} cm "
        f"BI/W {modules.side}/H {modules.side}/IM true/D[1 0]/F/AHx ID {modules.hex_rows()}> EI Q"
    )


@lru_cache(maxsize=64)
def _made(text: str) -> Modules:
    code = segno.make(text, error="m", micro=False, mask=MASK, boost_error=False, mode="byte")
    rows = [bytes(row) for row in code.matrix_iter(border=0)]
    padding = -len(rows) % 8
    digits = "".join("".join(map(str, row)) + "0" * padding for row in rows)
    return Modules(len(rows), int(digits, 2))


@lru_cache(maxsize=8192)
def _change(head: str, length: int, place: int, character: str) -> int:
    """The modules that this character at this place of the tail turns over."""
    tail = FILLER * place + character + FILLER * (length - place - 1)
    return _made(head + tail).bits ^ _made(head + FILLER * length).bits
