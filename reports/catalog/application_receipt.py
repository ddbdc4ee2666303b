"""Eingangsbestätigung: the application is here; what was sent; what happens next. It promises nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.files.pictures import small_picture
from foundation.files.selectors import files_of
from foundation.files.services import read_bytes
from foundation.values.dates import BERLIN, local_date
from foundation.values.money import format_euro
from grants.models import ApplicationVersion
from grants.rules.answers import answer_in_words
from grants.rules.questions import SECTIONS, Question, asked
from reports.catalog.letter_parts import (
    COLLECT_AT_OFFICE,
    LetterData,
    SignOff,
    closing,
    contact_of,
    greeting_for,
    in_words,
    letter_paper,
    opening,
    questions_block,
)
from reports.contract import Commission, Pairs, Report
from reports.kit import Block, Column, Kit

PICTURE_MM = 60
CHECKSUM = (
    "Daran kann die Stadt später prüfen, dass Ihre Angaben nicht verändert sind. "
    "Sie müssen damit nichts tun. SHA-256:"
)
SIGNED = "Dieser Brief wurde elektronisch erstellt und ist ohne Unterschrift gültig."


@dataclass(frozen=True)
class ReceiptOfApplication(LetterData):
    """Everything the letter says, formatted."""

    reference: str
    project: str
    received: str
    answers: tuple[tuple[str, Pairs], ...]
    costs: tuple[tuple[str, str, str], ...]
    costs_total: str
    pictures: tuple[tuple[str, bytes], ...]
    papers: tuple[str, ...]
    sha256: str


def collect(commission: Commission) -> ReceiptOfApplication:
    """The version that was sent, word for word: later changes of the case do not change its receipt."""
    version = ApplicationVersion.objects.select_related("application__fund", "application__particulars").get(
        application__uuid=commission.subject_uuid, number=int(commission.params.get("version", 1))
    )
    application, content = version.application, version.content
    applicant = content["applicant"]
    answers = {**applicant, **{name: value for name, value in content.items() if name != "applicant"}}
    received = version.sent_at.astimezone(BERLIN)
    costs = content["costs"]
    sent = list(files_of(application.subject).filter(created_at__lte=version.sent_at))
    pictures = [file for file in sent if file.media_type.startswith("image/")]
    return ReceiptOfApplication(
        paper=letter_paper(
            application,
            title="Eingangsbestätigung",
            dated_on=local_date(version.sent_at),
            address_lines=_address(applicant),
        ),
        heading=f"Ihr Antrag „{content['title']}“ ist angekommen",
        greeting=greeting_for(applicant["contact_person"] or applicant["name"]),
        sign_off=SignOff(
            "Freundliche Grüße\nIm Auftrag", application.fund.department or application.fund.name, SIGNED
        ),
        contact=contact_of(application.fund),
        reference=application.reference or "",
        project=content["title"],
        received=f"{in_words(received.date())}, {received:%H:%M} Uhr",
        answers=tuple(_section(section.short, section.questions, answers) for section in _asked(answers)),
        costs=tuple(
            (str(number), row["item"], format_euro(row["amount_cents"]))
            for number, row in enumerate(costs, 1)
        ),
        costs_total=format_euro(sum(row["amount_cents"] for row in costs)),
        pictures=tuple((file.original_name, small_picture(read_bytes(file))) for file in pictures),
        papers=tuple(file.original_name for file in sent if file not in pictures),
        sha256=version.sha256,
    )


def layout(data: ReceiptOfApplication, kit: Kit) -> Sequence[Block]:
    """The letter."""
    return [
        *opening(kit, data),
        kit.paragraph("vielen Dank für Ihren Antrag. Er ist bei uns angekommen."),
        kit.facts(
            [
                ("Ihr Aktenzeichen", data.reference),
                ("Ihre Aktion", data.project),
                ("Eingegangen am", data.received),
            ]
        ),
        kit.notice_box(
            [
                kit.bold("Kaufen Sie noch nichts, und bestellen Sie noch nichts. "),
                "Was Sie vor unserer Zusage kaufen, bezahlen wir nicht. Dieser Brief ist noch keine Zusage.",
            ]
        ),
        kit.heading("So geht es weiter", level=2),
        kit.numbered(
            [
                "Wir prüfen Ihren Antrag. Fehlt etwas, fragen wir bei Ihnen nach.",
                "Die Jury aus dem Quartier spricht über Ihren Antrag.",
                "Die Stadt entscheidet. Sie bekommen einen Brief mit der Entscheidung.",
                "Erst wenn die Zusage da ist, geht es los.",
            ]
        ),
        *questions_block(kit, data),
        *closing(kit, data),
        kit.page_break(),
        kit.heading("Anlage: Das haben Sie uns geschickt", level=2),
        kit.paragraph("Stimmt etwas nicht? Sagen Sie uns bitte Bescheid."),
        *_answers(data, kit),
        *_sent_along(data, kit),
        kit.heading("Prüfsumme", level=3),
        kit.paragraph(f"{CHECKSUM} {data.sha256}", small=True),
    ]


def _answers(data: ReceiptOfApplication, kit: Kit) -> list[Block]:
    blocks: list[Block] = []
    for title, pairs in data.answers:
        blocks.append(kit.heading(title, level=3))
        if title == "Ihre Kosten":
            columns = [
                Column("Nr.", 0.6, align="right"),
                Column("Was?", 5, row_header=True),
                Column("Betrag", 1.4, align="right"),
            ]
            total = ["Summe", None, data.costs_total]
            blocks.append(kit.table(columns, data.costs, summary="Ihre Kosten", total=total, size=9.5))
        if pairs:
            blocks.append(kit.facts(pairs, label_share=0.42))
    return blocks


def _sent_along(data: ReceiptOfApplication, kit: Kit) -> list[Block]:
    """Pictures small, each with its name; other papers by their names."""
    if not data.pictures and not data.papers:
        return []
    return [
        kit.heading("Ihre Bilder und Papiere", level=3),
        *(
            kit.figure(picture, f"Bild aus Ihrem Antrag: {name}", width_mm=PICTURE_MM, caption=name)
            for name, picture in data.pictures
        ),
        *([kit.bullets(data.papers)] if data.papers else []),
    ]


def _asked(answers: Mapping[str, Any]) -> list[Any]:
    """The pages that ask this person something that was kept."""
    return [each for each in SECTIONS if any(q.name in answers for q in asked(each, answers))]


def _section(title: str, questions: Sequence[Question], answers: Mapping[str, Any]) -> tuple[str, Pairs]:
    shown = [
        (question.label, answer_in_words(question, answers[question.name]))
        for question in questions
        if question.name in answers and question.kind != "costs" and question.condition(answers)
    ]
    return title, tuple(shown)


def _address(applicant: Mapping[str, Any]) -> list[str]:
    """The address as it was given with the application."""
    lines = [applicant["name"]]
    if applicant["contact_person"] and applicant["contact_person"] != applicant["name"]:
        lines.append(applicant["contact_person"])
    if applicant["no_fixed_address"]:
        lines.append(COLLECT_AT_OFFICE)
    else:
        lines += [applicant["street"], f"{applicant['postcode']} {applicant['town']}".strip()]
    return [line for line in lines if line]


REPORT = Report(
    slug="eingangsbestaetigung",
    title="Eingangsbestätigung",
    subject_kind="application",
    audience="applicant",
    params=("version",),
    collect=collect,
    layout=layout,
)
