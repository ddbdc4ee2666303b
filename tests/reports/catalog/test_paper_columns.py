"""R1, R2, R4: the columns that the check fills, and no empty one on paper."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from grants.models import Application, CostItem, FundRules
from grants.services.assignments import Assignment
from reports.catalog import CATALOG
from reports.catalog.report_parts import ReportData
from reports.contract import Commission, Table
from reports.render import collect_and_render
from tests.reports.kit.inspection import words_copied
from tests.stories import Story

FIELDS = ("Grün und Aufenthalt", "Kunst und Kultur")


def commission(story: Story, subject: str, **params: Any) -> Commission:
    return Commission(subject=subject, params=params, as_of=story.day, issued_at=story.now)


def table_of(slug: str, order: Commission) -> Table:
    data = CATALOG[slug].collect(order)
    assert isinstance(data, ReportData)
    return data.table


def pdf_of(slug: str, order: Commission) -> str:
    _, pdf = collect_and_render(CATALOG[slug], order)["pdf"]
    return words_copied(pdf).replace("\u00a0", " ")


@pytest.fixture
def checked(story: Story) -> Story:
    """Two lines of the plan; receipts of 300.00 for the first, in cash, and 20.00 for the second."""
    story.accepted()
    case = story.grant.case
    sign = CostItem.objects.create(
        application=case, position=2, item="Schild", amount_cents=2_500, eligible=True
    )
    story.proof_sent(30_000, 2_000)
    plants = case.costs.get(position=1)
    story.proof_confirmed(assignments={1: Assignment(plants, "cash"), 2: Assignment(sign)})
    return story


def test_list_of_receipts_says_day_way_and_line(checked: Story) -> None:
    order = commission(checked, checked.application.subject)
    day = checked.grant.ends_on
    rows = [(row[2], row[3], row[6], row[11]) for row in table_of("belegliste", order).rows]
    assert rows == [(day, day, "Stauden und Saatgut", "bar"), (day, day, "Schild", None)]
    text = pdf_of("belegliste", order)
    assert [word in text for word in ("Zahlungsdatum", "Kostenposition", "Zahlungsart")] == [True] * 3
    assert "Kürzungsgrund" not in text


def test_way_of_payment_that_nobody_entered_is_no_column_on_paper(story: Story) -> None:
    story.accepted()
    story.proof_sent(30_000)
    text = pdf_of("belegliste", commission(story, story.application.subject))
    assert "Zahlungsdatum" in text
    assert "Zahlungsart" not in text


def test_plan_and_actual_stand_line_by_line(checked: Story) -> None:
    rows = table_of("zahlenmaessiger-nachweis", commission(checked, checked.application.subject)).rows
    assert [row[1:5] for row in rows if row[0] == "Ausgaben"] == [
        ("Stauden und Saatgut", 48_765, 30_000, -18_765),
        ("Schild", 2_500, 2_000, -500),
    ]


def test_note_of_the_check_names_the_price_comparison(story: Story) -> None:
    story.accepted()
    story.proof_sent(30_000)
    order = commission(story, story.application.subject)
    assert "Preisvergleich" not in pdf_of("zahlenmaessiger-nachweis", order)
    CostItem.objects.filter(application=story.application, position=1).update(offers=1)
    Application.objects.update(price_judgement="Sonst verkauft sie niemand.")
    story.proof_confirmed()
    text = pdf_of("zahlenmaessiger-nachweis", commission(story, story.application.subject))
    assert "Stauden und Saatgut: 1 Angebot" in text
    assert "Weniger reichen, denn: Sonst verkauft sie niemand." in text


@pytest.fixture
def three(story: Story, stories: Callable[..., Story]) -> list[Story]:
    """Three cases: the first of art, the second green, the third not checked yet."""
    other, third = stories(2, cents=20_000), stories(3, cents=10_000)
    story.eligible()
    other.eligible()
    third.submitted()
    Application.objects.filter(pk=story.application.pk).update(field_of_action=FIELDS[1])
    return [story, other, third]


def overview(story: Story) -> tuple[list[tuple[Any, Any]], list[tuple[str, int | None]], str]:
    order = commission(story, f"fund:{story.fund.uuid}", year=2026)
    table = table_of("jahresuebersicht", order)
    rows = [(row[5], row[6]) for row in table.rows]
    return rows, [(each.label, each.values[6]) for each in table.sums], pdf_of("jahresuebersicht", order)


def test_overview_groups_by_field_in_the_order_of_the_catalogue(three: list[Story]) -> None:
    art, green = three[0].cents, three[1].cents
    rows, sums, text = overview(three[0])
    assert rows == [(FIELDS[0], green), (FIELDS[1], art), (None, 10_000)]
    assert sums == [
        ("Summe", green + art + 10_000),
        (f"Summe {FIELDS[0]}", green),
        (f"Summe {FIELDS[1]}", art),
        ("Summe Ohne Handlungsfeld", 10_000),
    ]
    assert f"{FIELDS[0]} (1 Antrag)" in text
    assert "Ohne Handlungsfeld (1 Antrag)" in text


def test_overview_of_an_earlier_day_knows_no_later_check(three: list[Story]) -> None:
    story = three[0]
    order = commission(story, f"fund:{story.fund.uuid}", year=2026)
    before = Commission(
        subject=order.subject,
        params=order.params,
        as_of=story.day,
        issued_at=story.now - timedelta(minutes=1),
    )
    assert [row[5] for row in table_of("jahresuebersicht", before).rows] == []
    Application.objects.update(submitted_at=story.now - timedelta(days=1))
    assert [row[5] for row in table_of("jahresuebersicht", before).rows] == [None] * 3


def test_overview_without_any_field_is_one_plain_list(story: Story) -> None:
    FundRules.objects.update(fields_of_action_text="")
    story.eligible()
    rows, sums, text = overview(story)
    assert (rows, sums) == ([(None, story.cents)], [("Summe", story.cents)])
    assert "Handlungsfeld" not in text
