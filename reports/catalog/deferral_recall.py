"""Aufhebung der Stundung: what could be paid later is due again, as it was before (§§ 48, 49 VwVfG)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.money import format_euro
from grants.models import Claim, Notice, TransitionRecord
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
from reports.catalog.payback_parts import dated, pay_to_of
from reports.contract import Commission, Particular, Report
from reports.kit import Block, Kit

TITLE = "Aufhebung der Stundung"


@dataclass(frozen=True)
class DeferralRecall(LetterData):
    """Everything the notice says, formatted."""

    form: AwardForm
    deferred: str
    amount: str
    due: str
    reasons: tuple[str, ...]
    discretion: str
    pay_to: str
    legal_basis: tuple[str, ...]
    remedy_text: str


def collect(commission: Commission) -> DeferralRecall:
    """The notice; its amount is what was open when it was decided."""
    notices = Notice.objects.select_related("case__fund", "case__rules", "case__particulars")
    notice = notices.get(uuid=commission.params["notice"])
    claim = Claim.objects.select_related("notice").get(uuid=commission.params["claim"])
    application = notice.case
    hold_words(application.rules, commission, notice)
    form, rules = application.award_form, application.rules
    records = TransitionRecord.objects.filter(machine=claim.machine, object_id=claim.pk, action="defer")
    deferral = records.filter(recorded_at__lte=notice.released_at or commission.recorded_until).latest("pk")
    posted_on = notice.posted_on or commission.as_of
    return DeferralRecall(
        paper=letter_paper(application, title=TITLE, dated_on=posted_on),
        particulars=(
            Particular("offen", notice.amount_cents, "money"),
            Particular("zahlen_bis", claim.pay_by, "date"),
        ),
        heading=f"{TITLE} zu „{application.title}“",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(
            application, notice.released_by_label, is_waived=notice.second_person_waived, form=form
        ),
        contact=contact_of(application.fund),
        form=form,
        deferred=f"am {in_words(deferral.occurred_on)} haben wir Ihnen geschrieben: Sie dürfen später "
        f"zahlen, was wir mit {form.by_claim}{dated(claim.notice)} zurückgefordert haben.",
        amount=format_euro(notice.amount_cents),
        due=_due(claim, is_over=claim.pay_by is not None and claim.pay_by < posted_on),
        reasons=lines_of(notice.reason),
        discretion=unbroken(rules.says(form.text("discretion_recall_text"))),
        pay_to=pay_to_of(application.fund, claim.purpose),
        legal_basis=legal_basis_of(application, form),
        remedy_text="" if form.is_agreement else rules.remedy(),
    )


def _due(claim: Claim, *, is_over: bool) -> str:
    """The day that holds again. A day that has passed asks for the money now."""
    if claim.pay_by is None:
        return ""
    day = in_words(claim.pay_by)
    if is_over:
        return f" Es gilt wieder der erste Tag: der {day}. Er ist vorbei. Bitte zahlen Sie darum jetzt."
    return f" Es gilt wieder der erste Tag. Bitte zahlen Sie bis zum {day}."


def layout(data: DeferralRecall, kit: Kit) -> Sequence[Block]:
    """The notice."""
    return [
        *opening(kit, data),
        kit.paragraph(data.deferred),
        kit.heading(f"1. {data.form.decision}", level=2),
        kit.paragraph(
            ["Diese Stundung heben wir auf. Offen sind noch ", kit.bold(data.amount), f".{data.due}"]
        ),
        kit.paragraph(data.pay_to),
        kit.heading("2. Begründung", level=2),
        *(kit.paragraph(line) for line in data.reasons),
        kit.paragraph(data.discretion),
        *legal_basis(kit, data.legal_basis, number=3),
        *remedy(kit, data.remedy_text),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


REPORT = Report(
    slug="stundung-aufgehoben",
    title=TITLE,
    subject_kind="grant",
    audience="applicant",
    params=("claim", "notice"),
    collect=collect,
    layout=layout,
)
