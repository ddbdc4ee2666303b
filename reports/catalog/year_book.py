"""Jahresheft: the year on two pages for the council: sums, the way of the applications, fields, projects.

It shows photographs of those projects only whose people have agreed (`ReleasedPicture`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from reports.catalog.booked import sum_up, year_of
from reports.catalog.chart_parts import chart_blocks
from reports.catalog.fund_report import fund_of
from reports.catalog.report_parts import Scope, name_of, report_paper, self_facts
from reports.catalog.year_charts import APPROVED, COUNT, YearPictures, pictures_of_year
from reports.catalog.year_course import AVAILABLE, FREE, PAID
from reports.catalog.year_photos import Photo, photos_of_year
from reports.catalog.year_projects import endings_of, projects_of_year, table_of
from reports.charts.chart import Chart, Series
from reports.contract import Commission, Data, Pairs, Report, Table, Value
from reports.delimited import csv_bytes
from reports.kit import Attachment, Block, Column, Kit
from reports.parameters import YEAR

MOST_FIELDS = 4
OTHERS = "Andere Handlungsfelder"
LONGEST, SHORT_LABEL = 60, 40  # characters of a name on the first page
PHOTO_MM, PHOTO_HEIGHT_MM = 52.0, 42.0
KEPT = (0, COUNT, APPROVED)
NO_PROJECTS = "In diesem Jahr ist noch kein Geld für ein Vorhaben bewilligt."
NOTE = (
    "Alle Beträge in Euro. Privatpersonen sind nicht namentlich genannt, Orte nur bis zur Straße. "
    "Die Zahlen sind die der Jahresübersicht (R4)."
)
COLUMNS = (
    Column("Vorhaben", 3.2, row_header=True),
    Column("Wer", 2.6),
    Column("Ort", 1.8),
    Column("Bewilligt", 1.1, align="right", fits="100.000,00"),
    Column("Ausgezahlt", 1.1, align="right", fits="100.000,00"),
)


@dataclass(frozen=True)
class YearBook(Data):
    """Two pages of plain values; `endings` close the list after any number of projects."""

    heading: str
    lead: str
    sums: Pairs
    funnel: Chart
    fields: Chart
    photos: tuple[Photo, ...]
    projects: tuple[tuple[str, ...], ...]
    endings: tuple[tuple[str | None, ...], ...]
    listed: Table


def collect(commission: Commission) -> YearBook:
    """The year up to the as-of day. Raises DomainError for a year without a budget."""
    fund, year = fund_of(commission), year_of(commission)
    found = pictures_of_year(fund, commission)
    projects = projects_of_year(found.cases)
    scope = Scope(fund, fund.rules_on(commission.as_of), str(year), "wie in der Jahresübersicht (R4)", "alle")
    title, name = f"Jahresheft {year}", _short(name_of(fund))
    return YearBook(
        paper=report_paper(
            commission,
            fund,
            title=f"{title} – {name}",
            file_stem=f"Jahresheft-{year}-{fund.slug}",
            facts=self_facts(commission, scope),
            landscape=False,
        ),
        heading=f"{title}: {name}",
        lead=_lead(commission, found),
        sums=_sums(found),
        funnel=replace(found.funnel, note=""),
        fields=_fewer_fields(found.fields),
        photos=photos_of_year(projects, commission),
        projects=tuple(each.shown for each in projects),
        endings=endings_of(projects),
        listed=table_of(projects),
    )


def _lead(commission: Commission, found: YearPictures) -> str:
    """What the year was, in two sentences."""
    money = sum_up(case.money for case in found.cases)
    asked, approved = (int(str(row[COUNT])) for row in found.funnel.table.rows[:2])
    applications = "1 Antrag" if asked == 1 else f"{asked} Anträge"
    projects = "1 Vorhaben" if approved == 1 else f"{approved} Vorhaben"
    return (
        f"Bis zum {format_date(commission.as_of)} zählt das Jahr {year_of(commission)} {applications}. "
        f"Bewilligt sind {projects} mit zusammen {format_euro(money.approved)}."
    )


def _sums(found: YearPictures) -> Pairs:
    last = [row for row in found.course.table.rows if row[AVAILABLE] is not None][-1]
    labels = (("Verfügbar", AVAILABLE), ("Ausgezahlt, netto", PAID), ("Noch frei", FREE))
    return tuple((label, format_euro(int(str(last[column])))) for label, column in labels)


def _fewer_fields(chart: Chart) -> Chart:
    """The fields with most money, the others together: number and what is approved."""
    table = chart.table
    rows = sorted(([row[at] for at in KEPT] for row in table.rows), key=lambda row: -int(str(row[-1])))
    if len(rows) > MOST_FIELDS + 1:
        rows = [*rows[:MOST_FIELDS], _together(rows[MOST_FIELDS:])]
    shown = tuple((_short(str(name), SHORT_LABEL), *figures) for name, *figures in rows)
    sums = tuple(
        replace(each, values=tuple(each.values[at] for at in KEPT), end=len(shown)) for each in table.sums
    )
    return replace(
        chart,
        table=Table(tuple(table.columns[at] for at in KEPT), shown, sums),
        series=(Series(len(KEPT) - 1, "hatched", "bewilligt"),),
        note="",
    )


def _together(rows: Sequence[Sequence[Value]]) -> list[Value]:
    return [OTHERS, *(sum(int(str(row[at])) for row in rows) for at in range(1, len(KEPT)))]


def _short(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def layout(data: YearBook, kit: Kit) -> Sequence[Block]:
    """One page of sums and pictures, one page with the list of projects; never a third."""
    blocks = [
        kit.heading(data.heading),
        kit.paragraph(data.lead),
        kit.facts(data.sums, label_share=0.3),
        *chart_blocks(kit, data.funnel, beside=True),
        *chart_blocks(kit, data.fields, beside=True),
        kit.page_break(),
        *_photo_row(data.photos, kit),
        kit.heading("Die Vorhaben", level=2),
        kit.paragraph(NOTE, small=True),
    ]
    if not data.projects:
        return [*blocks, kit.paragraph(NO_PROJECTS)]
    return [
        *blocks,
        kit.fitted_table(
            COLUMNS, data.projects, data.endings, summary="Die Vorhaben des Jahres, die größten zuerst"
        ),
    ]


def _photo_row(photos: Sequence[Photo], kit: Kit) -> list[Block]:
    """One to three side by side, each above the name of its project."""
    if not photos:
        return []
    row, *others = (
        kit.figure(each.data, each.shows, width_mm=PHOTO_MM, height_mm=PHOTO_HEIGHT_MM, caption=each.project)
        for each in reversed(photos)
    )
    for number, picture in enumerate(others, 1):
        row = kit.beside(picture, row, share=1 / (number + 1))
    return [kit.heading("Bilder aus dem Jahr", level=2), row]


def attach(data: YearBook) -> Sequence[Attachment]:
    """Every project as CSV, also those for which the page has no room."""
    rows = csv_bytes(data.listed)
    return (Attachment("Vorhaben.csv", rows, "text/csv", "Data", "Alle Vorhaben des Jahres als Daten"),)


REPORT = Report(
    slug="jahresheft",
    title="Jahresheft",
    subject_kind="fund",
    params=YEAR,
    collect=collect,
    layout=layout,
    is_report=True,
    attach=attach,
)
