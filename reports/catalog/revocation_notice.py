"""Widerrufs- und Erstattungsbescheid: the whole grant is revoked, what was paid comes back (§ 49a VwVfG)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.models import ClaimGround, Grant, Notice
from grants.rules.award_forms import AwardForm
from grants.services.claims import first_paid_on
from reports.catalog.letter_parts import (
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
from reports.catalog.payback_parts import PaybackData, dated, day_or_term, decision, grounds, pay_to_of
from reports.contract import Commission, Particular, Report
from reports.kit import Block, Kit

WITHOUT_MONEY = "Widerrufsbescheid"


@dataclass(frozen=True)
class RevocationNotice(PaybackData):
    """Everything the notice says, formatted; `amount` is empty when nothing was paid."""

    row: tuple[str, ...]
    ground: str


def collect(commission: Commission) -> RevocationNotice:
    """The notice with the grant as it stands when it is released."""
    notices = Notice.objects.select_related("case__fund", "case__rules", "case__particulars", "case__grant")
    notice = notices.get(uuid=commission.params["notice"])
    application, grant = notice.case, notice.case.grant
    rules = application.rules
    hold_words(rules, commission, notice)
    form = application.award_form
    title = form.named(notice.get_kind_display() if notice.amount_cents else WITHOUT_MONEY)
    dated_on = notice.posted_on or commission.as_of
    paid_on = first_paid_on(grant)
    claim = grant.claims.filter(notice=notice).first()
    return RevocationNotice(
        paper=letter_paper(application, title=title, dated_on=dated_on),
        particulars=(
            Particular("gefordert", notice.amount_cents, "money"),
            Particular("zahlen_bis", notice.remedy_until if notice.amount_cents else None, "date"),
            Particular("verwendungszweck", claim.purpose if claim else None),
            Particular("zinsen_ab", paid_on if notice.amount_cents else None, "date"),
        ),
        heading=f"{title} zu „{application.title}“",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(
            application, notice.released_by_label, is_waived=notice.second_person_waived, form=form
        ),
        contact=contact_of(application.fund),
        form=form,
        amount=format_euro(notice.amount_cents) if notice.amount_cents else "",
        pay_by=day_or_term(notice.remedy_until, form),
        award=dated(grant.released_award),
        row=(
            ClaimGround.NOT_PROVEN.label,
            unbroken(rules.says(form.text("claim_not_proven_text"))),
            format_date(paid_on) if paid_on else "",
            format_euro(notice.amount_cents),
        ),
        ground=unbroken(rules.says(form.text("revocation_ground_text"))),
        hearing=_hearing(grant, form),
        reasons=lines_of(notice.reason),
        discretion=unbroken(rules.says(form.text("discretion_revocation_text"))),
        no_interest=unbroken(rules.says(form.text("no_interest_text"))),
        pay_to=pay_to_of(application.fund, claim.purpose if claim else str(application.reference)),
        legal_basis=legal_basis_of(application, form),
        remedy_text="" if form.is_agreement else rules.remedy(),
    )


def _hearing(grant: Grant, form: AwardForm) -> str:
    """That there was a hearing, as the rules word it, and until when."""
    said = grant.case.rules.says(form.text("hearing_text"))
    demand = grant.reminders.filter(kind="demand").order_by("-pk").first()
    if demand is not None:
        said += f" Dazu haben wir Ihnen am {in_words(demand.sent_on)} geschrieben."
        said += f" Zeit hatten Sie bis zum {in_words(demand.until)}."
    return unbroken(said)


def layout(data: RevocationNotice, kit: Kit) -> Sequence[Block]:
    """The notice."""
    return [
        *opening(kit, data),
        kit.paragraph(f"Ihre Belege haben wir nicht bekommen. {data.form.without_proof}"),
        kit.heading(f"1. {data.form.decision}", level=2),
        *_decision(data, kit),
        kit.heading("2. Begründung", level=2),
        kit.paragraph(data.ground),
        *(kit.paragraph(line) for line in data.reasons),
        kit.paragraph(data.hearing),
        kit.paragraph(data.discretion),
        *legal_basis(kit, data.legal_basis, number=3),
        *remedy(kit, data.remedy_text),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


def _decision(data: RevocationNotice, kit: Kit) -> list[Block]:
    revoked = data.form.takes_all.format(award=data.award)
    if not data.amount:
        return [kit.paragraph(f"{revoked} Sie bekommen kein Geld. Zurückzuzahlen ist nichts.")]
    return [*decision(kit, data, revoked), grounds(kit, data, [data.row])]


REPORT = Report(
    slug="widerrufsbescheid",
    title="Widerrufs- und Erstattungsbescheid",
    subject_kind="grant",
    audience="applicant",
    params=("notice",),
    collect=collect,
    layout=layout,
)
