"""Cookies deleted in the middle: nothing typed is lost, saved without the person, or told to strangers."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.outbox.models import OutboxItem
from grants.models import Application, Proof, Receipt
from grants.views.resident_lost import SESSION_KEY
from tests.grants.views.drafts import page_of, reread
from tests.grants.views.office_browser import browser_of, text_of
from tests.grants.views.test_resident_proof import RIGHT, at, photo
from tests.stories import Story, sheet_code

ClientOf = Callable[[Applicant], Client]
HERE: dict[str, Any] = {"HTTP_ORIGIN": "http://testserver"}
LOST = "Das ist noch nicht gespeichert"
IDEA = {"title": "Blumen & Bänke", "description": "Wir pflanzen.\nAlle <freuen> sich.", "action": "continue"}
RESUME = "/zugang/weiter/"


def forget_cookies(client: Client) -> None:
    client.cookies.clear()


def hidden(response: Any) -> dict[str, str]:
    """The hidden fields of the first form on the page."""
    form = re.search(
        r"(?s)<form method=\"post\" action=\"/zugang/weiter/\".*?</form>", response.content.decode()
    )
    assert form is not None, text_of(response)
    pairs = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
    return {name: unescape(value) for name, value in pairs}


def post_lost(client: Client, address: str, data: dict[str, Any]) -> Any:
    """Send the page without any cookie, from a page of this house."""
    forget_cookies(client)
    response = client.post(address, data, **HERE)
    assert response.status_code == 403
    assert LOST in text_of(response)
    assert "no-store" in response.headers["Cache-Control"]
    return response


def come_back(client: Client, lost: Any, applicant: Applicant, story: Story) -> Any:
    """With the code; the page as it is shown then."""
    return client.post(
        RESUME, {**hidden(lost), "code": sheet_code(applicant, story.now)}, follow=True, **HERE
    )


def test_draft_page_comes_back_filled_in_and_unsaved(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client, page = client_of(draft.applicant), page_of(draft, "idee") + "?von=pruefen"
    back = come_back(client, post_lost(client, page, IDEA), draft.applicant, story)
    assert back.redirect_chain[-1][0] == page
    assert "Es ist noch nicht gespeichert." in text_of(back)
    assert 'value="Blumen &amp; Bänke"' in back.content.decode()
    assert "Alle &lt;freuen&gt; sich." in back.content.decode()
    assert reread(draft).title == "Blühstreifen Musterhof"
    client.post(page, IDEA)
    assert reread(draft).title == "Blumen & Bänke"


def test_page_that_was_sent_shows_what_is_saved(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client, page = client_of(draft.applicant), page_of(draft, "idee")
    come_back(client, post_lost(client, page, IDEA), draft.applicant, story)
    assert "Blumen &amp; Bänke" in client.get(page).content.decode()  # a reload loses nothing
    client.post(page, {**IDEA, "title": "Etwas Neues"})
    assert 'value="Etwas Neues"' in client.get(page).content.decode()
    assert SESSION_KEY not in client.session


def test_costs_come_back_with_their_rows(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client, page = client_of(draft.applicant), page_of(draft, "kosten")
    data = {"costs-rows": "4", "costs-4-item": "Bank", "costs-4-amount": "1.234"}
    back = come_back(client, post_lost(client, page, data), draft.applicant, story)
    assert 'name="costs-4-amount" id="id_costs-4-amount" value="1.234"' in back.content.decode()
    assert [cost.item for cost in draft.costs.all()] == ["Stauden und Saatgut"]


def test_receipt_comes_back_without_its_new_photo(browser_of_grant: Client, story: Story) -> None:
    client, page = browser_of_grant, at(story, "my_receipt_new")
    lost = post_lost(client, page, {**RIGHT, "number": "1", "file": photo()})
    assert "Nur die Datei wählen Sie danach noch einmal aus." in text_of(lost)
    back = come_back(client, lost, story.application.applicant, story)
    assert "Die Datei müssen Sie noch einmal auswählen." in text_of(back)
    assert all(f'value="{value}"' in back.content.decode() for value in RIGHT.values())
    assert not Receipt.objects.exists()


def test_receipt_comes_back_with_the_photo_that_waited(browser_of_grant: Client, story: Story) -> None:
    client, page = browser_of_grant, at(story, "my_receipt_new")
    refused = client.post(page, {**RIGHT, "payee": "", "number": "1", "file": photo()})
    waiting = re.findall(r'name="waiting_file" value="([^"]+)"', refused.content.decode())[0]
    lost = post_lost(client, page, {**RIGHT, "number": "1", "waiting_file": waiting})
    back = come_back(client, lost, story.application.applicant, story)
    assert f'name="waiting_file" value="{waiting}"' in back.content.decode()


def test_answer_report_withdrawal_and_acceptance_come_back(
    story: Story, stories: Callable[..., Story], browser_of_grant: Client, client_of: ClientOf
) -> None:
    asked, issued = stories(2), stories(3)
    asked.incomplete()
    issued.voted(42_000)  # of 487.65: the page asks for own money
    issued.drafted_now()
    issued.issued_now()
    cases = [
        (story, "my_report", {"report": "Alles blüht."}, "Alles blüht."),
        (asked, "my_question", {"text": "Der Hof gehört uns."}, "Der Hof gehört uns."),
        (asked, "my_withdraw", {"reason": "Umzug"}, "Umzug"),
        (issued, "my_accept", {"own_money": "17,50"}, 'value="17,50"'),
    ]
    for told, name, data, shown in cases:
        applicant = told.application.applicant
        client = client_of(applicant)
        back = come_back(client, post_lost(client, at(told, name), data), applicant, told)
        assert shown in back.content.decode(), name
    assert not Proof.objects.filter(report="Alles blüht.").exists()
    assert set(Application.objects.values_list("state", flat=True)) == {"approved", "incomplete"}


def test_way_back_with_a_link_in_another_window(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client, page = client_of(draft.applicant), page_of(draft, "idee")
    lost = post_lost(client, page, IDEA)
    asked = client.post(RESUME, {**hidden(lost), "email": "krause@beispiel.de"}, **HERE)
    assert "Wenn wir die Adresse kennen" in text_of(asked)
    assert OutboxItem.objects.filter(kind="access.links").count() == 1
    early = client.post(RESUME, hidden(asked), **HERE)
    assert "Ihr Antrag ist noch nicht offen." in text_of(early)
    client.cookies = client_of(draft.applicant).cookies  # the link, opened in another window
    back = client.post(RESUME, hidden(early), follow=True, **HERE)
    assert 'value="Blumen &amp; Bänke"' in back.content.decode()


@pytest.mark.parametrize("data", [{"code": ""}, {"code": "AAAAAAAAAAAA"}, {"email": "krause"}])
def test_wrong_key_keeps_what_was_typed(story: Story, client_of: ClientOf, data: dict[str, str]) -> None:
    draft = story.draft()
    lost = post_lost(client_of(draft.applicant), page_of(draft, "idee"), IDEA)
    again = Client().post(RESUME, {**hidden(lost), **data}, **HERE)
    assert hidden(again) == hidden(lost) | {"csrfmiddlewaretoken": hidden(again)["csrfmiddlewaretoken"]}
    assert "Bitte prüfen Sie Ihre Angaben" in text_of(again)


def test_code_of_another_case_is_like_a_wrong_one(
    story: Story, stories: Callable[..., Story], client_of: ClientOf
) -> None:
    draft, other = story.draft(), stories(2).draft()
    client = Client()
    lost = post_lost(client, page_of(draft, "idee"), IDEA)
    code = sheet_code(other.applicant, story.now)
    response = client.post(RESUME, {**hidden(lost), "code": code}, **HERE)
    assert "Dieser Code passt nicht." in text_of(response)
    assert "applicant" not in client.session


def test_guessing_codes_here_is_braked_too(story: Story, clock: object) -> None:
    client = Client()
    lost = post_lost(client, page_of(story.draft(), "idee"), IDEA)
    data = {**hidden(lost), "code": "AAAAAAAAAAAA"}
    answers = [client.post(RESUME, data, **HERE) for _ in range(7)]
    assert answers[-1].status_code == 429
    assert "Bitte warten Sie" in text_of(answers[-1])
    assert hidden(answers[-1])["typed"] == hidden(lost)["typed"]


def test_page_tells_nothing_about_what_exists(story: Story, client_of: ClientOf, stranger: Client) -> None:
    draft = story.draft()
    real, invented = page_of(draft, "idee"), page_of(draft, "idee").replace(str(draft.uuid)[:8], "00000000")
    for client in (Client(), stranger):
        pages = [client.post(address, IDEA, **HERE).content.decode() for address in (real, invented)]
        plain = [
            re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html).replace(address, "")
            for html, address in zip(pages, (real, invented), strict=True)
        ]
        assert LOST in plain[0]
        assert plain[0] == plain[1]
    assert reread(draft).title == "Blühstreifen Musterhof"


FOREIGN: list[dict[str, Any]] = [
    {},
    {"HTTP_ORIGIN": "https://boese.example"},
    {"HTTP_ORIGIN": "null"},
    {"HTTP_REFERER": "https://boese.example/antrag/"},
    {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "cross-site"},
    {"HTTP_ORIGIN": "http://testserver.boese.example"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("is_open", [True, False])
def test_another_site_gets_nothing_carried(
    story: Story, client_of: ClientOf, headers: dict[str, Any], is_open: bool
) -> None:
    draft = story.draft()
    client = Client(enforce_csrf_checks=True)
    if is_open:
        client.cookies = client_of(draft.applicant).cookies
    response = client.post(page_of(draft, "idee"), IDEA, **headers)
    assert response.status_code == 403
    assert "Blumen" not in response.content.decode()
    assert LOST not in text_of(response)
    assert reread(draft).title == "Blühstreifen Musterhof"


def test_only_the_csrf_cookie_lost_asks_for_one_more_look(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client = Client(enforce_csrf_checks=True)
    client.cookies = client_of(draft.applicant).cookies
    page = page_of(draft, "idee")
    lost = client.post(page, IDEA, **HERE)
    assert (lost.status_code, "Ihr Code" in text_of(lost)) == (403, False)
    assert reread(draft).title == "Blühstreifen Musterhof"
    back = client.post(RESUME, hidden(lost), follow=True, **HERE)
    assert 'value="Blumen &amp; Bänke"' in back.content.decode()
    assert reread(draft).title == "Blühstreifen Musterhof"


def test_all_cookies_lost_also_on_the_way_back(story: Story, clock: object) -> None:
    draft = story.draft()
    client = Client(enforce_csrf_checks=True)
    lost = client.post(page_of(draft, "idee"), IDEA, **HERE)
    code = sheet_code(draft.applicant, story.now)
    forget_cookies(client)
    again = client.post(RESUME, {**hidden(lost), "code": code}, **HERE)
    assert LOST in text_of(again)
    back = client.post(RESUME, {**hidden(again), "code": code}, follow=True, **HERE)
    assert 'value="Blumen &amp; Bänke"' in back.content.decode()


def test_way_back_itself_needs_its_token(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client = Client(enforce_csrf_checks=True)
    client.cookies = client_of(draft.applicant).cookies
    data = {"page": page_of(draft, "idee"), "typed": "title=Fremd"}
    response = client.post(RESUME, data, HTTP_ORIGIN="https://boese.example")
    assert response.status_code == 403
    assert "Fremd" not in response.content.decode()
    assert SESSION_KEY not in client.session


ELSEWHERE = [
    "",
    "https://boese.example/mein/LT-1/frage/",
    "//boese.example/mein/LT-1/frage/",
    "/buero/",
    "/mein/",
    "/zugang/",
]


@pytest.mark.parametrize("page", ELSEWHERE)
def test_way_back_leads_to_forms_of_residents_only(db: None, client_of: ClientOf, page: str) -> None:
    response = Client().post(RESUME, {"page": page, "typed": "a=b"}, **HERE)
    assert response.headers["Location"] == reverse("key")


def test_too_much_text_is_not_carried(story: Story) -> None:
    response = Client().post(page_of(story.draft(), "idee"), {"title": "x" * 200_001}, **HERE)
    assert response.status_code == 404


def test_staff_get_the_plain_answer(story: Story) -> None:
    draft = story.draft()
    client = browser_of(story.people["manager"])
    assert client.post(page_of(draft, "idee"), IDEA, **HERE).status_code == 404
