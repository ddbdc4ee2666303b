"""Bewilligungsbescheid, domain handbook 1.7: everything an award notice must say, in plain German."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foundation.values.dates import format_date, local_date
from foundation.values.money import format_euro, percent_of
from grants.models import Application, FundRules, Grant, Notice
from grants.rules.deadlines import acceptance_until, deemed_known_on, proof_due_on, start_until
from reports.catalog.award_plan import FinancePlan, finance_plan, plan_blocks
from reports.catalog.decision_parts import decision_sentence, follows_jury, said_already
from reports.catalog.letter_parts import (
    LetterData,
    closing,
    contact_of,
    greeting_for,
    heard_name,
    hold_words,
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
from reports.catalog.notice_particulars import awarded
from reports.contract import Commission, Pairs, Report
from reports.kit import Block, Kit


@dataclass(frozen=True)
class FixedTexts:
    """What every award of the fund says, as its rules word it."""

    proof: tuple[str, ...]
    revocation: str
    duty_to_report: tuple[str, ...]
    checking_rights: str
    repayment: tuple[str, ...]
    discretion: str


@dataclass(frozen=True)
class AwardNotice(LetterData):
    """Everything the notice says, formatted."""

    applied: str
    amount: str
    requested: str
    is_partial: bool
    project: str
    facts: Pairs
    financing_sentence: str
    legal_basis: tuple[str, ...]
    payout: tuple[str, ...]
    obligations: tuple[str, ...]
    preconditions: tuple[str, ...]
    terms: tuple[str, ...]
    proof_due: str
    decision: str
    reasons: tuple[str, ...]
    remedy_text: str
    fixed: FixedTexts
    plan: FinancePlan


def collect(commission: Commission) -> AwardNotice:
    """The notice as it was drafted or released; a draft is shown as if it were released on the as-of day."""
    notice = Notice.objects.select_related(
        "case__fund", "case__rules", "case__particulars", "case__grant__account"
    ).get(uuid=commission.params["notice"])
    application, grant = notice.case, notice.case.grant
    rules, dated_on = application.rules, notice.posted_on or commission.as_of
    hold_words(rules, commission, notice)
    applied_on = local_date(application.submitted_at or notice.drafted_at)
    plan = finance_plan(application, approved_cents=notice.amount_cents)
    requested = application.requested_cents or 0
    obligations = list(grant.obligations.all())
    due_on = grant.proof_due_on or proof_due_on(grant.ends_on, rules.parameters())
    proof_due = in_words(due_on)
    return AwardNotice(
        paper=letter_paper(
            application,
            title="Bewilligungsbescheid",
            dated_on=dated_on,
            more=(("Ihr Antrag vom", format_date(applied_on)),),
        ),
        particulars=awarded(notice, grant, proof_due_on=due_on),
        heading=f"Bewilligungsbescheid für „{application.title}“",
        greeting=greeting_for(heard_name(application)),
        sign_off=sign_off_of(
            application, notice.released_by_label, is_award=True, is_waived=notice.second_person_waived
        ),
        contact=contact_of(application.fund),
        applied=in_words(applied_on),
        amount=format_euro(notice.amount_cents),
        requested=format_euro(requested),
        is_partial=notice.amount_cents < requested,
        project=application.title,
        facts=_facts(application, grant, dated_on, plan, notice.amount_cents),
        financing_sentence=rules.financing_sentence(rules.financing, rules.rate_percent),
        legal_basis=legal_basis_of(application),
        payout=payout_of(rules, notice.amount_cents)
        + (lines_of(rules.says("state_aid_text")) if application.is_state_aid else ()),
        obligations=tuple(each.text for each in obligations if not each.is_condition_precedent)
        + lines_of(rules.says("conditions_text", fonds=application.fund.name, nachweis_bis=proof_due)),
        preconditions=tuple(each.text for each in obligations if each.is_condition_precedent),
        terms=_terms(notice, grant, dated_on),
        proof_due=proof_due,
        decision=decision_sentence(application),
        reasons=_reasons(application, notice),
        remedy_text=rules.remedy(),
        fixed=fixed_texts(rules, is_followed=follows_jury(application)),
        plan=plan,
    )


def _terms(notice: Notice, grant: Grant, dated_on: date) -> tuple[str, ...]:
    """By when to accept and to begin, where the fund sets such terms: nothing may lapse that nobody named."""
    rules = notice.case.rules
    parameters = rules.parameters()
    known = notice.deemed_known_on or deemed_known_on(
        dated_on, notice.channel or parameters.posting, parameters
    )
    days = {
        "acceptance_term_text": acceptance_until(known, parameters),
        "start_term_text": start_until(known, parameters, planned_on=grant.starts_on),
    }
    said = (rules.says(name, frist=in_words(day)) for name, day in days.items() if day)
    return tuple(unbroken(text) for text in said if text)


def fixed_texts(rules: FundRules, *, is_followed: bool = True) -> FixedTexts:
    """What every award of the fund says in the words of its rules, also whether the jury is followed."""
    return FixedTexts(
        proof=lines_of(rules.says("proof_text")),
        revocation=unbroken(rules.says("revocation_text")),
        duty_to_report=lines_of(rules.says("duty_to_report_text")),
        checking_rights=unbroken(rules.says("checking_rights_text")),
        repayment=(unbroken(rules.says("repayment_text")), unbroken(rules.says("interest_text"))),
        discretion=unbroken(rules.says("discretion_award_text" if is_followed else "discretion_other_text")),
    )


def _facts(application: Application, grant: Grant, dated_on: date, plan: FinancePlan, cents: int) -> Pairs:
    begin = grant.early_start_on or dated_on
    place = f"{application.title}, {application.place}" if application.place else application.title
    return (
        ("Zuwendung", f"bis zu {format_euro(cents)}"),
        ("Zweck", place),
        ("Zeit der Aktion", _period(grant.starts_on, grant.ends_on)),
        ("Bewilligungszeitraum", _period(begin, grant.ends_on)),
        (
            "Finanzierungsart",
            f"{application.rules.get_financing_display()}, Projektförderung als nicht rückzahlbarer Zuschuss",
        ),
        ("Zuwendungsfähige Ausgaben", plan.costs_total[1]),
        ("Haushaltsjahr", str(grant.account.budget_year)),
    )


def _period(begin: date, end: date) -> str:
    return in_words(end) if begin == end else f"{in_words(begin)} bis {in_words(end)}"


def payout_of(rules: FundRules, amount_cents: int) -> tuple[str, ...]:
    """When money flows: in advance up to the fund's share, the rest after the check of the proof."""
    account = "Bitte nennen Sie uns dafür Ihr Konto. Wir zahlen nur auf ein Konto auf Ihren Namen."
    rest = "Wir überweisen das Geld, wenn wir Ihren Nachweis geprüft haben."
    if not rules.max_advance_percent:
        return (f"{rest} {account}",)
    advance = format_euro(percent_of(amount_cents, rules.max_advance_percent))
    if rules.is_by_agreement:
        early = (
            f"Sie können vorab bis zu {advance} bekommen, wenn Sie das Geld für die Aktion brauchen. "
            "Das geht, sobald beide Seiten unterschrieben haben."
        )
        return (early, f"Den Rest überweisen wir, wenn wir Ihren Nachweis geprüft haben. {account}")
    early = (
        f"Sie können vorab bis zu {advance} bekommen, wenn Sie das Geld für die Aktion brauchen. Das geht, "
        f"sobald die Frist für {rules.remedy_word} vorbei ist oder Sie schriftlich darauf verzichten."
    )
    return (
        early,
        f"Den Rest überweisen wir, wenn wir Ihren Nachweis geprüft haben. {account}",
    )


