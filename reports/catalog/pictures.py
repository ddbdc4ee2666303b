"""Auswertung: the four pictures of a budget year, each above the table it was drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.catalog.booked import sum_up, year_of
from reports.catalog.chart_parts import chart_blocks
from reports.catalog.fund_report import Identity, agreement, fund_of
from reports.catalog.report_parts import Scope, facts_block, name_of, report_paper, self_facts
from reports.catalog.year_charts import YearPictures, pictures_of_year
from reports.catalog.year_course import COMMITTED, PAID, RESERVED
from reports.charts.chart import Chart
from reports.contract import Commission, Data, Pairs, Report
from reports.delimited import csv_bytes
from reports.kit import Attachment, Block, Kit
from reports.parameters import YEAR


@dataclass(frozen=True)
class Pictures(Data):
    """The charts of the year, what must agree, and the facts on the report."""

    heading: str
    charts: tuple[Chart, ...]
    identities: tuple[tuple[str, str, str, str], ...]
    facts: Pairs


def collect(commission: Commission) -> Pictures:
    """The year up to the as-of day. Raises DomainError for a year without a budget."""
    fund, year = fund_of(commission), year_of(commission)
    found = pictures_of_year(fund, commission)
    scope = Scope(
        fund,
        fund.rules_on(commission.as_of),
        f"01.01.{year} bis 31.12.{year} (Haushaltsjahr)",
        "wie in der Jahresübersicht (R4) und der Haushaltsüberwachungsliste (R5)",
        "alle Anträge und Buchungen bis zum Stand",
    )
    facts, title = self_facts(commission, scope), f"Auswertung {year}"
    return Pictures(
        paper=report_paper(
            commission,
            fund,
            title=f"{title} – {fund.name}",
            file_stem=f"Auswertung-{year}-{fund.slug}",
            facts=facts,
            landscape=False,
        ),
        heading=f"{title}: {name_of(fund)}",
        charts=found.all,
        identities=_identities(found),
        facts=facts,
    )


def _identities(found: YearPictures) -> tuple[tuple[str, str, str, str], ...]:
    """The course counts bookings by day, the list of cases counts them by case."""
    money = sum_up(case.money for case in found.cases)
    last = [row for row in found.course.table.rows if row[PAID] is not None][-1]
    pairs = (
        (
            "Ausgezahlt netto im Verlauf = ausgezahlt − zurückgezahlt laut Anträgen",
            PAID,
            money.paid - money.repaid,
        ),
        ("Gebunden im Verlauf = noch gebunden laut Anträgen", COMMITTED, money.committed),
        ("Vorgemerkt im Verlauf = vorgemerkt laut Anträgen", RESERVED, money.reserved),
    )
    return tuple(Identity(words, int(str(last[at])), cents).shown for words, at, cents in pairs)


def layout(data: Pictures, kit: Kit) -> Sequence[Block]:
    """Each picture on a page with its table, then what must agree, then the facts."""
    blocks: list[Block] = [kit.heading(data.heading)]
    for chart in data.charts:
        blocks += [*chart_blocks(kit, chart), kit.page_break()]
    return [*blocks[:-1], *agreement(kit, data.identities), kit.page_break(), *facts_block(kit, data.facts)]


def attach(data: Pictures) -> Sequence[Attachment]:
    """The tables as CSV, for who wants to go on reckoning."""
    return [
        Attachment(
            f"{chart.name}.csv", csv_bytes(chart.table), "text/csv", "Data", f"Zahlen zu: {chart.title}"
        )
        for chart in data.charts
    ]


REPORT = Report(
    slug="auswertung",
    title="Auswertung in Bildern",
    subject_kind="fund",
    params=YEAR,
    collect=collect,
    layout=layout,
    is_report=True,
    attach=attach,
)
