"""Bookmarks: the headings as a tree beside the pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.kit.objects import ObjectWriter
from reports.kit.plain_text import text_string


@dataclass
class _Entry:
    title: str
    level: int
    destination: str
    number: int = 0
    children: list[_Entry] = field(default_factory=list)

    def size(self) -> int:
        return sum(1 + child.size() for child in self.children)

    def family(self) -> str:
        if not self.children:
            return ""
        first, last = self.children[0].number, self.children[-1].number
        return f"/First {first} 0 R/Last {last} 0 R/Count {self.size()}"


class Outline:
    """Collects headings in reading order."""

    def __init__(self) -> None:
        self._top = _Entry("", 0, "")
        self._open = [self._top]

    def add(self, title: str, level: int, page: int, y: float) -> None:
        """A heading of this level on the page with this object number."""
        while self._open[-1].level >= level:
            self._open.pop()
        entry = _Entry(title.replace("\n", " "), level, f"[{page} 0 R/XYZ null {y:.1f} null]")
        self._open[-1].children.append(entry)
        self._open.append(entry)

    def write(self, writer: ObjectWriter) -> int:
        """Write all entries; returns the number of the outline, 0 when there is none."""
        if not self._top.children:
            return 0
        self._top.number = writer.reserve()
        self._write_children(writer, self._top)
        writer.add(self._top.number, f"<</Type/Outlines{self._top.family()}>>")
        return self._top.number

    def _write_children(self, writer: ObjectWriter, parent: _Entry) -> None:
        for child in parent.children:
            child.number = writer.reserve()
        neighbours = [0, *(child.number for child in parent.children), 0]
        for position, child in enumerate(parent.children):
            before, after = neighbours[position], neighbours[position + 2]
            links = f"/Parent {parent.number} 0 R"
            links += f"/Prev {before} 0 R" if before else ""
            links += f"/Next {after} 0 R" if after else ""
            self._write_children(writer, child)
            title = f"/Title {text_string(child.title)}/Dest{child.destination}"
            writer.add(child.number, f"<<{title}{links}{child.family()}>>")
