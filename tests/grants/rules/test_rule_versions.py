"""What rules of a fund must be before they can hold."""

from datetime import date
from typing import Any

import pytest

from grants.rules.rule_versions import check_rules, check_valid_from

LABELS = {
    name: name
    for name in (
        "cap_per_project_cents",
        "rate_percent",
        "max_advance_percent",
        "proof_days",
        "question_days",
        "jury_members",
        "jury_quorum",
        "binding_years",
    )
}
GOOD: dict[str, Any] = {
    "cap_per_project_cents": 50_000,
    "cap_per_applicant_per_year_cents": 100_000,
    "financing": "fehlbedarf",
    "rate_percent": 100,
    "max_advance_percent": 0,
    "proof_days": 28,
    "question_days": 14,
    "jury_members": 7,
    "jury_quorum": 4,
    "binding_years": None,
    "profile": "full",
    "second_person_above_cents": None,
}


def test_possible_rules_are_possible() -> None:
    assert list(check_rules(GOOD, LABELS)) == []


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        (
            {"criteria_text": "Nutzen"},
            "criteria_text",
            "Die Zeile „Nutzen“ passt nicht. Schreiben Sie: Name; Gewicht; höchste Punktzahl.",
        ),
        (
            {"jury_limit_cents": 100_000, "second_body_name": " "},
            "second_body_name",
            "Geben Sie ein, welches Gremium über dem Betrag entscheidet. Oder lassen Sie den Betrag leer.",
        ),
        (
            {"price_comparison_from_cents": 10_000, "price_offers": 1},
            "price_offers",
            "Ein Vergleich braucht mindestens 2 Angebote.",
        ),
        ({"jury_quorum": 8}, "jury_quorum", "Die Jury hat 7 Mitglieder. 8 können nicht nötig sein."),
        ({"rate_percent": 101}, "rate_percent", "„rate_percent“ geht von 0 bis 100."),
        ({"rate_percent": 0}, "rate_percent", "„rate_percent“ muss mindestens 1 sein."),
        ({"max_advance_percent": 101}, "max_advance_percent", "„max_advance_percent“ geht von 0 bis 100."),
        ({"proof_days": None}, "proof_days", "„proof_days“ muss mindestens 1 sein."),
        (
            {"proof_days": 400},
            "proof_days",
            "„proof_days“ ist länger als ein Jahr. Geben Sie Tage ein.",
        ),
        (
            {"binding_years": 51},
            "binding_years",
            "„binding_years“ ist länger als 50 Jahre. Geben Sie Jahre ein.",
        ),
        (
            {"cap_per_project_cents": -1},
            "cap_per_project_cents",
            "„cap_per_project_cents“ kann nicht unter 0 Euro liegen.",
        ),
        (
            {"cap_per_project_cents": 100_001},
            "cap_per_project_cents",
            (
                "Ein Projekt kann nicht mehr bekommen als ein Antragsteller im Jahr. "
                "Geben Sie höchstens 1.000,00\u00a0€ ein."
            ),
        ),
        (
            {"financing": "voll", "rate_percent": 90},
            "rate_percent",
            "Bei Vollfinanzierung ist der Fördersatz 100.",
        ),
        (
            {"profile": "small_town"},
            "second_person_above_cents",
            "Geben Sie ein, über welchem Betrag eine zweite Person den Bescheid freigibt.",
        ),
    ],
)
def test_impossible_rules_are_named(changed: dict[str, Any], field: str, sentence: str) -> None:
    found = [(each.field, each.message) for each in check_rules(GOOD | changed, LABELS)]
    assert found == [(field, sentence)]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2026, 3, 2), ["rules.impossible"]),
        (date(2026, 3, 3), ["rules.impossible"]),
        (date(2026, 4, 1), []),
        (None, ["rules.impossible"]),
    ],
)
def test_rules_never_begin_in_the_past(day: date | None, codes: list[str]) -> None:
    found = check_valid_from(day, today=date(2026, 3, 2), newest=date(2026, 4, 1))
    assert [each.code for each in found] == codes
