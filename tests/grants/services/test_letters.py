"""The outbox: what a step drafts, who sends it, how it is called back, and that it is frozen afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from foundation.audit.actors import Actor
from foundation.files.models import Document
from foundation.outbox.models import Mail
from foundation.outbox.services import drain
from foundation.values.dates import format_long_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import Letter, LetterStep, Particulars
from grants.services.applications import answer_question
from grants.services.conflicts import declare_own_conflict
from grants.services.letters import discard_letter, edit_letter, release_letters, undo_release
from grants.services.question_terms import extend_term
from tests.grants.rows import everything, fetch, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")
GONE = (StaleVersion, "version.stale")
TEN = timedelta(minutes=10)


@pytest.fixture
def letter(story: Story) -> Letter:
    """A question to the applicant, waiting in the outbox."""
    story.incomplete()
    return Letter.objects.get()


def send(letter: Letter, actor: Actor, now: Any, count: int = 1) -> Letter:
    release_letters(letters=[letter], count=count, actor=actor, now=now)
    found: Letter = fetch(letter)
    return found


def made() -> int:
    return Document.objects.filter(slug="nachforderung").count()


def test_question_drafts_a_letter_that_waits(story: Story, letter: Letter, manager: Actor) -> None:
    assert letter.is_waiting
    assert (letter.kind, letter.channel, letter.drafted_by) == ("nachforderung", "letter", manager.reference)
    assert letter.title == "Eine Frage zu Ihrem Antrag „Blühstreifen Musterhof“"
    assert "\nWem gehört der Hof?\nBitte antworten Sie bis 16. März 2026.\n" in letter.body
    drain(now=story.now + timedelta(days=30))
    assert made() == 0


def test_letter_is_made_once_the_ten_minutes_are_over(story: Story, letter: Letter, manager: Actor) -> None:
    sent = send(letter, manager, story.now)
    assert (sent.released_by, sent.posted_on) == (manager.reference, story.day)
    drain(now=story.now + TEN - timedelta(seconds=1))
    assert (made(), fetch(letter).document) == (0, None)
    drain(now=story.now + TEN)
    drain(now=story.now + TEN)
    assert made() == 1
    document = fetch(letter).document
    assert document is not None
    assert (document.state, document.audience, document.title) == (
        "ready",
        "applicant",
        f"Nachforderung {story.application.reference}",
    )


def test_letter_called_back_waits_again(story: Story, letter: Letter, manager: Actor, officer: Actor) -> None:
    send(letter, manager, story.now)
    undo_release(letter=letter, actor=officer, now=story.now + TEN - timedelta(seconds=1))
    drain(now=story.now + TEN)
    assert (made(), fetch(letter).is_waiting) == (0, True)
    # Sent again, it has ten minutes of its own.
    again = story.now + timedelta(minutes=9, seconds=59)
    send(letter, manager, again)
    drain(now=again + TEN - timedelta(seconds=1))
    assert made() == 0
    drain(now=again + TEN)
    assert made() == 1


def test_sent_again_it_does_not_go_with_the_first_sending(
    story: Story, letter: Letter, manager: Actor
) -> None:
    send(letter, manager, story.now)
    undo_release(letter=letter, actor=manager, now=story.now + timedelta(minutes=1))
    send(letter, manager, story.now + timedelta(minutes=2))
    drain(now=story.now + TEN)
    assert made() == 0
    drain(now=story.now + timedelta(minutes=12))
    assert made() == 1


def test_letter_in_the_portal_is_told_even_to_who_likes_the_telephone(
    story: Story, letter: Letter, manager: Actor
) -> None:
    Particulars.objects.update(channel="phone", email="alex@muster.example")
    Letter.objects.update(channel="portal", is_told=False)
    send(fetch(letter), manager, story.now)
    drain(now=story.now + TEN)
    assert Mail.objects.get(to="alex@muster.example").subject.endswith(story.application.reference or "?")


def test_nothing_is_called_back_after_ten_minutes(story: Story, letter: Letter, manager: Actor) -> None:
    assert refusal(undo_release, letter=letter, actor=manager, now=story.now) == GONE
    send(letter, manager, story.now)
    late = (DomainError, "letter.sent")
    assert refusal(undo_release, letter=letter, actor=manager, now=story.now + TEN) == late


def test_wording_changes_before_sending_and_each_one_stays(
    story: Story, letter: Letter, manager: Actor, officer: Actor
) -> None:
    drafted, seen = letter.body, letter.steps.get().pk
    edit_letter(letter=letter, body="Kurz.\r\nBitte!", actor=officer, now=story.now, seen_step=seen)
    assert fetch(letter).body == "Kurz.\nBitte!"
    stale = {"body": "Anders.", "actor": manager, "now": story.now, "seen_step": seen}
    assert refusal(edit_letter, letter=letter, **stale) == GONE
    assert refusal(edit_letter, letter=letter, **(stale | {"body": " "})) == (InvalidInput, "letter.empty")
    rows = letter.steps.values_list("kind", "text", "by")
    assert list(rows) == [
        ("draft", drafted, manager.reference),
        ("edit", "Kurz.\nBitte!", officer.reference),
    ]


def test_discarded_letter_is_not_sent(story: Story, letter: Letter, manager: Actor) -> None:
    words: dict[str, Any] = {"letter": letter, "actor": manager, "now": story.now}
    assert refusal(discard_letter, reason=" ", **words) == (InvalidInput, "reason.missing")
    discard_letter(reason="Am Telefon geklärt.", **words)
    assert refusal(release_letters, letters=[letter], count=1, actor=manager, now=story.now) == GONE
    assert refusal(edit_letter, body="Doch.", **words) == GONE


def test_batch_goes_out_whole_or_not_at_all(story: Story, letter: Letter, manager: Actor) -> None:
    before = everything()
    batch: dict[str, Any] = {"letters": [letter], "actor": manager, "now": story.now}
    assert refusal(release_letters, **batch, count=2) == (InvalidInput, "letters.count")
    nothing = batch | {"letters": [], "count": 0}
    assert refusal(release_letters, **nothing) == (InvalidInput, "letters.none")
    twice = batch | {"letters": [letter, letter], "count": 2}
    assert refusal(release_letters, **twice) == GONE
    assert everything() == before


def test_only_the_office_that_is_not_biased_may(
    story: Story, letter: Letter, manager: Actor, certifier: Actor, auditor: Actor
) -> None:
    acts: list[tuple[Callable[..., Any], dict[str, Any]]] = [
        (release_letters, {"letters": [letter], "count": 1}),
        (edit_letter, {"letter": letter, "body": "."}),
        (discard_letter, {"letter": letter, "reason": "."}),
        (undo_release, {"letter": letter}),
    ]
    elsewhere = replace(manager, roles=frozenset({("QM", "anderswo")}))
    for stranger in (certifier, auditor, elsewhere, story.resident):
        for act, words in acts:
            assert refusal(act, actor=stranger, now=story.now, **words) == DENIED
    declare_own_conflict(application=story.application, actor=manager, now=story.now)
    for act, words in acts:
        assert refusal(act, actor=manager, now=story.now, **words) == DENIED


def test_answer_takes_the_waiting_letter_out(story: Story, letter: Letter) -> None:
    answer_question(application=story.application, text="Uns.", actor=story.resident, now=story.now)
    gone = fetch(letter)
    assert not gone.is_waiting
    assert gone.discard_reason == "Die Frage ist inzwischen beantwortet."
    assert gone.discarded_by_label == "System"


def test_database_freezes_what_was_sent_or_discarded(story: Story, letter: Letter, manager: Actor) -> None:
    Letter.objects.update(body="Vor dem Senden.")
    send(letter, manager, story.now)
    drain(now=story.now + TEN)
    for changed in ({"body": "Anders."}, {"document": None}, {"posted_on": story.day + timedelta(days=1)}):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Letter.objects.update(**changed)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LetterStep.objects.update(text="Anders.")
    assert fetch(letter).body == "Vor dem Senden."


def test_who_gets_no_paper_is_told_once(story: Story, manager: Actor) -> None:
    story.incomplete()
    letter = Letter.objects.get()
    Letter.objects.update(channel="portal")
    said = story.application.particulars
    said.channel, said.email = "email", "alex@example.org"
    said.save()
    Letter.objects.update(is_told=False)
    send(letter, manager, story.now)
    assert Mail.objects.count() == 0
    drain(now=story.now + TEN)
    assert Mail.objects.get().body.count("wir haben Ihnen einen Brief geschrieben.") == 1


def test_letter_with_a_term_that_went_by_waits_for_a_new_one(
    story: Story, letter: Letter, manager: Actor
) -> None:
    story.day += timedelta(days=12)
    assert refusal(send, letter, manager, story.now) == (InvalidInput, "letter.term_over")
    assert fetch(letter).is_waiting
    later = story.day + timedelta(days=18)
    extend_term(
        target=fetch(story.application), due_on=later, reason="Lag hier.", actor=manager, now=story.now
    )
    moved = fetch(letter)
    assert f"Bitte antworten Sie bis {format_long_date(later)}." in moved.body
    assert [step.kind for step in moved.steps.all()] == ["draft", "edit"]
    assert send(letter, manager, story.now).released_at == story.now
