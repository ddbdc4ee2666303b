"""Erstattungsbescheid: what was paid too much, on which ground, payable until when (§§ 49, 49a VwVfG)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.models import Claim, ProofCheck
from grants.rules.award_forms import AwardForm
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
from reports.catalog.notice_particulars import claimed
from reports.catalog.payback_parts import PaybackData, dated, day_or_term, decision, grounds, pay_to_of
from reports.contract import Commission, Pairs, Report
from reports.kit import Block, Column, Kit

CHECKED = "vielen Dank für Ihren Nachweis."
WITHOUT_RECEIPTS = "zu dem ausgezahlten Geld liegen uns keine Belege vor."


@dataclass(frozen=True)
class RepaymentNotice(PaybackData):
    """Everything the notice says, formatted."""

    opening: str
    rows: tuple[tuple[str, ...], ...]
    calculation: Pairs
    cuts: tuple[tuple[str, str, str, str], ...]


def collect(commission: Commission) -> RepaymentNotice:
    """The claim with its rows, and the calculation that the check explained."""
    claim = Claim.objects.select_related(
        "notice", "grant__case__fund", "grant__case__rules", "grant__case__particulars"
    ).get(uuid=commission.params["claim"])
    application, notice, grant = claim.case, claim.notice, claim.grant
    hold_words(application.rules, commission, notice)
    form, rules = application.award_form, application.rules
    title = form.named("Erstattungsbescheid")
    check = grant.checks.filter(confirmed_at__isnull=False).order_by("-pk")[0]
    dated_on = (notice.posted_on if notice else None) or commission.as_of
    return RepaymentNotice(
        paper=letter_paper(application, title=title, dated_on=dated_on),
        particulars=claimed(claim),
        heading=f"{title} zu „{application.title}“",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(
            application,
            notice.released_by_label if notice else "",
            is_waived=notice is not None and notice.second_person_waived,
            form=form,
        ),
        contact=contact_of(application.fund),
        form=form,
        opening=opening_of(form, has_receipts=grant.proof.receipts.exists()),
        amount=format_euro(claim.amount_cents),
        pay_by=day_or_term(claim.pay_by, form),
        award=dated(grant.award_notice),
        rows=tuple(
            (
                row.get_ground_display()[:1].upper() + row.get_ground_display()[1:],
                unbroken(rules.says(form.text(f"claim_{row.ground}_text"))),
                format_date(row.interest_from),
                format_euro(row.amount_cents),
            )
            for row in claim.rows.all()
        ),
        calculation=_calculation(claim, check),
        cuts=_cuts(claim),
        hearing=_hearing(claim, form),
        reasons=lines_of(notice.reason if notice else ""),
        no_interest=unbroken(rules.says(form.text("no_interest_text"))),
        discretion=unbroken(rules.says(form.text("discretion_repayment_text"))),
        pay_to=pay_to_of(application.fund, claim.purpose),
        legal_basis=legal_basis_of(application, form),
        remedy_text="" if form.is_agreement else rules.remedy(),
    )


def opening_of(form: AwardForm, *, has_receipts: bool) -> str:
    """What came before, and that there is a result."""
    return f"{CHECKED} {form.after_check}" if has_receipts else f"{WITHOUT_RECEIPTS} {form.without_receipts}"


def _calculation(claim: Claim, check: ProofCheck) -> Pairs:
    """The rows of the check, and what follows: entitlement, paid, too much."""
    rows = [(str(row["label"]), int(row["amount_cents"])) for row in check.explanation]
    rows = [(label, cents) for label, cents in rows if cents]
    entitlement = check.entitlement_cents
    rows += [
        ("Ihr Anspruch", entitlement),
        ("Ausgezahlt", entitlement + claim.amount_cents),
        ("Zu viel gezahlt", claim.amount_cents),
    ]
    return tuple((label, format_euro(cents)) for label, cents in rows)


def _cuts(claim: Claim) -> tuple[tuple[str, str, str, str], ...]:
    receipts = claim.grant.proof.receipts.filter(cut_cents__gt=0).order_by("number")
    return tuple(
        (str(each.number), f"{each.payee}, {each.purpose}", each.cut_reason, format_euro(each.cut_cents or 0))
        for each in receipts
    )


def _hearing(claim: Claim, form: AwardForm) -> str:
    """That there was a hearing, as the rules word it, and when."""
    said = claim.case.rules.says(form.text("hearing_text"))
    if claim.grant.demand_sent_on:
        said += f" Dazu haben wir Ihnen am {in_words(claim.grant.demand_sent_on)} geschrieben."
    elif claim.heard_until:
        said += f" Dafür hatten Sie Zeit bis zum {in_words(claim.heard_until)}."
    return unbroken(said)


def layout(data: RepaymentNotice, kit: Kit) -> Sequence[Block]:
    """The notice."""
    return [
        *opening(kit, data),
        kit.paragraph(data.opening),
        kit.heading(f"1. {data.form.decision}", level=2),
        *decision(kit, data, data.form.takes_part.format(award=data.award, amount=data.amount)),
        kit.heading("2. So setzt sich der Betrag zusammen", level=2),
        grounds(kit, data, data.rows),
        kit.heading("3. Begründung", level=2),
        kit.paragraph(
            "Die Zuwendung deckt nur anerkannte Ausgaben. Ausgezahlt war mehr. Wie wir gerechnet haben, "
            "steht in der Anlage."
        ),
        *(kit.paragraph(line) for line in data.reasons),
        kit.paragraph(data.hearing),
        kit.paragraph(data.discretion),
        *legal_basis(kit, data.legal_basis, number=4),
        *remedy(kit, data.remedy_text),
        *questions_block(kit, data),
        *closing(kit, data),
        kit.paragraph([kit.bold("Anlage: "), "Berechnung"], small=True),
        kit.page_break(),
        kit.heading("Anlage: Berechnung", level=2),
        kit.table(
            [Column("Schritt", 4, row_header=True), Column("Betrag", 1.4, align="right")],
            data.calculation,
            summary="Berechnung des Anspruchs",
            size=9.5,
        ),
        *_cut_blocks(data, kit),
    ]


def _cut_blocks(data: RepaymentNotice, kit: Kit) -> list[Block]:
    if not data.cuts:
        return []
    columns = [
        Column("Beleg", 0.8, align="right", row_header=True),
        Column("Was", 3),
        Column("Grund der Kürzung", 3.4),
        Column("Gekürzt", 1.3, align="right"),
    ]
    return [
        kit.paragraph("Diese Belege konnten wir nicht oder nicht ganz anerkennen:", keep_with_next=True),
        kit.table(columns, data.cuts, summary="Gekürzte Belege", size=9),
    ]


REPORT = Report(
    slug="erstattungsbescheid",
    title="Erstattungsbescheid",
    subject_kind="grant",
    audience="applicant",
    params=("claim", "notice"),
    collect=collect,
    layout=layout,
)