def _reasons(application: Application, notice: Notice) -> tuple[str, ...]:
    return () if said_already(application, notice.reason) else lines_of(notice.reason)


def layout(data: AwardNotice, kit: Kit) -> Sequence[Block]:
    """The notice, and the plan as its annex."""
    return [
        *opening(kit, data),
        kit.paragraph(f"über Ihren Antrag vom {data.applied} haben wir entschieden:"),
        *_tenor(data, kit),
        kit.heading("2. Rechtsgrundlage", level=2),
        *(kit.paragraph(line) for line in data.legal_basis),
        kit.heading("3. Auszahlung", level=2),
        *(kit.paragraph(line) for line in data.payout),
        *_side_provisions(data, kit),
        *duties(data, kit),
        kit.heading("8. Rückzahlung und Zinsen", level=2),
        *(kit.paragraph(text) for text in data.fixed.repayment),
        *_grounds(data, kit),
        *remedy(kit, data.remedy_text),
        *questions_block(kit, data),
        *closing(kit, data),
        kit.paragraph([kit.bold("Anlage: "), "Kosten- und Finanzierungsplan"], small=True),
        kit.page_break(),
        kit.heading("Anlage: Kosten- und Finanzierungsplan", level=2),
        kit.paragraph("Dieser Plan ist Teil des Bescheids und im Gesamtergebnis verbindlich."),
        *plan_blocks(data.plan, kit),
    ]


