"""The financing plan as approved: who pays the eligible costs, and what the applicant pays besides."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.rules.findings import Calculation, CalculationRow, Finding, blocker

SOURCE = "ANBest-P Nr. 1.2, INV-07"


@dataclass(frozen=True)
class FinancingPlan:
    """All in cents. `sources` pay the eligible costs; its total is more than these when others give too much.

    own_cents: own money among the sources, what INV-07 calls committed. ineligible_cents: planned costs that
    count for nothing and are the applicant's alone. surplus_cents: what the sources are above the costs.
    """

    sources: Calculation
    own_cents: int
    ineligible_cents: int
    surplus_cents: int


def financing_plan(
    *,
    fund_name: str,
    planned_cents: int,
    eligible_cents: int,
    approved_cents: int,
    donations_cents: int = 0,
    other_public_cents: int = 0,
) -> FinancingPlan:
    """What nobody else pays of the eligible costs is the applicant's own part.

    Source: domain handbook 7.2 (own 117.40 = 32.90 eligible part + 84.50 ineligible), INV-07, ANBest-P
    Nr. 1.2 (the plan binds in its overall result). The figures of the application are not repeated: after a
    partial approval the own part is another one, and nobody has to compute it. Does not check the ceiling.
    """
    own = max(0, eligible_cents - approved_cents - donations_cents - other_public_cents)
    rows = (
        CalculationRow(f"Zuwendung ({fund_name})", approved_cents),
        CalculationRow("Spenden", donations_cents),
        CalculationRow("Andere öffentliche Mittel", other_public_cents),
        CalculationRow("Eigenes Geld", own, "Was niemand sonst bezahlt."),
    )
    total = sum(row.amount_cents for row in rows)
    return FinancingPlan(
        sources=Calculation(tuple(row for row in rows if row.amount_cents), total),
        own_cents=own,
        ineligible_cents=max(0, planned_cents - eligible_cents),
        surplus_cents=max(0, total - eligible_cents),
    )


def check_own_money(*, planned_cents: int, committed_cents: int, why_less: str) -> tuple[Finding, ...]:
    """Own money that the plan counts on is not dropped without a word, and never more than the gap.

    Source: ANBest-P Nr. 1.2; INV-07: each cent above the plan makes the grant a cent smaller. Does not judge
    the reason: the office reads it.
    """
    if committed_cents < 0:
        return (
            blocker("own_money.negative", say("Schreiben Sie einen Betrag ab 0 €."), SOURCE, "own_money"),
        )
    if committed_cents > planned_cents:
        sentence = say(
            "Ihre Aktion braucht höchstens {planned} von Ihnen. Möchten Sie mehr zahlen? Dann "
            "brauchen Sie das Geld aus der Aktionskasse nicht mehr in dieser Höhe. Rufen Sie uns "
            "an.",
            planned=format_euro(planned_cents),
        )
        return (blocker("own_money.more", sentence, SOURCE, "own_money"),)
    if committed_cents >= planned_cents or why_less.strip():
        return ()
    less = format_euro(planned_cents - committed_cents)
    sentence = say(
        "Das sind {less} weniger als im Bescheid. Schreiben Sie kurz, warum.",
        less=less,
    )
    return (blocker("own_money.less", sentence, SOURCE, "own_less_reason"),)
