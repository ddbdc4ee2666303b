"""Stundungsbescheid: the repayment may come later, and until which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from foundation.values.money import format_euro
from grants.models import Claim, TransitionRecord
from grants.rules.award_forms import AwardForm
from grants.rules.instalments import Rate
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
from reports.contract import Commission, Particular, Report
from reports.kit import Block, Column, Kit

TITLE = "Stundung"
REPLACED = "Die Tage aus unserem letzten Brief dazu gelten nicht mehr."


@dataclass(frozen=True)
class DeferralLetter(LetterData):
    """Everything the letter says, formatted."""

    form: AwardForm
    notice: str
    open_amount: str
    until: str
    rates: tuple[tuple[str, str], ...]
    replaced: str
    moved: tuple[str, ...]
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
    open_cents, until = commission.params["open_cents"], date.fromisoformat(commission.params["until"])
    plan = _plan(claim, open_cents, until)
    rates = plan if len(plan) > 1 else []
    return DeferralLetter(
        paper=letter_paper(application, title=TITLE, dated_on=record.occurred_on),
        particulars=(
            Particular("gestundet", open_cents, "money"),
            Particular("gestundet_bis", until, "date"),
            *(Particular("rate", each.amount_cents, "money", each.due_on.isoformat()) for each in rates),
        ),
        heading=f"{TITLE} zu „{application.title}“",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(application, record.actor_label, form=application.award_form),
        contact=contact_of(application.fund),
        form=application.award_form,
        notice=f" vom {in_words(notice.posted_on)}" if notice and notice.posted_on else "",
        open_amount=format_euro(open_cents),
        until=in_words(until),
        rates=tuple((in_words(rate.due_on), format_euro(rate.amount_cents)) for rate in rates),
        replaced=REPLACED if record.source == "deferred" else "",
        moved=tuple(_moved(rate.named_on, rate.due_on) for rate in plan if rate.named_on),
        reasons=lines_of(record.reason),
        pay_to=pay_to_of(application.fund, claim.purpose),
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
        *_when(data, kit),
        *(kit.paragraph(line) for line in data.moved),
        *([kit.paragraph(data.replaced)] if data.replaced else []),
        kit.paragraph(data.pay_to),
        kit.heading("2. Begründung", level=2),
        *(kit.paragraph(line) for line in data.reasons),
        *questions_block(kit, data),
        *closing(kit, data),
    ]


def _plan(claim: Claim, open_cents: int, until: date) -> list[Rate]:
    """The plan that came with this deferral: it ends on its day and makes up its sum."""
    plans = groupby(claim.instalments.order_by("-plan", "due_on"), key=lambda each: each.plan)
    for _plan, rows in plans:
        rates = [each.rate for each in rows]
        if rates[-1].due_on == until and sum(rate.amount_cents for rate in rates) == open_cents:
            return rates
    return []


def _moved(named_on: date, due_on: date) -> str:
    """Why the day is another one than the month would give."""
    return (
        f"Der {in_words(named_on)} ist kein Werktag. Darum haben Sie bis zum {in_words(due_on)} Zeit "
        "(§ 193 BGB)."
    )


def _when(data: DeferralLetter, kit: Kit) -> Sequence[Block]:
    """One day, or the plan of instalments with what follows when one does not come."""
    if not data.rates:
        return [
            kit.paragraph(
                ["Bitte zahlen Sie ", kit.bold(data.open_amount), " bis zum ", kit.bold(data.until), "."]
            ),
            kit.paragraph(f"Bis zu diesem Tag mahnen wir Sie nicht. {data.form.claim_stays}"),
        ]
    return [
        kit.paragraph(f"Sie dürfen in {len(data.rates)} Raten zahlen:"),
        kit.table(
            [Column("Zahlbar bis zum", 2, row_header=True), Column("Betrag", 1, align="right")],
            data.rates,
            summary="Die Raten mit ihrem Tag",
        ),
        kit.paragraph(
            "Solange jede Rate rechtzeitig kommt, mahnen wir Sie nicht. Kommt eine Rate nicht, müssen Sie "
            f"den ganzen Rest sofort zahlen. {data.form.claim_stays}"
        ),
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