def _tenor(data: AwardNotice, kit: Kit) -> list[Block]:
    blocks: list[Block] = [
        kit.heading("1. Entscheidung", level=2),
        kit.paragraph(
            [
                "Sie bekommen für Ihre Aktion „",
                data.project,
                "“ eine Zuwendung von bis zu ",
                kit.bold(data.amount),
                ".",
            ]
        ),
    ]
    if data.is_partial:
        blocks.append(
            kit.paragraph(
                f"Beantragt hatten Sie {data.requested}. Im Übrigen lehnen wir den Antrag ab. "
                "Die Gründe stehen in Nummer 9."
            )
        )
    return [*blocks, kit.facts(data.facts), kit.paragraph(data.financing_sentence)]


def _side_provisions(data: AwardNotice, kit: Kit) -> list[Block]:
    blocks: list[Block] = [kit.heading("4. Nebenbestimmungen (§ 36 VwVfG)", level=2)]
    if data.obligations:
        blocks += [
            kit.paragraph("Mit der Zuwendung sind diese Auflagen verbunden:", keep_with_next=True),
            kit.numbered(data.obligations),
        ]
    if data.preconditions:
        blocks += [
            kit.paragraph("Wir zahlen erst, wenn diese Bedingungen erfüllt sind:", keep_with_next=True),
            kit.bullets(data.preconditions),
        ]
    blocks += [kit.paragraph(text) for text in data.terms]
    return [*blocks, kit.paragraph(data.fixed.revocation)]


def duties(data: AwardNotice, kit: Kit) -> list[Block]:
    """Sections 5 to 7: what to send until when, what to tell at once, who may look."""
    return [
        kit.heading("5. Verwendungsnachweis", level=2),
        kit.paragraph(
            ["Bitte schicken Sie uns bis zum ", kit.bold(data.proof_due), ":"], keep_with_next=True
        ),
        kit.bullets(data.fixed.proof),
        kit.paragraph("Sie können dafür unsere Internetseite oder unser Formular auf Papier benutzen."),
        kit.heading("6. Was Sie uns mitteilen müssen", level=2),
        kit.paragraph("Sagen Sie uns sofort Bescheid,", keep_with_next=True),
        kit.bullets(data.fixed.duty_to_report),
        kit.heading("7. Prüfungsrechte", level=2),
        kit.paragraph(data.fixed.checking_rights),
    ]


def _grounds(data: AwardNotice, kit: Kit) -> list[Block]:
    blocks: list[Block] = [kit.heading("9. Begründung", level=2)]
    if data.decision:
        blocks.append(kit.paragraph(data.decision))
    blocks += [kit.paragraph(line) for line in data.reasons]
    return [*blocks, kit.paragraph(data.fixed.discretion)]


REPORT = Report(
    slug="bewilligungsbescheid",
    title="Bewilligungsbescheid",
    subject_kind="grant",
    audience="applicant",
    params=("notice",),
    collect=collect,
    layout=layout,
)
