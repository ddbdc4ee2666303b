"""Widerrufs- und Erstattungsbescheid: the whole grant is revoked, what was paid comes back (§ 49a VwVfG)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.models import ClaimGround, Grant, Notice
from grants.services.claims import first_paid_on
from reports.catalog.letter_parts import (
    LetterData,
    closing,
    contact_of,
    greeting_for,
    heard_name,
    in_words,
    legal_basis_of,
    letter_paper,
    lines_of,
    opening,
    questions_block,
    remedy,
    sign_off_of,
    unbroken,
)
from reports.catalog.repayment_notice import pay_to_of
from reports.contract import Commission, Report
from reports.kit import Block, Column, Kit

WITHOUT_MONEY = "Widerrufsbescheid"
END_OF_REMEDY = "Ende der Frist für den Rechtsbehelf"


@dataclass(frozen=True)
class RevocationNotice(LetterData):
    """Everything the notice says, formatted; `amount` is empty when nothing was paid."""

    amount: str
    pay_by: str
    award: str
    row: tuple[str, ...]
    ground: str
    hearing: str
    reasons: tuple[str, ...]
    discretion: str
    no_interest: str
    pay_to: str
    legal_basis: tuple[str, ...]
    remedy_text: str


def collect(commission: Commission) -> RevocationNotice:
    """The notice with the grant as it stands when it is released."""
    notices = Notice.objects.select_related("case__fund", "case__rules", "case__particulars", "case__grant")
    notice = notices.get(uuid=commission.params["notice"])
    application, grant = notice.case, notice.case.grant
    rules, award = application.rules, grant.released_award
    title = notice.get_kind_display() if notice.amount_cents else WITHOUT_MONEY
    dated_on = notice.posted_on or commission.as_of
    paid_on = first_paid_on(grant)
    return RevocationNotice(
        paper=letter_paper(application, title=title, dated_on=dated_on),
        heading=f"{title} zu „{application.title}“",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(application, notice.released_by_label),
        contact=contact_of(application.fund),
        amount=format_euro(notice.amount_cents) if notice.amount_cents else "",
        pay_by=in_words(notice.remedy_until) if notice.remedy_until else END_OF_REMEDY,
        award=f" vom {in_words(award.posted_on)}" if award and award.posted_on else "",
        row=(
            ClaimGround.NOT_PROVEN.label,
            unbroken(rules.claim_not_proven_text),
            format_date(paid_on) if paid_on else "",
            format_euro(notice.amount_cents),
        ),
        ground=unbroken(rules.revocation_ground_text),
        hearing=_hearing(grant),
        reasons=lines_of(notice.reason),
        discretion=unbroken(rules.discretion_revocation_text),
        no_interest=unbroken(rules.no_interest_text),
        pay_to=pay_to_of(application.fund, str(application.reference)),
        legal_basis=legal_basis_of(application),
        remedy_text=rules.remedy(),
    )


def _hearing(grant: Grant) -> str:
    """That there was a hearing, as the rules word it, and until when."""
    said = grant.case.rules.hearing_text
    demand = grant.reminders.filter(kind="demand").order_by("-pk").first()
    if demand is not None:
        said += f" Dazu haben wir Ihnen am {in_words(demand.sent_on)} geschrieben."
        said += f" Zeit hatten Sie bis zum {in_words(demand.until)}."
    return unbroken(said)


def layout(data: RevocationNotice, kit: Kit) -> Sequence[Block]:
    """The notice."""
    return [
        *opening(kit, data),
        kit.paragraph("Ihre Belege haben wir nicht bekommen. Wir haben entschieden:"),
        kit.heading("1. Entscheidung", level=2),
        *_decision(data, kit),
        kit.heading("2. Begründung", level=2),
        kit.paragraph(data.ground),
        *(kit.paragraph(line) for line in data.reasons),
        kit.paragraph(data.hearing),
        kit.paragraph(data.discretion),
        kit.heading("3. Rechtsgrundlage", level=2),
        *(kit.paragraph(line) for line in data.legal_basis),
        *remedy(kit, data.remedy_text),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


def _decision(data: RevocationNotice, kit: Kit) -> list[Block]:
    revoked = f"Den Bewilligungsbescheid{data.award} widerrufen wir ganz."
    if not data.amount:
        return [kit.paragraph(f"{revoked} Sie bekommen kein Geld. Zurückzuzahlen ist nichts.")]
    columns = [
        Column("Grund", 2, row_header=True),
        Column("Rechtsgrundlage", 4),
        Column("Zinsen ab", 1.3),
        Column("Betrag", 1.3, align="right"),
    ]
    total = ["Zurückzuzahlen", None, None, data.amount]
    return [
        kit.numbered(
            [
                revoked,
                [
                    "Bitte zahlen Sie ",
                    kit.bold(data.amount),
                    " bis zum ",
                    kit.bold(data.pay_by),
                    " zurück.",
                ],
            ]
        ),
        kit.paragraph(data.pay_to),
        kit.paragraph(data.no_interest),
        kit.table(columns, [data.row], summary="Zusammensetzung des Betrags", total=total, size=9),
    ]


REPORT = Report(
    slug="widerrufsbescheid",
    title="Widerrufs- und Erstattungsbescheid",
    subject_kind="grant",
    audience="applicant",
    params=("notice",),
    collect=collect,
    layout=layout,
)
