"""Two blocks side by side: a picture and what explains it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.kit.flow import Block, Flow

GUTTER = 16.0


@dataclass(frozen=True)
class Beside:
    """Read from left to right. Both must fit on one page; `share` is the left one's part of the width."""

    left: Block
    right: Block
    share: float
    keep_with_next: bool = False

    def least_height(self, flow: Flow) -> float:
        """As much as the higher one needs to begin."""
        return max(self.left.least_height(flow), self.right.least_height(flow))

    def place(self, flow: Flow) -> None:
        """Draw both from the same height on; what follows begins below the longer one."""
        flow.need(self.least_height(flow))
        whole, top, page = flow.frame, flow.y, flow.page
        room = whole.width - GUTTER
        flow.frame = replace(whole, width=room * self.share)
        self.left.place(flow)
        ends = [flow.y]
        if flow.page is page:
            flow.y = top
        flow.frame = replace(whole, x=whole.x + room * self.share + GUTTER, width=room * (1 - self.share))
        self.right.place(flow)
        flow.frame, flow.y = whole, min(*ends, flow.y)
