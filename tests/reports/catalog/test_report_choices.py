"""The choices of a report: what they leave is what independent SQL finds, and nothing is lost beside it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection

from foundation.values.dates import local_date
from reports.catalog import CATALOG
from reports.catalog.fund_report import AGREES, ListReport
from reports.contract import Commission
from reports.parameters import chosen
from reports.render import render
from tests.reports.conftest import Outcome, PlayFile, sheet
from tests.reports.kit.inspection import all_findings, words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db
LISTS = [slug for slug, report in CATALOG.items() if report.choices and slug != "jahresuebersicht"]
OPEN_CHOICES = [
    (slug, choice.name, value)
    for slug in LISTS
    for choice in CATALOG[slug].choices
    if not choice.is_fixed
    for value, _words in choice.options
]
IN_YEAR = "{} >= '2026-01-01' AND {} < '2027-01-01'"


def commission(outcome: Outcome, **params: Any) -> Commission:
    """As of the last moment that was played."""
    now = outcome.moment
    return Commission(f"fund:{outcome.played.fund.uuid}", params, as_of=local_date(now), issued_at=now)


def collected(slug: str, order: Commission) -> ListReport:
    data = CATALOG[slug].collect(order)
    assert isinstance(data, ListReport)
    return data


def wide(order: Commission, slug: str) -> Commission:
    """Over every day where the report asks for days, so that only the tested choice leaves rows out."""
    days: dict[str, Any] = (
        {"from": "2020-01-01", "until": "2035-12-31"} if "from" in CATALOG[slug].params else {}
    )
    needs_year = "year" in CATALOG[slug].params and "all_years" not in CATALOG[slug].params
    year = {"year": order.as_of.year} if needs_year and not days else {}
    return replace(order, params=days | year | dict(order.params))


def total(data: ListReport, title: str) -> int:
    at = [column.title for column in data.table.columns].index(title)
    return data.table.sums[0].values[at] or 0


def sql(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0] or 0)


PARTS = {
    "zahlungsjournal": ("kept", "returned"),
    "mittelabrufe": ("open", "ended"),
    "anteilsnachweis": ("open", "ended"),
    "fristenliste": ("late", "open"),
    "rueckforderungen": ("open", "ended"),
    "pruefvermerke": ("open", "ended"),
    "zweckbindung": ("open", "ended"),
}


def check_agreement(outcome: Outcome) -> None:
    """Every choice: the identities hold, and who gets a part is told so."""
    for slug, kind, value in OPEN_CHOICES:
        order = wide(commission(outcome, **{kind: value}), slug)
        data, whole = collected(slug, order), collected(slug, wide(commission(outcome), slug))
        assert [row for row in data.identities if row[-1] != AGREES] == [], (slug, kind, value)
        if len(data.table.rows) < len(whole.table.rows) and slug != "zahlungsjournal":
            said = f"Gezeigt ist eine Auswahl: {len(data.table.rows)} von {len(whole.table.rows)} Zeilen."
            assert said in data.notes, (slug, value)
            is_numbered = data.table.columns[0].title == "Lfd. Nr."
            assert ("Die laufende Nummer ist die der ganzen Liste." in data.notes) is is_numbered, slug
        for choice in CATALOG[slug].choices:
            assert choice.said(order.params) in dict(data.facts).values(), (slug, choice.name)


def check_parts(outcome: Outcome) -> None:
    """The parts hold every row of the whole list once."""
    for slug, parts in PARTS.items():
        orders = [wide(commission(outcome, standing=part), slug) for part in parts]
        made = [row for order in orders for row in collected(slug, order).table.rows]
        whole = collected(slug, wide(commission(outcome), slug)).table.rows
        assert sorted(map(str, made)) == sorted(map(str, whole)), slug


NOT_BACK = "order_id NOT IN (SELECT order_id FROM grants_ledgerentry WHERE kind = 'return')"
FOUND: list[tuple[str, str, dict[str, Any], str, str]] = [
    (
        "year_change",
        "haushaltsueberwachung",
        {"year": 2026},
        "Ausgezahlt (€)",
        (
            "SELECT SUM(paid_cents) FROM grants_ledgerentry e JOIN grants_fundaccount a"
            " ON a.id = e.account_id WHERE kind = 'pay' AND budget_year = 2026"
        ),
    ),
    (
        "year_change",
        "haushaltsueberwachung",
        {"year": 2027},
        "Frei (€)",
        (
            "SELECT SUM(budget_cents + top_ups_cents + carried_in_cents - carried_out_cents - blocked_cents"
            " - reserved_cents - committed_cents - paid_net_cents) FROM grants_fundaccount"
            " WHERE budget_year = 2027"
        ),
    ),
    (
        "returned",
        "zahlungsjournal",
        {"year": 2026, "standing": "kept"},
        "Betrag (€)",
        f"SELECT SUM(paid_cents) FROM grants_ledgerentry WHERE kind = 'pay' AND {NOT_BACK}",
    ),
    (
        "E3",
        "zahlungsjournal",
        {"year": 2026, "basis": "decision"},
        "Betrag (€)",
        "SELECT SUM(amount_cents) FROM grants_paymentorder WHERE state = 'executed' AND "
        + IN_YEAR.format("ordered_at", "ordered_at"),
    ),
    (
        "E3",
        "anteilsnachweis",
        {"year": 2026, "standing": "open"},
        "Betrag (€)",
        (
            "SELECT SUM(paid_cents) FROM grants_ledgerentry WHERE id NOT IN"
            " (SELECT entry_id FROM grants_drawdownentry) AND " + IN_YEAR.format("occurred_on", "occurred_on")
        ),
    ),
    (
        "drawdown",
        "anteilsnachweis",
        {"year": 2026, "standing": "ended"},
        "Bund (€)",
        "SELECT SUM(e.bund_cents) FROM grants_ledgerentry e JOIN grants_drawdownentry d ON d.entry_id = e.id",
    ),
    (
        "drawdown",
        "mittelabrufe",
        {"year": 2026, "basis": "request"},
        "Land (€)",
        "SELECT SUM(land_cents) FROM grants_drawdown WHERE " + IN_YEAR.format("requested_at", "requested_at"),
    ),
    (
        "E3",
        "rueckforderungen",
        {"year": 2026, "basis": "decision"},
        "Betrag (€)",
        "SELECT SUM(c.amount_cents) FROM grants_claim c JOIN grants_notice n ON n.id = c.notice_id WHERE "
        + IN_YEAR.format("posted_on", "posted_on"),
    ),
    (
        "E3",
        "rueckforderungen",
        {"standing": "ended"},
        "Gezahlt (€)",
        "SELECT SUM(repaid_cents) FROM grants_claim WHERE repaid_cents = amount_cents",
    ),
    (
        "E3",
        "pruefvermerke",
        {"year": 2026, "basis": "decision"},
        "Gekürzt (€)",
        "SELECT SUM(cut_cents) FROM grants_proofcheck WHERE confirmed_at IS NOT NULL AND "
        + IN_YEAR.format("checked_at", "checked_at"),
    ),
]


@pytest.mark.parametrize("name", ["E3", "returned", "drawdown", "year_change"])
def test_choices_agree_make_the_whole_and_are_what_independent_sql_finds(
    play_file: PlayFile, name: str
) -> None:
    outcome = play_file(name)
    check_agreement(outcome)
    check_parts(outcome)
    for story, slug, params, title, query in FOUND:
        if story == name:
            data = collected(slug, commission(outcome, **params))
            assert total(data, title) == sql(query) != 0, (slug, params)
            assert [row for row in data.identities if row[-1] != AGREES] == [], (slug, params)


def test_each_basis_goes_by_its_own_day(play_file: PlayFile) -> None:
    """E3 of the handbook: the proof came on 09-22 and was checked on 09-29; noticed 10-02, paid 10-27."""
    outcome = play_file("E3")
    for slug, basis, day, rows in (
        ("pruefvermerke", "receipt", "2026-09-22", 1),
        ("pruefvermerke", "receipt", "2026-09-29", 0),
        ("pruefvermerke", "decision", "2026-09-29", 1),
        ("pruefvermerke", "decision", "2026-09-22", 0),
        ("rueckforderungen", "decision", "2026-10-02", 1),
        ("rueckforderungen", "decision", "2026-10-27", 0),
        ("rueckforderungen", "payment", "2026-10-27", 1),
        ("rueckforderungen", "payment", "2026-10-02", 0),
        ("rueckforderungen", "entry", "2026-10-27", 0),
    ):
        found = collected(slug, commission(outcome, basis=basis, **{"from": day, "until": day}))
        assert len(found.table.rows) == rows, (slug, basis, day)


def test_open_commitments_of_a_year_and_of_years_before(story: Story) -> None:
    """What is bound in 2026 is no earlier commitment in 2026, and is one in 2027."""
    story.accepted()
    bound = "SELECT SUM(committed_cents) FROM grants_fundaccount WHERE budget_year = 2026"
    subject, later = f"fund:{story.fund.uuid}", story.now.replace(year=2027)
    for year, moment, standing, shown in (
        (2026, story.now, "all", sql(bound)),
        (2027, story.now, "all", 0),
        (None, story.now, "late", 0),
        (None, later, "late", sql(bound)),
    ):
        params = {"standing": standing} | ({"year": year} if year else {})
        data = collected("obligo", Commission(subject, params, as_of=moment.date(), issued_at=moment))
        assert total(data, "Noch offen (€)") == shown
        assert [row[-1] for row in data.identities] == [AGREES, AGREES]
        assert ("Gezeigt ist eine Auswahl: 0 von 1 Zeilen." in data.notes) is not bool(shown)
    assert sql(bound) > 0


def test_selection_is_printed_and_stays_a_valid_document(play_file: PlayFile) -> None:
    order = commission(play_file("drawdown"), standing="open", year=2026)
    made = render(CATALOG["anteilsnachweis"], collected("anteilsnachweis", order), issued_at=order.issued_at)
    printed = words_copied(made["pdf"][1])
    assert "Gezeigt ist eine Auswahl:" in printed
    assert "nur Buchungen, die noch nicht abgerufen sind" in printed
    assert all_findings(made["pdf"][1]) == []
    info = [[cell.value for cell in row] for row in sheet(made["xlsx"][1], "Info").iter_rows()]
    assert ["Auswahl", "nur Buchungen, die noch nicht abgerufen sind"] in info
    assert ["Datumsgrundlage", "Tag der Buchung"] in info


@pytest.mark.parametrize("slug", LISTS)
def test_what_is_fixed_says_why_and_is_not_stored(slug: str) -> None:
    report = CATALOG[slug]
    assert all(choice.why.endswith(".") for choice in report.fixed)
    asked = {"year": 2026} | {choice.name: choice.options[-1][0] for choice in report.choices}

    kept = chosen(report.params, report.choices, asked, as_of=date(2026, 6, 1))
    assert set(kept) == {"year"} | {choice.name for choice in report.choices if not choice.is_fixed}
