"""The most that a jury may give: the smallest of all limits, each shown as a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foundation.values.money import format_euro, percent_of
from grants.rules.facts import CostFact, RuleParameters
from grants.rules.findings import Calculation, CalculationRow, Finding, blocker

_DECIDES = "Dieser Betrag begrenzt."
_ELIGIBLE = "Förderfähige Kosten"
_CAP = "Höchstbetrag je Projekt"
_REST_OF_YEAR = "Noch frei für diese Antragsteller in diesem Jahr"
_FREE = "Noch frei im Fonds"


def ceiling(
    *,
    requested_cents: int,
    eligible_cents: int,
    applicant_used_cents: int,
    free_cents: int,
    parameters: RuleParameters,
) -> Calculation:
    """The grant is at most the smallest of request, eligible costs, cap, applicant's rest and free money.

    Source: domain handbook 5.1 (VOTED), INV-02, INV-06; scenarios, expectation 2: for `anteil` also
    floor(rate × eligible); other planned money does not lower it. `applicant_used_cents` is what this
    applicant was approved in the calendar year, net of releases, other cases only. Never below 0.
    Does not check the vote.
    """
    rows = [
        CalculationRow("Beantragt", requested_cents),
        CalculationRow(_ELIGIBLE, eligible_cents),
    ]
    if parameters.financing == "anteil":
        share = percent_of(max(0, eligible_cents), parameters.rate_percent)
        rows.append(CalculationRow(f"{parameters.rate_percent} % der förderfähigen Kosten", share))
    if parameters.cap_per_project_cents is not None:
        rows.append(CalculationRow(_CAP, parameters.cap_per_project_cents))
    if parameters.cap_per_applicant_per_year_cents is not None:
        rest = max(0, parameters.cap_per_applicant_per_year_cents - applicant_used_cents)
        rows.append(CalculationRow(_REST_OF_YEAR, rest))
    rows.append(CalculationRow(_FREE, free_cents))
    lowest = min(row.amount_cents for row in rows)
    explained = (replace(row, note=_DECIDES) if row.amount_cents == lowest else row for row in rows)
    return Calculation(tuple(explained), max(0, lowest))


def why_not_more(most: Calculation, approved_cents: int, parameters: RuleParameters) -> str:
    """The limits that kept a grant below what was asked for, in words for the notice; empty when none did.

    Source: § 39 VwVfG: who gets less reads why. Who decided for less than was possible says it themselves.
    """
    requested_cents = most.rows[0].amount_cents
    if approved_cents != most.total_cents or approved_cents >= requested_cents:
        return ""
    amount = format_euro(approved_cents)
    yearly = format_euro(parameters.cap_per_applicant_per_year_cents or 0)
    sentences = {
        _ELIGIBLE: f"Zuwendungsfähig sind Ausgaben von {amount}.",
        _CAP: f"Je Projekt fördert der Fonds höchstens {amount}.",
        _REST_OF_YEAR: f"Im Jahr bekommt niemand mehr als {yearly} aus dem Fonds. Frei waren noch {amount}.",
        _FREE: f"Im Fonds waren noch {amount} frei.",
    }
    share = f"Der Fonds fördert {parameters.rate_percent} % der zuwendungsfähigen Ausgaben."
    binding = (row.label for row in most.rows if row.amount_cents == approved_cents)
    return " ".join(sentences.get(label, share) for label in binding)


def eligible_sum(costs: Sequence[CostFact]) -> int:
    """Return the sum of the cost rows that the office has found eligible, in cents."""
    return sum(cost.amount_cents for cost in costs if cost.eligible)


def check_eligible_amount(costs: Sequence[CostFact], eligible_cents: int) -> tuple[Finding, ...]:
    """The eligible amount is more than nothing and at most the planned costs.

    Source: domain handbook 5.1 (SUBMITTED → ELIGIBLE: "eligible costs fixed"). Does not check which rows
    are eligible: that is the office's judgement.
    """
    source = "Handbuch 5.1: zuwendungsfähige Ausgaben festgestellt"
    if eligible_cents <= 0:
        return (
            blocker(
                "eligible.missing",
                "Tragen Sie ein, welche Kosten förderfähig sind.",
                source,
                "eligible_cents",
            ),
        )
    if eligible_cents > sum(cost.amount_cents for cost in costs):
        sentence = (
            "Die förderfähigen Kosten sind höher als der Kostenplan. Tragen Sie höchstens dessen Summe ein."
        )
        return (blocker("eligible.too_high", sentence, source, "eligible_cents"),)
    return ()
