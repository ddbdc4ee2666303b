"""An empty frame on paper in which something of paper is glued."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.kit.flow import Flow
from reports.kit.line_breaking import Run
from reports.kit.painting import TextStyle
from reports.kit.text import TextBlock

MARK = TextStyle(size=30, leading=34, bold=True, after=0)
NOTE = TextStyle(size=8.5, leading=11.5, grey=0.3, after=0)
PADDING, BOTTOM_GAP = 8.0, 6.0


@dataclass(frozen=True)
class GlueField:
    """`mark` stands large in the corner, the note small below it; both are read, the frame is only seen."""

    mark: tuple[Run, ...]
    note: tuple[Run, ...]
    height: float
    keep_with_next: bool = False

    def least_height(self, flow: Flow) -> float:
        """The whole frame: half a frame holds no paper."""
        return min(self.height, flow.frame.top - flow.frame.bottom)

    def place(self, flow: Flow) -> None:
        """Draw the frame and write into its upper left corner."""
        height = self.least_height(flow)
        flow.need(height)
        top, frame = flow.use(height), flow.frame
        bottom = flow.y
        with flow.page.artifact():
            box = f"{frame.x:.2f} {bottom:.2f} {frame.width:.2f} {height:.2f} re"
            flow.page.code.append(f"q .3 G .9 w [5 3] 0 d {box} S Q")
        flow.y = top - PADDING
        flow.frame = replace(frame, x=frame.x + PADDING, width=frame.width - 2 * PADDING)
        TextBlock(self.mark, MARK).place(flow)
        TextBlock(self.note, NOTE).place(flow)
        flow.frame, flow.y = frame, bottom
        flow.gap(BOTTOM_GAP)
