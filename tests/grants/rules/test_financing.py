"""Who pays the eligible costs of a plan as approved, and when a sentence is needed."""

import pytest

from grants.rules.financing import check_own_money, financing_plan
from grants.rules.financing_words import own_share_raised


@pytest.mark.parametrize(
    ("planned", "eligible", "approved", "donations", "public", "own", "ineligible", "surplus"),
    [
        # E1: all of it is granted.
        (48_765, 48_765, 48_765, 0, 0, 0, 0, 0),
        # E2: own 117.40 = 32.90 eligible part + 84.50 ineligible.
        (61_240, 52_790, 42_000, 7_500, 0, 3_290, 8_450, 0),
        # E3
        (45_000, 45_000, 45_000, 0, 0, 0, 0, 0),
        (60_000, 60_000, 30_000, 0, 10_000, 20_000, 0, 0),
        # Others give more than is left: nothing is asked of the applicant.
        (60_000, 40_000, 30_000, 15_000, 0, 0, 20_000, 5_000),
    ],
)
def test_plan_as_approved(
    planned: int,
    eligible: int,
    approved: int,
    donations: int,
    public: int,
    own: int,
    ineligible: int,
    surplus: int,
) -> None:
    plan = financing_plan(
        fund_name="Aktionskasse DEMO",
        planned_cents=planned,
        eligible_cents=eligible,
        approved_cents=approved,
        donations_cents=donations,
        other_public_cents=public,
    )
    assert (plan.own_cents, plan.ineligible_cents, plan.surplus_cents) == (own, ineligible, surplus)
    assert plan.sources.total_cents == eligible + surplus == sum(r.amount_cents for r in plan.sources.rows)


def test_rows_name_who_pays() -> None:
    plan = financing_plan(
        fund_name="Aktionskasse DEMO",
        planned_cents=61_240,
        eligible_cents=52_790,
        approved_cents=42_000,
        donations_cents=7_500,
    )
    assert [(row.label, row.amount_cents) for row in plan.sources.rows] == [
        ("Zuwendung (Aktionskasse DEMO)", 42_000),
        ("Spenden", 7_500),
        ("Eigenes Geld", 3_290),
    ]


@pytest.mark.parametrize(
    ("committed", "why", "codes"),
    [
        (3_290, "", []),
        (3_289, "Weniger Gäste.", []),
        (3_289, "", ["own_money.less"]),
        (0, "  ", ["own_money.less"]),
        (3_291, "", ["own_money.more"]),
        (3_291, "Gern.", ["own_money.more"]),
        (2**63, "", ["own_money.more"]),
        (-1, "Weniger Gäste.", ["own_money.negative"]),
    ],
)
def test_own_money_is_neither_dropped_without_a_word_nor_more_than_the_gap(
    committed: int, why: str, codes: list[str]
) -> None:
    found = check_own_money(planned_cents=3_290, committed_cents=committed, why_less=why)
    assert [each.code for each in found] == codes


def test_too_much_own_money_is_refused_with_the_highest_sum_that_helps() -> None:
    (found,) = check_own_money(planned_cents=6_765, committed_cents=8_000, why_less="")
    assert found.message.startswith("Ihre Aktion braucht höchstens 67,65\xa0€ von Ihnen.")
    assert found.field == "own_money"


@pytest.mark.parametrize(
    ("applied", "planned", "requested", "approved", "sentence"),
    [
        (
            3_740,
            11_740,
            50_000,
            42_000,
            (
                "Ihr eigener Anteil ist jetzt 117,40\u00a0€ statt 37,40\u00a0€, "
                "weil Sie von uns 420,00\u00a0€ bekommen und nicht 500,00\u00a0€."
            ),
        ),
        (3_740, 3_740, 50_000, 50_000, ""),
        (3_740, 3_740, 50_000, 42_000, ""),
        (3_740, 11_740, 50_000, 50_000, ""),
    ],
)
def test_own_share_that_grew_is_explained(
    applied: int, planned: int, requested: int, approved: int, sentence: str
) -> None:
    found = own_share_raised(
        applied_cents=applied, planned_cents=planned, requested_cents=requested, approved_cents=approved
    )
    assert found == sentence
