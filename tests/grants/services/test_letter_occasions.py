"""Which steps draft which letters, and which ones take a waiting letter out of the outbox again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from foundation.audit.actors import Actor
from foundation.outbox.models import Mail
from foundation.values.dates import format_long_date
from grants.models import FundRules, Letter, PaymentKind
from grants.models.letter import IS_WAITING
from grants.services.applications import answer_question, withdraw_application
from grants.services.claims import correct_claim_notice, draft_claim, take_back_claim
from grants.services.exits import cancel_grant, hear_about_start
from grants.services.grants import advance_grants, demand_proof, remind_proof
from grants.services.letters import draft_letter, release_letters
from grants.services.proof_questions import ask_about_proof, complete_proof
from grants.services.question_terms import extend_term, remind_of_question
from tests.grants.rows import fetch
from tests.grants.services.ended import archive, withdrawn
from tests.stories import Story

pytestmark = pytest.mark.django_db


def waiting() -> list[str]:
    return list(Letter.objects.filter(IS_WAITING).values_list("kind", flat=True))


def has_no_hole(kind: str) -> bool:
    letter = Letter.objects.get(kind=kind)
    return not {"{", "}"} & set(letter.title + letter.body)


@pytest.fixture
def overdue(story: Story, manager: Actor) -> Story:
    """The project is over and the proof is late."""
    story.accepted()
    story.day = story.grant.ends_on + timedelta(days=1)
    advance_grants(now=story.now)
    assert waiting() == ["nachweis-aufforderung"]
    story.day = fetch(story.grant).proof_due_on + timedelta(days=1)
    advance_grants(now=story.now)
    return story


def test_late_proof_has_a_letter_for_each_stage(overdue: Story, manager: Actor) -> None:
    words: dict[str, Any] = {"grant": overdue.grant, "actor": manager, "now": overdue.now}
    remind_proof(until=overdue.day + timedelta(days=14), **words)
    assert waiting() == ["nachweis-erinnerung"]
    overdue.post("nachweis-erinnerung")
    overdue.day += timedelta(days=15)
    words["now"] = overdue.now
    demand_proof(until=overdue.day + timedelta(days=28), **words)
    assert waiting() == ["nachweis-mahnung"]
    letter = Letter.objects.get(kind="nachweis-mahnung")
    assert "(§ 28 VwVfG)" in letter.body
    assert "\n- einen kurzen Bericht" in letter.body
    assert all(has_no_hole(kind) for kind in Letter.objects.values_list("kind", flat=True))
    overdue.proof_sent(10_000)
    assert waiting() == []


def test_question_and_its_reminder_each_have_a_letter(story: Story, manager: Actor) -> None:
    case = story.incomplete()
    day = story.day + timedelta(days=16)
    remind_of_question(target=case, due_on=day, actor=manager, now=story.now)
    assert waiting() == ["nachforderung", "nachforderung-erinnerung"]
    assert has_no_hole("nachforderung-erinnerung")
    answer_question(application=case, text="Uns.", actor=story.resident, now=story.now)
    assert waiting() == []


def test_more_time_has_a_letter_once_the_question_has_gone(story: Story, manager: Actor) -> None:
    case = story.incomplete()
    question = Letter.objects.get()
    release_letters(letters=[question], count=1, actor=manager, now=story.now)
    day = story.day + timedelta(days=21)
    extend_term(target=case, due_on=day, reason="Urlaub.", actor=manager, now=story.now)
    assert waiting() == ["fristverlaengerung"]
    assert format_long_date(day) in Letter.objects.get(kind="fristverlaengerung").body
    assert has_no_hole("fristverlaengerung")
    later = day + timedelta(days=7)
    extend_term(target=fetch(case), due_on=later, reason="Krank.", actor=manager, now=story.now)
    assert waiting() == ["fristverlaengerung"]
    assert format_long_date(later) in Letter.objects.get(kind="fristverlaengerung").body


def test_withdrawal_leaves_no_letter_waiting(story: Story) -> None:
    case = story.incomplete()
    withdraw_application(application=case, reason="Doch nicht.", actor=story.resident, now=story.now)
    assert waiting() == []


def test_archive_leaves_no_letter_waiting(story: Story, manager: Actor) -> None:
    case = withdrawn(story)
    with transaction.atomic():
        draft_letter(case=case, kind="nachforderung", cause="late", actor=manager, now=story.now)
    archive(story, target=case)
    assert waiting() == []


def test_question_about_the_proof_and_its_reminder(story: Story, manager: Actor) -> None:
    story.accepted()
    story.proof_sent(10_000)
    due_on = story.day + timedelta(days=14)
    grant = ask_about_proof(grant=story.grant, text="Was?", due_on=due_on, actor=manager, now=story.now)
    later = due_on + timedelta(days=14)
    remind_of_question(target=grant, due_on=later, actor=manager, now=story.now)
    assert waiting() == ["nachweis-nachforderung", "nachweis-nachforderung-erinnerung"]
    assert has_no_hole("nachweis-nachforderung")
    assert has_no_hole("nachweis-nachforderung-erinnerung")
    complete_proof(grant=fetch(grant), answer="Erde.", actor=story.resident, now=story.now)
    assert waiting() == []


def test_mail_that_went_with_the_question_is_not_sent_twice(story: Story) -> None:
    said = {"channel": "email", "email": "alex@example.org"}
    object.__setattr__(story, "particulars", lambda: Story.particulars(story) | said)
    story.incomplete()
    letter = Letter.objects.get()
    assert (letter.channel, letter.is_told) == ("email", True)
    assert Mail.objects.filter(subject__contains="Eine Frage").count() == 1


def test_hearing_before_a_claim_is_a_letter_that_follows_its_draft(story: Story, manager: Actor) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    words: dict[str, Any] = {"actor": manager, "now": story.now}
    until = story.day + timedelta(days=14)
    claim = draft_claim(grant=story.proof_confirmed(), heard_until=until, **words)
    kind = "anhoerung-rueckforderung"
    letter = Letter.objects.get(kind=kind)
    for said in ("100,00", "- 100,00", format_long_date(until), "(§ 28 VwVfG)"):
        assert said in letter.body.replace("\xa0", " ")
    later = until + timedelta(days=7)
    correct_claim_notice(claim=claim, reason="Neu.", heard_until=later, **words)
    letter = Letter.objects.get(kind=kind)
    assert (letter.until, format_long_date(later) in letter.body, has_no_hole(kind)) == (later, True, True)
    take_back_claim(claim=fetch(claim), reason="Falsch gerechnet.", **words)
    assert kind not in waiting()


def test_longer_hearing_is_written_anew_once_the_letter_has_gone(story: Story, manager: Actor) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    words: dict[str, Any] = {"actor": manager, "now": story.now}
    until = story.day + timedelta(days=14)
    claim = draft_claim(grant=story.proof_confirmed(), heard_until=until, **words)
    story.post("anhoerung-rueckforderung")
    correct_claim_notice(claim=claim, reason="Nur ein Wort.", heard_until=until, **words)
    assert "anhoerung-rueckforderung" not in waiting()
    correct_claim_notice(claim=claim, reason="Neu.", heard_until=until + timedelta(days=7), **words)
    assert "anhoerung-rueckforderung" in waiting()


def test_hearing_about_the_start_is_a_letter_until_the_project_stops(story: Story, manager: Actor) -> None:
    FundRules.objects.update(start_within_months=1)
    story.accepted()
    story.day = date(2026, 4, 13)
    advance_grants(now=story.now)
    until = story.day + timedelta(days=14)
    for _again in range(2):
        hear_about_start(grant=fetch(story.grant), until=until, actor=manager, now=story.now)
        assert waiting() == ["anhoerung-beginn"]
    letter = Letter.objects.filter(IS_WAITING).get()
    assert "487,65" in letter.body
    assert format_long_date(until) in letter.body
    assert not {"{", "}"} & set(letter.title + letter.body)
    cancel_grant(grant=fetch(story.grant), reason="Kein Platz.", actor=story.resident, now=story.now)
    assert waiting() == []
