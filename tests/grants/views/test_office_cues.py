"""What the office reads at the right moment, and is not offered at the wrong one."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from PIL import Image

from foundation.audit.actors import Actor
from foundation.files.selectors import files_of
from foundation.values.dates import format_date
from grants.models import Application, ChangeKind, FundRules, Particulars, PaymentKind
from grants.services.changes import Wish, prepare_change, request_change
from grants.services.exits import cancel_grant, hear_about_start
from grants.services.grants import advance_grants
from grants.services.lapses import draft_lapse
from tests.grants.rows import fetch
from tests.grants.services.ended import archive, over, propose, release, withdrawn
from tests.grants.views.office_browser import browser_of, hidden_version, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
People = dict[str, Actor]
POST_IT = "Drucken Sie das Schreiben aus, und geben Sie es heute zur Post."
PAUSE = "Automatische Erinnerungen pausieren"


def page(story: Story, slug: str = "") -> str:
    reference = story.application.reference
    if slug:
        return reverse("office_action", args=[reference, slug])
    return reverse("office_case", args=[reference])


def begun(story: Story) -> Story:
    story.day = story.grant.starts_on + timedelta(days=2)
    advance_grants(now=story.now)
    story.grant = fetch(story.grant)
    return story


@pytest.mark.parametrize(
    ("channel", "cue"), [("letter", POST_IT), ("portal", "Das Schreiben steht auf der Seite")]
)
def test_decided_change_says_how_its_notice_goes(
    story: Story, people: People, clock: time_machine.Traveller, channel: str, cue: str
) -> None:
    story.accepted()
    begun(story)
    wish = Wish(kind=ChangeKind.PERIOD, text="Regen.", ends_on=story.grant.ends_on + timedelta(days=7))
    request_change(grant=story.grant, wish=wish, actor=story.resident, now=story.now)
    prepare_change(
        grant=fetch(story.grant), approve=True, reason="Gut.", actor=people["manager"], now=story.now
    )
    Particulars.objects.update(email="alex@example.org")
    clock.move_to(story.now)
    desk, address = browser_of(people["officer"]), page(story, "aenderung-entscheiden")
    answer = send(desk, address, approve="ja", reason="Gut.", channel=channel)
    assert answer.status_code == 302, text_of(answer)
    assert cue in text_of(desk.get(page(story)))


@pytest.mark.parametrize(("kind", "is_offered"), [(ChangeKind.AMOUNT, False), (ChangeKind.COSTS, True)])
def test_more_money_is_shown_the_way_to_the_jury(
    story: Story, people: People, clock: time_machine.Traveller, kind: ChangeKind, is_offered: bool
) -> None:
    story.accepted()
    begun(story)
    request_change(grant=story.grant, wish=Wish(kind, "Bitte."), actor=story.resident, now=story.now)
    clock.move_to(story.now)
    asked = browser_of(people["manager"]).get(page(story, "aenderung-vorbereiten")).content.decode()
    assert ('value="ja"' in asked) is is_offered
    assert ("Das genehmigt nur die Jury." in asked) is not is_offered


def test_deleted_case_is_a_row_with_its_reference_alone(
    story: Story, people: People, administrator: Actor, clock: time_machine.Traveller
) -> None:
    over(story)
    release(story, propose(story), replace(administrator, stepped_up=True))
    clock.move_to(story.now)
    seen = text_of(browser_of(people["officer"]).get(reverse("office_cases")))
    assert f"{story.application.reference} gelöscht am {format_date(story.day)} –" in seen
    assert "487,65" not in seen
    assert "ohne Titel" not in seen


def test_reminders_of_an_archived_case_are_not_to_be_paused(
    story: Story, people: People, clock: time_machine.Traveller
) -> None:
    case = withdrawn(story)
    clock.move_to(story.now)
    desk = browser_of(people["officer"])
    assert PAUSE in text_of(desk.get(page(story)))
    archive(story, target=case)
    assert PAUSE not in text_of(desk.get(page(story)))


def test_nobody_is_settled_without_proof_before_its_term(
    story: Story, people: People, clock: time_machine.Traveller
) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    begun(story)
    story.grant = cancel_grant(grant=story.grant, reason="Gesperrt.", actor=story.resident, now=story.now)
    clock.move_to(story.now)
    desk = browser_of(people["manager"])
    due = story.grant.proof_due_on
    assert due is not None
    wait, settle = f"Die Belege können noch bis {format_date(due)} kommen.", page(story, "ohne-nachweis")
    refused = send(desk, settle, reason="Sie rief an.")
    assert wait in text_of(refused)
    assert "Sie rief an." in refused.content.decode()
    story.day = due + timedelta(days=1)
    clock.move_to(story.now)
    later = browser_of(people["manager"])
    assert "none_come" not in later.get(settle).content.decode()
    assert send(later, settle, reason="Es kam nichts.").status_code == 302


def test_who_says_that_no_receipts_come_need_not_wait(
    story: Story, people: People, clock: time_machine.Traveller
) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    begun(story)
    story.grant = cancel_grant(grant=story.grant, reason="Gesperrt.", actor=story.resident, now=story.now)
    clock.move_to(story.now)
    desk = browser_of(people["manager"])
    answer = send(desk, page(story, "ohne-nachweis"), reason="Anruf heute.", none_come="on")
    assert answer.status_code == 302
    assert fetch(story.grant).state == "proof_submitted"


def test_scan_of_an_answer_on_paper_comes_into_the_case(
    story: Story, people: People, clock: time_machine.Traveller
) -> None:
    story.incomplete()
    clock.move_to(story.now)
    desk, address = browser_of(people["manager"]), page(story, "antwort-eintragen")
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), "green").save(picture, "PNG")

    def answered(name: str, data: bytes, **other: str) -> str:
        scan = io.BytesIO(data)
        scan.name = name
        typed = {
            "answer": "Der Stadt.",
            "way": "letter",
            "said_by": "Alex Beispiel",
            "received_on": format_date(story.day),
            "expected_version": hidden_version(desk.get(address)),
        }
        return desk.post(address, {**typed, **other, "file": scan}, follow=True).content.decode()

    refused = answered("brief.png", picture.getvalue(), answer="")
    assert "Wählen Sie die Datei noch einmal aus." in refused
    refused = answered("brief.png", b"kein Bild")
    assert "Der Stadt." in refused
    assert "noch einmal aus" not in refused
    assert 'enctype="multipart/form-data"' in refused
    assert Application.objects.get().state == "incomplete"
    answered("brief.png", picture.getvalue())
    assert Application.objects.get().state == "submitted"
    assert [each.original_name for each in files_of(story.application.subject)] == ["brief.png"]


def test_hearing_about_the_start_stands_in_the_case_until_it_lapses(
    story: Story, people: People, clock: time_machine.Traveller
) -> None:
    FundRules.objects.update(start_within_months=1)
    story.accepted()
    begun(story)
    until = story.day + timedelta(days=14)
    step: dict[str, Any] = {"grant": story.grant, "now": story.now, "actor": people["manager"]}
    hear_about_start(**step, until=until)
    story.post("anhoerung-beginn")
    clock.move_to(story.now)
    said = text_of(browser_of(people["officer"]).get(page(story)))
    assert f"Anhörung zum Beginn {format_date(story.day)}, Frist {format_date(until)}" in said
    assert "Nachweis fällig" in said
    story.day = until + timedelta(days=1)
    draft_lapse(**step | {"grant": fetch(story.grant), "now": story.now}, reason="Keine Antwort.")
    clock.move_to(story.now)
    desk = browser_of(people["officer"])
    assert send(desk, page(story, "verfallen"), channel="letter").status_code == 302
    said = text_of(desk.get(page(story)))
    assert f"Das Geld ist wieder frei. {POST_IT}" in said
    assert "Nachweis fällig" not in said


def test_more_time_for_a_proof_names_the_day_that_counts_now(
    story: Story, people: People, clock: time_machine.Traveller
) -> None:
    story.accepted()
    story.day = story.grant.ends_on + timedelta(days=1)
    advance_grants(now=story.now)
    clock.move_to(story.now)
    form = browser_of(people["manager"]).get(page(story, "nachweis-frist"))
    due = fetch(story.grant).proof_due_on
    assert f"Jetzt gilt der {format_date(due)}. Geben Sie einen späteren Tag ein." in text_of(form)


@pytest.mark.parametrize(
    ("limit", "who"),
    [
        (48_764, "Eine zweite Person gibt den Entwurf frei."),
        (48_765, "Eine zweite Person verlangen die Regeln des Fonds hier nicht."),
    ],
)
def test_drafter_reads_who_releases(
    story: Story, people: People, clock: time_machine.Traveller, limit: int, who: str
) -> None:
    FundRules.objects.update(profile="small_town", second_person_above_cents=limit)
    story.voted()
    clock.move_to(story.now)
    desk = browser_of(people["officer"])
    assert send(desk, page(story, "bescheid-entwerfen"), reason="Gut.").status_code == 302
    assert f"Der Bescheid ist entworfen. {who}" in text_of(desk.get(page(story)))
