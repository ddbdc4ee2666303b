"""The outbox as pages: choose, see the number again, send, call back; one letter; the printer's stack."""

import io
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.files.models import Document
from foundation.outbox.services import drain
from foundation.values.dates import local_date
from grants.actions import action_named
from grants.actions.letter_terms import WAYS
from grants.models import Letter, LetterStep
from grants.services.conflicts import declare_own_conflict
from grants.services.letter_occasions import OCCASIONS
from grants.services.letters import draft_letter
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.reports.kit.inspection import words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db
OUTBOX = "/buero/ausgang/"
SEND = "/buero/ausgang/senden/"


@pytest.fixture
def letter(story: Story, clock: time_machine.Traveller) -> Letter:
    story.incomplete()
    clock.move_to(story.now)
    return Letter.objects.get()


@pytest.fixture
def office(manager: Actor) -> Client:
    return browser_of(manager)


@transaction.atomic
def more(story: Story, number: int) -> None:
    for each in range(number):
        draft_letter(
            case=story.application,
            kind="nachforderung",
            cause=f"more {each}",
            actor=story.people["officer"],
            now=story.now,
        )


def uuids() -> list[Any]:
    return list(Letter.objects.values_list("uuid", flat=True))


def page_of(letter: Letter) -> str:
    return reverse("office_letter", args=[letter.uuid])


def test_today_and_outbox_count_the_same(story: Story, letter: Letter, office: Client) -> None:
    more(story, 2)
    assert "3 Briefe warten" in text_of(office.get("/buero/"))
    page = text_of(office.get(OUTBOX))
    assert "3 Briefe warten" in page
    assert page.count("Eine Frage zu Ihrem Antrag „Blühstreifen Musterhof“, ") == 3


def test_batch_is_sent_with_its_number_and_called_back(story: Story, letter: Letter, office: Client) -> None:
    more(story, 1)
    asked = office.post(SEND, {"letter": uuids()})
    assert "2 Briefe senden" in text_of(asked)
    assert not Letter.objects.filter(released_at__isnull=False).exists()
    wrong = office.post(SEND, {"letter": uuids(), "count": "3"})
    assert "Ausgewählt sind 2 Briefe, nicht 3." in text_of(wrong)
    assert not Letter.objects.filter(released_at__isnull=False).exists()
    sent = office.post(SEND, {"letter": uuids(), "count": "2"}, follow=True)
    assert "2 Briefe gehen hinaus." in text_of(sent)
    assert text_of(sent).count("zurückholen bis") == 2
    again = office.post(reverse("office_letter_undo", args=[letter.uuid]), follow=True)
    assert "Der Brief ist wieder im Ausgang." in text_of(again)
    assert "1 Brief wartet" in text_of(again)


def test_nothing_chosen_sends_nothing(letter: Letter, office: Client) -> None:
    for chosen in ([], ["quatsch"], ["00000000-0000-0000-0000-000000000000"]):
        answer = office.post(SEND, {"letter": chosen, "count": "0"}, follow=True)
        assert "Wählen Sie mindestens einen Brief aus." in text_of(answer)


def test_letter_sent_by_somebody_else_meanwhile_is_said(letter: Letter, office: Client) -> None:
    office.post(SEND, {"letter": uuids(), "count": "1"})
    answer = office.post(SEND, {"letter": uuids(), "count": "1"}, follow=True)
    assert "Dieser Brief ist nicht mehr im Ausgang." in text_of(answer)


def test_text_is_edited_and_a_lost_race_loses_nothing(letter: Letter, office: Client) -> None:
    address, seen = page_of(letter), letter.steps.get().pk
    assert "Gespeicherten Stand als PDF ansehen" in text_of(office.get(address))
    saved = office.post(address, {"seen_step": seen, "body": "Neuer Text."}, follow=True)
    assert "Der Text ist gespeichert." in text_of(saved)
    assert "geändert von" in text_of(saved)
    late = office.post(address, {"seen_step": seen, "body": "Mein Text."})
    assert late.status_code == 409
    assert "Jemand hat den Text inzwischen geändert." in text_of(late)
    assert ">\nMein Text.</textarea>" in late.content.decode()
    newest = LetterStep.objects.latest("pk").pk
    assert f'value="{newest}"' in late.content.decode()
    empty = office.post(address, {"seen_step": newest, "body": " "})
    assert "Schreiben Sie den Text des Briefs." in text_of(empty)


def test_discarding_asks_why(story: Story, letter: Letter, office: Client) -> None:
    address = reverse("office_letter_discard", args=[letter.uuid])
    assert "Schreiben Sie, warum der Brief nicht gesendet wird." in text_of(
        office.post(address, {"reason": ""})
    )
    done = office.post(address, {"reason": "Am Telefon geklärt."}, follow=True)
    assert "Es wartet kein Brief." in text_of(done)
    case = text_of(office.get(reverse("office_case", args=[story.application.reference])))
    assert "Brief verworfen: Eine Frage zu Ihrem Antrag „Blühstreifen Musterhof“" in case
    assert "Am Telefon geklärt." in case


