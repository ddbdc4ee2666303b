"""The proof of use: receipts one by one, sending, the check and its confirmation."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.db import transaction

from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.services import append_entry
from foundation.files.models import StoredFile
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from foundation.values.phrases import say
from grants import policy
from grants.models import CostItem, Grant, Proof, ProofCheck, Receipt
from grants.rules.entitlement import entitlement, settle
from grants.rules.findings import Calculation, only_blockers
from grants.rules.obligations import WITH_THE_PROOF
from grants.rules.receipts import check_review
from grants.selectors.receipts import review_facts
from grants.services.assignments import Assignment, above_zero, assign_receipts, day_of_payment, plan_item
from grants.services.grants import close_if_settled, fulfil_obligations
from grants.services.judgements import Cut, judge_receipts
from grants.services.ledger import hold
from grants.services.news import CUTS, tell
from grants.services.proof_versions import keep_proof_version, send
from grants.services.releases import release_commitment
from grants.services.second_person import note_waiver
from grants.services.workflow import lock, perform

NOTHING_KEPT: Mapping[int, str] = MappingProxyType({})
OPEN_FOR_RECEIPTS = (
    "issued",
    "accepted",
    "running",
    "proof_due",
    "proof_overdue",
    "cancelled",
    "proof_incomplete",
)


@dataclass(frozen=True)
class ReceiptLine:
    """A receipt as typed: date, shop, what for, cents, its picture if there is one, when it was paid if on
    another day, the line of the plan if it was chosen, the number that the shop has printed on it. For who
    deducts input tax `amount_cents` is the net amount, and `tax_cents` the tax beside it.
    """

    issued_on: date
    payee: str
    purpose: str
    amount_cents: int
    file: StoredFile | None = None
    paid_on: date | None = None
    cost_item: CostItem | None = None
    document_number: str = ""
    tax_cents: int = 0


def open_proof(*, grant: Grant, actor: Actor, now: datetime) -> Proof:
    """The proof of a grant, made when first needed. Raises NotAllowed, DomainError when it has been sent."""
    if not policy.may_send_proof(actor, grant):
        raise NotAllowed(policy.may_send_proof.why_not(actor, grant), "policy.denied")
    if grant.state not in OPEN_FOR_RECEIPTS:
        raise DomainError(say("Ihren Nachweis haben Sie schon geschickt."), "proof.sent")
    return Proof.objects.get_or_create(grant=grant, defaults={"created_at": now})[0]


def add_receipt(*, grant: Grant, line: ReceiptLine, actor: Actor, now: datetime) -> Receipt:
    """Add one receipt to the open proof. A plan of one line is that receipt's line.

    Raises InvalidInput for the same picture twice, a payment in the future, a line of another plan.
    """
    with transaction.atomic():
        fresh = lock(grant)
        proof = open_proof(grant=fresh, actor=actor, now=now)
        if line.file and proof.receipts.filter(file__sha256=line.file.sha256).exists():
            raise InvalidInput(say("Diesen Beleg haben Sie schon."), "receipt.double", "file")
        last = proof.receipts.order_by("-number").first()
        return Receipt.objects.create(
            proof=proof,
            number=(last.number if last else 0) + 1,
            issued_on=line.issued_on,
            paid_on=day_of_payment(line.paid_on, issued_on=line.issued_on, now=now),
            cost_item=plan_item(fresh, line.cost_item),
            payee=line.payee,
            purpose=line.purpose,
            amount_cents=above_zero(line.amount_cents),
            tax_cents=line.tax_cents if fresh.case.deducts_input_tax else 0,
            document_number=line.document_number.strip(),
            file=line.file,
        )


def correct_receipt(
    *, grant: Grant, receipt: Receipt, line: ReceiptLine, actor: Actor, now: datetime
) -> Receipt:
    """Write a receipt of the open proof anew; its number stays, and its picture unless a new one is given.

    Raises InvalidInput as `add_receipt`, DomainError when the receipt was removed meanwhile.
    """
    with transaction.atomic():
        fresh = lock(grant)
        proof = open_proof(grant=fresh, actor=actor, now=now)
        held = proof.receipts.filter(pk=receipt.pk).first()
        if held is None:
            raise DomainError(say("Diesen Beleg gibt es nicht mehr."), "receipt.gone")
        if line.file and proof.receipts.exclude(pk=held.pk).filter(file__sha256=line.file.sha256).exists():
            raise InvalidInput(say("Diesen Beleg haben Sie schon."), "receipt.double", "file")
        held.issued_on, held.payee, held.purpose = line.issued_on, line.payee, line.purpose
        held.amount_cents, held.file = above_zero(line.amount_cents), line.file or held.file
        held.tax_cents = line.tax_cents if fresh.case.deducts_input_tax else 0
        held.document_number = line.document_number.strip()
        held.paid_on = day_of_payment(line.paid_on, issued_on=line.issued_on, now=now)
        held.cost_item = plan_item(fresh, line.cost_item)
        held.save()
    return held


def remove_receipt(*, grant: Grant, number: int, actor: Actor, now: datetime) -> None:
    """Take a receipt out of the open proof; the others close up, so that numbers have no gap."""
    with transaction.atomic():
        proof = open_proof(grant=lock(grant), actor=actor, now=now)
        proof.receipts.filter(number=number).delete()
        for position, receipt in enumerate(proof.receipts.order_by("number"), 1):
            if receipt.number != position:
                Receipt.objects.filter(pk=receipt.pk).update(number=position)


def save_report(
    *, grant: Grant, report: str, donations_actual_cents: int | None, actor: Actor, now: datetime
) -> Proof:
    """Save the words about what was done, and what donations really came, in cents."""
    with transaction.atomic():
        proof = open_proof(grant=lock(grant), actor=actor, now=now)
        proof.report, proof.donations_actual_cents = report.strip(), donations_actual_cents
        proof.save()
    return proof


def submit_proof(*, grant: Grant, actor: Actor, now: datetime, expected_version: int | None = None) -> Grant:
    """Send report and receipts; early is fine. Raises Blocked with everything that is missing."""

    def work(fresh: Grant) -> None:
        send(fresh.proof, now=now)

    return perform(grant, "submit_proof", actor=actor, now=now, expected_version=expected_version, work=work)


def check_proof(
    *,
    grant: Grant,
    cuts: Mapping[int, Cut],
    purpose_achieved: bool,
    actor: Actor,
    now: datetime,
    remark: str = "",
    kept: Mapping[int, str] = NOTHING_KEPT,
    open_obligations: Sequence[str] = (),
    assignments: Mapping[int, Assignment] | None = None,
) -> ProofCheck:
    """Write the note of the check (Prüfvermerk): every receipt accepted or cut, the entitlement explained.

    `cuts`: number of the receipt -> cut; the others are accepted in full. `kept`: number -> why one that
    another case has used counts here all the same (INV-09). `assignments`: number -> line of the plan and way
    of payment. A purpose that is achieved also marks the obligations as fulfilled but for `open_obligations`.
    Raises NotAllowed, DomainError, Blocked.
    """
    with transaction.atomic():
        fresh = lock(grant)
        _demand_checkable(fresh, actor)
        fresh.checks.filter(confirmed_at__isnull=True).delete()
        assign_receipts(fresh, assignments or {})
        judge_receipts(fresh.proof, cuts, kept)
        check = _write_note(fresh, purpose_achieved=purpose_achieved, remark=remark, actor=actor, now=now)
        keep_proof_version(fresh.proof, now=now)
        _demand_answers(fresh, actor, local_date(now))
        if purpose_achieved:
            fulfil_obligations(
                grant=fresh,
                shown_by=WITH_THE_PROOF,
                actor=actor,
                now=now,
                except_for=tuple(open_obligations),
            )
        append_entry(
            action="proof.check",
            subject=fresh.subject,
            actor=actor,
            details={"accepted_cents": check.accepted_cents, "entitlement_cents": check.entitlement_cents},
            now=now,
        )
    return check


def _write_note(
    grant: Grant, *, purpose_achieved: bool, remark: str, actor: Actor, now: datetime
) -> ProofCheck:
    """What the receipts as judged come to, with the way to it."""
    calculation = entitlement_of(grant, purpose_achieved=purpose_achieved)
    accepted = grant.proof.accepted_cents
    return ProofCheck.objects.create(
        grant=grant,
        checked_by=actor.reference,
        checked_by_label=actor.label,
        checked_at=now,
        purpose_achieved=purpose_achieved,
        remark=remark.strip(),
        accepted_cents=accepted,
        cut_cents=grant.proof.receipts_cents - accepted,
        entitlement_cents=calculation.total_cents,
        explanation=[asdict(row) for row in calculation.rows],
    )


def _demand_answers(grant: Grant, actor: Actor, today: date) -> None:
    """Whatever a rule finds in the receipts is answered before the note of the check stands."""
    if findings := only_blockers(check_review(review_facts(grant, reader=actor, today=today))):
        raise Blocked(findings=findings)


def confirm_proof(*, grant: Grant, actor: Actor, now: datetime, expected_version: int | None = None) -> Grant:
    """A second person confirms the check: what will not be paid is released, and the grant settles.

    Who wants e-mail is told when a receipt was cut.
    """
    with transaction.atomic():
        held = lock(grant)
        hold(held.account)

        def work(fresh: Grant) -> None:
            check = fresh.checks.filter(confirmed_at__isnull=True).order_by("-pk")[0]
            check.confirmed_by, check.confirmed_by_label = actor.reference, actor.label
            check.confirmed_at = now
            check.second_person_waived = check.checked_by == actor.reference
            check.save()
            result = settle(fresh.approved_cents, check.entitlement_cents, fresh.paid_cents)
            release_commitment(fresh, result.released, actor=actor, now=now)
            if check.cut_cents:
                tell(CUTS, case=fresh.case, cause=f"cuts:{fresh.uuid}:{check.pk}", now=now)
            if check.second_person_waived:
                note_waiver("proof", fresh.case, actor=actor, now=now)

        checked = perform(
            held, "confirm_check", actor=actor, now=now, expected_version=expected_version, work=work
        )
        settling = perform(checked, "settle", actor=SYSTEM, now=now)
        return close_if_settled(grant=settling, actor=SYSTEM, now=now)


def _demand_checkable(grant: Grant, actor: Actor) -> None:
    if not policy.may_check_proof(actor, grant):
        raise NotAllowed(policy.may_check_proof.why_not(actor, grant), "policy.denied")
    if grant.state != "proof_submitted":
        raise DomainError(say("Es liegt kein Nachweis vor, den man prüfen kann."), "proof.wrong_state")


def entitlement_of(grant: Grant, *, purpose_achieved: bool) -> Calculation:
    """The entitlement by the fund's kind of financing, with its rows (INV-07). Cents."""
    case, proof = grant.case, grant.proof
    donations = proof.donations_actual_cents
    return entitlement(
        parameters=case.rules.parameters(),
        approved_cents=grant.approved_cents,
        accepted_cents=proof.accepted_cents,
        donations_actual_cents=(case.donations_cents or 0) if donations is None else donations,
        other_public_cents=case.other_public_cents or 0,
        own_committed_cents=grant.own_committed_cents,
        purpose_achieved=purpose_achieved,
    )
