"""The drawings in docs/ are those of today's code."""

import re

from tests.architecture.draw import ARCHITECTURE, WORKFLOWS, house, put_into, workflows

ARROW = re.compile(r"^    (\w+) --> (\w+)$", re.MULTILINE)


def test_drawing_of_the_house_is_up_to_date() -> None:
    assert ARCHITECTURE.read_text(encoding="utf-8") == put_into(ARCHITECTURE, house())


def test_drawing_of_the_workflows_is_up_to_date() -> None:
    assert WORKFLOWS.read_text(encoding="utf-8") == put_into(WORKFLOWS, workflows())


def test_drawn_house_has_arrows_down_only() -> None:
    """As it stands on the page: no pair of rooms points at each other, grants knows nothing above it."""
    arrows = set(ARROW.findall(ARCHITECTURE.read_text(encoding="utf-8")))
    assert ("reports", "grants") in arrows
    assert {(b, a) for a, b in arrows} & arrows == set()
    assert {target for room, target in arrows if room == "grants"} <= {
        "applicants",
        "foundation_accounts",
        "foundation_audit",
        "foundation_files",
        "foundation_outbox",
        "foundation_values",
    }
