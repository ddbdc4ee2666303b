"""Beginning before the notice: asked for, decided by the city, told in a letter, counted at the proof."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import Application, EarlyStart, Letter
from grants.rules.catalog import check
from grants.rules.receipts import receipt_period
from grants.services.early_starts import ask_for_early_start, decide_early_start
from grants.services.proofs import ReceiptLine, add_receipt
from grants.workflows.facts import application_facts, proof_facts
from tests.grants.rows import declare, fetch, findings, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")
SOON = timedelta(days=3)


def ask(story: Story, actor: Actor | None = None, **more: Any) -> EarlyStart:
    words: dict[str, Any] = {"wished_from": story.day + SOON, "reason": "Es ist Pflanzzeit."} | more
    return ask_for_early_start(
        application=story.application, actor=actor or story.resident, now=story.now, **words
    )


def decide(story: Story, actor: Actor, approve: bool = True, **more: Any) -> EarlyStart:
    words: dict[str, Any] = {
        "starts_from": story.day + SOON,
        "reason": "Die Pflanzen gehen sonst ein.",
    } | more
    return decide_early_start(
        application=story.application, approve=approve, actor=actor, now=story.now, **words
    )


def letter() -> str:
    """The body of the letter that waits in the outbox."""
    return Letter.objects.get().body


@pytest.mark.both_databases
def test_permission_is_no_beginning_and_receipts_count_from_it(story: Story, officer: Actor) -> None:
    story.submitted()
    ask(story)
    decide(story, officer)
    permitted = story.day + SOON
    Application.objects.update(not_begun_confirmed=False)
    story.application = fetch(story.application)
    facts = application_facts(story.application, story.day)
    codes = [each.code for each in check(facts, story.application.rules.parameters())]
    assert "not_begun_confirmed.missing" not in codes
    approve(story)
    line = ReceiptLine(permitted, "Gartenmarkt Beispiel", "Stauden", 10_000)
    add_receipt(grant=story.grant, line=line, actor=story.resident, now=story.now)
    assert receipt_period(proof_facts(fetch(story.grant), story.day))[0] == permitted
    assert story.grant.released_award is not None
    assert permitted < (story.grant.released_award.posted_on or permitted)


def approve(story: Story) -> None:
    """The jury says yes a month later, and the notice goes out."""
    story.submitted = lambda: story.application  # type: ignore[method-assign]  # it is sent already
    story.day += timedelta(days=30)
    story.issued()
    story.accepted_now()


@pytest.mark.both_databases
def test_only_the_city_decides_and_nobody_what_they_typed_in(
    story: Story, manager: Actor, officer: Actor, officer2: Actor, certifier: Actor
) -> None:
    story.submitted()
    assert refusal(ask, story, certifier) == DENIED
    assert refusal(ask, story, officer) == (InvalidInput, "early_start.no_note")
    ask(story, officer, note="Anruf von Alex Beispiel")
    for actor in (manager, certifier, story.resident, officer):
        assert refusal(decide, story, actor) == DENIED
    declare(story.application, officer2.reference)
    assert refusal(decide, story, officer2) == DENIED


@pytest.mark.both_databases
def test_wish_that_waited_until_the_notice_is_not_decided_any_more(story: Story, officer: Actor) -> None:
    story.submitted()
    ask(story)
    approve(story)
    assert refusal(decide, story, officer) == (DomainError, "early_start.too_late")


@pytest.mark.both_databases
def test_database_alone_keeps_who_asked_and_who_decides_apart(story: Story) -> None:
    story.submitted()
    ask(story)
    with pytest.raises(IntegrityError, match="early_start_second_person"), transaction.atomic():
        EarlyStart.objects.update(decided_by=F("asked_by"))


@pytest.mark.both_databases
def test_wish_and_decision_have_their_demands(story: Story, officer: Actor) -> None:
    story.submitted()
    assert findings(decide, story, officer) == ("early_start.nothing_asked",)
    assert findings(ask, story, wished_from=story.day - timedelta(days=1)) == ("early_start.past",)
    ask(story)
    assert findings(ask, story) == ("early_start.waits",)
    assert findings(decide, story, officer, reason=" ") == ("early_start.no_reason",)
    assert refusal(decide, story, officer, expected_version=99) == (StaleVersion, "version.stale")
    decide(story, officer)
    assert findings(ask, story) == ("early_start.granted",)


@pytest.mark.both_databases
def test_after_the_notice_nobody_asks(story: Story) -> None:
    story.issued()
    assert refusal(ask, story) == (DomainError, "early_start.too_late")


def test_letter_of_a_permission_promises_no_money(story: Story, officer: Actor) -> None:
    story.submitted()
    ask(story)
    decide(story, officer)
    text = letter()
    for phrase in (
        "Das dürfen Sie: ab 5. März 2026.",
        "Das ist keine Zusage für Geld",
        "Die Pflanzen gehen sonst ein.",
    ):
        assert phrase in text


def test_letter_of_a_refusal_says_so_and_the_next_wish_is_possible(story: Story, officer: Actor) -> None:
    story.submitted()
    ask(story)
    decide(story, officer, approve=False, starts_from=None)
    assert fetch(story.application).early_start_on is None
    assert "Das können wir leider nicht erlauben." in letter()
    assert ask(story).wished_from == date(2026, 3, 5)
