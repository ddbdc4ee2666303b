"""Stundungsbescheid: the repayment may come later, and until which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foundation.values.money import format_euro
from grants.models import Claim, TransitionRecord
from grants.rules.award_forms import AwardForm
from reports.catalog.letter_parts import (
    LetterData,
    closing,
    contact_of,
    greeting_for,
    heard_name,
    hold_words,
    in_words,
    letter_paper,
    lines_of,
    opening,
    questions_block,
    sign_off_of,
)
from reports.catalog.payback_parts import pay_to_of
from reports.contract import Commission, Report
from reports.kit import Block, Kit

TITLE = "Stundung"


@dataclass(frozen=True)
class DeferralLetter(LetterData):
    """Everything the letter says, formatted."""

    form: AwardForm
    notice: str
    open_amount: str
    until: str
    reasons: tuple[str, ...]
    pay_to: str


def collect(commission: Commission) -> DeferralLetter:
    """The claim as it stood when it was deferred: its amount then and its new day are parameters."""
    claims = Claim.objects.select_related("grant__case__fund", "grant__case__rules", "notice")
    claim = claims.get(uuid=commission.params["claim"])
    records = TransitionRecord.objects.filter(machine=claim.machine, object_id=claim.pk, action="defer")
    record = records.filter(recorded_at__lte=commission.recorded_until).order_by("-pk")[0]
    application, notice = claim.case, claim.notice
    hold_words(application.rules, commission)
    return DeferralLetter(
        paper=letter_paper(application, title=TITLE, dated_on=record.occurred_on),
        heading=f"{TITLE} zu „{application.title}“",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(application, record.actor_label, form=application.award_form),
        contact=contact_of(application.fund),
        form=application.award_form,
        notice=f" vom {in_words(notice.posted_on)}" if notice and notice.posted_on else "",
        open_amount=format_euro(commission.params["open_cents"]),
        until=in_words(date.fromisoformat(commission.params["until"])),
        reasons=lines_of(record.reason),
        pay_to=pay_to_of(application.fund, str(application.reference)),
    )


def layout(data: DeferralLetter, kit: Kit) -> Sequence[Block]:
    """The letter."""
    return [
        *opening(kit, data),
        kit.paragraph(
            [
                f"mit {data.form.by_claim}{data.notice} haben wir Geld zurückgefordert. Davon sind noch ",
                kit.bold(data.open_amount),
                " offen. Sie dürfen diesen Betrag später zahlen.",
            ]
        ),
        kit.heading(f"1. {data.form.decision}", level=2),
        kit.paragraph(
            ["Bitte zahlen Sie ", kit.bold(data.open_amount), " bis zum ", kit.bold(data.until), "."]
        ),
        kit.paragraph(f"Bis zu diesem Tag mahnen wir Sie nicht. {data.form.claim_stays}"),
        kit.paragraph(data.pay_to),
        kit.heading("2. Begründung", level=2),
        *(kit.paragraph(line) for line in data.reasons),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


REPORT = Report(
    slug="stundungsbescheid",
    title="Stundungsbescheid",
    subject_kind="grant",
    audience="applicant",
    params=("claim", "open_cents", "until"),
    collect=collect,
    layout=layout,
)
