"""What a notice will say, as plain values: shown before it is drafted and before it is released."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foundation.values.dates import format_long_date
from foundation.values.money import format_euro
from grants.models import Application, Claim, FundRules, Grant, NoticeKind
from grants.rules.award_forms import BY_NOTICE, AwardForm
from grants.rules.deadlines import deemed_known_on, proof_due_on, remedy_until
from grants.workflows.facts import financing_plan_of


@dataclass(frozen=True)
class NoticePreview:
    """The parts of a notice in the order of the letter.

    `conditions` are those of every notice of the fund; before the `preconditions` are met, nobody pays. What
    follows from an agreement has no remedy.
    """

    title: str
    address_lines: Sequence[str]
    reference: str
    sentence: str
    facts: Sequence[tuple[str, str]]
    obligations: Sequence[str]
    conditions: Sequence[str]
    reason: str
    remedy: str
    dates: str
    preconditions: Sequence[str] = ()
    has_remedy: bool = True


def preview_award(
    application: Application,
    *,
    amount_cents: int,
    obligations: Sequence[str],
    reason: str,
    today: date,
    preconditions: Sequence[str] = (),
) -> NoticePreview:
    """The award notice if it were released today."""
    starts_on = application.starts_on or today
    ends_on = application.ends_on or starts_on
    due_on = proof_due_on(ends_on, application.rules.parameters())
    plan, form = financing_plan_of(application, amount_cents), application.award_form
    return NoticePreview(
        title=form.named(NoticeKind.AWARD.label),
        address_lines=application.particulars.address_lines,
        reference=application.reference or "",
        sentence=f"Sie bekommen {format_euro(amount_cents)} für „{application.title}“.",
        facts=(
            ("Zeitraum", _days(starts_on, ends_on)),
            ("Finanzierungsart", application.rules.get_financing_display()),
            ("Nachweis bis", format_long_date(due_on)),
            *((row.label, format_euro(row.amount_cents)) for row in plan.sources.rows),
        ),
        obligations=obligations,
        conditions=_lines(
            application.rules.says(
                "conditions_text", fonds=application.fund.name, nachweis_bis=format_long_date(due_on)
            )
        ),
        reason=reason,
        remedy="" if form.is_agreement else application.rules.remedy(),
        dates=_dates(application.rules, today, form),
        has_remedy=not form.is_agreement,
        preconditions=preconditions,
    )


def preview_award_of(grant: Grant, *, today: date) -> NoticePreview:
    """The drafted award notice of a grant."""
    notice, rows = grant.award_notice, list(grant.obligations.all())
    return preview_award(
        grant.case,
        amount_cents=grant.approved_cents,
        obligations=[row.text for row in rows if not row.is_condition_precedent],
        reason=notice.reason if notice else "",
        today=today,
        preconditions=[row.text for row in rows if row.is_condition_precedent],
    )


def preview_rejection(application: Application, *, reason: str, today: date) -> NoticePreview:
    """The rejection notice if it were released today."""
    return NoticePreview(
        title=NoticeKind.REJECTION.label,
        address_lines=application.particulars.address_lines,
        reference=application.reference or "",
        sentence=f"Ihren Antrag „{application.title}“ lehnen wir ab.",
        facts=(),
        obligations=(),
        conditions=(),
        reason=reason,
        remedy=application.rules.remedy(),
        dates=_dates(application.rules, today, BY_NOTICE),
    )


def preview_repayment(claim: Claim, *, today: date) -> NoticePreview:
    """The notice of a claim, over money or the interest on it, if it were released today."""
    application, form = claim.case, claim.case.award_form
    what = " Zinsen" if claim.is_interest else " zurück"
    return NoticePreview(
        title=form.named(claim.notice_kind.label),
        address_lines=application.particulars.address_lines,
        reference=application.reference or "",
        sentence=f"Bitte zahlen Sie {format_euro(claim.amount_cents)}{what}.",
        facts=tuple((row.get_ground_display(), format_euro(row.amount_cents)) for row in claim.rows.all()),
        obligations=(),
        conditions=(),
        reason=claim.notice.reason if claim.notice else "",
        remedy="" if form.is_agreement else application.rules.remedy(),
        dates=_dates(application.rules, today, form),
        has_remedy=not form.is_agreement,
    )


def preview_revocation(grant: Grant, *, reason: str, today: date) -> NoticePreview:
    """The revocation of a grant if it were released today."""
    application, form = grant.case, grant.case.award_form
    paid = f" Bitte zahlen Sie {format_euro(grant.paid_cents)} zurück." if grant.paid_cents else ""
    return NoticePreview(
        title=form.named(NoticeKind.REVOCATION.label),
        address_lines=application.particulars.address_lines,
        reference=application.reference or "",
        sentence=f"{form.takes_grant.format(title=application.title)}{paid}",
        facts=(),
        obligations=(),
        conditions=(),
        reason=reason,
        remedy="" if form.is_agreement else application.rules.remedy(),
        dates=_dates(application.rules, today, form),
        has_remedy=not form.is_agreement,
    )


def preview_lapse(grant: Grant, *, reason: str, today: date) -> NoticePreview:
    """The lapse of a grant if it were released today."""
    application, amount = grant.case, format_euro(grant.approved_cents)
    form = application.award_form
    return NoticePreview(
        title=form.named(NoticeKind.LAPSE.label),
        address_lines=application.particulars.address_lines,
        reference=application.reference or "",
        sentence=f"{form.award_first} über {amount} für „{application.title}“ gilt nicht mehr.",
        facts=(),
        obligations=(),
        conditions=(),
        reason=reason,
        remedy="" if form.is_agreement else application.rules.remedy(),
        dates=_dates(application.rules, today, form),
        has_remedy=not form.is_agreement,
    )


def _days(first: date, last: date) -> str:
    """A span of days; one day stands alone."""
    return format_long_date(first) + (f" bis {format_long_date(last)}" if last != first else "")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _dates(rules: FundRules, today: date, form: AwardForm) -> str:
    """The dates that the law hangs on a notice posted today by the fund's usual way."""
    parameters = rules.parameters()
    known = deemed_known_on(today, parameters.posting, parameters)
    if form.is_agreement:
        return f"Heute freigegeben, gilt das Schreiben am {format_long_date(known)} als angekommen."
    until = format_long_date(remedy_until(known, parameters.land))
    return (
        f"Heute freigegeben, gilt der Bescheid am {format_long_date(known)} als bekannt gegeben. "
        f"{rules.remedy_name} ist dann bis {until} möglich."
    )
