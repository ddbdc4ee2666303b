"""Erlassbescheid: what is still open of a claim is no longer owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.money import format_euro
from grants.models import Claim, Notice
from grants.rules.award_forms import AwardForm
from reports.catalog.letter_parts import (
    LetterData,
    closing,
    contact_of,
    greeting_for,
    heard_name,
    hold_words,
    legal_basis,
    legal_basis_of,
    letter_paper,
    lines_of,
    opening,
    questions_block,
    sign_off_of,
    unbroken,
)
from reports.catalog.payback_parts import dated
from reports.contract import Commission, Particular, Report
from reports.kit import Block, Kit

TITLE = "Erlassbescheid"


@dataclass(frozen=True)
class WaiverNotice(LetterData):
    """Everything the notice says, formatted."""

    form: AwardForm
    claimed: str
    waived: str
    has_paid: bool
    reasons: tuple[str, ...]
    discretion: str
    legal_basis: tuple[str, ...]


def collect(commission: Commission) -> WaiverNotice:
    """The notice; its amount is what was open when it was decided."""
    notices = Notice.objects.select_related("case__fund", "case__rules", "case__particulars")
    notice = notices.get(uuid=commission.params["notice"])
    claim = Claim.objects.select_related("notice").get(uuid=commission.params["claim"])
    application = notice.case
    hold_words(application.rules, commission, notice)
    form = application.award_form
    title = form.named(TITLE)
    return WaiverNotice(
        paper=letter_paper(application, title=title, dated_on=notice.posted_on or commission.as_of),
        particulars=(
            Particular("gefordert", claim.amount_cents, "money"),
            Particular("erlassen", notice.amount_cents, "money"),
        ),
        heading=f"{title} zu „{application.title}“",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(application, notice.released_by_label, form=form),
        contact=contact_of(application.fund),
        form=form,
        claimed=f"mit {form.by_claim}{dated(claim.notice)} haben wir {format_euro(claim.amount_cents)} "
        "zurückgefordert.",
        waived=format_euro(notice.amount_cents),
        has_paid=notice.amount_cents < claim.amount_cents,
        reasons=lines_of(notice.reason),
        discretion=unbroken(application.rules.says(form.text("discretion_waiver_text"))),
        legal_basis=legal_basis_of(application, form),
    )


def layout(data: WaiverNotice, kit: Kit) -> Sequence[Block]:
    """The notice. It burdens nobody: no instruction on remedies."""
    return [
        *opening(kit, data),
        kit.paragraph([data.claimed, " Davon sind noch ", kit.bold(data.waived), " offen."]),
        kit.heading(f"1. {data.form.decision}", level=2),
        kit.paragraph(
            ["Wir erlassen Ihnen ", kit.bold(data.waived), ". Sie müssen diesen Betrag nicht mehr zahlen."]
        ),
        *([kit.paragraph("Was Sie schon gezahlt haben, bleibt gezahlt.")] if data.has_paid else []),
        kit.heading("2. Begründung", level=2),
        *(kit.paragraph(line) for line in data.reasons),
        kit.paragraph(data.discretion),
        *legal_basis(kit, data.legal_basis, number=3),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


REPORT = Report(
    slug="erlassbescheid",
    title=TITLE,
    subject_kind="grant",
    audience="applicant",
    params=("claim", "notice"),
    collect=collect,
    layout=layout,
)
