from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant, BankAccount
from foundation.audit.actors import Actor
from grants.models import Grant
from grants.services.grants import accept_grant, advance_grants
from tests.grants.views.office_browser import browser_of
from tests.stories import IBAN, Story

ClientOf = Callable[[Applicant], Client]
RIGHT = {"holder": "Alex Beispiel", "iban": "de89 3704 0044 0532 0130 00", "confirmed": "on"}


def accept_page(story: Story) -> str:
    return reverse("my_accept", args=[story.application.reference])


def money_page(story: Story) -> str:
    return reverse("my_bank_details", args=[story.application.reference])


def version() -> dict[str, str]:
    return {"expected_version": str(Grant.objects.get().version)}


def accepted(story: Story) -> None:
    story.issued()
    story.grant = accept_grant(grant=story.grant, actor=story.resident, now=story.now)


@pytest.mark.parametrize(("waiver", "has_waived"), [({}, False), ({"waiver": "on"}, True)])
def test_accepting_leads_to_the_bank_details(
    story: Story, client_of: ClientOf, waiver: dict[str, str], has_waived: bool
) -> None:
    story.issued()
    client = client_of(story.application.applicant)
    response = client.post(accept_page(story), {**version(), **waiver})
    assert response.headers["Location"] == money_page(story)
    grant = Grant.objects.get()
    assert (grant.state, grant.waiver_on is not None) == ("accepted", has_waived)


def test_accepting_twice_accepts_once(story: Story, client_of: ClientOf) -> None:
    story.issued()
    client, data = client_of(story.application.applicant), version()
    first = client.post(accept_page(story), data)
    client.post(accept_page(story), data)
    assert first.status_code == 302
    assert Grant.objects.get().version == story.grant.version + 1


def test_accepting_from_a_stale_tab_says_so(story: Story, client_of: ClientOf) -> None:
    story.issued()
    response = client_of(story.application.applicant).post(accept_page(story), {"expected_version": "99"})
    assert response.status_code == 409
    assert Grant.objects.get().accepted_on is None


def test_accepting_explains_the_waiver(story: Story, client_of: ClientOf) -> None:
    story.issued()
    html = client_of(story.application.applicant).get(accept_page(story)).content.decode()
    assert "Sie müssen das nicht tun." in html


def partly_granted(story: Story) -> None:
    """420.00 of 487.65: the plan counts on 67.65 of own money."""
    story.voted(42_000)
    story.drafted_now()
    story.issued_now()


@pytest.mark.parametrize("typed", ["viel", "1.234", "-5"])
def test_accepting_with_a_wrong_amount_keeps_it(story: Story, client_of: ClientOf, typed: str) -> None:
    partly_granted(story)
    response = client_of(story.application.applicant).post(
        accept_page(story), {**version(), "own_money": typed, "waiver": "on"}
    )
    html = response.content.decode()
    assert f'value="{typed}"' in html
    assert "checked" in html
    assert Grant.objects.get().accepted_on is None


@pytest.mark.parametrize("typed", ["12,345", "viel", "", "80"])
def test_reason_survives_a_wrong_amount(story: Story, client_of: ClientOf, typed: str) -> None:
    partly_granted(story)
    data = {**version(), "own_money": typed, "own_less_reason": "Der Verein hat nichts mehr."}
    html = client_of(story.application.applicant).post(accept_page(story), data).content.decode()
    assert "Der Verein hat nichts mehr.</textarea>" in html
    assert Grant.objects.get().accepted_on is None


def test_page_shows_the_plan_and_the_own_money_in_it(story: Story, client_of: ClientOf) -> None:
    partly_granted(story)
    html = client_of(story.application.applicant).get(accept_page(story)).content.decode()
    assert "So ist Ihre Aktion bezahlt" in html
    assert 'value="67,65"' in html
    assert "Warum zahlen Sie weniger selbst?" not in html


def test_higher_own_share_is_explained_before_and_after(story: Story, client_of: ClientOf) -> None:
    partly_granted(story)
    client, case = client_of(story.application.applicant), story.application
    sums = "Ihr eigener Anteil ist jetzt 67,65\u00a0€ statt 0,00\u00a0€"
    status = reverse("my_case", args=[case.reference])
    for address in (status, accept_page(story)):
        page = client.get(address).content.decode()
        assert [each in page for each in (sums, "bevor Sie annehmen.")] == [True, True]
    client.post(accept_page(story), {**version(), "own_money": "67,65"})
    page = client.get(status).content.decode()
    change = "Dann beantragen Sie eine Änderung"
    assert [each in page for each in (sums, "Dann rufen Sie uns an.", change)] == [True, True, False]
    story.day = Grant.objects.get().starts_on
    advance_grants(now=story.now)
    page = client.get(status).content.decode()
    assert [each in page for each in (sums, change)] == [True, True]


