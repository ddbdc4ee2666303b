"""The grant: from the notice to the archive. Obligations belong to it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from applicants.models import BankAccount
from grants.models.application import Application
from grants.models.fund import Fund
from grants.models.fund_account import FundAccount
from grants.models.notice import Notice, NoticeKind
from grants.models.workflow_model import WorkflowModel
from grants.rules.changes import ChangeFacts
from grants.states import GrantState
from grants.workflows.grant import GrantWorkflow

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from grants.models.account_sheet import AccountSheet
    from grants.models.binding import BoundThing
    from grants.models.change import ChangeRequest
    from grants.models.claim import Claim
    from grants.models.payment import PaymentOrder
    from grants.models.proof import Proof, ProofCheck, ProofReminder
    from grants.models.proof_question import ProofQuestion
    from grants.models.state_aid import StateAidEntry


class Grant(GrantWorkflow, WorkflowModel):
    """Förderfall. Amounts in cents; `released_cents` is what was approved and will not be paid."""

    machine: ClassVar[str] = "grant"
    #: The change that a service is about to record: for the requirements, never stored.
    change_in_hand: ChangeFacts | None = None

    case = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="grant")
    account = models.ForeignKey(FundAccount, on_delete=models.PROTECT, related_name="grants")
    approved_cents = models.BigIntegerField("Bewilligt")
    released_cents = models.BigIntegerField("Freigegeben", default=0)
    own_committed_cents = models.BigIntegerField("Zugesagtes eigenes Geld", default=0)
    own_less_reason = models.CharField("Warum weniger eigenes Geld", max_length=500, blank=True)
    starts_on = models.DateField("Beginn")
    ends_on = models.DateField("Ende")
    early_start_on = models.DateField("Vorzeitiger Maßnahmenbeginn ab", null=True, blank=True)
    accepted_on = models.DateField("Angenommen am", null=True, blank=True)
    waiver_on = models.DateField("Verzicht auf Rechtsbehelf am", null=True, blank=True)
    # How the waiver came when the office typed it in; empty when the applicant gave it on their own page.
    waiver_note = models.CharField("Wie der Verzicht kam", max_length=300, blank=True)
    proof_due_on = models.DateField("Nachweis fällig am", null=True, blank=True)
    demand_sent_on = models.DateField("Mahnung mit Anhörung am", null=True, blank=True)
    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, null=True, blank=True)
    bank_account_changed_at = models.DateTimeField("Konto geändert", null=True, blank=True)

    account_sheets: "RelatedManager[AccountSheet]"
    bound_things: "RelatedManager[BoundThing]"
    changes: "RelatedManager[ChangeRequest]"
    obligations: "RelatedManager[Obligation]"
    orders: "RelatedManager[PaymentOrder]"
    claims: "RelatedManager[Claim]"
    proof: "Proof"
    checks: "RelatedManager[ProofCheck]"
    reminders: "RelatedManager[ProofReminder]"
    proof_questions: "RelatedManager[ProofQuestion]"
    state_aid_entries: "RelatedManager[StateAidEntry]"

    class Meta:
        verbose_name = "Förderfall"
        verbose_name_plural = "Förderfälle"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=GrantState.values), name="grant_state_known"),
            models.CheckConstraint(condition=Q(approved_cents__gt=0), name="grant_approved_positive"),
            models.CheckConstraint(
                condition=Q(released_cents__gte=0, released_cents__lte=F("approved_cents")),
                name="grant_released_within",
            ),
        ]
        indexes = [models.Index(fields=["state"], name="grant_by_state")]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def fund(self) -> Fund:
        return self.case.fund

    @property
    def days(self) -> dict[str, str]:
        due_on = self.proof_due_on.isoformat() if self.proof_due_on else ""
        return {"ends_on": self.ends_on.isoformat(), "proof_due_on": due_on}

    @property
    def paid_cents(self) -> int:
        """Paid out so far, gross: executed orders less what the bank sent back."""
        return sum(order.amount_cents for order in self.orders.all() if order.state == "executed")

    @property
    def repaid_cents(self) -> int:
        """What came back of the money that was paid; interest is no part of it."""
        return sum(claim.repaid_cents for claim in self.claims.all() if not claim.is_interest)

    @property
    def overpaid_cents(self) -> int:
        """What was paid beyond the entitlement of the confirmed check; 0 before there is one."""
        check = self.confirmed_check
        return max(0, self.paid_cents - check.entitlement_cents) if check else 0

    @property
    def owes_proof(self) -> bool:
        """A proof came or is to come: not where the grant ended before its project began."""
        return self.state not in (GrantState.DECLINED, GrantState.LAPSED_NOT_STARTED)

    @property
    def open_change(self) -> "ChangeRequest | None":
        """The change that waits for its decision."""
        newest = self.changes.order_by("-number").prefetch_related("rulings").first()
        return newest if newest is not None and newest.decision is None else None

    @property
    def open_account_sheet(self) -> "AccountSheet | None":
        """The account from a sheet that waits for the second person."""
        return next((each for each in self.account_sheets.all() if each.is_waiting), None)

    @property
    def open_proof_question(self) -> "ProofQuestion | None":
        """The question about the proof that waits for its answer."""
        if self.state != GrantState.PROOF_INCOMPLETE:
            return None
        return next((each for each in self.proof_questions.all() if each.answered_at is None), None)

    @property
    def state_aid_entry(self) -> "StateAidEntry | None":
        """The De-minimis entry that counts; only undertakings have one."""
        if not self.case.is_state_aid:
            return None
        return max(self.state_aid_entries.all(), key=lambda entry: entry.pk, default=None)

    @property
    def award_notice(self) -> Notice | None:
        """The latest award notice, drafted or released; what was taken back is none."""
        awards = [
            notice
            for notice in self.case.notices.all()
            if notice.kind == NoticeKind.AWARD and notice.discarded_at is None
        ]
        return max(awards, key=lambda notice: notice.pk, default=None)

    @property
    def released_award(self) -> Notice | None:
        """The award notice that is out, the latest if there are several."""
        notice = self.award_notice
        return notice if notice and notice.released_at else None

    @property
    def open_check(self) -> "ProofCheck | None":
        """The note of the check that waits for the second person."""
        return _latest(check for check in self.checks.all() if check.confirmed_at is None)

    @property
    def confirmed_check(self) -> "ProofCheck | None":
        """The note of the check that a second person has confirmed; not asked for before there is a proof."""
        if self.state in _BEFORE_PROOF:
            return None
        return _latest(check for check in self.checks.all() if check.confirmed_at is not None)


_BEFORE_PROOF = (
    GrantState.DRAFT_NOTICE,
    GrantState.ISSUED,
    GrantState.ACCEPTED,
    GrantState.DECLINED,
    GrantState.RUNNING,
)


def _latest(checks: "Iterable[ProofCheck]") -> "ProofCheck | None":
    return max(checks, key=lambda check: check.pk, default=None)


class Obligation(models.Model):
    """Auflage, or a condition precedent (Bedingung) that blocks payment until fulfilled (§ 36 VwVfG)."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="obligations")
    text = models.CharField(max_length=300)
    is_condition_precedent = models.BooleanField(default=False)
    fulfilled_on = models.DateField(null=True, blank=True)
    # What shows that it is done, in the office's words: "Foto vom Schild", "Schreiben vom 3. Mai".
    fulfilled_note = models.CharField("Woran man es sieht", max_length=300, blank=True)
    fulfilled_by_label = models.CharField("Vermerkt von", max_length=120, blank=True)

    class Meta:
        verbose_name = "Auflage"
        verbose_name_plural = "Auflagen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
