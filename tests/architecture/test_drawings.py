"""The drawings in docs/ are those of today's code."""

import re

from grants.workflows.requirements import (
    answers_are_complete,
    check_is_made,
    order_may_be_paid,
    vote_has_fallen,
)
from tests.architecture.draw import ARCHITECTURE, WORKFLOWS, house, put_into
from tests.architecture.workflows import codes_of, workflows

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
        "foundation_languages",
        "foundation_outbox",
        "foundation_values",
    }


def test_table_of_workflows_says_who_may_and_what_stops_a_step() -> None:
    row = (
        "| Abschließen `close` | `settling` → `closed` | system; or CI, uninvolved, not checker "
        "| `grant.{claim_open, interest_waits, not_settled, obligation_open, order_open}` "
        "|  | `close_if_settled` |"
    )
    assert row in WORKFLOWS.read_text(encoding="utf-8").splitlines()


def test_table_finds_what_stops_a_step_in_the_rules_behind_it() -> None:
    assert "order.over_approved" in codes_of(order_may_be_paid)
    assert "starts_on.past" in codes_of(answers_are_complete)
    assert "receipt.outside_period*" in codes_of(check_is_made)
    assert codes_of(vote_has_fallen) == {"vote.stands"}