def test_own_share_of_a_full_approval_is_not_spoken_of(story: Story, client_of: ClientOf) -> None:
    story.issued()
    page = client_of(story.application.applicant).get(reverse("my_case", args=[story.application.reference]))
    assert "eigener Anteil" not in page.content.decode()


def test_own_money_is_committed_as_planned(story: Story, client_of: ClientOf) -> None:
    partly_granted(story)
    client_of(story.application.applicant).post(accept_page(story), {**version(), "own_money": "67,65"})
    assert Grant.objects.get().own_committed_cents == 6_765


UNFIT = [
    ("", "Schreiben Sie, wie viel Sie selbst dazuzahlen."),
    ("67,66", "Ihre Aktion braucht höchstens 67,65\xa0€ von Ihnen."),
    ("487,65", "Ihre Aktion braucht höchstens 67,65\xa0€ von Ihnen."),
    ("9.999.999,99", "Rufen Sie uns an."),
]


@pytest.mark.parametrize(("typed", "sentence"), UNFIT)
def test_own_money_that_does_not_fit_is_asked_again(
    story: Story, client_of: ClientOf, typed: str, sentence: str
) -> None:
    """Above the gap it would make the grant smaller; an emptied box is no answer, and not the plan."""
    partly_granted(story)
    data = {**version(), "own_money": typed, "waiver": "on"}
    html = client_of(story.application.applicant).post(accept_page(story), data).content.decode()
    assert sentence in html
    assert f'value="{typed}"' in html if typed else 'id="id_own_money" value=' not in html
    assert Grant.objects.get().accepted_on is None


def test_less_own_money_needs_a_sentence_that_the_office_reads(
    story: Story, client_of: ClientOf, people: dict[str, Actor]
) -> None:
    partly_granted(story)
    client, data = client_of(story.application.applicant), {**version(), "own_money": "50", "waiver": "on"}
    html = client.post(accept_page(story), data).content.decode()
    assert "Das sind 17,65\xa0€ weniger als im Bescheid. Schreiben Sie kurz, warum." in html
    assert 'value="50"' in html
    assert 'name="own_less_reason"' in html
    assert Grant.objects.get().accepted_on is None
    client.post(accept_page(story), {**data, "own_less_reason": "Eine Zusage fällt weg."})
    assert Grant.objects.get().own_committed_cents == 5_000
    page = browser_of(people["officer"]).get(reverse("office_case", args=[story.application.reference]))
    assert "weniger als im Bescheid: Eine Zusage fällt weg." in page.content.decode()


def test_own_money_is_not_asked_when_the_plan_has_none(story: Story, client_of: ClientOf) -> None:
    story.issued()
    html = client_of(story.application.applicant).get(accept_page(story)).content.decode()
    assert "Wie viel zahlen Sie selbst dazu?" not in html


def test_bank_details_come_after_acceptance(story: Story, client_of: ClientOf) -> None:
    story.issued()
    response = client_of(story.application.applicant).post(money_page(story), RIGHT)
    assert response.headers["Location"] == accept_page(story)
    assert not BankAccount.objects.exists()


def test_bank_details_are_stored_once_and_shown_masked(story: Story, client_of: ClientOf) -> None:
    accepted(story)
    client = client_of(story.application.applicant)
    client.post(money_page(story), RIGHT)
    client.post(money_page(story), RIGHT)
    html = client.get(money_page(story)).content.decode()
    assert BankAccount.objects.count() == 1
    assert "DE89 •••• 3000" in html
    assert IBAN not in html
    assert "0532" not in html


WRONG = [
    ({"iban": "DE89370400440532013001"}, "Die IBAN ist nicht richtig."),
    ({"iban": ""}, "Geben Sie die IBAN ein."),
    ({"iban": "x" * 90}, "zu lang"),
    ({"holder": ""}, "Geben Sie den Namen genau so ein wie bei der Bank."),
    ({"holder": "A" * 71}, "Ihr Text ist 1 Zeichen zu lang."),
    ({"confirmed": ""}, "Bestätigen Sie, dass Name und IBAN richtig sind."),
]


@pytest.mark.parametrize(("change", "sentence"), WRONG)
def test_wrong_bank_details_are_kept_and_not_stored(
    story: Story, client_of: ClientOf, change: dict[str, str], sentence: str
) -> None:
    accepted(story)
    data = {key: value for key, value in {**RIGHT, **change}.items() if value}
    html = client_of(story.application.applicant).post(money_page(story), data).content.decode()
    assert sentence in html
    for name in ("holder", "iban"):
        assert f'value="{data[name]}"' in html if name in data else True
    assert not BankAccount.objects.exists()


def test_foreign_sepa_account_is_taken(story: Story, client_of: ClientOf) -> None:
    accepted(story)
    data = {**RIGHT, "iban": "PL61109010140000071219812874"}
    client_of(story.application.applicant).post(money_page(story), data)
    assert Grant.objects.get().bank_account is not None
