"""What both answers to a wish for a change share: what was asked, what is decided, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.dates import local_date
from foundation.values.money import format_euro
from grants.models import ChangeKind, ChangeRequest, Notice
from grants.models.notice import REFUSED_CHANGE
from grants.rules.award_forms import AwardForm
from grants.rules.deadlines import proof_due_on
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
from reports.contract import Commission, Pairs, Particular
from reports.kit import Block, Kit

GRANTED = {
    ChangeKind.PERIOD: "Ihre Aktion darf länger dauern.",
    ChangeKind.COSTS: "Sie dürfen die Kosten so anders verteilen.",
}


@dataclass(frozen=True)
class ChangeData(LetterData):
    """Everything the notice says, formatted. `remedy_text` is empty when all was granted."""

    form: AwardForm
    asked: str
    wish: tuple[str, ...]
    decision: str
    terms: Pairs
    stays: str
    reasons: tuple[str, ...]
    discretion: str
    legal_basis: tuple[str, ...]
    remedy_text: str


def collect_change(commission: Commission, *, title: str) -> ChangeData:
    """The decided change with its notice: figures and days as they were decided."""
    notices = Notice.objects.select_related("case__fund", "case__rules", "case__particulars", "case__grant")
    notice = notices.get(uuid=commission.params["notice"])
    application, grant = notice.case, notice.case.grant
    change = grant.changes.get(number=int(commission.params["change"]))
    hold_words(application.rules, commission, notice)
    is_granted = change.decision is not None and change.decision.approves
    rules, award = application.rules, grant.released_award
    form = application.award_form
    title = form.named(title) if is_granted else REFUSED_CHANGE
    amount = format_euro(award.amount_cents if award else grant.approved_cents)
    return ChangeData(
        paper=letter_paper(application, title=title, dated_on=notice.posted_on or commission.as_of),
        particulars=(
            Particular("genehmigt", "ja" if is_granted else "nein"),
            Particular("bewilligt", award.amount_cents if award else grant.approved_cents, "money"),
            Particular("ende", change.ends_on if is_granted else None, "date"),
        ),
        heading=f"{title} zu „{application.title}“",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(application, notice.released_by_label, form=form),
        contact=contact_of(application.fund),
        form=form,
        asked=in_words(local_date(change.asked_at)),
        wish=lines_of(change.text),
        decision=GRANTED[ChangeKind(change.kind)] if is_granted else form.refuses_change,
        terms=_terms(change) if is_granted else (),
        stays=f"{'Sonst gilt' if is_granted else 'Es gilt weiter'} {form.the_award}{dated(award)}. "
        f"Es bleibt bei {amount}.",
        reasons=lines_of(notice.reason),
        discretion=unbroken(rules.says(form.text("discretion_change_text"))),
        legal_basis=legal_basis_of(application, form),
        remedy_text="" if is_granted or form.is_agreement else rules.remedy(),
    )


def _terms(change: ChangeRequest) -> Pairs:
    """The old and the new end, and what moves with it."""
    decision, ends_on = change.decision, change.ends_on
    if decision is None or ends_on is None:
        return ()
    due_on = proof_due_on(ends_on, change.grant.case.rules.parameters())
    return (
        ("Ende bisher", in_words(decision.ends_before)),
        ("Neues Ende", in_words(ends_on)),
        ("Ihre Belege schicken Sie bis", in_words(due_on)),
    )


def layout_change(data: ChangeData, kit: Kit) -> Sequence[Block]:
    """The notice."""
    return [
        *opening(kit, data),
        kit.paragraph(f"am {data.asked} haben Sie uns um eine Änderung gebeten:", keep_with_next=True),
        *(kit.paragraph(line) for line in data.wish),
        kit.heading(f"1. {data.form.decision}", level=2),
        kit.paragraph([kit.bold(data.decision)]),
        *([kit.facts(data.terms)] if data.terms else []),
        kit.paragraph(data.stays),
        kit.heading("2. Begründung", level=2),
        *(kit.paragraph(line) for line in data.reasons),
        kit.paragraph(data.discretion),
        *legal_basis(kit, data.legal_basis, number=3),
        *remedy(kit, data.remedy_text),
        *questions_block(kit, data),
        *closing(kit, data),
    ]