def test_biased_person_reads_and_sends_nothing(
    story: Story, letter: Letter, office: Client, manager: Actor
) -> None:
    declare_own_conflict(application=story.application, actor=manager, now=story.now)
    page = office.get(OUTBOX)
    assert "Sie sind in diesem Fall befangen." in text_of(page)
    assert 'type="checkbox"' not in page.content.decode()
    assert "Text speichern" not in text_of(office.get(page_of(letter)))
    answers = [
        office.post(SEND, {"letter": uuids(), "count": "1"}),
        office.post(page_of(letter), {"seen_step": "1", "body": "."}),
        office.post(reverse("office_letter_discard", args=[letter.uuid]), {"reason": "."}),
        office.post(reverse("office_letter_undo", args=[letter.uuid])),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    assert Letter.objects.get().is_waiting


def test_preview_is_a_pdf_of_the_saved_text(letter: Letter, office: Client) -> None:
    answer = office.get(reverse("letter_preview", args=[letter.uuid]))
    assert answer.headers["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1


def test_stack_of_a_day_holds_every_letter_in_the_order_of_addresses(
    story: Story, letter: Letter, office: Client
) -> None:
    now, other = timezone.now(), Story(story.fund, story.people, name="Zoe Zuerst")
    address = {"street": "Musterstraße 9", "postcode": "06842"}
    object.__setattr__(other, "particulars", lambda: Story.particulars(other) | address)
    other.incomplete()
    office.post(SEND, {"letter": uuids(), "count": "2"})
    stack = reverse("letters_print", args=[local_date(now).isoformat()])
    assert "wird noch erstellt" in text_of(office.get(stack, follow=True))
    drain(now=timezone.now() + timedelta(minutes=10))
    answer = office.get(stack)
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 2
    text = words_copied(answer.content)
    assert text.index("Zoe Zuerst") < text.index(story.name)


def test_day_without_letters_says_so(letter: Letter, office: Client) -> None:
    answer = office.get(reverse("letters_print", args=["2020-01-01"]), follow=True)
    assert "nichts zu drucken" in text_of(answer)
    assert office.get(reverse("letters_print", args=["gestern"])).status_code == 404


def test_outbox_asks_the_same_with_one_and_with_fifty(story: Story, letter: Letter, office: Client) -> None:
    def count() -> int:
        office.get(OUTBOX)
        with CaptureQueriesContext(connection) as queries:
            office.get(OUTBOX)
        return len(queries)

    few = count()
    more(story, 50)
    assert count() == few


def test_sent_letter_is_shown_as_it_went_out(letter: Letter, office: Client) -> None:
    office.post(SEND, {"letter": uuids(), "count": "1"})
    page = text_of(office.get(page_of(letter)))
    assert "Das Dokument wird nach zehn Minuten erstellt." in page
    assert "Text speichern" not in page
    drain(now=timezone.now() + timedelta(minutes=10))
    page = text_of(office.get(page_of(letter)))
    file = Document.objects.get(slug="nachforderung").files.get().file
    assert f"SHA-256 {file.sha256}" in page
    assert "Zurückholen" not in page


def test_term_that_went_by_is_said_in_the_outbox_and_on_the_letter(
    story: Story, letter: Letter, manager: Actor, clock: time_machine.Traveller
) -> None:
    story.day += timedelta(days=20)
    clock.move_to(story.now)
    desk, trouble = browser_of(manager), "Die Frist in diesem Brief ist vorbei: 16. März 2026."
    assert f"Achtung: {trouble}" in text_of(desk.get(OUTBOX))
    page = text_of(desk.get(page_of(letter)))
    assert f"{trouble} Setzen Sie im Fall eine neue Frist." in page
    refused = text_of(desk.post(SEND, {"letter": uuids(), "count": "1"}))
    assert trouble in refused
    assert not Letter.objects.filter(released_at__isnull=False).exists()
    way = reverse("office_action", args=[letter.case.reference, "frist-verlaengern"])
    assert f'<a href="{way}">Neue Frist setzen</a>' in desk.get(page_of(letter)).content.decode()
    assert send(desk, way, due_on="07.04.2026", reason="Der Brief lag.").status_code == 302
    assert "Neue Frist setzen" not in desk.get(page_of(letter)).content.decode()


def test_every_term_of_a_letter_has_its_way() -> None:
    dated = {each.kind for each in OCCASIONS.values() if each.until is not None}
    assert dated - set(WAYS) == {"fristverlaengerung"}
    assert [
        slug for slug in WAYS.values() if action_named(slug, "application", "grant", "claim") is None
    ] == []
