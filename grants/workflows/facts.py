"""Reads rows into the frozen facts that the pure rules may know. No rule, no sentence, no writing here."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from foundation.values.dates import local_date
from grants.rules.ballots import BallotFacts
from grants.rules.ceiling import ceiling
from grants.rules.changes import PlanItemFact
from grants.rules.entitlement import entitlement, receipts_needed
from grants.rules.facts import (
    ApplicationFacts,
    OrderFacts,
    OrderKind,
    ProofFacts,
    ReceiptFact,
    SeatFacts,
    VoteFacts,
)
from grants.rules.financing import FinancingPlan, financing_plan
from grants.rules.findings import Calculation, Finding
from grants.rules.payees import check_holder
from grants.workflows.answers import costs_of

if TYPE_CHECKING:
    from applicants.models import BankAccount
    from grants.models import AgendaItem, Application, Grant, JuryMember, JurySession, Proof, Receipt

UNDECIDED = ("draft", "submitted", "incomplete", "eligible", "scheduled", "deferred")
LIVING_ORDERS = ("draft", "certified_factual", "certified_arith", "ordered", "handed_over", "executed")


def application_facts(application: "Application", today: date) -> ApplicationFacts:
    """An application, its applicant and its cost plan as the eligibility rules see them."""
    person = application.particulars
    return ApplicationFacts(
        as_of=today,
        applicant_kind=person.kind or None,  # type: ignore[arg-type]  # choices hold exactly these kinds
        applicant_name=person.name,
        contact_person=person.contact_person,
        contact_known=bool(person.channel),
        address_known=person.no_fixed_address or bool(person.street and person.postcode),
        adult_confirmed=person.is_adult,
        represented=application.represented,
        title=application.title,
        description=application.description,
        place=application.place,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        costs=costs_of(application),
        requested_cents=application.requested_cents,
        own_cents=application.own_cents or 0,
        donations_cents=application.donations_cents or 0,
        other_public_cents=application.other_public_cents or 0,
        other_money_from=application.other_money_from,
        not_begun_confirmed=application.not_begun_confirmed,
        terms_accepted=application.terms_accepted,
        price_reason=application.price_reason,
        price_judgement=application.price_judgement,
        early_start_on=application.early_start_on,
        acts_economically=application.acts_economically,
        is_decided=application.state not in UNDECIDED,
        received_on=local_date(application.submitted_at) if application.submitted_at else None,
    )


def applicant_used_cents(application: "Application", budget_year: int) -> int:
    """What the same applicant was approved in the year in other cases, net of releases and with open votes.

    The same applicant holds the same keys, or gave the same name and postcode (INV-06). Cents.
    """
    same = Q(applicant=application.applicant_id)
    if application.particulars.identity_key:
        same |= Q(particulars__identity_key=application.particulars.identity_key)
    others = application.fund.applications.filter(same)
    used = 0
    for other in others.exclude(pk=application.pk).prefetch_related("ledger_entries__account"):
        entries = sorted(other.ledger_entries.all(), key=lambda entry: entry.pk)
        # The year of the vote counts, whatever year has to bear the money after a carry-over.
        if entries and entries[0].account.budget_year == budget_year:
            used += sum(entry.reserved_cents + entry.committed_cents + entry.paid_cents for entry in entries)
    return used


def ceiling_of(application: "Application", budget_year: int, *, own_cents: int = 0) -> Calculation:
    """The most that can be approved now, with its rows; the fund's free money is that of the budget year.

    `own_cents` is what is reserved for this very case already.
    """
    accounts = application.fund.accounts.all()
    account = next((each for each in accounts if each.budget_year == budget_year), None)
    return ceiling(
        requested_cents=application.requested_cents or 0,
        eligible_cents=application.eligible_cents or 0,
        applicant_used_cents=applicant_used_cents(application, budget_year),
        free_cents=(account.free_cents if account else 0) + own_cents,
        parameters=application.rules.parameters(),
    )


def wanted_of(application: "Application", budget_year: int) -> int:
    """The most that could be approved if the fund had money without end. Cents."""
    requested = application.requested_cents or 0
    return ceiling(
        requested_cents=requested,
        eligible_cents=application.eligible_cents or 0,
        applicant_used_cents=applicant_used_cents(application, budget_year),
        free_cents=requested,
        parameters=application.rules.parameters(),
    ).total_cents


def financing_plan_of(application: "Application", approved_cents: int) -> FinancingPlan:
    """The plan as approved: the eligible costs, and who pays them. Cents."""
    return financing_plan(
        fund_name=application.fund.name,
        planned_cents=sum(cost.amount_cents for cost in application.costs.all()),
        eligible_cents=application.eligible_cents or 0,
        approved_cents=approved_cents,
        donations_cents=application.donations_cents or 0,
        other_public_cents=application.other_public_cents or 0,
    )


def receipts_needed_for(grant: "Grant", proof: "Proof | None") -> int:
    """Receipts over so many cents are needed for the whole approval; donations as they came, if known."""
    case = grant.case
    planned = financing_plan_of(case, grant.approved_cents).own_cents
    actual = proof.donations_actual_cents if proof else None
    return receipts_needed(
        parameters=case.rules.parameters(),
        approved_cents=grant.approved_cents,
        own_cents=planned if grant.accepted_on is None else grant.own_committed_cents,
        donations_cents=(case.donations_cents or 0) if actual is None else actual,
        other_public_cents=case.other_public_cents or 0,
    )


def wanted_cents(grant: "Grant", proof: "Proof | None") -> int:
    """What the receipts must come to; of a project that was given up, what was paid."""
    return grant.paid_cents if grant.state == "cancelled" else receipts_needed_for(grant, proof)


def left_over_of(grant: "Grant", proof: "Proof") -> int:
    """What would have to come back if every receipt counted as it stands; other money first, in cents."""
    case = grant.case
    entitled = entitlement(
        parameters=case.rules.parameters(),
        approved_cents=grant.approved_cents - grant.released_cents,
        accepted_cents=proof.receipts_cents,
        donations_actual_cents=proof.donations_actual_cents or 0,
        other_public_cents=case.other_public_cents or 0,
        own_committed_cents=grant.own_committed_cents,
    )
    return max(0, grant.paid_cents - entitled.total_cents)


def vote_facts(item: "AgendaItem", ceiling_cents: int) -> VoteFacts:
    """The counts and the result of one agenda item."""
    return VoteFacts(
        result=item.outcome,  # type: ignore[arg-type]  # choices hold exactly these results
        present=item.present_count,
        biased=item.biased_count,
        yes=item.yes_count,
        no=item.no_count,
        abstain=item.abstain_count,
        amount_cents=item.amount_cents or 0,
        ceiling_cents=ceiling_cents,
        reason=item.reason,
        obligations=tuple(item.obligations),
    )


def seat_facts(member: "JuryMember", session: "JurySession") -> SeatFacts:
    """A member on the day of a session."""
    return SeatFacts(
        name=member.name,
        is_of_fund=member.fund_id == session.fund_id,
        held_on=session.held_on,
        serves_from=member.serves_from,
        serves_until=member.serves_until,
    )


def ballot_facts(item: "AgendaItem", member: "JuryMember") -> BallotFacts:
    """An item of the agenda as a member finds it."""
    return BallotFacts(
        session_is_open=item.session.state == "open",
        item_is_open=item.decided_at is None and item.application.state == "scheduled",
        is_present=item.session.is_circular
        or any(each.pk == member.pk for each in item.session.present.all()),
    )


def order_facts(
    grant: "Grant", *, kind: str, amount_cents: int, today: date, without: int | None = None
) -> OrderFacts:
    """A payment order that is about to be made or signed; `without` leaves out the order itself."""
    living = [order for order in grant.orders.all() if order.state in LIVING_ORDERS and order.pk != without]
    notice, check = grant.released_award, grant.confirmed_check
    ordered = sum(order.amount_cents for order in living)
    kind_of_order: OrderKind = kind  # type: ignore[assignment]  # choices hold exactly these kinds
    return OrderFacts(
        on=today,
        kind=kind_of_order,
        amount_cents=amount_cents,
        approved_cents=grant.approved_cents - grant.released_cents,
        ordered_cents=ordered,
        advances_cents=sum(order.amount_cents for order in living if order.kind != "final"),
        rest_cents=None if check is None else max(0, check.entitlement_cents - ordered),
        remedy_until=notice.remedy_until if notice else None,
        in_dispute=kind != "final" and any(hold.lifted_at is None for hold in grant.case.holds.all()),
        remedy_waived=grant.waiver_on is not None or _is_agreed(grant),
        bank_account_confirmed=grant.bank_account_id is not None,
        account_returned=any(
            order.state == "returned" and order.bank_account_id == grant.bank_account_id
            for order in grant.orders.all()
        ),
        open_conditions=tuple(
            obligation.text
            for obligation in grant.obligations.all()
            if obligation.is_condition_precedent and obligation.fulfilled_on is None
        ),
        register_entry_missing=grant.case.is_state_aid and grant.state_aid_entry is None,
    )


def _is_agreed(grant: "Grant") -> bool:
    """Both sides have signed an agreement: there is no remedy to wait for."""
    return grant.accepted_on is not None and grant.case.award_form.is_agreement


def strange_holder(account: "BankAccount | None", case: "Application") -> tuple[Finding, ...]:
    """The finding when the account is somebody else's; for a group its contact person is as good."""
    person = case.particulars
    also = (person.contact_person,) if person.kind == "group" else ()
    return check_holder(holder=account.holder, applicant=person.name, also=also) if account else ()


