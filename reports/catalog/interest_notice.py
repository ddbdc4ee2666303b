"""Zinsbescheid: interest on money that came back too late, with each row of the sum (§ 49a III VwVfG)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.values.dates import format_date
from foundation.values.money import format_euro, format_percent
from grants.models import Claim
from grants.rules.award_forms import AwardForm
from grants.rules.interest import SURCHARGE, Period
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
from reports.catalog.notice_particulars import claimed
from reports.catalog.payback_parts import day_or_term, pay_to_of
from reports.contract import Commission, Particular, Report
from reports.kit import Block, Column, Kit

COUNTED = (
    "Der erste Tag zählt nicht mit, der letzte schon. Ein Jahr hat 365 Tage. Jede Zeile ist auf ganze Cent "
    "gerundet. Der Zinssatz ist der Basiszinssatz (§ 247 BGB) und fünf Prozentpunkte."
)


@dataclass(frozen=True)
class InterestNotice(LetterData):
    """Everything the notice says, formatted."""

    form: AwardForm
    amount: str
    pay_by: str
    pay_to: str
    rows: tuple[tuple[str, ...], ...]
    hearing: str
    late: str
    reasons: tuple[str, ...]
    legal_basis: tuple[str, ...]
    remedy_text: str


def collect(commission: Commission) -> InterestNotice:
    """The interest claim with the rows that were stored when it was drafted."""
    claim = Claim.objects.select_related(
        "notice", "grant__case__fund", "grant__case__rules", "grant__case__particulars"
    ).get(uuid=commission.params["claim"])
    application, notice = claim.case, claim.notice
    hold_words(application.rules, commission, notice)
    form, rules = application.award_form, application.rules
    title = form.named("Zinsbescheid")
    until = f" Dafür hatten Sie Zeit bis zum {in_words(claim.heard_until)}." if claim.heard_until else ""
    return InterestNotice(
        paper=letter_paper(
            application, title=title, dated_on=(notice.posted_on if notice else None) or commission.as_of
        ),
        particulars=(
            *claimed(claim),
            *(
                Particular("zinsen", row.cents, "money", f"{row.since}/{row.until}")
                for row in (each.period for each in claim.periods.all())
            ),
        ),
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
        amount=format_euro(claim.amount_cents),
        pay_by=day_or_term(claim.pay_by, form),
        pay_to=pay_to_of(application.fund, claim.purpose),
        rows=tuple(row_of(each.period) for each in claim.periods.all()),
        hearing=unbroken(rules.says(form.text("hearing_text")) + until),
        late=unbroken(rules.says(form.text("late_text"))),
        reasons=lines_of(notice.reason if notice else ""),
        legal_basis=legal_basis_of(application, form),
        remedy_text="" if form.is_agreement else rules.remedy(),
    )


def row_of(period: Period) -> tuple[str, ...]:
    """One row of the sum, as a reader checks it."""
    return (
        f"{format_date(period.since)} bis {format_date(period.until)}",
        str(period.days),
        format_euro(period.on_cents),
        f"{format_percent(period.base_rate)} + {SURCHARGE // 100}",
        format_euro(period.cents),
    )


def layout(data: InterestNotice, kit: Kit) -> Sequence[Block]:
    """The notice."""
    columns = [
        Column("Zeit", 3, row_header=True),
        Column("Tage", 0.8, align="right"),
        Column("Auf den Betrag", 1.6, align="right"),
        Column("Zinssatz im Jahr", 1.6, align="right"),
        Column("Zinsen", 1.2, align="right"),
    ]
    amount, day = kit.bold(data.amount), kit.bold(data.pay_by)
    return [
        *opening(kit, data),
        kit.paragraph("danke für Ihre Rückzahlung. Sie kam nach dem Ende der Frist."),
        kit.heading(f"1. {data.form.decision}", level=2),
        kit.paragraph(["Bitte zahlen Sie ", amount, " Zinsen bis zum ", day, "."]),
        kit.paragraph(data.pay_to),
        kit.heading("2. So haben wir gerechnet", level=2),
        kit.table(
            columns,
            data.rows,
            summary="Berechnung der Zinsen",
            total=["Zinsen", None, None, None, data.amount],
            size=9,
        ),
        kit.paragraph(COUNTED, small=True),
        kit.heading("3. Begründung", level=2),
        kit.paragraph(data.late),
        *(kit.paragraph(line) for line in data.reasons),
        kit.paragraph(data.hearing),
        *legal_basis(kit, data.legal_basis, number=4),
        *remedy(kit, data.remedy_text),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


REPORT = Report(
    slug="zinsbescheid",
    title="Zinsbescheid",
    subject_kind="grant",
    audience="applicant",
    params=("claim", "notice"),
    collect=collect,
    layout=layout,
)
