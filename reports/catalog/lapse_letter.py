"""Verfallsmitteilung: the city ends a grant that nobody accepted, or whose project did not begin in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.money import format_euro
from grants.models import Grant, Notice
from grants.rules.award_forms import AwardForm
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
from reports.catalog.payback_parts import dated
from reports.contract import Commission, Particular, Report
from reports.kit import Block, Kit

TITLE = "Verfallsmitteilung"
NOT_BEGUN = "Ihre Aktion hat nicht in der Zeit begonnen, die die Richtlinie dafür gibt."
NOT_ACCEPTED = "Sie haben die Förderung nicht in der Zeit angenommen, die die Richtlinie dafür gibt."


@dataclass(frozen=True)
class LapseLetter(LetterData):
    """Everything the letter says, formatted; `hearing` is empty where the law asks for none."""

    form: AwardForm
    award: str
    amount: str
    ground: str
    hearing: str
    reasons: tuple[str, ...]
    legal_basis: tuple[str, ...]
    remedy_text: str


def collect(commission: Commission) -> LapseLetter:
    """The notice with the grant as it stands when it is released."""
    notices = Notice.objects.select_related("case__fund", "case__rules", "case__particulars", "case__grant")
    notice = notices.get(uuid=commission.params["notice"])
    application, grant = notice.case, notice.case.grant
    hold_words(application.rules, commission, notice)
    form = application.award_form
    hearing = _hearing(grant, form)
    return LapseLetter(
        paper=letter_paper(application, title=TITLE, dated_on=notice.posted_on or commission.as_of),
        particulars=(Particular("verfallen", notice.amount_cents, "money"),),
        heading=f"Ihre Förderung für „{application.title}“ ist verfallen",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(
            application, notice.released_by_label, is_waived=notice.second_person_waived, form=form
        ),
        contact=contact_of(application.fund),
        form=form,
        award=dated(grant.released_award),
        amount=format_euro(notice.amount_cents),
        ground=NOT_BEGUN if hearing else NOT_ACCEPTED,
        hearing=hearing,
        reasons=lines_of(notice.reason),
        legal_basis=legal_basis_of(application, form),
        remedy_text="" if form.is_agreement else application.rules.remedy(),
    )


def _hearing(grant: Grant, form: AwardForm) -> str:
    """The hearing about the start, as the rules word it, and until when; empty if nobody was asked."""
    asked = grant.reminders.filter(kind="start").order_by("-pk").first()
    if asked is None:
        return ""
    said = grant.case.rules.says(form.text("hearing_text"))
    said += f" Dazu haben wir Ihnen am {in_words(asked.sent_on)} geschrieben."
    said += f" Zeit hatten Sie bis zum {in_words(asked.until)}."
    return unbroken(said)


def layout(data: LapseLetter, kit: Kit) -> Sequence[Block]:
    """The letter."""
    form = data.form
    return [
        *opening(kit, data),
        kit.paragraph(
            f"mit {form.by_award}{data.award} haben wir Ihnen bis zu {data.amount} {form.promised}."
        ),
        kit.heading(f"1. {form.decision}", level=2),
        kit.paragraph(
            [kit.bold(f"{form.award_first}{data.award} gilt nicht mehr."), " Sie bekommen dieses Geld nicht."]
        ),
        kit.paragraph("Zurückzuzahlen ist nichts."),
        kit.heading("2. Begründung", level=2),
        kit.paragraph(data.ground),
        *([kit.paragraph(data.hearing)] if data.hearing else []),
        *(kit.paragraph(line) for line in data.reasons),
        *legal_basis(kit, data.legal_basis, number=3),
        *remedy(kit, data.remedy_text),
        kit.heading("Wie es weitergehen kann", level=2),
        kit.paragraph("Sie können jederzeit einen neuen Antrag stellen. Wir beraten Sie gern vorher."),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


REPORT = Report(
    slug="verfallsmitteilung",
    title=TITLE,
    subject_kind="grant",
    audience="applicant",
    collect=collect,
    layout=layout,
)
