"""Comparing two made reports of the same kind on the same subject, and why their rows differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from foundation.audit.actors import Actor
from foundation.files.models import Document, DocumentFormat, DocumentState
from foundation.files.services import read_bytes
from foundation.values.errors import DomainError
from foundation.values.money import format_amount
from reports.catalog import CATALOG
from reports.catalog.report_parts import IN_EURO
from reports.causes import Cause, causes_of
from reports.contract import Table, TableColumn
from reports.delimited import csv_bytes
from reports.differences import Change, Differences, Kind, RowDifference, StoredTable, compare, read_table
from reports.parameters import is_same_choice
from reports.selectors import COMPARABLE, find_document
from reports.services import commission_of

SHOWN = 50
AMOUNT = re.compile(r"-?\d+,\d\d")
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
class ComparedRow:
    """A row that differs, and what the history knows of it."""

    difference: RowDifference
    causes: Sequence[Cause]

    @property
    def changes(self) -> Sequence[Change]:
        """Its cells as pages show them."""
        return [
            Change(each.column, _shown(each.column, each.before), _shown(each.column, each.after))
            for each in self.difference.changes
        ]

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
    causes = causes_of(before, after, [row.key for row in differences.rows])
    rows = [ComparedRow(row, causes.get(row.key, ())) for row in differences.rows]
    return Comparison(before, after, differences, rows)


def _shown(title: str, text: str) -> str:
    """An amount of the file ("-1116,35") as pages write it; everything else as it is."""
    is_amount = title.endswith(IN_EURO) and AMOUNT.fullmatch(text)
    return format_amount(int(text.replace(",", ""))) if is_amount else text


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
