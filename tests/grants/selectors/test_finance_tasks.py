"""What waits for whom in the finance office: the number, the sum, and the page where it is done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from grants.models import BudgetKind, PaymentKind, ReceiptKind
from grants.selectors.desk import desk_of
from grants.selectors.finance_tasks import FinanceTask, finance_tasks
from grants.services.budget_proposals import Wish, propose_budget
from grants.services.payment_returns import return_payment
from grants.services.receipt_orders import Expected, certify_receipt_order, prepare_by_hand
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def tasks(story: Story, name: str, day: date | None = None) -> dict[str, tuple[int, int | None]]:
    found = finance_tasks(desk_of(story.people[name]), day or story.day)
    for task in found:
        assert page_of(task)
        assert task.words  # each of its titles has a singular
    return {task.title: (task.count, task.amount_cents) for task in found}


def page_of(task: FinanceTask) -> str:
    return reverse(task.route, args=[task.key] if task.key else None)


def test_an_order_waits_for_one_after_the_other(story: Story) -> None:
    story.accepted()
    story.order(PaymentKind.ADVANCE, 10_000)
    assert tasks(story, "certifier") == {"Auszahlungen zu zeichnen": (1, 10_000)}
    assert tasks(story, "orderer") == tasks(story, "cashier") == {}
    one = finance_tasks(desk_of(story.people["certifier"]), story.day)[0]
    assert (one.words, replace(one, count=2).words) == ("Auszahlung zu zeichnen", "Auszahlungen zu zeichnen")


def test_certified_ordered_paid_and_returned(story: Story) -> None:
    for number, (step, who, title) in enumerate(
        (
            ("certified", "orderer", "Auszahlungen anzuordnen"),
            ("ordered", "cashier", "Auszahlungen auszuzahlen"),
        )
    ):
        case = replace(story, name=f"Musterhof {number}", fields={}, cents=20_000)
        case.accepted()
        getattr(case, step)(PaymentKind.ADVANCE, 10_000)
        assert tasks(story, who) == {title: (1, 10_000)}
    case = replace(story, name="Musterhof 9", fields={}, cents=20_000)
    case.accepted()
    paid = case.paid(PaymentKind.ADVANCE, 5_000)
    return_payment(order=paid, reason="AC04", actor=story.people["cashier"], now=case.now)
    assert tasks(story, "manager") == {"Auszahlungen zurückgekommen, Konto klären": (1, 5_000)}


def test_second_person_of_the_kaemmerei_is_told(story: Story) -> None:
    wish = Wish(BudgetKind.TOP_UP, 2026, 1_000, "Beschluss")
    actor = replace(story.people["kaemmerei"], stepped_up=True)
    propose_budget(fund=story.fund, wish=wish, actor=actor, now=story.now)
    assert tasks(story, "kaemmerei") == {}
    assert tasks(story, "kaemmerei2") == {"Vorschläge zum Haushalt zu bestätigen": (1, None)}


def test_money_that_is_promised_waits_for_two_signatures(story: Story) -> None:
    wish = Expected(ReceiptKind.PRIVATE, "Muster-Stiftung", "Spende", 50_000, story.day)
    order = prepare_by_hand(fund=story.fund, expected=wish, actor=story.people["kaemmerei"], now=story.now)
    assert tasks(story, "certifier") == {"Annahmen zu zeichnen": (1, 50_000)}
    certify_receipt_order(order=order, actor=story.people["certifier"], now=story.now)
    assert tasks(story, "certifier") == {}
    assert tasks(story, "orderer") == {"Annahmen anzuordnen": (1, 50_000)}


def test_past_year_waits_to_be_closed(story: Story) -> None:
    later = date(2027, 1, 4)
    assert tasks(story, "kaemmerei", later - timedelta(days=4)) == {}
    assert tasks(story, "kaemmerei", later) == {"Haushaltsjahre abzuschließen": (1, None)}


def test_what_is_above_the_authority_of_an_orderer_waits_for_somebody_else(story: Story) -> None:
    for name, cents in (("A", 10_000), ("B", 3_000)):
        case = replace(story, name=f"Musterhof {name}", fields={}, cents=20_000)
        case.accepted()
        case.certified(PaymentKind.ADVANCE, cents)
    orderer = story.people["orderer"]
    for limit, waiting in ((10_000, (2, 13_000)), (9_999, (1, 3_000)), (2_999, None)):
        story.people = {**story.people} | {
            "orderer": replace(orderer, limits=frozenset({("FO", story.fund.slug, limit)}))
        }
        assert tasks(story, "orderer").get("Auszahlungen anzuordnen") == waiting
