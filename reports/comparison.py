"""Comparing two made reports of the same kind on the same subject, and why their rows differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db.models import Q

from foundation.audit.actors import Actor
from foundation.files.models import Document, DocumentFormat, DocumentState
from foundation.files.services import read_bytes
from foundation.values.dates import format_date
from foundation.values.errors import DomainError
from foundation.values.money import format_euro
from grants.models import Application, Correction, LedgerEntry, TransitionRecord
from reports.catalog import CATALOG
from reports.contract import Table, TableColumn
from reports.delimited import csv_bytes
from reports.differences import Differences, Kind, RowDifference, StoredTable, compare, read_table
from reports.parameters import is_same_choice
from reports.selectors import COMPARABLE, find_document
from reports.services import commission_of

REFERENCE = "Aktenzeichen"
SHOWN = 50
ORDER: tuple[Kind, ...] = ("appeared", "vanished", "changed")
KINDS: Mapping[Kind, str] = {"appeared": "neu", "vanished": "weggefallen", "changed": "geändert"}
NOT_ALIKE = "Diese beiden Berichte lassen sich nicht vergleichen. Wählen Sie einen Bericht aus der Liste."
COLUMNS = (
    TableColumn("Zeile", width=24),
    TableColumn("Was"),
    TableColumn("Spalte", width=24),
    TableColumn("Vorher", width=34),
    TableColumn("Nachher", width=34),
    TableColumn("Warum", width=60),
)


@dataclass(frozen=True)
class Cause:
    """One thing that was recorded about a case between the two reports."""

    at: datetime
    sentence: str


@dataclass(frozen=True)
class ComparedRow:
    """A row that differs, and what the history knows of it."""

    difference: RowDifference
    causes: Sequence[Cause]

    @property
    def what(self) -> str:
        """neu, weggefallen, geändert."""
        return KINDS[self.difference.kind]


@dataclass(frozen=True)
class Comparison:
    """Both reports, the earlier first, and every row that differs."""

    before: Document
    after: Document
    differences: Differences
    rows: Sequence[ComparedRow]

    @property
    def knows_causes(self) -> bool:
        """Only what happened to a case is looked up: a row on a year or on an order names none."""
        of_case = self.before.subject.startswith("application:")
        return of_case or REFERENCE in CATALOG[self.before.slug].row_key

    @property
    def counts(self) -> str:
        """How many rows are new, gone, changed and equal."""
        found = [(KINDS[kind], len(self.differences.of_kind(kind))) for kind in ORDER]
        return ", ".join(f"{count} {what}" for what, count in (*found, ("gleich", self.differences.equal)))


def alike(document: Document) -> list[Document]:
    """The finished reports that a finished report may be compared with, newest first, without itself."""
    if document.slug not in COMPARABLE or document.state != DocumentState.READY:
        return []
    if document.expired_at is not None:
        return []
    same = Document.objects.filter(slug=document.slug, subject=document.subject, state=DocumentState.READY)
    same = same.filter(expired_at=None)
    choices = CATALOG[document.slug].choices
    found = same.exclude(pk=document.pk).order_by("-issued_at", "-id")
    return list(
        islice((each for each in found if is_same_choice(choices, each.params, document.params)), SHOWN)
    )


def compare_reports(*, actor: Actor, first: Document, other_number: str) -> Comparison:
    """Both from their stored CSV files. Raises DomainError for a report that is not alike or not readable."""
    other = find_document(actor, other_number)
    if other is None or other not in alike(first):
        raise DomainError(NOT_ALIKE, "report.not_alike")
    before, after = sorted((first, other), key=lambda each: (commission_of(each).recorded_until, each.pk))
    report = CATALOG[first.slug]
    differences = compare(_stored_table(before), _stored_table(after), report.row_key, report.derived)
    causes = _causes(before, after, differences)
    rows = [ComparedRow(row, causes.get(_case_of(row, before), ())) for row in differences.rows]
    return Comparison(before, after, differences, rows)


def _stored_table(document: Document) -> StoredTable:
    return read_table(read_bytes(document.files.get(format=DocumentFormat.CSV).file))


def comparison_csv(comparison: Comparison) -> bytes:
    """One line for each cell that differs; the causes stand in the first line of their row."""
    lines = []
    for row in comparison.rows:
        why = "; ".join(each.sentence for each in row.causes)
        for place, change in enumerate(row.difference.changes):
            cells = (row.difference.name, row.what, change.column, change.before, change.after)
            lines.append((*cells, "" if place else why))
    return csv_bytes(Table(COLUMNS, tuple(lines)))


def _case_of(row: RowDifference, document: Document) -> str:
    """The case that a row is about: the reference in a report on a fund, else the case of the report."""
    if document.subject.startswith("application:"):
        return document.subject
    named = CATALOG[document.slug].row_key
    return row.key[named.index(REFERENCE)] if REFERENCE in named else ""


def _causes(before: Document, after: Document, differences: Differences) -> Mapping[str, Sequence[Cause]]:
    """By case: steps, bookings and corrections that only the later report could know. Three queries.

    A booking counts too when it was known before and its day lies between the two as-of days.
    """
    since, until = commission_of(before).recorded_until, commission_of(after).recorded_until
    named = {_case_of(row, before) for row in differences.rows}
    of_subject = before.subject.startswith("application:")
    wanted = Q(uuid=before.subject.partition(":")[2]) if of_subject else Q(reference__in=named)
    cases = Application.objects.filter(wanted)
    names = {case.pk: case.subject if of_subject else case.reference or "" for case in cases}
    found: defaultdict[str, list[Cause]] = defaultdict(list)
    for case, cause in (*_steps(names, since, until), *_corrections(names, since, until)):
        found[names[case]].append(cause)
    for case, cause in _bookings(names, since, until, before.as_of, after.as_of):
        found[names[case]].append(cause)
    return {name: sorted(causes, key=lambda cause: cause.at) for name, causes in found.items()}


def _steps(cases: Mapping[int, str], since: datetime, until: datetime) -> list[tuple[int, Cause]]:
    rows = TransitionRecord.objects.filter(
        case__in=cases, recorded_at__gt=since, recorded_at__lte=until
    ).values_list("case_id", "recorded_at", "label", "occurred_on")
    return [(case, Cause(at, f"{label} am {format_date(day)}")) for case, at, label, day in rows if case]


def _corrections(cases: Mapping[int, str], since: datetime, until: datetime) -> list[tuple[int, Cause]]:
    rows = Correction.objects.filter(application__in=cases, made_at__gt=since, made_at__lte=until)
    return [(each.application_id, Cause(each.made_at, str(each))) for each in rows]


def _bookings(
    cases: Mapping[int, str], since: datetime, until: datetime, first: date, last: date
) -> list[tuple[int, Cause]]:
    entries = LedgerEntry.objects.filter(
        Q(recorded_at__gt=since) | Q(occurred_on__gt=first), case__in=cases, recorded_at__lte=until
    ).filter(occurred_on__lte=last)
    return [(each.case_id, Cause(each.recorded_at, _booked(each))) for each in entries]


def _booked(entry: LedgerEntry) -> str:
    """The booking with the sums that it moves."""
    moved = (
        ("vorgemerkt", entry.reserved_cents),
        ("gebunden", entry.committed_cents),
        ("ausgezahlt", entry.paid_cents),
    )
    sums = ", ".join(f"{what} {format_euro(cents)}" for what, cents in moved if cents)
    return f"Buchung {entry.get_kind_display()} am {format_date(entry.occurred_on)}: {sums or 'Zinsen'}"
