"""R4: what was taken back before it left the house is no approval, and every identity holds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from grants.models import Application, Outcome, PaymentKind
from grants.services.applications import withdraw_application
from grants.services.drafts import take_back_award_notice
from reports.catalog.fund_report import AGREES
from reports.catalog.yearly_overview import YearlyOverview, collect
from reports.contract import Commission
from tests.grants.services.minutes import ASKED
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
APPROVED = 9


def overview(story: Story, days: int = 1, **choice: str) -> YearlyOverview:
    as_of, now = story.day + timedelta(days=days), story.now + timedelta(days=days)
    subject, params = f"fund:{story.fund.uuid}", {"year": 2026} | choice
    return collect(Commission(subject=subject, params=params, as_of=as_of, issued_at=now))


def approved(data: YearlyOverview) -> list[Any]:
    """What the list calls approved; every sum of it agrees with the other side."""
    assert [row[-1] for row in data.identities] == [AGREES] * 4
    return [row[APPROVED] for row in data.table.rows]


@pytest.fixture
def taken_back(story: Story, officer: Actor) -> Story:
    """Drafted on one day, taken back on the next."""
    story.drafted()
    story.day += timedelta(days=1)
    story.application = take_back_award_notice(
        grant=story.grant, reason="Falscher Ort", actor=officer, now=story.now
    )
    return story


def test_award_that_was_taken_back_is_no_approval(taken_back: Story) -> None:
    assert approved(overview(taken_back)) == [0]


def test_award_drafted_anew_counts_once(taken_back: Story) -> None:
    taken_back.drafted_now()
    taken_back.issued_now()
    assert approved(overview(taken_back)) == [ASKED]


def test_earlier_day_sees_the_draft_as_it_stood_then(taken_back: Story) -> None:
    assert approved(overview(taken_back, days=-1)) == [ASKED]


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        ({}, [2, 3, 1]),
        ({"basis": "receipt", "standing": "all"}, [2, 3, 1]),
        ({"basis": "decision"}, [2, 3]),
        ({"basis": "payment"}, [3]),
        ({"standing": "open"}, [2, 3]),
        ({"standing": "ended"}, [1]),
        ({"basis": "payment", "standing": "ended"}, []),
    ],
)
def test_choice_leaves_its_cases_and_the_identities_hold(
    stories: Callable[..., Story], choice: dict[str, str], numbers: list[int]
) -> None:
    withdrawn, accepted, paid = (stories(number, cents=10_000) for number in (1, 2, 3))
    withdrawn.submitted()
    withdraw_application(application=withdrawn.application, actor=withdrawn.resident, now=withdrawn.now)
    accepted.accepted()
    paid.accepted()
    paid.paid(PaymentKind.ADVANCE, 10_000)
    data = overview(paid, 1, **choice)
    assert [row[-1] for row in data.identities] == [AGREES] * 4
    expected = [each.application.reference for each in (withdrawn, accepted, paid)]
    assert [row[1] for row in data.table.rows] == [expected[number - 1] for number in numbers]
    assert dict(data.budget)["Ausgezahlt"] == "100,00\xa0€"


@pytest.mark.parametrize(("basis", "listed"), [("receipt", 0), ("decision", 1), ("payment", 0)])
def test_refused_case_of_the_year_before_is_listed_by_the_day_of_its_decision(
    story: Story, basis: str, listed: int
) -> None:
    votes = dict.fromkeys(story.fund.jury_members.all(), "no")
    story.decided(Outcome.NO, votes=votes, reason="Es fehlt ein Ort.")
    came = story.now - timedelta(days=70)
    Application.objects.filter(pk=story.application.pk).update(submitted_at=came)
    assert len(overview(story, basis=basis).table.rows) == listed
