"""The cost rows of a draft: what is right is kept, what is unclear is asked back."""

import pytest
from django.test import Client

from grants.models import Application
from tests.grants.views.drafts import costs, page_of, reread


def test_costs_save_the_right_rows_beside_a_wrong_one(browser_of_draft: Client, draft: Application) -> None:
    data = costs(("Erde", "49,90"), ("Blumen", "viel"))
    response = browser_of_draft.post(page_of(draft, "kosten"), {**data, "action": "continue"})
    assert list(draft.costs.values_list("item", "amount_cents")) == [("Erde", 4990)]
    assert 'href="#id_costs-2-amount"' in response.content.decode()


def test_costs_ambiguous_amount_is_taken_when_confirmed(browser_of_draft: Client, draft: Application) -> None:
    data = costs(("Erde", "1.234"), **{"costs-1-amount_yes": "yes"})
    browser_of_draft.post(page_of(draft, "kosten"), {**data, "action": "continue"})
    assert draft.costs.get().amount_cents == 123_400


def test_amount_ambiguous_is_taken_when_confirmed(browser_of_draft: Client, draft: Application) -> None:
    data = {"own_cents": "1.234", "own_cents_yes": "yes", "action": "continue"}
    browser_of_draft.post(page_of(draft, "anderes-geld"), data)
    assert reread(draft).own_cents == 123_400


def test_costs_another_row_keeps_what_was_typed(browser_of_draft: Client, draft: Application) -> None:
    data = costs(("Erde", "49,90"), ("Blumen", ""))
    html = browser_of_draft.post(page_of(draft, "kosten"), {**data, "action": "add_row"}).content.decode()
    assert 'name="costs-3-item"' in html
    assert 'value="Blumen"' in html


def test_costs_over_the_cap_ask_who_pays_the_rest(browser_of_draft: Client, draft: Application) -> None:
    data = costs(("Bühne", "1296,40"))
    html = browser_of_draft.post(page_of(draft, "kosten"), {**data, "action": "recalculate"}).content.decode()
    assert (
        "Zusammen 1.296,40\u00a0€. Sie können höchstens 500,00\u00a0€ bekommen. "
        "Wer bezahlt die anderen 796,40\u00a0€?" in html
    )


@pytest.mark.parametrize("rows", ["", "-1", "abc", "99999", "²"])
def test_costs_with_a_spoilt_number_of_rows_still_open(
    browser_of_draft: Client, draft: Application, rows: str
) -> None:
    data = {"costs-rows": rows, "costs-1-item": "Erde", "costs-1-amount": "5", "action": "continue"}
    assert browser_of_draft.post(page_of(draft, "kosten"), data).status_code == 302 or rows == "-1"
