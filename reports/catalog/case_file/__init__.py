"""R13 Prüfakte: the whole case as one PDF, and an archive with the originals and their list.

For outsiders there is a second one without the people in it: no names, addresses, accounts and notes of the
office, and no originals, which show them (permissions.md rows 37 and 38).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from foundation.values.dates import BERLIN, format_date, local_date
from grants.models import Application
from grants.rules.redaction import Veil, masked
from reports.catalog.case_file import application, decision, records, spending
from reports.catalog.case_file.parts import Chapter, Part, blocks_of, rewritten
from reports.catalog.case_file.reading import OFFICE, Dossier, read
from reports.catalog.case_file.records import Item
from reports.catalog.report_parts import Scope, report_paper, self_facts
from reports.contract import Commission, Data, Packed, Report, Table, TableColumn, Value
from reports.delimited import csv_bytes
from reports.kit import Attachment, Block, Kit

TITLE, TITLE_OUTSIDE = "Prüfakte", "Prüfakte für Außenstehende"
OF_THE_MOMENT = (
    "Diese Akte zeigt den Fall, wie er am {day} um {time} Uhr war, mit seinem ganzen Verlauf. Für einen "
    "früheren Tag gibt es keine Akte. Was wann geschah, steht in Kapitel 12 („Verlauf“)."
)
LIST, AUDIT = "Verzeichnis.csv", "Protokoll.csv"
LEFT_OUT = (
    "Ohne Namen, Anschriften, Kontaktdaten, Kontodaten und interne Vermerke. Auch die Originale fehlen. "
    "Freie Texte sind nach allem durchsucht, was hier über Personen bekannt ist. Lesen Sie die Akte trotzdem "
    "ganz, bevor Sie sie aus der Hand geben: Spitznamen und Namen von Dritten findet kein Programm."
)
COLUMNS = (
    TableColumn("Datei", "text", 50),
    TableColumn("Was es ist", "text", 40),
    TableColumn("Größe (Byte)", "number", 12),
    TableColumn("SHA-256", "text", 66),
    TableColumn("Im Archiv", "text", 10),
    TableColumn("Warum nicht", "text", 60),
)


@dataclass(frozen=True)
class CaseFile(Data):
    """The chapters as strings, and the files with where their bytes come from: each is named by its hash."""

    heading: str
    moment: str
    note: str
    chapters: tuple[Chapter, ...]
    items: tuple[Item, ...]
    audit: Table


def collect(commission: Commission, *, is_open: bool) -> CaseFile:
    """The case as it stands. Raises DoesNotExist."""
    dossier = read(commission, is_open=is_open)
    change = masked if is_open else Veil(dossier.hidden).over
    items = tuple(
        replace(each, name=change(each.name), what=change(each.what)) for each in records.items_of(dossier)
    )
    found = (*_chapters(dossier), records.files(dossier, items), _about(dossier))
    title, reference = TITLE if is_open else TITLE_OUTSIDE, dossier.case.reference or ""
    return CaseFile(
        paper=report_paper(
            _signed_by(commission, is_open=is_open),
            dossier.case.fund,
            title=f"{title} {reference}",
            file_stem=f"{title.replace(' ', '-')}-{reference}",
            facts=(),
            landscape=False,
        ),
        heading=f"{title} {reference}",
        moment=_said_of_moment(commission),
        note="" if is_open else LEFT_OUT,
        chapters=rewritten(found, change),
        items=items,
        audit=records.audit_table(dossier),
    )


def _said_of_moment(commission: Commission) -> str:
    made = commission.issued_at.astimezone(BERLIN)
    return OF_THE_MOMENT.format(day=format_date(made.date()), time=f"{made:%H:%M}")


def _signed_by(commission: Commission, *, is_open: bool) -> Commission:
    """Who ordered it is a person of the office as well."""
    return commission if is_open else replace(commission, creator=OFFICE)


def _chapters(dossier: Dossier) -> tuple[Chapter, ...]:
    return (
        application.overview(dossier),
        application.application(dossier),
        application.formal_check(dossier),
        decision.decision(dossier),
        decision.papers(dossier),
        decision.terms(dossier),
        spending.payments(dossier),
        spending.proof(dossier),
        spending.checks(dossier),
        spending.claims(dossier),
        records.disputes(dossier),
        records.history(dossier),
        records.audit(dossier),
    )


def _about(dossier: Dossier) -> Chapter:
    case: Application = dossier.case
    commission = _signed_by(dossier.commission, is_open=dossier.is_open)
    begun = format_date(local_date(case.created_at))
    period = f"{begun} bis {format_date(commission.as_of)}"
    scope = Scope(case.fund, case.rules, period, "Tag der Aufzeichnung", f"Förderfall {case.reference}")
    return Chapter("15. Angaben zu dieser Akte", (Part(facts=self_facts(commission, scope)),))


def layout(data: CaseFile, kit: Kit) -> Sequence[Block]:
    """Chapter after chapter; each heading is a bookmark."""
    blocks: list[Block] = [kit.heading(data.heading), kit.paragraph(data.moment)]
    if data.note:
        blocks.append(kit.notice_box(data.note))
    for found in data.chapters:
        blocks += blocks_of(found, kit)
    return blocks


def pack(data: CaseFile, pdf: Packed, *, is_open: bool) -> Sequence[Packed]:
    """The file itself, the originals, the whole audit entries, and the list of it all."""
    chain = Packed(AUDIT, partial(csv_bytes, data.audit), "Alle Angaben, aus denen die Prüfsummen entstehen")
    made = (pdf, chain) if is_open else (pdf,)
    kept = tuple(Packed(each.name, each.read, each.what) for each in data.items if not each.why_not)
    rows = (
        *((each.name, each.what, len(each.read()), each.sha256, "ja", None) for each in made),
        *_listed(data.items),
    )
    listed = Packed(LIST, partial(csv_bytes, Table(COLUMNS, rows)), "Verzeichnis")
    return (listed, *made, *kept)


def attach(data: CaseFile) -> Sequence[Attachment]:
    """The list of the originals inside the PDF, for whoever has it without the archive."""
    rows = csv_bytes(Table(COLUMNS, _listed(data.items)))
    return (Attachment(LIST, rows, "text/csv", "Data", "Verzeichnis der Originale mit ihren Prüfsummen"),)


def _listed(items: Sequence[Item]) -> tuple[tuple[Value, ...], ...]:
    return tuple((each.name, each.what, each.size, each.sha256, *_kept(each)) for each in items)


def _kept(item: Item) -> tuple[str, str | None]:
    """Whether it is in the archive, and why not."""
    return ("nein", item.why_not) if item.why_not else ("ja", None)


REPORT = Report(
    slug="pruefakte",
    title="Prüfakte (R13)",
    subject_kind="case_file",
    is_report=True,
    is_of_the_moment=True,
    collect=partial(collect, is_open=True),
    layout=layout,
    attach=attach,
    pack=partial(pack, is_open=True),
    outputs=("pdf", "zip"),
)
REPORT_OUTSIDE = Report(
    slug="pruefakte-fuer-aussenstehende",
    title="Prüfakte für Außenstehende (R13)",
    subject_kind="case_file",
    is_report=True,
    is_of_the_moment=True,
    collect=partial(collect, is_open=False),
    layout=layout,
    attach=attach,
    pack=partial(pack, is_open=False),
    outputs=("pdf", "zip"),
)
