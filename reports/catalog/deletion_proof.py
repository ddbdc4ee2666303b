"""Löschnachweis: that a case was deleted, when and why it was due. It names nobody and stays in the house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.dates import local_date
from grants.models import DeletionRecord
from reports.catalog.letter_parts import in_words, letter_paper
from reports.contract import Commission, Data, Pairs, Report
from reports.kit import Block, Kit

TITLE = "Löschnachweis"


@dataclass(frozen=True)
class DeletionProof(Data):
    """Everything the proof says, formatted."""

    heading: str
    facts: Pairs


def collect(commission: Commission) -> DeletionProof:
    """The record of the deletion; of the case itself nothing is left to read."""
    records = DeletionRecord.objects.select_related("case__fund", "case__rules", "case__particulars", "run")
    record = records.get(case__uuid=commission.subject_uuid)
    run, deleted_on = record.run, local_date(record.deleted_at)
    return DeletionProof(
        paper=letter_paper(record.case, title=TITLE, dated_on=deleted_on, address_lines=("Zur Akte",)),
        heading=f"{TITLE} {record.reference}",
        facts=(
            ("Aktenzeichen", record.reference),
            ("Der Fall endete am", in_words(record.ended_on)),
            ("Aufbewahrt werden musste er bis vor dem", in_words(record.deletable_from)),
            ("Vorgeschlagen am", in_words(local_date(run.proposed_at))),
            ("Gelöscht am", in_words(deleted_on)),
        ),
    )


def layout(data: DeletionProof, kit: Kit) -> Sequence[Block]:
    """The proof."""
    return [
        kit.heading(data.heading),
        kit.facts(data.facts),
        kit.heading("Was gelöscht ist", level=2),
        kit.paragraph(
            "Angaben zu Personen, Texte, Konten, Briefe und Dateien dieses Falls sind gelöscht. Die Stadt "
            "hat die Fristen vorher bestätigt. Das Land hatte die Schlussabrechnung angenommen, oder es war "
            "kein Geld vom Land dabei. Eine Person hat die Löschung vorgeschlagen, eine andere freigegeben."
        ),
        kit.heading("Was bleibt", level=2),
        kit.paragraph("Es bleiben die Beträge, die Buchungen und das Protokoll. Sie nennen keine Person."),
    ]


REPORT = Report(
    slug="loeschnachweis",
    title=TITLE,
    subject_kind="application",
    audience="office",
    collect=collect,
    layout=layout,
)
