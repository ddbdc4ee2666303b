"""Letters of an invented case: what a text will look like, before any real letter says it.

The letters are laid out by the catalogue; only what a case would tell is invented here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.models import Application, ClaimGround, FundRules, NoticeKind, Particulars
from grants.rules.award_forms import BY_AGREEMENT, BY_NOTICE, AwardForm
from grants.rules.interest import Period
from grants.rules.text_catalog import BY_NAME, placeholder_meaning
from grants.rules.wordings import NoticeName, Wording
from reports.catalog import (
    CATALOG,
    award_notice,
    interest_notice,
    plain_letter,
    rejection_notice,
    repayment_notice,
    revocation_notice,
)
from reports.catalog.award_plan import FinancePlan
from reports.catalog.letter_parts import (
    LetterData,
    contact_of,
    greeting_for,
    in_words,
    legal_basis_of,
    letter_paper,
    lines_of,
    sign_off_of,
    unbroken,
)
from reports.catalog.payback_parts import pay_to_of
from reports.contract import Report

SIGNER = "Erika Muster"
TITLE = "Sommerfest im Musterhof"
AMOUNT, REQUESTED, OPEN = 45_000, 50_000, 12_345
VOTED = (
    "Die Jury des Quartiers hat über Ihren Antrag beraten: 5 Ja-Stimmen, 2 Nein-Stimmen und 0 Enthaltungen."
)


def sample_of(rules: FundRules, name: str, today: date) -> tuple[Report[Any], LetterData]:
    """The letter that says this text, for an invented case: its report, and what it says.

    A text of no notice stands in a letter of the outbox. `rules` say the texts, tried ones too.
    """
    wording, case = BY_NAME[name], _case(rules, today)
    for notice, (slug, make) in SAMPLES.items():
        if notice in wording.needed_by | wording.optional_in:
            return CATALOG[slug], make(case, today)
    return SAMPLE_LETTER, _letter(case, wording, today)


def _case(rules: FundRules, today: date) -> Application:
    """Nobody's application; it is never stored."""
    case = Application(
        fund=rules.fund,
        rules=rules,
        reference=f"{rules.fund.reference_prefix}-{today.year}-MUSTER",
        title=TITLE,
        requested_cents=REQUESTED,
    )
    Particulars(
        application=case,
        name="Gruppe Musterhof",
        contact_person="Alex Beispiel",
        street="Musterstraße 1",
        postcode="12345",
        town="Musterstadt",
    )
    return case


def _common(case: Application, kind: NoticeKind, today: date, form: AwardForm = BY_NOTICE) -> dict[str, Any]:
    """What every notice says of sender, addressee and end."""
    title = form.named(kind.label)
    return {
        "paper": letter_paper(case, title=title, dated_on=today),
        "heading": f"{title} zu „{TITLE}“",
        "greeting": greeting_for("Alex Beispiel"),
        "sign_off": sign_off_of(case, SIGNER, is_award=kind is NoticeKind.AWARD, form=form),
        "contact": contact_of(case.fund),
        "legal_basis": legal_basis_of(case, form),
        "remedy_text": "" if form.is_agreement else case.rules.remedy(),
        "reasons": ("Die Aktion bringt Nachbarn zusammen.",),
    }


def _award(case: Application, today: date) -> award_notice.AwardNotice:
    rules, day = case.rules, today + timedelta(days=90)
    amount, nothing = format_euro(AMOUNT), format_euro(0)
    conditions = rules.says("conditions_text", fonds=case.fund.name, nachweis_bis=in_words(day))
    return award_notice.AwardNotice(
        **_common(case, NoticeKind.AWARD, today),
        applied=in_words(today - timedelta(days=30)),
        amount=amount,
        requested=format_euro(REQUESTED),
        is_partial=True,
        project=TITLE,
        facts=(("Zuwendung", f"bis zu {amount}"), ("Zweck", TITLE)),
        financing_sentence=rules.financing_sentence(rules.financing, rules.rate_percent),
        payout=award_notice.payout_of(rules, AMOUNT) + lines_of(rules.says("state_aid_text")),
        obligations=lines_of(conditions),
        preconditions=(),
        terms=lines_of(
            "\n".join(
                rules.says(f"{name}_term_text", frist=in_words(day)) for name in ("acceptance", "start")
            )
        ),
        proof_due=in_words(day),
        decision=f"{VOTED} {rules.says('jury_followed_text')}",
        fixed=award_notice.fixed_texts(rules),
        plan=FinancePlan(
            costs=(("1", "Essen und Getränke", amount, amount),),
            costs_total=(amount, amount),
            sources=(("Zuwendung", amount), ("Eigenes Geld", nothing)),
            sources_total=amount,
            ineligible="",
            surplus="",
        ),
    )


