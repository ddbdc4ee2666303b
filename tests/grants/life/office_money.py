"""The real office from the acceptance to the last cent; see `office`."""

from datetime import timedelta
from typing import Any

from applicants.services.bank_details import add_bank_account
from foundation.audit.actors import Actor
from foundation.values.errors import DomainError
from grants.models import Claim, PaymentKind, PaymentOrder
from grants.models.letter import IS_WAITING
from grants.services import (
    claim_steps,
    claims,
    grants,
    holds,
    interest,
    payments,
    proofs,
    repayments,
    retention,
    revocations,
)
from grants.services.judgements import Cut
from grants.services.letters import release_letters
from grants.services.proof_questions import ask_about_proof, complete_proof
from tests.grants.life.model import OPEN_ORDER, Case
from tests.grants.life.office import WHY, OfficeBeforeTheGrant
from tests.stories import IBAN

HEARING = timedelta(days=10)


class Office(OfficeBeforeTheGrant):
    """All verbs of the books."""

    def _accept(self, case: Case, actor: Actor, *, waiver: bool) -> None:
        account = add_bank_account(
            applicant=self.case(case).applicant,
            holder=self.case(case).particulars.name,
            iban=IBAN,
            actor=actor,
            now=self.now,
        )
        grants.accept_grant(**self.step(case, actor), waiver=waiver, bank_account=account)

    def accept(self, case: Case, actor: Actor, cents: int) -> None:
        self._accept(case, actor, waiver=True)

    def accept_only(self, case: Case, actor: Actor, cents: int) -> None:
        self._accept(case, actor, waiver=False)

    def order_step(self, case: Case, actor: Actor) -> dict[str, Any]:
        """The order that is open, else the latest one there is."""
        orders = PaymentOrder.objects.filter(grant__case=self.pks[case.number]).order_by("-pk")
        order = orders.filter(state__in=OPEN_ORDER).first() or orders.first()
        if order is None:
            raise DomainError("Es gibt keine Anordnung.", "order.missing")
        return {"order": order, "actor": actor, "now": self.now}

    def prepare_order(self, case: Case, actor: Actor, cents: int) -> None:
        kind = PaymentKind.ADVANCE if case.entitlement is None else PaymentKind.FINAL
        payments.prepare_order(**self.step(case, actor), kind=kind, amount_cents=cents)

    def certify(self, case: Case, actor: Actor, cents: int) -> None:
        payments.certify_order(**self.order_step(case, actor))

    def order(self, case: Case, actor: Actor, cents: int) -> None:
        payments.order_payment(**self.order_step(case, actor))

    def execute(self, case: Case, actor: Actor, cents: int) -> None:
        payments.execute_payment(**self.order_step(case, actor))

    def cancel_order(self, case: Case, actor: Actor, cents: int) -> None:
        payments.cancel_order(**self.order_step(case, actor), reason=WHY)

    def remind(self, case: Case, actor: Actor, cents: int) -> None:
        grants.remind_proof(**self.step(case, actor), until=self.books.day + HEARING)
        self.post(case, actor, "nachweis-erinnerung")

    def demand(self, case: Case, actor: Actor, cents: int) -> None:
        grants.demand_proof(**self.step(case, actor), until=self.books.day + HEARING)
        self.post(case, actor, "nachweis-mahnung")

    def post(self, case: Case, actor: Actor, kind: str) -> None:
        """Whoever set the term sends its letter at once."""
        if letters := list(self.case(case).letters.filter(IS_WAITING, kind=kind)):
            release_letters(letters=letters, count=len(letters), actor=actor, now=self.now)

    def send_proof(self, case: Case, actor: Actor, cents: int) -> None:
        grant = self.grant(case)
        shop = f"Gartenmarkt Beispiel {case.number}"
        line = proofs.ReceiptLine(min(self.books.day, grant.ends_on), shop, "Stauden", cents)
        proofs.add_receipt(**self.step(case, actor), line=line)
        proofs.save_report(
            **self.step(case, actor), report="Der Blühstreifen ist angelegt.", donations_actual_cents=None
        )
        proofs.submit_proof(**self.step(case, actor))

    def ask_about_proof(self, case: Case, actor: Actor, cents: int) -> None:
        ask_about_proof(**self.step(case, actor), text=WHY, due_on=self.books.day + HEARING)

    def complete_proof(self, case: Case, actor: Actor, cents: int) -> None:
        complete_proof(**self.step(case, actor), answer=WHY, spoken=self.spoken(actor))

    def check(self, case: Case, actor: Actor, cents: int) -> None:
        cuts = {1: Cut(cents, WHY)} if case.receipt else {}
        proofs.check_proof(**self.step(case, actor), cuts=cuts, purpose_achieved=True)

    def confirm(self, case: Case, actor: Actor, cents: int) -> None:
        proofs.confirm_proof(**self.step(case, actor))

    def draft_claim(self, case: Case, actor: Actor, cents: int) -> None:
        heard = None if case.heard else self.books.day + HEARING
        claims.draft_claim(**self.step(case, actor), heard_until=heard)
        self.post(case, actor, "anhoerung-rueckforderung")

    def claim_step(self, case: Case, actor: Actor) -> dict[str, Any]:
        claim = Claim.objects.filter(grant__case=self.pks[case.number]).order_by("-pk").first()
        if claim is None:
            raise DomainError("Es gibt keine Rückforderung.", "claim.missing")
        return {"claim": claim, "actor": actor, "now": self.now}

    def take_back_claim(self, case: Case, actor: Actor, cents: int) -> None:
        claims.take_back_claim(**self.claim_step(case, actor), reason=WHY)

    def release_claim(self, case: Case, actor: Actor, cents: int) -> None:
        claims.release_claim_notice(**self.claim_step(case, actor))

    def repay(self, case: Case, actor: Actor, cents: int) -> None:
        repayments.record_repayment(**self.claim_step(case, actor), amount_cents=cents)

    def forgo_interest(self, case: Case, actor: Actor, cents: int) -> None:
        interest.forgo_interest(**self.claim_step(case, actor), reason=WHY)

    def draft_revocation(self, case: Case, actor: Actor, cents: int) -> None:
        revocations.draft_revocation(**self.step(case, actor), reason=WHY)

    def take_back_revocation(self, case: Case, actor: Actor, cents: int) -> None:
        revocations.take_back_revocation(**self.step(case, actor), reason=WHY)

    def revoke(self, case: Case, actor: Actor, cents: int) -> None:
        revocations.release_revocation(**self.step(case, actor))

    def hold(self, case: Case, actor: Actor, cents: int) -> None:
        holds.set_hold(case=self.case(case), reason=WHY, actor=actor, now=self.now)

    def lift(self, case: Case, actor: Actor, cents: int) -> None:
        holds.lift_hold(case=self.case(case), reason=WHY, actor=actor, now=self.now)

    def remind_claim(self, case: Case, actor: Actor, cents: int) -> None:
        claim_steps.remind_claim(**self.claim_step(case, actor), until=self.books.day + HEARING)

    def enforce(self, case: Case, actor: Actor, cents: int) -> None:
        claim_steps.enforce_claim(**self.claim_step(case, actor))

    def archive(self, case: Case, actor: Actor, cents: int) -> None:
        target: Any = self.grant(case) if case.grant else self.case(case)
        retention.archive_case(target=target, actor=actor, now=self.now)
