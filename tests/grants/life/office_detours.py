"""The real office on the ways that are seldom walked; see `office`."""

from typing import Any

from applicants.services.bank_details import add_bank_account
from foundation.audit.actors import Actor
from foundation.values.errors import DomainError
from grants.models import ClaimRelief, Objection, ObjectionEnd, ObjectionWay, Outcome, PaymentOrder
from grants.services import claim_steps, objections, payment_returns, recalls, reminders, sessions
from grants.services.carry_overs import confirm_carry_over, propose_carry_over
from grants.services.grants import extend_proof_term
from tests.grants.life.expected_detours import MORE_TIME, PAUSE, PUT_OFF
from tests.grants.life.model import YEAR, Case
from tests.grants.life.office import WHY
from tests.grants.life.office_money import Office
from tests.stories import IBAN


class WholeOffice(Office):
    """All verbs of the books."""

    def defer_claim(self, case: Case, actor: Actor, cents: int) -> None:
        claim_steps.defer_claim(**self.claim_step(case, actor), until=self.books.day + PUT_OFF, reason=WHY)

    def propose_waiver(self, case: Case, actor: Actor, cents: int) -> None:
        self._propose(case, actor, ClaimRelief.WAIVE)

    def propose_write_off(self, case: Case, actor: Actor, cents: int) -> None:
        self._propose(case, actor, ClaimRelief.WRITE_OFF)

    def _propose(self, case: Case, actor: Actor, relief: ClaimRelief) -> None:
        claim_steps.propose_relief(**self.claim_step(case, actor), relief=relief, reason=WHY)

    def propose_recall(self, case: Case, actor: Actor, cents: int) -> None:
        recalls.propose_recall(**self.claim_step(case, actor), reason=WHY, heard=WHY)

    def recall(self, case: Case, actor: Actor, cents: int) -> None:
        recalls.recall_deferral(**self.claim_step(case, actor))

    def waive(self, case: Case, actor: Actor, cents: int) -> None:
        claim_steps.waive_claim(**self.claim_step(case, actor))

    def write_off(self, case: Case, actor: Actor, cents: int) -> None:
        claim_steps.write_off_claim(**self.claim_step(case, actor))

    def return_payment(self, case: Case, actor: Actor, cents: int) -> None:
        orders = PaymentOrder.objects.filter(grant__case=self.pks[case.number], state="executed")
        order = orders.order_by("-pk").first()
        if order is None:
            raise DomainError("Es gibt keine Auszahlung.", "order.missing")
        payment_returns.return_payment(order=order, reason=WHY, actor=actor, now=self.now)

    def give_account(self, case: Case, actor: Actor, cents: int) -> None:
        applicant, holder = self.case(case).applicant, self.case(case).particulars.name
        account = add_bank_account(applicant=applicant, holder=holder, iban=IBAN, actor=actor, now=self.now)
        payment_returns.change_bank_details(
            **self.step(case, actor), bank_account=account, confirmed_at=self.now
        )

    def carry_commitments(self, case: Case, actor: Actor, cents: int) -> None:
        proposal = propose_carry_over(fund=self.fund, from_year=YEAR, actor=actor, now=self.now)
        confirm_carry_over(proposal=proposal, actor=self.people["kaemmerei2"], now=self.now)

    def note_objection(self, case: Case, actor: Actor, cents: int) -> None:
        notice = self.case(case).notices.get(kind="award", discarded_at__isnull=True)
        arrival = objections.Arrival(self.books.day, ObjectionWay.LETTER, WHY)
        objections.note_objection(notice=notice, arrival=arrival, actor=actor, now=self.now)

    def end_objection(self, case: Case, actor: Actor, cents: int) -> None:
        open_ones = Objection.objects.filter(notice__case=self.pks[case.number], ended_at__isnull=True)
        objection = open_ones.first()
        if objection is None:
            raise DomainError("Es gibt keinen Rechtsbehelf.", "objection.missing")
        how: dict[str, Any] = {"outcome": ObjectionEnd.WITHDRAWN, "ended_on": self.books.day, "reason": WHY}
        objections.end_objection(objection=objection, actor=actor, now=self.now, **how)

    def extend_proof_term(self, case: Case, actor: Actor, cents: int) -> None:
        until = max(self.grant(case).proof_due_on or self.books.day, self.books.day) + MORE_TIME
        extend_proof_term(**self.step(case, actor), until=until, reason=WHY)

    def pause(self, case: Case, actor: Actor, cents: int) -> None:
        until = self.books.day + PAUSE
        reminders.pause_reminders(case=self.case(case), until=until, reason=WHY, actor=actor, now=self.now)

    def vote_biased(self, case: Case, actor: Actor, cents: int) -> None:
        """Everybody votes, whoever is biased too."""
        votes = dict.fromkeys(self.fund.jury_members.all(), "yes")
        decision = sessions.Decision(Outcome.YES, votes=votes, amount_cents=max(1, cents), reason=WHY)
        sessions.record_decision(**self.case_step(case, actor), decision=decision)
