"""Another language in the middle of a form loses nothing, and the mails follow the person."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import trans_real

from applicants.models import Applicant
from foundation.outbox.models import Mail
from foundation.values.dates import format_long_date
from grants.models import Application
from tests.grants.views.drafts import page_of, reread
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]
WORDS = {
    "Ja": "Так",
    "Wie heißt Ihre Aktion?": "Як називається ваша акція?",
    "Ihr Text ist {excess} Zeichen zu lang. Kürzen Sie ihn.": "Текст задовгий на {excess}.",
    "Die Jury berät über Ihren Antrag.": "Журі радиться.",
    "{name}: Ihr Link zum Weitermachen": "{name}: посилання",
}


@pytest.fixture(autouse=True)
def _words() -> Iterator[None]:
    """A few Ukrainian sentences of these tests' own."""
    catalogue: Any = vars(trans_real.translation("uk"))["_catalog"]._catalogs[0]
    before = {word: catalogue[word] for word in WORDS if word in catalogue}
    catalogue.update(WORDS)
    yield
    for word in WORDS:
        del catalogue[word]
    catalogue.update(before)


def test_answers_and_days_on_the_check_page_speak_the_language(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    html = client_of(draft.applicant).get(f"/uk{reverse('draft_check', args=[draft.uuid])}").content.decode()
    assert "<bdi>Так</bdi>" in html
    assert draft.starts_on is not None
    assert format_long_date(draft.starts_on, "uk") in html
    assert format_long_date(draft.starts_on) not in html


def test_questions_and_errors_speak_the_language(browser_of_draft: Client, draft: Application) -> None:
    page = f"/uk{page_of(draft, 'idee')}"
    assert "Як називається ваша акція?" in browser_of_draft.get(page).content.decode()
    answer = browser_of_draft.post(page, {"title": "x" * 85, "description": "Ми садимо квіти."})
    assert "Текст задовгий на 5." in answer.content.decode()


def test_the_switch_saves_the_page_and_comes_back_to_it(browser_of_draft: Client, draft: Application) -> None:
    page = page_of(draft, "idee")
    typed = {"title": "Blumen", "description": "y" * 1501, "language": "uk"}
    answer = browser_of_draft.post(page, typed)
    assert answer.headers["Location"] == f"/uk{page}"
    assert reread(draft).title == "Blumen"
    html = browser_of_draft.get(answer.headers["Location"]).content.decode()
    assert "y" * 1501 in html
    assert "Текст задовгий на 1." in html
    assert reread(draft).applicant.language == "uk"


def test_the_switch_back_keeps_the_way(browser_of_draft: Client, draft: Application) -> None:
    page = f"/ar{page_of(draft, 'idee')}?von=pruefen"
    answer = browser_of_draft.post(page, {"title": "", "description": "", "language": "de"})
    assert answer.headers["Location"] == f"{page_of(draft, 'idee')}?von=pruefen"


def test_an_unknown_language_is_no_switch(browser_of_draft: Client, draft: Application) -> None:
    answer = browser_of_draft.post(page_of(draft, "anderes-geld"), {"language": "fr"})
    assert answer.headers["Location"] == page_of(draft, "bilder")


def test_a_form_that_saves_only_at_the_end_carries_what_was_typed(story: Story, client_of: ClientOf) -> None:
    case = story.submitted()
    client = client_of(case.applicant)
    page = f"/mein/{case.reference}/zurueckziehen/"
    answer = client.post(page, {"reason": "Мені не вистачає часу", "language": "uk"})
    assert answer.headers["Location"] == f"/uk{page}"
    assert "Мені не вистачає часу" in client.get(f"/uk{page}").content.decode()
    assert reread(case).state == case.state


def test_the_menu_is_a_button_of_the_form_and_enter_is_no_language(
    browser_of_draft: Client, draft: Application
) -> None:
    html = browser_of_draft.get(page_of(draft, "idee")).content.decode()
    buttons = [
        part.split(">")[0] for part in html.split("<button")[1:] if 'form="formular"' in part.split(">")[0]
    ]
    assert 'value="continue"' in buttons[0]
    assert [part for part in buttons if 'name="language" value="ar"' in part]
    assert html.count('id="formular"') == 1


def test_a_mail_speaks_the_language_of_the_person(browser_of_draft: Client, draft: Application) -> None:
    typed = {"name": "Ольга", "channel": "email", "email": "olha@beispiel.example"}
    browser_of_draft.post(f"/uk{page_of(draft, 'name')}", typed)
    mail = Mail.objects.get()
    assert mail.subject == f"{draft.fund.name}: посилання"
    assert "/uk/zugang/" in mail.body
