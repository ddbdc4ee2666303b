"""What a fund's rules must be before they can hold: each value possible, and all of them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from foundation.values.errors import InvalidInput
from foundation.values.money import format_euro
from grants.rules.account_assignment import check_assignment
from grants.rules.criteria import parse_criteria
from grants.rules.findings import Finding, blocker

SOURCE = "Richtlinie des Fonds, Handbuch 1.3"
PERCENT = ("rate_percent", "max_advance_percent")
AT_LEAST_ONE = ("proof_days", "question_days", "jury_members", "jury_quorum", "rate_percent")
LONGEST_DAYS, LONGEST_YEARS = 366, 50


def check_rules(values: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[Finding]:
    """Every value is possible, and none contradicts another. `values` by name; amounts in cents.

    Source: `SOURCE`. Does not judge whether the rules are wise. `labels` name the inputs in the sentences.
    """
    for name in PERCENT:
        if (values.get(name) or 0) > 100:
            yield _wrong(name, f"„{labels[name]}“ geht von 0 bis 100.")
    for name in AT_LEAST_ONE:
        if not values.get(name):
            yield _wrong(name, f"„{labels[name]}“ muss mindestens 1 sein.")
    for name, value in values.items():
        if name.endswith("_cents") and value is not None and value < 0:
            yield _wrong(name, f"„{labels[name]}“ kann nicht unter 0 Euro liegen.")
        if name.endswith("_days") and (value or 0) > LONGEST_DAYS:
            yield _wrong(name, f"„{labels[name]}“ ist länger als ein Jahr. Geben Sie Tage ein.")
        if "_years" in name and (value or 0) > LONGEST_YEARS:
            yield _wrong(name, f"„{labels[name]}“ ist länger als {LONGEST_YEARS} Jahre. Geben Sie Jahre ein.")
    yield from _together(values)
    yield from check_assignment(values)


def _together(values: Mapping[str, Any]) -> Iterator[Finding]:
    members, quorum = values.get("jury_members") or 0, values.get("jury_quorum") or 0
    if quorum > members:
        yield _wrong("jury_quorum", f"Die Jury hat {members} Mitglieder. {quorum} können nicht nötig sein.")
    project, year = values.get("cap_per_project_cents"), values.get("cap_per_applicant_per_year_cents")
    if project is not None and year is not None and project > year:
        sentence = (
            f"Ein Projekt kann nicht mehr bekommen als ein Antragsteller im Jahr. "
            f"Geben Sie höchstens {format_euro(year)} ein."
        )
        yield _wrong("cap_per_project_cents", sentence)
    if values.get("financing") == "voll" and values.get("rate_percent") != 100:
        yield _wrong("rate_percent", "Bei Vollfinanzierung ist der Fördersatz 100.")
    if values.get("jury_limit_cents") is not None and not (values.get("second_body_name") or "").strip():
        sentence = (
            "Geben Sie ein, welches Gremium über dem Betrag entscheidet. Oder lassen Sie den Betrag leer."
        )
        yield _wrong("second_body_name", sentence)
    if values.get("price_comparison_from_cents") is not None and (values.get("price_offers") or 0) < 2:
        yield _wrong("price_offers", "Ein Vergleich braucht mindestens 2 Angebote.")
    try:
        parse_criteria(values.get("criteria_text") or "")
    except InvalidInput as error:
        yield _wrong("criteria_text", error.message)
    if values.get("profile") == "small_town" and values.get("second_person_above_cents") is None:
        sentence = "Geben Sie ein, über welchem Betrag eine zweite Person den Bescheid freigibt."
        yield _wrong("second_person_above_cents", sentence)


def check_valid_from(valid_from: date | None, *, today: date, newest: date) -> Iterator[Finding]:
    """A new version begins after today and not before the newest one: what has begun is never rewritten.

    Source: architecture 6 (a case keeps the version that was in force for it).
    """
    if valid_from is None or valid_from <= today:
        yield _wrong(
            "valid_from", "Neue Regeln gelten frühestens ab morgen. Geben Sie einen späteren Tag ein."
        )
    elif valid_from < newest:
        sentence = f"Es gibt schon Regeln ab {newest:%d.%m.%Y}. Geben Sie diesen oder einen späteren Tag ein."
        yield _wrong("valid_from", sentence)


def _wrong(name: str, sentence: str) -> Finding:
    return blocker("rules.impossible", sentence, SOURCE, name)
