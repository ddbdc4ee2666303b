import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applicants.actors import actor_for
from applicants.models import AccessKey, Applicant, LinkRequest
from applicants.services.keys import issue_link
from foundation.outbox.models import Mail, OutboxItem
from foundation.outbox.services import deliver
from grants.models import Application, Fund, Particulars
from grants.services.access_links import SEND_LINKS
from grants.services.applications import save_answers, start_draft
from grants.views.resident_keys import SAME_ANSWER
from tests.stories import Story, sheet_code

ClientOf = Callable[[Applicant], Client]


@pytest.fixture
def sent(story: Story, clock: time_machine.Traveller) -> Application:
    application = story.submitted()
    Particulars.objects.update(email="krause@beispiel.de")
    return application


def link(sent: Application, now: datetime, lifetime: timedelta = timedelta(minutes=30)) -> str:
    token = issue_link(applicant=sent.applicant, now=now, lifetime=lifetime)
    return reverse("key_link", args=[token])


def draft_with_email(fund: Fund, begun_at: datetime) -> Application:
    """Somebody's draft that says nothing but this address."""
    applicant = Applicant.objects.create(created_at=begun_at)
    draft = start_draft(fund=fund, applicant=applicant, now=begun_at)
    answers = {"email": "krause@beispiel.de"}
    return save_answers(
        application=draft, actor=actor_for(applicant), now=begun_at, applicant_answers=answers
    )


def answer_requests(now: datetime) -> None:
    """What the worker does with the requests for links."""
    for item in OutboxItem.objects.filter(kind=SEND_LINKS):
        assert deliver(item_id=item.pk, now=now)


@pytest.mark.parametrize("email", ["krause@beispiel.de", "KRAUSE@beispiel.de", "fremd@beispiel.de"])
def test_asking_for_a_link_always_gives_the_same_answer(sent: Application, now: datetime, email: str) -> None:
    response = Client().post(reverse("key"), {"email": email}, follow=True)
    assert SAME_ANSWER in response.content.decode()
    answer_requests(now)
    assert Mail.objects.count() == (0 if "fremd" in email else 1)
    assert not LinkRequest.objects.exists()


@pytest.mark.parametrize("count_of_cases", [0, 1, 5])
def test_asking_costs_the_same_whether_the_address_is_known_or_not(
    db: None, clock: object, now: datetime, fund: Fund, count_of_cases: int
) -> None:
    for _ in range(count_of_cases):
        draft_with_email(fund, now)
    asked, unknown = (tables_touched(email) for email in ("krause@beispiel.de", "fremd@beispiel.de"))
    assert asked == unknown == ["applicants_linkrequest", "outbox_outboxitem", "outbox_outboxitem"]


def tables_touched(email: str) -> list[str]:
    """The tables of the house, query by query, when somebody asks for links to this address."""
    with CaptureQueriesContext(connection) as captured:
        Client().post(reverse("key"), {"email": email})
    found = (re.search(r'"((?:applicants|grants|outbox)_\w+)"', each["sql"]) for each in captured)
    return [match.group(1) for match in found if match]


def test_drafts_of_a_stranger_push_nobody_out(sent: Application, fund: Fund, now: datetime) -> None:
    for number in range(12):
        draft = draft_with_email(fund, now + timedelta(minutes=1))
        Application.objects.filter(pk=draft.pk).update(title=f"Gewinn {number}\n\nhttps://boese.example")
    Client().post(reverse("key"), {"email": "krause@beispiel.de"})
    answer_requests(now)
    body = Mail.objects.get().body
    assert str(sent.reference) in body
    assert "boese" not in body


def test_case_that_was_opened_from_the_mailbox_comes_first(
    sent: Application, fund: Fund, now: datetime
) -> None:
    for _ in range(12):
        draft_with_email(fund, now - timedelta(days=1))
    assert Client().post(link(sent, now)).status_code == 302
    Client().post(reverse("key"), {"email": "krause@beispiel.de"})
    answer_requests(now)
    assert f"{sent.reference}:" in Mail.objects.get().body.partition("\n\nEntwurf")[0]


@pytest.mark.parametrize("email", ["", "name@", "kein name", "a" * 250 + "@b.de"])
def test_asking_with_a_wrong_address_keeps_it(db: None, email: str) -> None:
    html = Client().post(reverse("key"), {"email": email}).content.decode()
    assert "<title>Fehler: " in html
    assert f'value="{email}"' in html or not email


def test_asking_too_often_names_the_waiting_time(sent: Application) -> None:
    client = Client()
    answers = [client.post(reverse("key"), {"email": "krause@beispiel.de"}) for _ in range(7)]
    assert answers[-1].status_code == 429
    assert "Zu viele Versuche. Bitte warten Sie 30 Sekunden." in answers[-1].content.decode()
    assert answers[-1].headers["Retry-After"] == "31"


