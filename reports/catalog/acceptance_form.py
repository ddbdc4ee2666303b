"""Einverständnis und Rechtsbehelfsverzicht: the sheet that comes with an award, to be sent back signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.money import format_euro
from grants.models import Notice
from reports.catalog.letter_parts import footer, hold_words, in_words, letter_paper
from reports.catalog.payback_parts import dated
from reports.contract import Commission, Data, Pairs, Report
from reports.kit import Block, Kit

TITLE = "Einverständnis"
CHOICE = "(  ) ja     (  ) nein"


@dataclass(frozen=True)
class AcceptanceForm(Data):
    """Everything the sheet says, formatted. `rows` are filled in by hand."""

    heading: str
    facts: Pairs
    rows: Pairs
    waiver: str
    back_to: tuple[str, ...]


def collect(commission: Commission) -> AcceptanceForm:
    """The sheet for the award with this notice."""
    notices = Notice.objects.select_related("case__fund", "case__rules", "case__particulars")
    notice = notices.get(uuid=commission.params["notice"])
    application, until = notice.case, notice.remedy_until
    hold_words(application.rules, commission, notice)
    remedy = application.rules.remedy_word
    term = f" Die Frist dafür läuft sonst bis zum {in_words(until)}." if until else ""
    return AcceptanceForm(
        paper=letter_paper(application, title=TITLE, dated_on=notice.posted_on or commission.as_of),
        heading=f"{TITLE} zum Bewilligungsbescheid{dated(notice)}",
        facts=(
            ("Aktenzeichen", application.reference or ""),
            ("Aktion", application.title),
            ("Bewilligt", f"bis zu {format_euro(notice.amount_cents)}"),
        ),
        rows=(
            ("Ich nehme die Förderung an.", CHOICE),
            (f"Ich verzichte auf {remedy} (freiwillig).", CHOICE),
            ("Konto: Name", " "),
            ("Konto: IBAN", " "),
            ("Ort, Datum", " "),
            ("Unterschrift", " "),
        ),
        waiver=f"Auf {remedy} müssen Sie nicht verzichten. Tun Sie es, können wir früher zahlen.{term}",
        back_to=tuple(footer(application.fund)),
    )


def layout(data: AcceptanceForm, kit: Kit) -> Sequence[Block]:
    """The sheet."""
    return [
        kit.heading(data.heading),
        kit.facts(data.facts),
        kit.paragraph(
            "Sie können das im Internet auf der Seite „Mein Antrag“ erklären. Dann brauchen Sie dieses Blatt "
            "nicht. Sonst füllen Sie es aus und schicken es uns zurück."
        ),
        kit.heading("Ihre Erklärung", level=2),
        kit.facts(data.rows, label_share=0.5),
        kit.paragraph(data.waiver),
        kit.heading("Zurück an", level=2),
        *(kit.paragraph(line) for line in data.back_to),
    ]


REPORT = Report(
    slug="einverstaendnis",
    title=TITLE,
    subject_kind="grant",
    audience="applicant",
    params=("notice",),
    collect=collect,
    layout=layout,
)
