"""The floor for documents: the same lines at the same places, drawn on reportlab's own canvas, without tags.

Every mark of a finished document is read back and becomes one call of the canvas. So the floor shows letter
by letter what the document shows, in the same embedded fonts, and neither breaks a line nor measures a word.
"""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pikepdf
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reports.kit import FontFiles

SHOWING = "BT Tf Tm Td Tj g rg G w m l S re f"
Call = tuple[Callable[..., None], tuple[Any, ...]]
Numbers = list[float]


class Sheet(NamedTuple):
    """One page of the floor: its size in points, and the calls that draw it."""

    size: tuple[float, float]
    calls: tuple[Call, ...]


def register(fonts: FontFiles) -> None:
    """Let the canvas know the document's fonts by the names that stand in the document."""
    for path in (fonts.regular, fonts.bold, fonts.arabic):
        font = TTFont(path.stem, str(path))
        font.fontName = font.face.name.decode("ascii")
        pdfmetrics.registerFont(font)
    rl_config.useA85 = 0  # text around compressed data costs time and room, and nobody wants it today


def sheets_of(pdf: bytes) -> list[Sheet]:
    """What is to be seen on each page of a document of the kit."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [_sheet(page) for page in document.pages]


def page_count(pdf: bytes) -> int:
    """How many pages a finished document has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def draw(sheets: list[Sheet]) -> bytes:
    """The document of the floor."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for size, calls in sheets:
        canvas.setPageSize(size)
        for call, values in calls:
            call(canvas, *values)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _sheet(page: pikepdf.Page) -> Sheet:
    names = {
        key: re.sub(r"^/[A-Z]{6}\+", "", str(font.BaseFont)) for key, font in page.Resources.Font.items()
    }
    box = [float(edge) for edge in page.mediabox]
    return Sheet((box[2], box[3]), tuple(_calls(pikepdf.parse_content_stream(page, SHOWING), names)))


def _calls(instructions: Any, names: dict[str, str]) -> Iterator[Call]:
    """The operators that the kit writes, as calls of the canvas; another operator is an error."""
    face, size, x, y = "", 0.0, 0.0, 0.0
    path: list[Numbers] = []
    for operands, operator in instructions:
        kind = str(operator)
        values: Numbers = [] if kind in {"Tf", "Tj"} else [float(each) for each in operands]
        match kind:
            case "Tf":
                face, size = names[str(operands[0])], float(operands[1])
                yield Canvas.setFont, (face, size)
            case "Tm" | "Td":
                x, y = values[-2:]
            case "Tj":
                text = bytes(operands[0]).decode("utf-16-be")
                yield Canvas.drawString, (x, y, text)
                x += pdfmetrics.stringWidth(text, face, size)
            case "m" | "l" | "re":
                path.append(values)
            case "S":
                yield Canvas.lines, ([(*a, *b) for a, b in zip(path[::2], path[1::2], strict=True)],)
                path = []
            case "f":
                for box in path:
                    yield Canvas.rect, (*box, 0, 1)
                path = []
            case _:
                yield from _pen(kind, values)


def _pen(kind: str, values: Numbers) -> Iterator[Call]:
    match kind:
        case "w":
            yield Canvas.setLineWidth, (values[0],)
        case "g" | "G":
            yield (Canvas.setFillGray if kind == "g" else Canvas.setStrokeGray), (values[0],)
        case "rg":
            yield Canvas.setFillColorRGB, tuple(values)
        case "BT":
            return
        case _:
            raise ValueError(f"the floor does not know {kind}")