def test_link_from_the_mail_opens_the_case(sent: Application, now: datetime) -> None:
    client = Client()
    client.post(reverse("key"), {"email": "krause@beispiel.de"})
    answer_requests(now)
    address = next(line for line in Mail.objects.get().body.splitlines() if "/zugang/" in line)
    path = "/" + address.split("/", 3)[3]
    assert "Antrag öffnen" in client.get(path).content.decode()
    response = client.post(path)
    assert response.headers["Location"] == reverse("my_case", args=[sent.reference])
    assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_a_link_does_not_use_it_up(sent: Application, now: datetime, method: str) -> None:
    path = link(sent, now)
    for _ in range(3):
        getattr(Client(), method)(path)
    assert AccessKey.objects.get().used_at is None


def test_link_opens_once(sent: Application, now: datetime) -> None:
    path = link(sent, now)
    assert Client().post(path).status_code == 302
    again = Client().post(path)
    assert "Dieser Link gilt nicht mehr" in again.content.decode()


def test_link_after_its_time_is_refused(
    sent: Application, now: datetime, clock: time_machine.Traveller
) -> None:
    path = link(sent, now)
    clock.shift(timedelta(minutes=31))
    assert "Dieser Link gilt nicht mehr" in Client().get(path).content.decode()


def test_spent_link_sends_a_new_one_to_the_same_address(sent: Application, now: datetime) -> None:
    path = link(sent, now)
    Client().post(path)
    response = Client().post(path, {"resend": "yes"}, follow=True)
    assert SAME_ANSWER in response.content.decode()
    assert Mail.objects.get().to == "krause@beispiel.de"


def test_unknown_link_sends_nothing(sent: Application) -> None:
    path = reverse("key_link", args=["unsinn"])
    assert "Dieser Link gilt nicht mehr" in Client().post(path, {"resend": "yes"}).content.decode()
    assert not Mail.objects.exists()


@pytest.mark.parametrize("change", [str, str.lower, lambda code: f" {code[:4]} {code[4:8]}-{code[8:]} "])
def test_code_opens_in_any_spelling(sent: Application, now: datetime, change: Callable[[str], str]) -> None:
    code = sheet_code(sent.applicant, now)
    response = Client().post(reverse("key_code"), {"code": change(code)})
    assert response.headers["Location"] == reverse("my_case", args=[sent.reference])


@pytest.mark.parametrize("code", ["", "AAAA", "AAAAAAAAAAAA", "x" * 100])
def test_wrong_code_is_kept_with_a_sentence(db: None, clock: object, code: str) -> None:
    html = Client().post(reverse("key_code"), {"code": code}).content.decode()
    assert "<title>Fehler: " in html
    assert f'value="{code}"' in html or not code


def test_guessing_codes_is_braked_in_words(db: None, clock: object) -> None:
    client = Client()
    answers = [client.post(reverse("key_code"), {"code": "AAAAAAAAAAAA"}) for _ in range(7)]
    assert answers[-1].status_code == 429
    assert "Bitte warten Sie" in answers[-1].content.decode()


def test_code_of_a_draft_opens_the_task_list(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    code = sheet_code(draft.applicant, story.now)
    response = Client().post(reverse("key_code"), {"code": code})
    assert response.headers["Location"] == reverse("draft", args=[draft.uuid])


def test_two_cases_open_the_list(story: Story, client_of: ClientOf) -> None:
    story.submitted()
    client = client_of(story.application.applicant)
    client.post(reverse("draft_new", args=[story.fund.slug]))
    html = client.get(reverse("my_cases")).content.decode()
    assert str(story.application.reference) in html
    assert "Noch nicht abgeschickt" in html


def test_leaving_the_device_closes_the_case(sent: Application, client_of: ClientOf) -> None:
    client, page = client_of(sent.applicant), reverse("my_case", args=[sent.reference])
    assert client.get(page).status_code == 200
    response = client.post(reverse("leave_device"), follow=True)
    assert "Sie haben das Gerät verlassen." in response.content.decode()
    assert client.get(page).status_code == 404


LEAVE = "/geraet-verlassen/"


def test_leaving_without_any_way_back_is_told_first(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    client, page = client_of(draft.applicant), reverse("draft", args=[draft.uuid])
    html = client.post(LEAVE).content.decode()
    assert "kann niemand Ihren Antrag wieder öffnen" in html
    assert html.index("Code zeigen") < html.index("Ohne Code verlassen")
    assert client.get(page).status_code == 200
    client.post(LEAVE, {"without_code": "yes"})
    assert client.get(page).status_code == 404


def test_leaving_with_a_code_asks_nothing(story: Story, client_of: ClientOf) -> None:
    draft = story.draft()
    sheet_code(draft.applicant, story.now)
    client = client_of(draft.applicant)
    assert client.post(LEAVE).headers["Location"] == reverse("key")
    assert client.get(reverse("draft", args=[draft.uuid])).status_code == 404


def test_address_of_leaving_leads_to_the_page_with_the_button(story: Story, client_of: ClientOf) -> None:
    client = client_of(story.draft().applicant)
    assert client.get(LEAVE).headers["Location"] == reverse("my_cases")
    assert Client().get(LEAVE).headers["Location"] == reverse("key")
    assert "Gerät verlassen" in client.get(reverse("my_cases")).content.decode()
