"""One page while it is being drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reports.kit.objects import ObjectWriter
from reports.kit.structure import Element, StructureTree
from reports.kit.typesetting import Typesetter

MM = 72 / 25.4
A4 = (595.28, 841.89)
LAYOUT, PAGINATION = "Layout", "Pagination"


ImageStore = Callable[[bytes, Callable[[ObjectWriter], int]], str]


class Page:
    """Collects operators. Whatever is drawn stands inside `content` or `artifact`: a screen reader must
    know which.
    """

    def __init__(
        self,
        structure: StructureTree,
        typesetter: Typesetter,
        images: ImageStore,
        size: tuple[float, float],
        number: int,
    ) -> None:
        self.image = images
        self.number = number  # its object number
        self.structure = structure
        self.typesetter = typesetter
        self.width, self.height = size
        self.code: list[str] = []
        self.annotations: list[int] = []

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to the element."""
        self.code.append(self.structure.mark(element))
        yield
        self.code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = LAYOUT) -> Iterator[None]:
        """What is drawn inside is for the eye only."""
        self.code.append(artifact_mark(kind))
        yield
        self.code.append("EMC")

    def rule(
        self, x1: float, y1: float, x2: float, y2: float, *, width: float = 0.5, grey: float = 0.6
    ) -> None:
        """A straight line."""
        self.code.append(f"{width} w {grey} G {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S 0 G")

    def fill(self, x: float, y: float, width: float, height: float, colour: str = ".93 g") -> None:
        """A filled rectangle; `colour` is a colour operator."""
        self.code.append(f"{colour} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f 0 g")

    def words(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        bold: bool = False,
        align: str = "left",
        grey: float = 0,
    ) -> None:
        """One line of text at a base line; `x` is its left edge, its middle or its right edge, as `align`
        says.
        """
        face = self.typesetter.face(bold)
        shown = self.typesetter.show(text, face, size)
        x -= {"left": 0.0, "center": shown.width / 2, "right": shown.width}[align]
        colour, back = (f"{grey} g ", " 0 g") if grey else ("", "")
        font = self.typesetter.select(face, size)
        self.code.append(f"BT {colour}{font} {x:.2f} {y:.2f} Td {shown.operators} ET{back}")


def artifact_mark(kind: str) -> str:
    """The operator that opens an artifact; `EMC` closes it."""
    return f"/Artifact<</Type/{kind}>>BDC"