def _rejection(case: Application, today: date) -> rejection_notice.RejectionNotice:
    rules = case.rules
    return rejection_notice.RejectionNotice(
        **_common(case, NoticeKind.REJECTION, today),
        applied=in_words(today - timedelta(days=30)),
        project=TITLE,
        requested=format_euro(REQUESTED),
        decision=f"{VOTED} {rules.says('jury_followed_text')}",
        discretion=unbroken(rules.says("discretion_rejection_text")),
        way_on=lines_of(rules.says("after_rejection_text")),
    )


def _payback(case: Application, kind: NoticeKind, today: date, form: AwardForm) -> dict[str, Any]:
    rules = case.rules
    return _common(case, kind, today, form) | {
        "form": form,
        "amount": format_euro(OPEN),
        "pay_by": in_words(today + timedelta(days=33)),
        "award": f" vom {in_words(today - timedelta(days=200))}",
        "hearing": unbroken(rules.says(form.text("hearing_text"))),
        "no_interest": unbroken(rules.says(form.text("no_interest_text"))),
        "pay_to": pay_to_of(case.fund, str(case.reference)),
    }


def _repayment(
    case: Application, today: date, form: AwardForm = BY_NOTICE
) -> repayment_notice.RepaymentNotice:
    rules, amount = case.rules, format_euro(OPEN)
    grounds = (ClaimGround.UNSPENT, ClaimGround.CUT, ClaimGround.NOT_ACHIEVED)
    return repayment_notice.RepaymentNotice(
        **_payback(case, NoticeKind.REPAYMENT, today, form),
        opening=repayment_notice.opening_of(form, has_receipts=True),
        rows=tuple((each.label, _ground(rules, form, each), format_date(today), amount) for each in grounds),
        calculation=(("Ihr Anspruch", format_euro(AMOUNT - OPEN)), ("Zu viel gezahlt", amount)),
        cuts=(),
        discretion=unbroken(rules.says(form.text("discretion_repayment_text"))),
    )


def _ground(rules: FundRules, form: AwardForm, ground: ClaimGround) -> str:
    return unbroken(rules.says(form.text(f"claim_{ground.value}_text")))


def _revocation(
    case: Application, today: date, form: AwardForm = BY_NOTICE
) -> revocation_notice.RevocationNotice:
    rules, ground = case.rules, ClaimGround.NOT_PROVEN
    return revocation_notice.RevocationNotice(
        **_payback(case, NoticeKind.REVOCATION, today, form),
        row=(ground.label, _ground(rules, form, ground), format_date(today), format_euro(OPEN)),
        ground=unbroken(rules.says(form.text("revocation_ground_text"))),
        discretion=unbroken(rules.says(form.text("discretion_revocation_text"))),
    )


def _interest(case: Application, today: date, form: AwardForm = BY_NOTICE) -> interest_notice.InterestNotice:
    rules = case.rules
    period = Period(today - timedelta(days=125), today, OPEN, 127)
    return interest_notice.InterestNotice(
        **_common(case, NoticeKind.INTEREST, today, form),
        form=form,
        amount=format_euro(period.cents),
        pay_by=in_words(today + timedelta(days=33)),
        pay_to=pay_to_of(case.fund, str(case.reference)),
        rows=(interest_notice.row_of(period),),
        hearing=unbroken(rules.says(form.text("hearing_text"))),
        late=unbroken(rules.says(form.text("late_text"))),
    )


SAMPLES: Mapping[NoticeName, tuple[str, Callable[[Application, date], LetterData]]] = {
    "award": ("bewilligungsbescheid", _award),
    "rejection": ("ablehnungsbescheid", _rejection),
    "repayment": ("erstattungsbescheid", _repayment),
    "revocation": ("widerrufsbescheid", _revocation),
    "demand": ("erstattungsbescheid", partial(_repayment, form=BY_AGREEMENT)),
    "interest": ("zinsbescheid", _interest),
    "arrears": ("zinsbescheid", partial(_interest, form=BY_AGREEMENT)),
    "termination": ("widerrufsbescheid", partial(_revocation, form=BY_AGREEMENT)),
}


def _letter(case: Application, wording: Wording, today: date) -> plain_letter.PlainLetter:
    """A letter of the outbox whose body is this text, with examples in its braces."""
    examples = {word: placeholder_meaning(word)[1] for word in wording.placeholders}
    known = {word: value for word, value in case.rules.fillings.items() if value}
    body = case.rules.says(wording.name, **examples | known)
    return plain_letter.PlainLetter(
        paper=letter_paper(case, title=wording.label, dated_on=today),
        heading=f"Muster: {wording.label}",
        greeting=greeting_for("Alex Beispiel"),
        sign_off=replace(sign_off_of(case, SIGNER), note=case.rules.says(plain_letter.ELECTRONIC)),
        contact=contact_of(case.fund),
        body=plain_letter.blocks_of(body),
        facts=(),
    )


# Not in the catalogue: nobody orders it.
SAMPLE_LETTER = plain_letter.plain_letter(slug="musterbrief", title="Musterbrief")
