from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.rules.catalog import ELIGIBILITY_RULES, check
from grants.rules.eligibility.completeness import representative_has_signed
from grants.rules.facts import ApplicationFacts, CostFact
from grants.rules.findings import Severity, note, only_blockers
from tests.grants.rules.examples import FAULTLESS, FUND_A


def test_check_faultless_application_finds_nothing() -> None:
    assert check(FAULTLESS, FUND_A) == ()


def test_check_empty_draft_finds_everything_at_once() -> None:
    draft = ApplicationFacts(as_of=date(2026, 4, 13), applicant_kind=None)
    assert [(finding.code, finding.blocks) for finding in check(draft, FUND_A)] == [
        ("kind.missing", True),
        ("name.missing", True),
        ("channel.missing", True),
        ("street.missing", True),
        ("is_adult.missing", True),
        ("title.missing", True),
        ("description.missing", True),
        ("place.missing", True),
        ("starts_on.missing", True),
        ("costs.missing", True),
        ("requested.missing", True),
        ("not_begun_confirmed.missing", True),
        ("terms_accepted.missing", True),
    ]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"applicant_kind": "person", "contact_person": ""}, []),
        ({"contact_person": ""}, ["contact_person.missing!"]),
        ({"adult_confirmed": False}, ["is_adult.not_represented"]),
        ({"adult_confirmed": False, "represented": True}, []),
        ({"applicant_kind": "business"}, ["state_aid.register"]),
        ({"title": "x" * 81}, ["title.too_long!"]),
        ({"ends_on": None}, []),
        ({"ends_on": date(2026, 5, 25)}, []),
        ({"ends_on": date(2026, 5, 24)}, ["ends_on.before_start!"]),
        ({"starts_on": date(2026, 4, 12)}, ["starts_on.past!"]),
        ({"starts_on": date(2026, 4, 13)}, ["starts_on.before_decision"]),
        ({"starts_on": date(2026, 4, 17)}, ["starts_on.before_decision"]),
        ({"starts_on": date(2026, 4, 18)}, []),
        ({"starts_on": date(2026, 4, 13), "is_decided": True}, []),
        ({"as_of": date(2026, 8, 1), "received_on": date(2026, 4, 13)}, ["starts_on.before_decision"]),
        ({"as_of": date(2026, 8, 1), "received_on": date(2026, 4, 13), "is_decided": True}, []),
        ({"starts_on": date(2026, 4, 12), "early_start_on": date(2026, 4, 1)}, []),
        ({"decision_on": date(2026, 5, 25)}, ["starts_on.before_decision"]),
        ({"decision_on": date(2026, 5, 21)}, ["starts_on.before_decision"]),
        ({"decision_on": date(2026, 5, 20)}, []),
        ({"as_of": date(2026, 5, 25), "decision_on": date(2026, 6, 3)}, ["starts_on.before_decision"]),
        ({"starts_on": date(2026, 4, 12), "decision_on": date(2026, 5, 6)}, ["starts_on.past!"]),
        ({"own_cents": 3739}, ["financing.too_little!"]),
        ({"own_cents": 3741}, ["financing.too_much!"]),
        ({"own_cents": -1}, ["own.negative!", "financing.too_little!"]),
        ({"requested_cents": 0}, ["requested.missing!"]),
        ({"requested_cents": 53740, "own_cents": 0}, ["requested.over_cap"]),
        ({"other_money_from": ""}, ["other_money.unnamed"]),
        ({"other_money_from": "", "donations_cents": 0, "other_public_cents": 7500}, ["other_money.unnamed"]),
        ({"other_money_from": "", "donations_cents": 0, "own_cents": 11240}, []),
        ({"not_begun_confirmed": False}, ["not_begun_confirmed.missing!"]),
        ({"not_begun_confirmed": False, "early_start_on": date(2026, 4, 1)}, []),
        ({"terms_accepted": False}, ["terms_accepted.missing!"]),
        (
            {"costs": (CostFact("", 61240), CostFact("Nichts", 0))},
            ["costs.item_missing!", "costs.amount_missing!"],
        ),
    ],
)
def test_check_one_fault(changes: dict[str, Any], found: list[str]) -> None:
    findings = check(replace(FAULTLESS, **changes), FUND_A)
    assert [finding.code + "!" * finding.blocks for finding in findings] == found


@given(st.integers(50_001, 10_000_000))
def test_cap_is_never_a_blocker(requested: int) -> None:
    facts = replace(FAULTLESS, requested_cents=requested, costs=(CostFact("Haus", requested + 3740 + 7500),))
    assert [(each.code, each.severity) for each in check(facts, FUND_A)] == [
        ("requested.over_cap", Severity.WARNING)
    ]


def test_only_blockers_keeps_their_order() -> None:
    facts = replace(FAULTLESS, applicant_kind="business", title="", terms_accepted=False)
    assert [each.code for each in only_blockers(check(facts, FUND_A))] == [
        "title.missing",
        "terms_accepted.missing",
    ]


def test_only_blockers_leaves_notes() -> None:
    assert only_blockers([note("a.b", "Lesen Sie das.", "§ 1")]) == ()


def test_every_rule_states_demand_source_and_limits() -> None:
    documented = [rule.__name__ for rule in ELIGIBILITY_RULES if "Source: " in (rule.__doc__ or "")]
    assert documented == [rule.__name__ for rule in ELIGIBILITY_RULES]


@pytest.mark.parametrize(
    ("received_on", "sentence"),
    [
        (None, "Sie können den Antrag trotzdem absenden."),
        (date(2026, 4, 13), "Die Unterschrift eines Elternteils fehlt noch."),
    ],
)
def test_minor_reads_what_happens_and_the_office_what_it_waits_for(
    received_on: date | None, sentence: str
) -> None:
    found = check(replace(FAULTLESS, adult_confirmed=False, received_on=received_on), FUND_A)
    assert [sentence in finding.message for finding in found] == [True]


@pytest.mark.parametrize(
    ("adult", "represented", "codes"),
    [
        (False, False, ["represented.missing"]),
        (False, True, []),
        (True, False, []),
        (None, False, []),
    ],
)
def test_only_a_minor_needs_a_signature(adult: bool | None, represented: bool, codes: list[str]) -> None:
    facts = replace(FAULTLESS, adult_confirmed=adult, represented=represented)
    assert [each.code for each in only_blockers(representative_has_signed(facts))] == codes
