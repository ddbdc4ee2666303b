"""The public pages: facts, states of the fund, number of queries."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from foundation.accounts.models import User
from foundation.outbox.models import Mail
from grants.models import Fund, FundAccount
from quarter.models import Office
from tests.quarter.conftest import make_fund

SERVICE_PAGES = ["imprint", "privacy", "accessibility", "easy_language", "sign_language"]


def test_start_page_says_how_much_and_until_when(client: Client, office: Office) -> None:
    response = client.get("/")
    assertContains(response, "Sie können bis zu <strong>500\u00a0€</strong> bekommen.")
    assertContains(response, "Es sind noch 2.350,00\u00a0€ da.")
    assertContains(response, 'value="235000" max="1000000"')
    assertContains(response, "Die Jury trifft sich am")
    assertContains(response, "0340 12 34-56")


def test_start_page_needs_two_queries(
    client: Client, office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        client.get("/")


def test_start_page_of_a_closed_fund_says_so_with_telephone(client: Client, office: Office) -> None:
    Fund.objects.update(is_open=False)
    response = client.get("/")
    assertContains(response, "Zurzeit können Sie keinen Antrag stellen.")
    assertContains(response, 'Rufen Sie uns an: <bdi dir="ltr">0340 12 34-56</bdi>')
    assertNotContains(response, "Antrag starten")


def test_start_page_of_an_empty_fund_says_so(client: Client, office: Office) -> None:
    FundAccount.objects.update(paid_net_cents=600_000)
    response = client.get("/")
    assertContains(response, "Das Geld für dieses Jahr ist vergeben.")
    assertNotContains(response, "Antrag starten")


def test_start_page_of_several_funds_is_a_choice(client: Client, office: Office, today: date) -> None:
    make_fund("zoberberg", "Zoberbergkasse", today)
    response = client.get("/")
    assertContains(response, "Wo ist Ihre Idee?")
    assertContains(response, reverse("fund", args=["zoberberg"]))
    assertContains(client.get(reverse("fund", args=["zoberberg"])), "Zoberbergkasse")


@pytest.mark.django_db
def test_start_page_without_any_fund_answers(client: Client) -> None:
    assertContains(client.get("/"), "Hier gibt es noch keinen Fonds")


def test_unknown_fund_is_not_found(client: Client, office: Office) -> None:
    response = client.get(reverse("fund", args=["nirgendwo"]))
    assertContains(response, "Diese Seite gibt es nicht", status_code=404)


def test_how_it_works_shows_sample_and_rules(client: Client, fund: Fund) -> None:
    response = client.get(reverse("how_it_works", args=[fund.slug]))
    assertContains(response, "Beispiel: ein Beet vor dem Haus")
    assertContains(response, "4 Wochen Zeit für die Kassenzettel")
    assertNotContains(response, "der Monat reicht")


@pytest.mark.parametrize("name", SERVICE_PAGES)
def test_service_page_has_its_heading_and_the_help_box(client: Client, office: Office, name: str) -> None:
    response = client.get(reverse(name))
    assertContains(response, "<h1", count=1)
    assertContains(response, "Ich helfe Ihnen gern")


#: Said by these pages once, when there was no paper form, no film and no interpreter.
PROMISES = ("auf Papier stellen", "kommt ein Film", "Wir bestellen", "noch nicht fertig")


@pytest.mark.parametrize("name", SERVICE_PAGES)
def test_service_page_promises_nothing_that_does_not_exist(client: Client, office: Office, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    assert [each for each in PROMISES if each in page] == []


@pytest.mark.parametrize("name", ["demo_inbox", "demo_sign_ins"])
def test_demo_page_exists_only_in_the_demo(client: Client, office: Office, name: str) -> None:
    assert client.get(reverse(name)).status_code == 404


def test_demo_inbox_shows_mails_with_links_and_escapes_them(
    client: Client, office: Office, settings: Settings
) -> None:
    settings.IS_DEMO = True
    Mail.objects.create(
        key="1", to="olena@beispiel.invalid", subject="Ihr <Antrag>", created_at=timezone.now(),
        body="Guten Tag\nhttp://testserver/zugang/abc/\n<script>",
    )  # fmt: skip
    response = client.get(reverse("demo_inbox"))
    assertContains(response, "Ihr &lt;Antrag&gt;")
    assertContains(response, '<a href="http://testserver/zugang/abc/"')
    assertContains(response, "&lt;script&gt;")


def test_demo_sign_ins_show_roles_in_force_and_the_password(
    client: Client, office: Office, settings: Settings
) -> None:
    settings.IS_DEMO = True
    now = timezone.now()
    user = User.objects.create_user("mara@beispiel.invalid", "x", display_name="Mara Quast")
    for role, confirmed_at in (("QM", now), ("KA", None)):
        user.role_assignments.create(role=role, valid_from=now, given_by="system", confirmed_at=confirmed_at)
    response = client.get(reverse("demo_sign_ins"))
    assertContains(response, "Quartiersmanagement")
    assertNotContains(response, "Kasse</td>")
    assertContains(response, settings.DEMO_PASSWORD)


def test_every_answer_keeps_the_origin_and_drops_the_path(client: Client, office: Office) -> None:
    assert client.get("/").headers["Referrer-Policy"] == "strict-origin"
