"""A jury that reads no names: pages, papers, the sheet of names to declare bias; points by criteria."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from foundation.audit.models import AccessEntry
from foundation.files.models import Document
from foundation.files.services import read_bytes
from foundation.outbox.services import drain
from grants.models import Score
from grants.selectors.meeting import meeting_of
from grants.services.jury_keys import issue_link
from grants.services.session_papers import order_invitation, order_packs
from tests.grants.services.minutes import members
from tests.grants.views.office_browser import browser_of, text_of
from tests.reports.kit.inspection import words_copied
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NAME, CONTACT = "Nachbarschaftsgruppe Musterhof", "Alex Beispiel"


def tablet(story: Story, place: int = 0) -> Client:
    """A browser that a member has opened with their link."""
    session, member = story.session(), members(story, place)[0]
    token = issue_link(session=session, member=member, actor=story.people["manager"], now=story.now)
    client = Client()
    client.post(reverse("jury_link", args=[token]))
    return client


def item_page(story: Story) -> str:
    return reverse("jury_item", args=[story.application.reference])


@pytest.fixture
def nameless(story: Story) -> Story:
    story.fund.rules.update(jury_sees_names=False)
    story.fields = {"description": f"Ich, {CONTACT}, säe für die {NAME.upper()} einen Streifen."}
    story.scheduled()
    return story


def test_pages_and_papers_of_the_jury_say_no_name(nameless: Story) -> None:
    story, client = nameless, tablet(nameless)
    by: dict[str, Any] = {"session": story.session(), "actor": story.people["manager"], "now": story.now}
    order_invitation(**by)
    order_packs(**by)
    drain(now=story.now)
    read = [text_of(client.get(address)) for address in (reverse("jury"), item_page(story))]
    read += [
        words_copied(read_bytes(each.files.get().file))
        for each in Document.objects.filter(subject=story.session().subject)
    ]
    assert len(read) == 4
    for words in read:
        assert "Projekt A: Blühstreifen Musterhof" in words.replace("\u00a0", " ")
        assert NAME.casefold() not in words.casefold()
        assert "Beispiel, säe" not in words
    assert "Ich, [Name], säe für die [Name]" in read[1]
    office = browser_of(story.people["manager"])
    assert NAME in text_of(office.get(reverse("office_meeting", args=[story.session().pk])))


def test_bias_is_declared_on_the_sheet_of_names(nameless: Story) -> None:
    story, client = nameless, tablet(nameless)
    sheet = reverse("jury_names")
    page = client.get(sheet)
    assert f"{NAME}, {CONTACT}" in text_of(page)
    assert "Blühstreifen" not in text_of(page)
    assert AccessEntry.objects.filter(purpose="jury.names").count() == 1
    person = story.application.applicant.reference
    assert "Schreiben Sie kurz auf" in text_of(client.post(sheet, {"person": person, "reason": ""}))
    assert "Wählen Sie einen Namen." in text_of(client.post(sheet, {"person": "x", "reason": "Verein"}))
    client.post(sheet, {"person": person, "reason": "Verein"})
    assert "Sie sind bei diesem Antrag befangen" in text_of(client.get(item_page(story)))


def test_without_the_setting_there_is_no_sheet(story: Story) -> None:
    story.scheduled()
    client = tablet(story)
    assert client.get(reverse("jury_names")).status_code == 404
    assert NAME in text_of(client.get(item_page(story)))


def test_points_are_given_with_the_vote_and_rank_the_items(story: Story) -> None:
    story.fund.rules.update(criteria_text="Nutzen; 2; 5\nOrt; 1; 3")
    story.scheduled()
    client = tablet(story)
    page = item_page(story)
    half = client.post(page, {"choice": "yes", "points_0": "4"})
    assert "Geben Sie auch hier Punkte" in text_of(half)
    much = client.post(page, {"choice": "yes", "points_0": "6", "points_1": "1"})
    assert "Geben Sie eine Zahl von 0 bis 5 ein." in text_of(much)
    assert Score.objects.count() == 0
    client.post(page, {"choice": "yes", "points_0": "4", "points_1": "1"})
    client.post(page, {"choice": "yes", "points_0": "5", "points_1": "2"})
    assert 'value="5"' in client.get(page).content.decode()
    assert sorted(Score.objects.values_list("criterion", "points")) == [("Nutzen", 5), ("Ort", 2)]
    assert meeting_of(story.session()).lines[0].standing is None  # secret until the item is closed
    story.fund.rules.update(ballot="open")
    shown = meeting_of(story.session()).lines[0].standing
    assert (shown and shown.in_words) == "12,0 von 13 Punkten"
