"""Ablehnungsbescheid: decision, reasons with discretion (§ 39 VwVfG), legal remedies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date, local_date
from foundation.values.money import format_euro
from grants.models import Notice
from reports.catalog.decision_parts import decision_sentence, said_already
from reports.catalog.letter_parts import (
    LetterData,
    closing,
    contact_of,
    greeting_for,
    heard_name,
    hold_words,
    in_words,
    legal_basis,
    legal_basis_of,
    letter_paper,
    lines_of,
    opening,
    questions_block,
    remedy,
    sign_off_of,
    unbroken,
)
from reports.catalog.notice_particulars import asked_for
from reports.contract import Commission, Report
from reports.kit import Block, Kit


@dataclass(frozen=True)
class RejectionNotice(LetterData):
    """Everything the notice says, formatted."""

    applied: str
    project: str
    requested: str
    decision: str
    reasons: tuple[str, ...]
    legal_basis: tuple[str, ...]
    remedy_text: str
    discretion: str
    way_on: tuple[str, ...]


def collect(commission: Commission) -> RejectionNotice:
    """The notice as it was drafted or released."""
    notice = Notice.objects.select_related("case__fund", "case__rules", "case__particulars").get(
        uuid=commission.params["notice"]
    )
    application = notice.case
    hold_words(application.rules, commission, notice)
    received_on = local_date(application.submitted_at or notice.drafted_at)
    return RejectionNotice(
        paper=letter_paper(
            application,
            title="Ablehnungsbescheid",
            dated_on=notice.posted_on or commission.as_of,
            more=(("Ihr Antrag vom", format_date(received_on)),),
        ),
        particulars=asked_for(application),
        heading=f"Ablehnungsbescheid zu „{application.title}“",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(application, notice.released_by_label, is_waived=notice.second_person_waived),
        contact=contact_of(application.fund),
        applied=in_words(received_on),
        project=application.title,
        requested=format_euro(application.requested_cents or 0),
        decision=decision_sentence(application),
        reasons=() if said_already(application, notice.reason) else lines_of(notice.reason),
        legal_basis=legal_basis_of(application),
        remedy_text=application.rules.remedy(),
        discretion=unbroken(application.rules.says("discretion_rejection_text")),
        way_on=lines_of(application.rules.says("after_rejection_text")),
    )


def layout(data: RejectionNotice, kit: Kit) -> Sequence[Block]:
    """The notice."""
    return [
        *opening(kit, data),
        kit.paragraph(f"vielen Dank für Ihren Antrag vom {data.applied}. Wir haben ihn geprüft."),
        kit.heading("1. Entscheidung", level=2),
        kit.paragraph(
            [
                "Ihren Antrag auf eine Zuwendung von ",
                data.requested,
                f" für „{data.project}“ ",
                kit.bold("lehnen wir ab"),
                ".",
            ]
        ),
        kit.heading("2. Begründung", level=2),
        kit.paragraph(data.decision),
        *(kit.paragraph(line) for line in data.reasons),
        kit.paragraph(data.discretion),
        *legal_basis(kit, data.legal_basis, number=3),
        *remedy(kit, data.remedy_text),
        *_way_on(data, kit),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


def _way_on(data: RejectionNotice, kit: Kit) -> list[Block]:
    if not data.way_on:
        return []
    return [
        kit.heading("Wie es weitergehen kann", level=2),
        *(kit.paragraph(line) for line in data.way_on),
    ]


REPORT = Report(
    slug="ablehnungsbescheid",
    title="Ablehnungsbescheid",
    subject_kind="application",
    audience="applicant",
    params=("notice",),
    collect=collect,
    layout=layout,
)
