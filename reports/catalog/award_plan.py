"""The cost and finance plan of an award notice, its annex (domain handbook 1.7)."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.values.money import format_euro
from grants.models import Application
from grants.workflows.facts import financing_plan_of
from reports.kit import Block, Column, Kit

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class FinancePlan:
    """What it costs, and who pays it; formatted."""

    costs: Rows
    costs_total: tuple[str, str]
    sources: tuple[tuple[str, str], ...]
    sources_total: str
    ineligible: str
    surplus: str


def finance_plan(application: Application, *, approved_cents: int) -> FinancePlan:
    """The plan as approved, as the rule explains it."""
    costs = list(application.costs.all())
    plan = financing_plan_of(application, approved_cents)
    planned = sum(cost.amount_cents for cost in costs)
    return FinancePlan(
        costs=tuple(
            (
                str(cost.position),
                cost.item,
                format_euro(cost.amount_cents),
                _eligible(cost.amount_cents, cost.eligible),
            )
            for cost in costs
        ),
        costs_total=(format_euro(planned), format_euro(application.eligible_cents or 0)),
        sources=tuple((row.label, format_euro(row.amount_cents)) for row in plan.sources.rows),
        sources_total=format_euro(plan.sources.total_cents),
        ineligible=format_euro(plan.ineligible_cents) if plan.ineligible_cents else "",
        surplus=format_euro(plan.surplus_cents) if plan.surplus_cents else "",
    )


def plan_blocks(plan: FinancePlan, kit: Kit) -> list[Block]:
    """Both tables with what has to be said about them."""
    cost_columns = [
        Column("Nr.", 0.6, align="right"),
        Column("Ausgabe", 4.6, row_header=True),
        Column("Geplant", 1.6, align="right"),
        Column("Zuwendungsfähig", 1.9, align="right"),
    ]
    source_columns = [
        Column("Woher das Geld kommt", 5.2, row_header=True),
        Column("Betrag", 1.9, align="right"),
    ]
    planned, eligible = plan.costs_total
    blocks: list[Block] = [
        kit.heading("Ausgaben", level=3),
        kit.table(
            cost_columns,
            plan.costs,
            summary="Ausgaben: geplant und zuwendungsfähig",
            total=["Summe", None, planned, eligible],
            size=9.5,
        ),
    ]
    if plan.ineligible:
        blocks.append(
            kit.paragraph(
                f"Nicht zuwendungsfähig sind Ausgaben von {plan.ineligible}. Diese tragen Sie selbst."
            )
        )
    blocks += [
        kit.heading("Finanzierung der zuwendungsfähigen Ausgaben", level=3),
        kit.table(
            source_columns,
            plan.sources,
            summary="Finanzierung der zuwendungsfähigen Ausgaben",
            total=["Summe", plan.sources_total],
            size=9.5,
        ),
    ]
    if plan.surplus:
        blocks.append(
            kit.paragraph(
                f"Ihre geplanten Einnahmen sind um {plan.surplus} höher als die zuwendungsfähigen Ausgaben. "
                "Bleibt es dabei, zahlen wir entsprechend weniger."
            )
        )
    return blocks


def _eligible(amount_cents: int, is_eligible: bool | None) -> str:
    return format_euro(0 if is_eligible is False else amount_cents)
