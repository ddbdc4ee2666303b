"""What a page of the draft cannot read is kept as it was typed, and the pause lets everybody go."""

import pytest
from django.test import Client
from django.urls import reverse

from foundation.values.errors import Blocked
from grants.models import Application, FundRules
from grants.selectors.resident import section_progress
from grants.services.applications import submit_application
from tests.grants.views.conftest import OpenWith
from tests.grants.views.drafts import costs, page_of, reread
from tests.stories import Story

LONG = "Wir bauen Beete. " * 120
#: page, what is typed, what is wrong in it, its sentence
WRONG: list[tuple[str, dict[str, str], str, str]] = [
    ("idee", {"title": "Beete", "description": LONG}, LONG.strip(), "Ihr Text ist 539 Zeichen zu lang."),
    ("idee", {"title": "B" * 90, "description": "Kurz."}, "B" * 90, "Ihr Text ist 10 Zeichen zu lang."),
    ("name", {"name": "Olena", "channel": "email", "email": "olena@"}, 'value="olena@"', "E-Mail"),
    ("adresse", {"street": "Ring 1", "postcode": "0684", "town": "Dessau"}, 'value="0684"', "fünf Ziffern"),
    (
        "wann-wo",
        {"place": "Hof", "starts_on_day": "31", "starts_on_month": "2", "starts_on_year": "2026"},
        'value="31"',
        "31",
    ),
    ("kosten", costs(("Erde", "49,90"), ("Blumen", "viel")), 'value="viel"', "Zeile 2:"),
    ("kosten", costs(("Erde", "1.234")), 'value="1.234"', "Meinen Sie 1.234,00"),
    ("anderes-geld", {"own_cents": "etwas"}, 'value="etwas"', "Geben Sie einen Betrag in Euro ein"),
]


@pytest.mark.parametrize(("slug", "data", "typed", "sentence"), WRONG)
@pytest.mark.parametrize("action", ["continue", "later"])
def test_wrong_input_is_there_with_its_error_when_the_page_is_opened_again(
    draft: Application,
    client_of: OpenWith,
    action: str,
    slug: str,
    data: dict[str, str],
    typed: str,
    sentence: str,
) -> None:
    client_of(draft.applicant).post(page_of(draft, slug), {**data, "action": action})
    html = client_of(draft.applicant).get(page_of(draft, slug)).content.decode()  # another device
    assert typed in html
    assert html.count(sentence) >= 2  # in the summary and at the field
    assert "<title>Fehler: Schritt" in html
    for value in data.values():
        assert value.strip() in html


@pytest.mark.parametrize(("slug", "data", "typed", "sentence"), WRONG)
def test_pause_lets_go_and_says_where_something_is_wrong(
    draft: Application, browser_of_draft: Client, slug: str, data: dict[str, str], typed: str, sentence: str
) -> None:
    response = browser_of_draft.post(page_of(draft, slug), {**data, "action": "later"})
    assert response.headers["Location"] == reverse("draft_later", args=[draft.uuid])
    html = browser_of_draft.get(response.headers["Location"]).content.decode()
    assert "stimmt noch etwas nicht. Sehen Sie es noch einmal an." in html
    assert f"{page_of(draft, slug)}?von=pruefen#id_" in html


def test_right_answers_beside_a_wrong_one_are_shown_as_saved(
    draft: Application, browser_of_draft: Client
) -> None:
    data = {
        "place": "Hof", "starts_on_day": "3", "starts_on_month": "5", "starts_on_year": "2026",
        "ends_on_day": "40", "ends_on_month": "5", "ends_on_year": "2026", "action": "later",
    }  # fmt: skip
    browser_of_draft.post(page_of(draft, "wann-wo"), data)
    assert list(reread(draft).unread) == ["ends_on"]
    html = browser_of_draft.get(page_of(draft, "wann-wo")).content.decode()
    assert [f'value="{typed}"' in html for typed in ("Hof", "3", "40")] == [True, True, True]


def test_answer_that_is_right_ends_what_was_kept(draft: Application, browser_of_draft: Client) -> None:
    page = page_of(draft, "idee")
    browser_of_draft.post(page, {"title": "B" * 90, "description": LONG, "action": "later"})
    assert sorted(reread(draft).unread) == ["description", "title"]
    browser_of_draft.post(page, {"title": "Beete", "description": LONG, "action": "later"})
    assert list(reread(draft).unread) == ["description"]
    browser_of_draft.post(page_of(draft, "wann-wo"), {"place": "Hof", "action": "later"})
    assert list(reread(draft).unread) == ["description"]  # another page changes nothing of it
    browser_of_draft.post(page, {"title": "Beete", "description": "", "action": "later"})
    assert reread(draft).unread == {}
    assert "<title>Fehler" not in browser_of_draft.get(page).content.decode()


def test_choices_that_nobody_typed_are_not_kept(draft: Application, browser_of_draft: Client) -> None:
    browser_of_draft.post(page_of(draft, "wer"), {"kind": "alien", "is_adult": "maybe", "action": "later"})
    assert reread(draft).unread == {}


def test_draft_with_something_unread_is_not_sent(story: Story, client_of: OpenWith) -> None:
    """The right answer of before would go out in the place of what was typed last."""
    draft = story.draft()
    browser = client_of(draft.applicant)
    browser.post(page_of(draft, "idee"), {"title": "B" * 90, "description": "Kurz.", "action": "later"})
    assert [each.is_done for each in section_progress(reread(draft), has_pictures=False)][3] is False
    page = reverse("draft_check", args=[draft.uuid])
    seen = reread(draft).changed_at.isoformat()
    assert "<title>Fehler:" in browser.post(page, {"seen": seen}).content.decode()
    with pytest.raises(Blocked, match="stimmt noch etwas nicht"):
        submit_application(application=reread(draft), actor=story.resident, now=story.now)
    browser.post(page_of(draft, "idee"), {"title": "Beete", "description": "Kurz.", "action": "continue"})
    sent = submit_application(application=reread(draft), actor=story.resident, now=story.now)
    assert sent.title == "Beete"


def test_what_is_not_asked_any_more_holds_nobody_up(story: Story) -> None:
    draft = story.draft()
    Application.objects.filter(pk=draft.pk).update(unread={"price_reason": {"price_reason": "x" * 501}})
    sent = submit_application(application=reread(draft), actor=story.resident, now=story.now)
    assert sent.unread == reread(sent).unread == {}


def test_draft_in_which_something_was_typed_is_not_empty(
    draft: Application, browser_of_draft: Client
) -> None:
    browser_of_draft.post(page_of(draft, "idee"), {"title": "B" * 90, "action": "later"})
    browser_of_draft.post(reverse("draft_new", args=[draft.fund.slug]))
    assert Application.objects.count() == 2


def test_reason_for_fewer_offers_is_kept_too(story: Story, client_of: OpenWith) -> None:
    FundRules.objects.update(price_comparison_from_cents=48_765)
    draft = story.draft()
    browser, page = client_of(draft.applicant), page_of(story.application, "bilder")
    assert browser.post(page, {"price_reason": "x" * 501, "action": "later"}).status_code == 302
    html = browser.get(page).content.decode()
    assert "x" * 501 in html
    assert html.count("Ihr Text ist 1 Zeichen zu lang.") >= 2
