"""What can be shown in a figure: pixel images, QR codes, drawings of rectangles, lines and words."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import segno
from reportlab.lib.utils import ImageReader

from reports.kit.fills import Fill, fill_area
from reports.kit.objects import ObjectWriter
from reports.kit.page import MM, Page
from reports.kit.painting import Align
from reports.kit.plain_text import clean_text

QUIET_ZONE = 4  # modules around a QR code that stay white
DOTS_PER_POINT = 150 / 72
# A photograph of twelve megapixels would outweigh all the rest; this fills a page at 200 dots per inch.
MOST_PIXELS = 1600


class UnreadableImage(ValueError):
    """The bytes are no image that can be shown."""


class _Pixels(NamedTuple):
    """An image as the file holds it: width, height, compressed bytes of red, green and blue."""

    width: int
    height: int
    packed: bytes


@lru_cache(maxsize=16)  # a logo stands on every letter of a batch
def _pixels(data: bytes) -> _Pixels:
    try:
        reader = ImageReader(io.BytesIO(data))
        image: Any = reader._image  # noqa: SLF001 - reportlab has opened it with Pillow, which we do not import
        if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
            image = image.convert("RGBA")
            white = image.copy()
            white.paste((255, 255, 255, 255), (0, 0, *image.size))
            white.alpha_composite(image)
            image = white
        image = image.convert("RGB")
        image.thumbnail((MOST_PIXELS, MOST_PIXELS))
    except Exception as error:  # Pillow and reportlab raise many kinds for a broken file
        raise UnreadableImage(str(error)) from error
    width, height = image.size
    return _Pixels(width, height, zlib.compress(image.tobytes()))


@dataclass(frozen=True)
class PixelImage:
    """A PNG or JPEG. Transparency becomes white; colours become RGB; a very large one is made smaller."""

    data: bytes

    @property
    def size(self) -> tuple[float, float]:
        """Width and height at 150 dots per inch."""
        width, height, _ = _pixels(self.data)
        return width / DOTS_PER_POINT, height / DOTS_PER_POINT

    def _write(self, writer: ObjectWriter) -> int:
        width, height, packed = _pixels(self.data)
        number = writer.reserve()
        kind = "/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8"
        writer.stream(number, packed, f"{kind}/Width {width}/Height {height}", compressed=True)
        return number

    def draw(self, page: Page, x: float, y: float, width: float, height: float) -> None:
        """Put the image on the page; it is stored once, however often it is shown."""
        resource = page.image(hashlib.sha256(self.data).digest(), self._write)
        page.code.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm {resource} Do Q")


@dataclass(frozen=True)
class QrCode:
    """A QR code (error correction M or better), `width` in millimetres with its quiet zone."""

    text: str
    width: float = 32

    @cached_property
    def _rows(self) -> list[bytes]:
        code = segno.make(clean_text(self.text), error="m", micro=False)
        return [bytes(row) for row in code.matrix_iter(border=QUIET_ZONE)]

    @property
    def size(self) -> tuple[float, float]:
        """A square."""
        return self.width * MM, self.width * MM

    def fits(self) -> bool:
        """Whether a QR code can hold so much text."""
        try:
            return bool(self._rows)
        except segno.DataOverflowError:
            return False

    def draw(self, page: Page, x: float, y: float, width: float, height: float) -> None:
        """Dark modules that touch in a row become one rectangle, so that no white seams appear."""
        module, top = width / len(self._rows), y + height
        bars = []
        for line, row in enumerate(self._rows, 1):
            column = 0
            while (begin := row.find(1, column)) >= 0:
                column = row.find(0, begin)
                bars.append(
                    f"{x + begin * module:.3f} {top - line * module:.3f} "
                    f"{(column - begin) * module:.3f} {module:.3f} re"
                )
        page.code.append("0 g " + " ".join(bars) + " f")


@dataclass(frozen=True)
class Bar:
    """A filled rectangle; `grey` from 0 (black) to 1 (white) where it is solid."""

    x: float
    y: float
    width: float
    height: float
    grey: float = 0.45
    fill: Fill = "solid"


@dataclass(frozen=True)
class Stroke:
    """A straight line; `dashes`: how long it is drawn and how long not, in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5
    grey: float = 0.5
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Words:
    """One line of text at a base line."""

    text: str
    x: float
    y: float
    size: float = 8.5
    bold: bool = False
    align: Align = "left"


@dataclass(frozen=True)
class Drawing:
    """Shapes on an area of `width` by `height` points, from the lower left corner."""

    width: float
    height: float
    shapes: tuple[Bar | Stroke | Words, ...]

    @property
    def size(self) -> tuple[float, float]:
        """The area."""
        return self.width, self.height

    def draw(self, page: Page, x: float, y: float, width: float, height: float) -> None:
        """Draw the shapes, scaled."""
        page.code.append(f"q {width / self.width:.4f} 0 0 {height / self.height:.4f} {x:.2f} {y:.2f} cm")
        for shape in self.shapes:
            match shape:
                case Bar():
                    box = shape.x, shape.y, shape.width, shape.height
                    fill_area(page, box, shape.fill, shape.grey)
                case Stroke():
                    pattern = " ".join(f"{length:g}" for length in shape.dashes)
                    page.code.append(f"[{pattern}] 0 d" if pattern else "")
                    page.rule(shape.x1, shape.y1, shape.x2, shape.y2, width=shape.width, grey=shape.grey)
                    page.code.append("[] 0 d" if pattern else "")
                case Words():
                    text = clean_text(shape.text).replace("\n", " ")
                    page.words(text, shape.x, shape.y, shape.size, bold=shape.bold, align=shape.align)
                    page.words(" ", shape.x, shape.y, shape.size)  # who copies it gets no glued words
        page.code.append("Q")


def bar_chart(
    bars: Sequence[tuple[str, int, str]], *, width: float = 460, label_width: float = 150
) -> Drawing:
    """Horizontal bars. Each is (label, value, the value as it is written); values below 0 are drawn as 0."""
    row, room = 20.0, width - label_width - 80
    largest = max([value for _, value, _ in bars], default=0)
    shapes: list[Bar | Stroke | Words] = []
    height = row * max(len(bars), 1)
    for position, (label, value, written) in enumerate(bars, 1):
        y = height - position * row
        length = room * max(value, 0) / largest if largest > 0 else 0.0
        shapes.append(Words(_shortened(label, label_width), label_width - 8, y + 6.5, align="right"))
        shapes.append(Bar(label_width, y + 3, length, row - 6))
        shapes.append(Words(written, label_width + length + 5, y + 6.5))
    shapes.append(Stroke(label_width, 0, label_width, height, 0.6))
    return Drawing(width, height, tuple(shapes))


def _shortened(text: str, width: float) -> str:
    most = max(int(width / 5), 4)
    return text if len(text) <= most else text[: most - 1] + "…"
