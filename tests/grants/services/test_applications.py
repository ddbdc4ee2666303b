"""Drafting, sending, answering, withdrawing; references that nobody gets twice and versions that stay."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from foundation.audit.actors import ANYONE, Actor
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import Application, ApplicationVersion, Fund, FundRules, ReferenceCounter
from grants.scenarios.founding import found
from grants.services.applications import (
    CostLine,
    answer_question,
    save_answers,
    start_draft,
    submit_application,
    withdraw_application,
)
from grants.services.references import next_reference
from tests.conftest import SECTION
from tests.grants.rows import bookings, fetch, figures, findings, refusal
from tests.stories import Story, morning

pytestmark = pytest.mark.django_db


def save(story: Story, actor: Actor, **changes: Any) -> Application:
    return save_answers(application=story.application, actor=actor, now=story.now, **changes)


def test_draft_is_saved_page_by_page(story: Story) -> None:
    story.draft()
    save(story, story.resident, answers={"title": "Neu"}, applicant_answers={"name": "Neue Gruppe"})
    save(story, story.resident, costs=[CostLine("Erde", 100), CostLine("Steine", 250)])
    stored = fetch(story.application)
    assert (stored.title, stored.particulars.name, stored.place) == ("Neu", "Neue Gruppe", "Musterhof")
    assert list(stored.costs.values_list("position", "item", "amount_cents", "eligible")) == [
        (1, "Erde", 100, None),
        (2, "Steine", 250, None),
    ]


@pytest.mark.parametrize("who", ["manager", "officer", "auditor", "administrator", "stranger", "anyone"])
def test_draft_of_somebody_else_is_not_touched(
    story: Story, stories: Callable[..., Story], people: dict[str, Actor], who: str
) -> None:
    other = stories(2)
    other.draft()
    story.draft()
    actor = {**people, "stranger": other.resident, "anyone": ANYONE}[who]
    assert refusal(save, story, actor, answers={"title": "X"}) == (NotAllowed, "draft.sent")


def test_paper_draft_is_typed_by_the_office(story: Story, manager: Actor, certifier: Actor) -> None:
    applicant = story.applicant()
    story.application = start_draft(fund=story.fund, applicant=applicant, now=story.now, channel="paper")
    save(story, manager, answers={"title": "Vom Blatt"})
    assert refusal(save, story, certifier, answers={"title": "X"}) == (NotAllowed, "draft.sent")
    assert fetch(story.application).title == "Vom Blatt"


def test_sent_application_is_not_edited(story: Story) -> None:
    story.submitted()
    attempts: tuple[dict[str, Any], ...] = (
        {"answers": {"title": "X"}},
        {"costs": []},
        {"applicant_answers": {"name": "X"}},
    )
    for changes in attempts:
        assert refusal(save, story, story.resident, **changes) == (NotAllowed, "draft.sent")


def submit(story: Story, actor: Actor | None = None, **more: Any) -> Application:
    return submit_application(
        application=story.application, actor=actor or story.resident, now=story.now, **more
    )


def test_submit_gives_reference_moment_rules_and_version(story: Story) -> None:
    draft = story.draft()
    sent = submit(story, expected_version=0)
    assert (sent.state, sent.reference, sent.submitted_at) == ("submitted", "LT-2026-0001", story.now)
    assert (draft.state, sent.rules.version) == ("draft", 1)
    version = sent.versions.get()
    text = json.dumps(version.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert (version.number, version.sent_at) == (1, story.now)
    assert version.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert version.content["costs"] == [{"item": "Stauden und Saatgut", "amount_cents": 48_765}]
    assert version.content["applicant"]["name"] == "Nachbarschaftsgruppe Musterhof"


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"title": ""}, ("title.missing",)),
        ({"description": " ", "place": ""}, ("description.missing", "place.missing")),
        ({"starts_on": None}, ("starts_on.missing",)),
        (
            {"not_begun_confirmed": False, "terms_accepted": False},
            ("not_begun_confirmed.missing", "terms_accepted.missing"),
        ),
        ({"own_cents": 1}, ("financing.too_much",)),
    ],
)
def test_submit_names_everything_that_is_missing(
    story: Story, change: dict[str, Any], missing: tuple[str, ...]
) -> None:
    story.fields = change
    story.draft()
    assert findings(submit, story) == missing


def test_submit_twice_is_one_application(story: Story) -> None:
    story.draft()
    first = submit(story, expected_version=0)
    assert refusal(submit, story, expected_version=0) == (DomainError, "state.no_edge")
    assert (first.versions.count(), ReferenceCounter.objects.get(series="").last) == (1, 1)


@pytest.mark.parametrize("who", ["manager", "orderer", "anyone"])
def test_submit_is_for_the_applicant(story: Story, people: dict[str, Actor], who: str) -> None:
    story.draft()
    assert refusal(submit, story, {**people, "anyone": ANYONE}[who]) == (NotAllowed, "policy.denied")


def test_closed_fund_takes_nothing_and_keeps_the_draft(story: Story) -> None:
    story.draft()
    Fund.objects.update(is_open=False)
    assert findings(submit, story) == ("fund.closed",)


def test_request_left_free_is_worked_out_by_the_rules_of_the_day(story: Story) -> None:
    story.fields = {"requested_cents": None, "own_cents": 8_765}
    story.draft()
    later = story.day + timedelta(days=7)
    rules = FundRules.objects.get()
    rules.pk, rules.version, rules.valid_from, rules.cap_per_project_cents = None, 2, later, 30_000
    rules.save()
    story.day = later
    story.application = fetch(story.application)
    save(story, story.resident, answers={"own_cents": 18_765})
    story.application = fetch(story.application)
    sent = submit(story)
    assert (sent.requested_cents, sent.rules.version) == (30_000, 2)


def test_references_have_no_gap_in_each_fund_and_year(stories: Callable[..., Story]) -> None:
    made = []
    for number, day in enumerate(
        (date(2026, 3, 2), date(2026, 12, 31), date(2027, 1, 1), date(2026, 3, 3)), 1
    ):
        story = stories(number, day=day)
        made.append(story.submitted().reference)
    assert made == ["LT-2026-0001", "LT-2026-0002", "LT-2027-0001", "LT-2026-0003"]


def test_reference_is_not_lost_with_a_refused_step_nor_used_again(
    story: Story, stories: Callable[..., Story]
) -> None:
    story.submitted()
    failing = stories(2)
    failing.fields = {"title": ""}
    failing.draft()
    assert findings(submit, failing) == ("title.missing",)
    withdraw_application(application=story.application, actor=story.resident, now=story.now)
    assert stories(3).submitted().reference == "LT-2026-0002"


def test_reference_series_and_berlin_year(fund: Fund) -> None:
    new_year_in_berlin = morning(date(2026, 12, 31)).replace(hour=23, minute=59) + timedelta(minutes=1)
    moments = [morning(date(2026, 5, 5)), new_year_in_berlin]
    names = [
        next_reference(fund=fund, series=series, now=now) for now in moments for series in ("", "A", "A")
    ]
    assert names == [
        "LT-2026-0001",
        "LT-2026-A0001",
        "LT-2026-A0002",
        "LT-2027-0001",
        "LT-2027-A0001",
        "LT-2027-A0002",
    ]


def test_funds_that_share_a_prefix_share_its_numbers(fund: Fund) -> None:
    other = found({**SECTION, "name": "Anderer Fonds"})
    now = morning(date(2026, 5, 5))
    names = [next_reference(fund=each, series="", now=now) for each in (fund, other, other, fund)]
    assert names == [f"LT-2026-000{number}" for number in (1, 2, 3, 4)]


def answer(story: Story, text: str, actor: Actor | None = None, **more: Any) -> Application:
    return answer_question(
        application=story.application, text=text, actor=actor or story.resident, now=story.now, **more
    )


def test_answer_keeps_a_second_version(story: Story) -> None:
    story.incomplete()
    story.day += timedelta(days=30)  # late, and welcome all the same
    answered = answer(story, " Der Stadt. \n")
    assert (answered.state, answered.reference) == ("submitted", "LT-2026-0001")
    request = answered.information_requests.get()
    assert (request.answer, request.answered_at, request.is_open) == ("Der Stadt.", story.now, False)
    versions = list(answered.versions.values_list("number", "sent_at", "content__answers"))
    assert versions == [(1, morning(date(2026, 3, 2)), []), (2, story.now, ["Der Stadt."])]


def test_answer_refusals(story: Story, manager: Actor, certifier: Actor) -> None:
    story.incomplete()
    assert refusal(answer, story, "  ") == (InvalidInput, "answer.empty")
    assert refusal(answer, story, "Ja", certifier) == (NotAllowed, "policy.denied")
    assert refusal(answer, story, "Ja", manager) == (InvalidInput, "spoken.by_nobody")
    assert refusal(answer, story, "Ja", expected_version=1) == (StaleVersion, "version.stale")
    story.application = answer(story, "Ja")
    assert refusal(answer, story, "Ja") == (DomainError, "state.no_edge")


@pytest.mark.parametrize("change", [{"content": {}}, {"sha256": "0"}, {"number": 7}])
def test_version_that_was_sent_is_never_changed(story: Story, change: dict[str, Any]) -> None:
    story.submitted()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ApplicationVersion.objects.update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ApplicationVersion.objects.all().delete()


@pytest.mark.parametrize(
    "bring", [Story.draft, Story.submitted, Story.incomplete, Story.eligible, Story.scheduled, Story.voted]
)
def test_withdraw_before_approval_frees_everything(story: Story, bring: Callable[[Story], object]) -> None:
    bring(story)
    withdrawn = withdraw_application(
        application=story.application, actor=story.resident, now=story.now, reason="Keine Zeit"
    )
    assert (withdrawn.state, figures()) == ("withdrawn", (0, 0, 0, 200_000))
    reserved = [("reserve", 48_765, 0, 0), ("unreserve", -48_765, 0, 0)] if bring is Story.voted else []
    assert bookings() == reserved


def test_withdraw_refusals(story: Story, manager: Actor) -> None:
    def withdraw(actor: Actor) -> Application:
        return withdraw_application(application=story.application, actor=actor, now=story.now)

    story.voted()
    assert refusal(withdraw, manager) == (NotAllowed, "policy.denied")
    story.application = fetch(story.application)
    withdraw(story.resident)
    assert refusal(withdraw, story.resident) == (DomainError, "state.no_edge")


def test_withdraw_after_approval_is_refused(story: Story) -> None:
    story.drafted()
    refused = refusal(
        withdraw_application, application=story.application, actor=story.resident, now=story.now
    )
    assert refused == (DomainError, "state.no_edge")
    assert Blocked is not refused[0]