def receipt_fact(receipt: "Receipt") -> ReceiptFact:
    """One receipt; the hash is that of its picture."""
    return ReceiptFact(
        number=receipt.number,
        dated_on=receipt.issued_on,
        payee=receipt.payee,
        purpose=receipt.purpose,
        amount_cents=receipt.amount_cents,
        tax_cents=receipt.tax_cents,
        document_number=receipt.document_number,
        sha256=receipt.file.sha256 if receipt.file else "",
        accepted_cents=receipt.accepted_cents,
        cut_cents=receipt.cut_cents or 0,
        cut_reason=receipt.cut_reason,
        kept_reason=receipt.kept_reason,
    )


def plan_item_facts(grant: "Grant") -> tuple[PlanItemFact, ...]:
    """The lines of the plan with what receipts show for them; none for a fixed sum, which has no plan."""
    if grant.case.rules.financing == "festbetrag":
        return ()
    spent: Counter[int | None] = Counter()
    for receipt in grant.proof.receipts.all():
        spent[receipt.cost_item_id] += receipt.amount_cents
    return tuple(
        PlanItemFact(item=each.item, planned_cents=each.amount_cents, spent_cents=spent[each.pk])
        for each in grant.case.plan_items
    )


def proof_facts(grant: "Grant", today: date) -> ProofFacts:
    """A proof of use with the period in which costs count."""
    notice = grant.released_award
    proof = grant.proof
    check = grant.open_check
    return ProofFacts(
        as_of=today,
        notice_on=(notice.posted_on if notice else None) or grant.starts_on,
        ends_on=grant.ends_on,
        early_start_on=grant.early_start_on,
        receipts=tuple(receipt_fact(receipt) for receipt in proof.receipts.all()),
        report=proof.report,
        purpose_achieved=check.purpose_achieved if check else None,
    )
