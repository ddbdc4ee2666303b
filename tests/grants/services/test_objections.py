"""Objections with their dates: who notes them, what a day may be, what they hold up, how they end."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import (
    ChangeKind,
    Grant,
    LitigationHold,
    Notice,
    Objection,
    ObjectionEnd,
    ObjectionWay,
    PaymentKind,
)
from grants.selectors.objections import attackable_notices, objection_news, open_objections
from grants.selectors.timeline import timeline
from grants.services.changes import Wish, decide_change, prepare_change, request_change
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.exits import decline_grant
from grants.services.holds import lift_hold, set_hold
from grants.services.objections import Arrival, end_objection, note_arrival, note_objection
from grants.services.retention import archive_case
from tests.grants.rows import declare, fetch, findings, refusal
from tests.grants.texts import say
from tests.stories import Story

pytestmark = [pytest.mark.django_db]
DENIED = (NotAllowed, "policy.denied")


def note(story: Story, name: str = "officer", *, days: int = 0, text: str = "Zu wenig Geld.") -> Objection:
    arrival = Arrival(story.day + timedelta(days=days), ObjectionWay.LETTER, text)
    return note_objection(
        notice=Notice.objects.latest("pk"), arrival=arrival, actor=story.people[name], now=story.now
    )


def end(
    story: Story, objection: Objection, outcome: ObjectionEnd = ObjectionEnd.WITHDRAWN, **more: Any
) -> Any:
    words: dict[str, Any] = {"ended_on": story.day, "reason": "Brief vom Gericht.", "now": story.now}
    actor: Actor = story.people["officer"]
    return end_objection(objection=objection, outcome=outcome, **{**words, "actor": actor, **more})


def arrive(story: Story, day: date, name: str = "officer") -> Notice:
    actor = story.people[name]
    return note_arrival(notice=Notice.objects.latest("pk"), arrived_on=day, actor=actor, now=story.now)


@pytest.mark.both_databases
def test_open_objection_holds_payment_though_the_remedy_is_waived(story: Story) -> None:
    story.accepted()
    objection = note(story)
    assert findings(story.order, PaymentKind.ADVANCE, 10_000) == ("advance.in_dispute",)
    end(story, objection)
    assert story.order(PaymentKind.ADVANCE, 10_000).state == "draft"


def test_open_objection_holds_the_archive_and_its_hold_cannot_be_lifted(story: Story, officer: Actor) -> None:
    story.issued()
    grant = decline_grant(grant=story.grant, actor=story.resident, now=story.now)
    objection = note(story)
    story.day += timedelta(days=60)
    by: dict[str, Any] = {"actor": officer, "now": story.now}
    assert findings(archive_case, target=fetch(grant), **by) == ("retention.hold",)
    assert refusal(lift_hold, case=grant.case, reason="Weg.", **by) == (DomainError, "hold.objection_open")
    end(story, objection, ObjectionEnd.DISMISSED)
    assert LitigationHold.objects.get().lift_reason.startswith("Klage vom 02.03.2026: ohne Erfolg")
    assert archive_case(target=fetch(grant), **by).state == "archived"


def test_hold_that_stood_before_stays_after_the_end(story: Story, officer: Actor) -> None:
    case = story.issued().case
    set_hold(case=case, reason="Anderes Verfahren.", actor=officer, now=story.now)
    end(story, note(story))
    assert LitigationHold.objects.get().lifted_at is None


@pytest.mark.both_databases
def test_hold_of_two_objections_goes_with_the_second(story: Story, manager: Actor, officer: Actor) -> None:
    story.accepted()
    award = note(story)
    wish = Wish(ChangeKind.COSTS, "Andere Stauden.")
    asked = request_change(grant=story.grant, wish=wish, actor=story.resident, now=story.now)
    prepare_change(grant=asked, approve=False, reason="Zu spät.", actor=manager, now=story.now)
    decide_change(grant=asked, approve=False, actor=officer, now=story.now)
    refusal_of_change = note(story)
    assert (award.has_own_hold, refusal_of_change.has_own_hold) == (True, False)
    end(story, award)
    assert LitigationHold.objects.get().lifted_at is None
    end(story, refusal_of_change)
    assert LitigationHold.objects.get().lifted_at == story.now


@pytest.mark.parametrize("name", ["manager", "certifier", "cashier", "auditor"])
def test_only_the_city_notes_objections_and_arrivals(story: Story, name: str) -> None:
    story.issued()
    assert refusal(note, story, name) == DENIED
    assert refusal(arrive, story, story.day, name) == DENIED
    objection = note(story)
    assert refusal(end, story, objection, actor=story.people[name]) == DENIED
    declare(story.grant, story.people["officer2"].reference)
    assert refusal(end, story, objection, actor=story.people["officer2"]) == DENIED
    assert refusal(arrive, story, story.day, "officer2") == DENIED


def test_days_are_possible_words_are_there_and_one_is_open(story: Story) -> None:
    story.drafted()
    assert refusal(note, story) == (DomainError, "objection.no_notice")
    assert refusal(arrive, story, story.day) == (DomainError, "objection.no_notice")
    story.issued_now()
    for days in (-1, 1):
        assert refusal(note, story, days=days) == (InvalidInput, "objection.day")
        assert refusal(arrive, story, story.day + timedelta(days=days)) == (InvalidInput, "objection.day")
    assert refusal(note, story, text=" ") == (InvalidInput, "reason.missing")
    objection = note(story)
    assert refusal(note, story) == (DomainError, "objection.exists")
    assert refusal(end, story, objection, reason=" ") == (InvalidInput, "reason.missing")
    tomorrow = story.day + timedelta(days=1)
    assert refusal(end, story, objection, ended_on=tomorrow) == (InvalidInput, "objection.day")
    end(story, objection)
    assert refusal(end, story, objection) == (DomainError, "objection.ended")
    assert note(story).is_open


@pytest.mark.both_databases
def test_database_wants_one_open_objection_and_an_explained_end(story: Story) -> None:
    story.issued()
    objection = note(story)
    again = Objection.objects.get(pk=objection.pk)
    again.pk = None
    for broken in (again, Objection(**_fields(objection, ended_at=story.now, ended_on=story.day))):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken.save()


def _fields(objection: Objection, **more: Any) -> dict[str, Any]:
    values = {field.attname: getattr(objection, field.attname) for field in objection._meta.concrete_fields}
    return {**values, "id": None, **more}


def test_proven_arrival_moves_the_time_and_an_earlier_one_does_not(story: Story) -> None:
    story.issued()
    notice = Notice.objects.get()
    assert (notice.deemed_known_on, notice.remedy_until) == (date(2026, 3, 6), date(2026, 4, 7))
    story.day = date(2026, 4, 9)
    late = note(story)
    assert not late.is_in_time
    notice = arrive(story, date(2026, 3, 4))
    assert (notice.deemed_known_on, notice.remedy_until) == (date(2026, 3, 6), date(2026, 4, 7))
    notice = arrive(story, date(2026, 3, 10))
    assert (notice.arrived_on, notice.deemed_known_on) == (date(2026, 3, 10), date(2026, 3, 10))
    assert notice.remedy_until == date(2026, 4, 10)
    assert Objection.objects.get().is_in_time


@pytest.mark.both_databases
def test_proven_arrival_moves_the_day_on_which_money_is_due(
    story: Story, officer: Actor, officer2: Actor
) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    heard = story.day + timedelta(days=14)
    claim = draft_claim(grant=story.proof_confirmed(), actor=officer, now=story.now, heard_until=heard)
    story.post("anhoerung-rueckforderung")
    story.day = heard + timedelta(days=1)
    claim = release_claim_notice(claim=claim, actor=officer2, now=story.now)
    first, seen = claim.pay_by, claim.version
    story.day += timedelta(days=20)
    moved, claim = arrive(story, story.day), fetch(claim)
    assert claim.pay_by == moved.remedy_until != first
    assert claim.version == seen + 1


def test_resident_reads_of_the_remedy_the_rules_name_and_the_office_of_both_ends(story: Story) -> None:
    say(remedy_kind="objection")
    case = story.issued().case
    assert objection_news(fetch(case)) == ()
    objection = note(story)
    (said,) = objection_news(fetch(case))
    assert said.startswith("Ihr Widerspruch vom 2. März 2026 ist bei uns vermerkt.")
    assert (len(open_objections(case)), attackable_notices(fetch(case))) == (1, [])
    ended = end(story, objection, ObjectionEnd.CHANGED)
    steps = timeline(entries=(), notices=(), checks=(), conflicts=(), objections=[ended])
    assert {(step.label, step.reason) for step in steps} == {
        ("Widerspruch vom 02.03.2026: der Bescheid ist geändert", "Brief vom Gericht."),
        ("Widerspruch vom 02.03.2026 (in der Frist) gegen: Bewilligungsbescheid", "Zu wenig Geld."),
    }
    assert objection_news(fetch(Grant.objects.get().case)) == ()
