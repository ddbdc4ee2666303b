"""Drafted notices in the browser of the office: changed, taken back, and what an old tab does."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import Claim, Grant, Notice, PaymentKind
from grants.services.claims import draft_claim
from grants.services.drafts import words_of
from tests.grants.services.minutes import PARTIAL, ballots
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
People = dict[str, Actor]


def address(story: Story, slug: str) -> str:
    return reverse("office_action", args=[story.application.reference, slug])


def seen(story: Story) -> str:
    """What an open page of this draft sends along."""
    return str(words_of(Notice.objects.latest("pk")))


def test_draft_is_changed_and_the_old_words_stay_on_the_page(story: Story, people: People) -> None:
    story.drafted()
    manager, page = browser_of(people["manager"]), address(story, "bescheid-korrigieren")
    words = {"reason": "Gut für den Hof.", "obligations": "Logo zeigen\n\nOrt absprechen", "conditions": ""}
    preview = send(manager, page, **words, preview="1")
    assert "Auflagen Logo zeigen Ort absprechen" in text_of(preview)
    assert Grant.objects.get().obligations.count() == 0
    assert send(manager, page, **words).status_code == 302
    assert [each.text for each in Grant.objects.get().obligations.all()] == ["Logo zeigen", "Ort absprechen"]
    case = text_of(manager.get(reverse("office_case", args=[story.application.reference])))
    assert "Fassung 1, Fenja" not in case
    assert "Fassungen des Entwurfs" in case
    assert "Fassung 2, Mara Beispiel" in case


def test_unchanged_draft_is_told_and_keeps_what_was_typed(story: Story, people: People) -> None:
    story.drafted()
    manager, page = browser_of(people["manager"]), address(story, "bescheid-korrigieren")
    send(manager, page, reason="Gut.", obligations="Logo zeigen", conditions="")
    again = send(manager, page, reason="Gut.", obligations="Logo zeigen", conditions="")
    assert "Sie haben noch nichts geändert." in text_of(again)
    assert "Logo zeigen</textarea>" in again.content.decode()


def test_old_tab_does_not_release_what_it_does_not_show(story: Story, people: People) -> None:
    story.drafted()
    read = seen(story)
    page = address(story, "bescheid-korrigieren")
    send(browser_of(people["manager"]), page, reason="Neu", obligations="", conditions="")
    data = {"expected_version": read, "channel": "letter"}
    old = browser_of(people["officer2"]).post(address(story, "bescheid-freigeben"), data)
    assert old.status_code == 409
    assert "Der Entwurf ist inzwischen ein anderer." in text_of(old)
    assert Grant.objects.get().state == "draft_notice"


def test_draft_taken_back_twice_is_taken_back_once(story: Story, people: People) -> None:
    story.drafted()
    officer, page = browser_of(people["officer"]), address(story, "bescheid-zuruecknehmen")
    data = {"expected_version": seen(story), "reason": "Falscher Ort"}
    assert officer.post(page, {**data, "reason": ""}).status_code == 200
    assert officer.post(page, data).status_code == 302
    again = officer.post(page, data, follow=True)
    assert "Inzwischen ist dieser Schritt getan oder nicht mehr möglich." in text_of(again)
    case = text_of(again)
    assert "Entwurf zurückgenommen" in case
    assert "Falscher Ort" in case
    assert "Bewilligungsbescheid entwerfen" in case
    assert Notice.objects.filter(discarded_at__isnull=False).count() == 1


def test_shorter_hearing_is_refused_beside_its_box(
    story: Story, people: People, clock: time_machine.Traveller
) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    story.proof_confirmed()
    until = story.day + timedelta(days=14)
    draft_claim(grant=story.grant, actor=people["officer"], now=story.now, heard_until=until)
    clock.move_to(story.now)
    manager, page = browser_of(people["manager"]), address(story, "rueckforderung-korrigieren")
    short = send(manager, page, reason="Saft zählt nicht.", heard_until="01.01.2020")
    assert "Tragen Sie diesen oder einen späteren Tag ein." in text_of(short)
    assert "Saft zählt nicht.</textarea>" in short.content.decode()
    assert "Schreiben Sie die Gründe der Rückforderung." in text_of(send(manager, page, reason=""))
    assert Claim.objects.get().heard_until == until


def test_long_list_of_the_jury_can_be_corrected_line_by_line(story: Story, people: People) -> None:
    lines = [f"{number} " + "o" * 250 for number in range(10)]
    votes = ballots(story, 5, 2)
    story.decided(PARTIAL, votes=votes, amount_cents=42_000, reason="Ohne Kuchen", obligations=lines)
    story.drafted_now()
    manager, page = browser_of(people["manager"]), address(story, "bescheid-korrigieren")
    whole = send(manager, page, reason="Anders", obligations="\n".join(lines), conditions="")
    assert whole.status_code == 302
    assert Grant.objects.get().obligations.count() == 10
    long = send(manager, page, reason="Anders", obligations="y" * 302, conditions="")
    assert "ist 2 Zeichen zu lang. Teilen Sie sie auf." in text_of(long)
    assert "y" * 302 in long.content.decode()


def test_who_releases_sees_conditions_apart_from_obligations(story: Story, people: People) -> None:
    story.drafted()
    page = address(story, "bescheid-korrigieren")
    words = {"reason": "Gut.", "obligations": "Logo zeigen", "conditions": "Zustimmung zeigen"}
    manager = browser_of(people["manager"])
    apart = "Auflagen Logo zeigen Bedingungen, bevor Geld kommt Zustimmung zeigen"
    assert apart in text_of(send(manager, page, **words, preview="1"))
    send(manager, page, **words)
    assert apart in text_of(browser_of(people["officer2"]).get(address(story, "bescheid-freigeben")))


@pytest.mark.parametrize("slug", ["bescheid-freigeben", "bescheid-korrigieren", "bescheid-zuruecknehmen"])
def test_old_address_of_a_draft_leads_to_the_case(story: Story, people: People, slug: str) -> None:
    story.drafted()
    officer = browser_of(people["officer"])
    send(officer, address(story, "bescheid-zuruecknehmen"), reason="Falscher Ort")
    opened = officer.get(address(story, slug), follow=True)
    case = reverse("office_case", args=[story.application.reference])
    assert opened.redirect_chain == [(case, 302)]
    assert "Inzwischen ist dieser Schritt getan oder nicht mehr möglich." in text_of(opened)
