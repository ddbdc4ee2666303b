"""Belegblatt: for each receipt a field with its number, in which the original is glued (UX handbook T5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.models import Grant, Proof, Receipt
from grants.office_hours import visit_of
from grants.workflows.facts import wanted_cents
from reports.catalog.letter_parts import contact_of, footer, in_words
from reports.contract import Commission, Data, Pairs, Report, ReportPaper
from reports.kit import Block, Kit

TITLE = "Blatt zum Aufkleben der Belege"
BY_HAND = 6  # fields of a sheet that is filled in by hand
ROOM_TO_WRITE = "\u00a0\n\u00a0"  # the second line of a row makes it high enough for a pen
ROWS_BY_HAND = ("Tag", "Geschäft", "Wofür?", "Betrag")
FIELD_MM = 110.0  # two fields on a page; a till receipt is 80 mm wide
FACTS_SHARE = 0.44
GLUE = (
    "Kleben Sie jeden Beleg in das Feld mit seiner Nummer. Es sind die Nummern aus Ihrer Liste im Internet. "
    "Ändern Sie die Liste, dann brauchen Sie ein neues Blatt."
)
FILL_IN = (
    "Noch ist kein Beleg eingetragen. Kleben Sie jeden Beleg in ein Feld. Schreiben Sie daneben, was er ist. "
    "Haben Sie mehr Belege? Drucken Sie das Blatt noch einmal aus und zählen Sie weiter: 7, 8, 9."
)
TOO_LARGE = (
    "Ist ein Beleg größer als das Feld? Schreiben Sie seine Nummer darauf und heften Sie ihn an das Blatt."
)


@dataclass(frozen=True)
class ReceiptSheet(Data):
    """The sheet in words: what it is about, what to do, where to bring it, (number, facts) of each field."""

    heading: str
    facts: Pairs
    how: str
    office: tuple[str, ...]
    hours: tuple[str, ...]
    suspension: str
    fields: tuple[tuple[str, Pairs], ...]


def collect(commission: Commission) -> ReceiptSheet:
    """The receipts as they stand when the sheet is made."""
    grants = Grant.objects.select_related("case__fund", "case__rules", "case__particulars", "proof")
    grant = grants.get(uuid=commission.subject_uuid)
    case, proof = grant.case, getattr(grant, "proof", None)
    receipts = tuple(proof.receipts.order_by("number")) if proof else ()
    visit, contact = visit_of(case.fund.slug, commission.as_of), contact_of(case.fund)
    reference = case.reference or ""
    return ReceiptSheet(
        paper=ReportPaper(
            title=f"{TITLE} {reference}".strip(),
            author=case.fund.city,
            file_stem=f"Belegblatt-{reference}".strip("-"),
            facts=(),
            orientation="portrait",
            running_note=f"Stand {format_date(commission.as_of)}",
            footer_lines=footer(case.fund),
        ),
        heading=TITLE,
        facts=_facts(grant, proof, receipts),
        how=GLUE if receipts else FILL_IN,
        office=visit.address_lines or (contact.name, contact.address),
        hours=visit.hours,
        suspension=visit.suspension,
        fields=_fields(receipts),
    )


def _facts(grant: Grant, proof: Proof | None, receipts: Sequence[Receipt]) -> Pairs:
    total = sum(each.amount_cents for each in receipts)
    wanted = wanted_cents(grant, proof)
    rows = (
        ("Aktenzeichen", grant.case.reference or ""),
        ("Aktion", grant.case.title),
        ("Von", grant.case.particulars.name),
        ("Belege brauchen wir über", format_euro(wanted)),
        ("Eingetragen", f"{_counted(len(receipts))}, zusammen {format_euro(total)}" if receipts else ""),
        ("Es fehlen noch", format_euro(max(0, wanted - total))),
        ("Abgeben bis", in_words(grant.proof_due_on) if grant.proof_due_on else ""),
    )
    return tuple((label, value) for label, value in rows if value)


def _counted(count: int) -> str:
    return "1 Beleg" if count == 1 else f"{count} Belege"


def _fields(receipts: Iterable[Receipt]) -> tuple[tuple[str, Pairs], ...]:
    known = tuple(
        (
            str(each.number),
            (
                ("Tag", format_date(each.issued_on)),
                ("Geschäft", each.payee),
                ("Wofür?", each.purpose),
                ("Betrag", format_euro(each.gross_cents)),
            ),
        )
        for each in receipts
    )
    empty: Pairs = tuple((label, ROOM_TO_WRITE) for label in ROWS_BY_HAND)
    return known or tuple((str(number), empty) for number in range(1, BY_HAND + 1))


def layout(data: ReceiptSheet, kit: Kit) -> Sequence[Block]:
    """What it is about, where to bring it, then field after field."""
    return [
        kit.heading(data.heading),
        kit.facts(data.facts),
        kit.paragraph(data.how),
        kit.paragraph(TOO_LARGE),
        kit.heading("Hier geben Sie das Blatt ab", level=2),
        kit.paragraph("\n".join(data.office)),
        *([kit.bullets(data.hours)] if data.hours else []),
        *([kit.paragraph(data.suspension)] if data.suspension else []),
        *(block for number, facts in data.fields for block in _field(kit, number, facts)),
    ]


def _field(kit: Kit, number: str, facts: Pairs) -> list[Block]:
    glue = kit.glue_field(number, "Hier aufkleben", height_mm=FIELD_MM)
    return [
        kit.heading(f"Beleg {number}", level=2),
        kit.beside(kit.facts(facts, label_share=0.34), glue, share=FACTS_SHARE),
    ]


REPORT = Report(
    slug="belegblatt",
    title=TITLE,
    subject_kind="grant",
    audience="applicant",
    collect=collect,
    layout=layout,
)
