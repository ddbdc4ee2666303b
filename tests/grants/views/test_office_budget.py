"""The pages of the Kämmerei: carry-over by two persons, requests to the Land."""

from typing import Any

import pytest
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.values.dates import format_date
from grants.models import BudgetProposal, CarryOver, Drawdown, PaymentKind
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

People = dict[str, Actor]
PAGE = "office_budget"


@pytest.fixture
def committed(story: Story) -> Story:
    """Approved and accepted in 2026, a part paid."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    return story


def propose(story: Story, people: People, *, stepped_up: bool = True) -> Any:
    browser = browser_of(people["kaemmerei"], stepped_up=stepped_up)
    data = {"fund": story.fund.pk, "from_year": 2026}
    return browser.post(reverse("office_carry_over_new"), data, follow=True)


def test_carry_over_is_proposed_and_confirmed_by_another(committed: Story, people: People) -> None:
    page = text_of(propose(committed, people))
    assert "Eine zweite Person der Kämmerei bestätigt ihn." in page
    assert "Übertrag bestätigen" not in page
    address = reverse("office_carry_over_confirm", args=[CarryOver.objects.get().uuid])
    assert browser_of(people["kaemmerei"]).post(address).status_code == 403
    second = browser_of(people["kaemmerei2"])
    assert "Übertrag bestätigen" in text_of(second.get(reverse(PAGE)))
    page = text_of(second.post(address, follow=True)).replace("\xa0", " ")
    assert "387,65 € sind nach 2027 übertragen." in page
    assert "Dieser Übertrag ist schon bestätigt." in text_of(second.post(address, follow=True))


def test_proposal_asks_for_a_fresh_proof_of_identity(committed: Story, people: People) -> None:
    response = propose(committed, people, stepped_up=False)
    assert response.redirect_chain[0][0].startswith(reverse("confirm_identity"))
    assert not CarryOver.objects.exists()


def test_second_proposal_and_empty_year_are_told(committed: Story, people: People) -> None:
    propose(committed, people)
    assert "Dieser Übertrag ist schon vorgeschlagen." in text_of(propose(committed, people))
    browser = browser_of(people["kaemmerei"])
    data = {"fund": committed.fund.pk, "from_year": 2031}
    page = browser.post(reverse("office_carry_over_new"), data, follow=True)
    assert "In diesem Haushaltsjahr ist nichts mehr gebunden." in text_of(page)
    assert browser.post(reverse("office_carry_over_new"), {"fund": 0}).status_code == 404


def test_money_is_asked_of_the_land_once(committed: Story, people: People) -> None:
    browser, address = browser_of(people["kaemmerei"]), reverse("office_drawdown_new")
    grant, day = str(committed.fund.land_grants.get().pk), format_date(committed.day)
    days = {"expected_version": "0", "grant": grant, "from_on": "1.1.2026", "to_on": day}
    page = text_of(browser.post(address, days, follow=True)).replace("\xa0", " ")
    made = Drawdown.objects.get()
    assert made.claimed_cents == 6_666
    assert "Mittelabruf 1 über 66,66 €." in page
    again = browser.post(address, days)
    assert "ist beim Land nichts abzurufen" in text_of(again)
    assert day in again.content.decode()


def test_auditor_reads_and_changes_nothing(committed: Story, people: People) -> None:
    auditor = browser_of(people["auditor"])
    page = text_of(auditor.get(reverse(PAGE)))
    assert "Noch gebunden" in page
    assert "vorschlagen" not in page.replace("schlägt den Übertrag vor", "")
    assert auditor.get(reverse("office_drawdown_new")).status_code == 403


def test_budget_is_proposed_and_entered_by_another(story: Story, people: People) -> None:
    browser, address = browser_of(people["kaemmerei"]), reverse("office_budget_new")
    form = {
        "expected_version": "0",
        "fund": str(story.fund.pk),
        "kind": "top_up",
        "budget_year": str(story.day.year),
        "takes": "add",
        "amount": "1.500,00",
        "reason": "",
    }
    refused = browser.post(address, form)
    assert "Schreiben Sie, woher das Geld kommt oder warum." in text_of(refused)
    assert "1.500,00" in refused.content.decode()
    page = text_of(browser.post(address, form | {"reason": "Beschluss vom 1. März"}, follow=True))
    assert "Eine zweite Person der Kämmerei bestätigt" in page
    assert "Eintrag bestätigen" not in page
    confirm = reverse("office_budget_confirm", args=[BudgetProposal.objects.get().uuid])
    assert browser.post(confirm).status_code == 403
    page = text_of(browser_of(people["kaemmerei2"]).post(confirm, follow=True)).replace("\xa0", " ")
    assert "Der Eintrag gilt jetzt." in page
    assert "Nachtrag 1.500,00 €, Beschluss vom 1. März" in page


def test_budget_asks_for_a_fresh_proof_of_identity(story: Story, people: People) -> None:
    tired = browser_of(people["kaemmerei"], stepped_up=False)
    response = tired.get(reverse("office_budget_new"))
    assert response.headers["Location"].startswith(reverse("confirm_identity"))
