"""The page of a fund's texts: list, one text, preview as a letter, history, two people at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grants.models import FundText
from tests.grants.texts import say
from tests.grants.views.office_browser import browser_of
from tests.reports.kit.inspection import words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db
CLOSING = {"fund": "aktionskasse-demo", "name": "closing_text"}
REMEDY = {"fund": "aktionskasse-demo", "name": "remedy_text"}


@pytest.fixture(name="manager")
def manager_browser(story: Story) -> Client:
    return browser_of(story.people["manager"])


def page(client: Client, kwargs: dict[str, str], data: dict[str, Any] | None = None, query: str = "") -> Any:
    url = reverse("office_text", kwargs=kwargs) + query
    return client.post(url, data) if data is not None else client.get(url)


def test_list_names_every_text_and_what_is_missing(manager: Client, story: Story) -> None:
    say(remedy_text="")
    said = manager.get(reverse("office_texts")).content.decode()
    assert "In allen Bescheiden" in said
    assert "Brief: Nachforderung" in said
    assert said.count("<strong>fehlt</strong>") == 1
    assert "remedy_kind" not in said  # written on the page of the instruction


def test_new_text_is_saved_and_its_difference_shown(manager: Client, story: Story) -> None:
    answer = page(manager, CLOSING, {"closing_text": "Bis bald\nIm Auftrag", "seen_closing_text": 0})
    assert answer.status_code == 302
    assert FundText.objects.get(name="closing_text").text == "Bis bald\nIm Auftrag"
    said = page(manager, CLOSING).content.decode()
    assert "<del>Freundliche Grüße</del>" in said
    assert "<ins>Bis bald</ins>" in said
    older = page(manager, CLOSING, query="?fassung=0").content.decode()
    assert "Freundliche Grüße\nIm Auftrag</textarea>" in older


def test_unknown_placeholder_is_named_and_nothing_typed_is_lost(manager: Client, story: Story) -> None:
    said = page(manager, CLOSING, {"closing_text": "Für {wen}", "seen_closing_text": 0}).content.decode()
    assert "Den Platzhalter {wen} gibt es im Text „Grußformel“ nicht. Erlaubt sind: {stadt}, {amt}." in said
    assert "Für {wen}</textarea>" in said
    assert "{stadt}" in said
    assert not FundText.objects.filter(name="closing_text").exists()


def test_second_of_two_editors_sees_the_other_text_and_can_save_then(manager: Client, story: Story) -> None:
    say(closing_text="Vom anderen")
    answer = page(manager, CLOSING, {"closing_text": "Von mir", "seen_closing_text": 0})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Vom anderen" in said
    assert "Von mir</textarea>" in said
    assert 'name="seen_closing_text" value="1"' in said
    page(manager, CLOSING, {"closing_text": "Von mir", "seen_closing_text": 1})
    assert FundText.objects.filter(name="closing_text").latest("pk").text == "Von mir"


def test_hints_warn_and_do_not_block(manager: Client, story: Story) -> None:
    text = "Das Geld wird ausgezahlt."
    assert page(manager, CLOSING, {"closing_text": text, "seen_closing_text": 0}).status_code == 302
    assert "Schreiben Sie, wer etwas tut." in page(manager, CLOSING).content.decode()


def test_remedy_is_written_in_one_go(manager: Client, story: Story) -> None:
    seen = {"seen_remedy_text": 1, "seen_remedy_kind": 0, "seen_remedy_body": 1}
    wrong = {"remedy_text": "Klage beim {stelle}", "remedy_kind": "objection", "remedy_body": "Amt"}
    assert "Die Belehrung nennt „Widerspruch“ nicht." in page(manager, REMEDY, wrong | seen).content.decode()
    right = wrong | {"remedy_text": "Widerspruch beim {stelle}"}
    assert page(manager, REMEDY, right | seen).status_code == 302
    assert FundText.objects.filter(name="remedy_kind").latest("pk").text == "objection"


@pytest.mark.parametrize(
    ("name", "text", "also"),
    [
        ("closing_text", "Bis bald aus {stadt}", "Bis bald aus Stadt Dessau-Roßlau"),
        ("state_aid_text", "Das ist eine Beihilfe.", "Bewilligungsbescheid"),
        ("vorzeitiger_beginn_text", "Anfang ab {beginn}", "Anfang ab 1. März 2027"),
        ("discretion_rejection_text", "Wir haben abgewogen.", "Ablehnungsbescheid"),
        ("claim_cut_text", "Nicht anerkannt (§ 49a VwVfG)", "Erstattungsbescheid"),
        ("revocation_ground_text", "Der Nachweis fehlt.", "Widerrufs- und Erstattungsbescheid"),
        ("nachforderung_text", "Wir fragen: {frage} {frist}", "Wir fragen: Wem gehört der Hof?"),
    ],
)
def test_preview_is_the_letter_of_an_invented_case(
    manager: Client, story: Story, name: str, text: str, also: str
) -> None:
    url = reverse("text_preview", kwargs={"fund": story.fund.slug, "name": name})
    answer = manager.post(url, {name: text, f"seen_{name}": 0})
    assert answer["Content-Type"] == "application/pdf"
    words = words_copied(answer.content).replace("\u00a0", " ")
    assert also in words
    assert text.partition("{")[0].strip() in words
    assert "Alex Beispiel" in words
    assert not FundText.objects.filter(name=name).exists()


def test_preview_of_a_broken_text_says_what_is_wrong(manager: Client, story: Story) -> None:
    url = reverse("text_preview", kwargs=CLOSING)
    answer = manager.post(url, {"closing_text": "Für {wen}", "seen_closing_text": 0})
    assert "Den Platzhalter {wen} gibt es" in answer.content.decode()


def test_text_without_a_page_is_not_found(manager: Client, story: Story) -> None:
    for name in ("remedy_kind", "no_such_text"):
        assert page(manager, CLOSING | {"name": name}).status_code == 404
