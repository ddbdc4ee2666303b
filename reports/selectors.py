"""Documents for the pages: a constant number of queries, and only what the actor may know of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from foundation.audit.actors import Actor, ActorKind
from foundation.files.models import Document, DocumentState
from foundation.files.selectors import may_read_document
from foundation.outbox.selectors import latest_heartbeat
from foundation.values.codes import in_groups
from grants import policy
from grants.models import Application, Fund, Notice
from grants.models.notice import IS_DRAFT
from grants.selectors.cases import funds_of
from reports.catalog import CATALOG, REPORTS
from reports.cells import shown
from reports.contract import Commission, Report
from reports.document_files import FileLine, file_lines, repetition_of

REPORT_SLUGS = tuple(report.slug for report in REPORTS if report.is_report)
COMPARABLE = tuple(report.slug for report in REPORTS if report.is_report and report.row_key)
CASE_REPORTS = tuple(slug for slug in REPORT_SLUGS if CATALOG[slug].subject_kind == "application")
CASE_FILES = tuple(slug for slug in REPORT_SLUGS if CATALOG[slug].subject_kind == "case_file")
SHOWN, READ_AT_ONCE, MOST_READS = 20, 200, 20
SILENCE = timedelta(seconds=90)  # three heartbeats
NOBODY_WORKS = (
    "Ist bestellt. Der Dienst, der Dateien erstellt, antwortet gerade nicht. "
    "Die Bestellung bleibt erhalten und wird erledigt, sobald er wieder läuft."
)

SENTENCES = {
    DocumentState.WAITING.value: "Ist bestellt und wird gleich erstellt.",
    DocumentState.MAKING.value: "Wird gerade erstellt.",
    DocumentState.READY.value: "Ist fertig.",
    DocumentState.FAILED.value: "Hat nicht geklappt.",
}
EXPIRED = "Die Aufbewahrung ist abgelaufen. Die Dateien sind gelöscht."


@dataclass(frozen=True)
class DocumentLine:
    """A document with its state as a sentence."""

    number: str
    title: str
    about: str
    as_of: date
    ordered_at: datetime
    ordered_by: str
    state: str
    sentence: str
    error: str
    is_report: bool
    is_of_the_moment: bool = False
    check_code: str = ""
    has_rows: bool = False
    choice: str = ""
    expired_at: datetime | None = None
    repeats: str = ""
    repeated: str = ""
    files: Sequence[FileLine] = field(default_factory=tuple)

    @property
    def is_pending(self) -> bool:
        """Whether looking again in a moment makes sense."""
        return self.state in (DocumentState.WAITING, DocumentState.MAKING)

    @property
    def may_be_compared(self) -> bool:
        """A finished report whose rows have names may, as long as it has its files."""
        return self.has_rows and self.state == DocumentState.READY and self.expired_at is None

    @property
    def may_be_repeated(self) -> bool:
        """A failed document gets new attempts, a finished report is made once more."""
        return self.has_failed or (self.is_report and not self.is_pending)

    @property
    def has_failed(self) -> bool:
        return self.state == DocumentState.FAILED


@dataclass(frozen=True)
class Totals:
    """A look at a report before it is made: how many rows, its sums, and what must be equal."""

    rows: int
    sums: Sequence[tuple[str, str]]
    identities: Sequence[tuple[str, str, str, str]]


def totals_of(report: Report[Any], commission: Commission) -> Totals:
    """Collected as for the document, shown without making one. Raises DomainError like the collecting."""
    data = report.collect(commission)
    table, sums = data.table, data.table.sums[:1]
    shown_sums = [
        (column.title, shown(value, column.kind))
        for total in sums
        for column, value in zip(table.columns, total.values, strict=True)
        if value is not None
    ]
    return Totals(len(table.rows), shown_sums, data.identities)


def funds_for_reports(actor: Actor) -> list[Fund]:
    """The funds whose reports the actor may order and fetch (permissions.md row 37)."""
    return [fund for fund in funds_of(actor) if policy.may_read_reports(actor, fund)]


def funds_for_procedure(actor: Actor) -> list[Fund]:
    """The funds whose Verfahrensdokumentation the actor may order and fetch."""
    return funds_of(actor, policy.PROCEDURE_READERS)


@dataclass(frozen=True)
class History:
    """One page of made reports, the newest first; `older` leads to the next page, empty at the end."""

    lines: Sequence[DocumentLine]
    older: str


def report_history(actor: Actor, before: str = "") -> History:
    """The reports on the actor's funds and their cases, from the one after `before` on.

    Reports of others are read over, so many at a time and so often that the page stays quick in any house.
    """
    own = {f"fund:{fund.uuid}": fund.name for fund in funds_for_reports(actor)}
    own |= {f"procedure:{fund.uuid}": fund.name for fund in funds_for_procedure(actor)}
    documents = _documents().filter(slug__in=REPORT_SLUGS).order_by("-pk")
    last, found = int(before) if before.isascii() and before.isdigit() else None, []
    for _read in range(MOST_READS):
        chunk = list((documents.filter(pk__lt=last) if last is not None else documents)[:READ_AT_ONCE])
        cases = _cases(actor, chunk, "application", policy.STAFF_READERS)
        abouts = own | cases | _cases(actor, chunk, "case_file", policy.CASE_FILE_MAKERS)
        found += [(each, abouts[each.subject]) for each in chunk if each.subject in abouts]
        is_end, last = len(chunk) < READ_AT_ONCE, chunk[-1].pk if chunk else last
        if len(found) > SHOWN or is_end:
            break
    page = found[:SHOWN]
    older = page[-1][0].pk if len(found) > SHOWN else None if is_end else last
    return History([document_line(each, about) for each, about in page], str(older or ""))


def find_document(actor: Actor, number: str) -> Document | None:
    """The document with this number, if a member of the staff may read it; else None."""
    if actor.kind is not ActorKind.STAFF:
        return None
    found = _documents().filter(number=number, slug__in=CATALOG).first()
    return found if found is not None and may_read_document(actor, found) else None


def document_line(document: Document, about: str = "") -> DocumentLine:
    """The document as the pages show it."""
    return DocumentLine(
        number=document.number,
        title=document.title,
        about=about,
        as_of=document.as_of,
        ordered_at=document.issued_at,
        ordered_by=document.ordered_by_label,
        state=document.state,
        sentence=sentence_of(document),
        error=document.error,
        is_report=document.slug in REPORT_SLUGS,
        is_of_the_moment=document.slug in REPORT_SLUGS and CATALOG[document.slug].is_of_the_moment,
        has_rows=document.slug in COMPARABLE,
        check_code=in_groups(document.check_code) if document.state == DocumentState.READY else "",
        choice=CATALOG[document.slug].choice_in_words(document.params)
        if document.slug in REPORT_SLUGS
        else "",
        expired_at=document.expired_at,
        repeats=document.repeats.number if document.repeats else "",
        repeated=repetition_of(document),
        files=file_lines(document),
    )


def sentence_of(document: Document) -> str:
    """How far the document is, and whether its files have gone."""
    return EXPIRED if document.expired_at else SENTENCES[document.state]


def drafted_notice(application: Application) -> Notice | None:
    """The notice of the case that was drafted and not released."""
    return application.notices.filter(IS_DRAFT).order_by("-pk").first()


def say_if_nobody_works(line: DocumentLine, now: datetime) -> DocumentLine:
    """A pending document whose worker gives no sign of life must not read "wird gleich erstellt"."""
    if not line.is_pending or now - line.ordered_at < SILENCE:
        return line
    heartbeat = latest_heartbeat()
    is_silent = heartbeat is None or now - heartbeat.at > SILENCE
    return replace(line, sentence=NOBODY_WORKS) if is_silent else line


def _documents() -> QuerySet[Document]:
    parts = ("files__file", "expired_files", "repeats__files__file", "repeats__expired_files")
    return Document.objects.select_related("repeats").prefetch_related(*parts)


def _cases(actor: Actor, documents: Sequence[Document], kind: str, codes: tuple[str, ...]) -> dict[str, str]:
    """Subject -> reference of the cases among the documents' subjects that these roles may know of."""
    uuids = [each.subject.partition(":")[2] for each in documents if each.subject.startswith(f"{kind}:")]
    cases = policy.scope(actor, Application.objects.filter(uuid__in=set(uuids)), codes=codes)
    return {f"{kind}:{uuid}": reference or "" for uuid, reference in cases.values_list("uuid", "reference")}
