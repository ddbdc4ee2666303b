"""The claim: money that has to come back, row by row with its ground."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from grants.models.application import Application
from grants.models.fund import Fund
from grants.models.grant import Grant
from grants.models.interest import base_rates
from grants.models.notice import Notice, NoticeKind
from grants.models.workflow_model import WorkflowModel
from grants.rules.cash_references import payment_purpose
from grants.rules.instalments import Rate, next_rate
from grants.rules.interest import Owed, Period, Received, UnknownRate, interest_periods
from grants.rules.payment_days import is_in_time
from grants.states import ClaimState
from grants.workflows.claim import ClaimWorkflow

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from grants.models.instalment import ClaimInstalment
    from grants.models.interest import InterestPeriod
    from grants.models.ledger import LedgerEntry
    from grants.models.receipt_order import ReceiptOrder


#: What is due and not held up; the edges of a claim that is paid, deferred or pursued begin here.
OWED_STATES = (
    ClaimState.DUE,
    ClaimState.REMINDED_1,
    ClaimState.REMINDED_2,
    ClaimState.PARTLY_PAID,
)
IS_OWED = (*OWED_STATES, ClaimState.DEFERRED)


class ClaimRelief(models.TextChoices):
    """What can be proposed for money that does not come: still owed, not owed, or owed as early as before."""

    WRITE_OFF = "write_off", "Niederschlagung: Die Person schuldet es weiter, die Stadt verfolgt es nicht"
    WAIVE = "waive", "Erlass: Die Person schuldet es nicht mehr"
    RECALL = "recall", "Aufhebung der Stundung: Das Geld ist wieder fällig wie vorher"


@dataclass(frozen=True)
class Incoming:
    """Money that came in on a claim: the day, cents, and whether it was within the term."""

    received_on: date
    amount_cents: int
    is_in_time: bool


class Claim(ClaimWorkflow, WorkflowModel):
    """Erstattung (§ 49a VwVfG). `amount_cents` is the sum of its rows; `repaid_cents` what has come in.

    Interest is a claim of its own, on a `principal` that was paid late; or the city forgoes it.
    """

    machine: ClassVar[str] = "claim"

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="claims")
    amount_cents = models.BigIntegerField("Betrag")
    repaid_cents = models.BigIntegerField("Zurückgezahlt", default=0)
    heard_until = models.DateField("Anhörung bis", null=True, blank=True)
    pay_by = models.DateField("Zahlbar bis", null=True, blank=True)
    remind_until = models.DateField("Gemahnt bis", null=True, blank=True)
    deferred_until = models.DateField("Gestundet bis", null=True, blank=True)
    relief = models.CharField("Vorschlag", max_length=10, choices=ClaimRelief, blank=True)
    relief_reason = models.TextField("Grund des Vorschlags", blank=True)
    relief_by = models.CharField(max_length=32, blank=True)
    relief_by_label = models.CharField(max_length=120, blank=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=32)
    principal = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="interest")
    forgone_reason = models.TextField("Warum auf Zinsen verzichtet wird", blank=True)
    forgone_by = models.CharField(max_length=32, blank=True)
    forgone_by_label = models.CharField(max_length=120, blank=True)

    rows: "RelatedManager[ClaimRow]"
    entries: "RelatedManager[LedgerEntry]"
    receipt_orders: "RelatedManager[ReceiptOrder]"
    periods: "RelatedManager[InterestPeriod]"
    instalments: "RelatedManager[ClaimInstalment]"

    class Meta:
        verbose_name = "Rückforderung"
        verbose_name_plural = "Rückforderungen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="claim_state_known"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="claim_positive"),
            models.CheckConstraint(
                condition=Q(repaid_cents__gte=0, repaid_cents__lte=F("amount_cents")),
                name="claim_repaid_within",
            ),
            models.CheckConstraint(
                condition=Q(relief="") | (~Q(relief_reason="") & ~Q(relief_by="")),
                name="claim_relief_is_explained",
            ),
            models.CheckConstraint(
                condition=Q(forgone_reason="", forgone_by="") | (~Q(forgone_reason="") & ~Q(forgone_by="")),
                name="claim_forgone_is_explained",
            ),
            models.CheckConstraint(
                condition=Q(principal__isnull=True) | Q(forgone_by=""), name="claim_interest_bears_none"
            ),
        ]
        indexes = [models.Index(fields=["state"], name="claim_by_state")]

    def __str__(self) -> str:
        return f"Rückforderung {self.grant}"

    @property
    def fund(self) -> Fund:
        return self.grant.case.fund

    @property
    def case(self) -> Application:
        return self.grant.case

    @property
    def is_interest(self) -> bool:
        """Interest on a claim that was paid late; it bears none itself (§ 289 BGB)."""
        return self.principal_id is not None

    @property
    def notice_kind(self) -> NoticeKind:
        """Which act asks for it."""
        return NoticeKind.INTEREST if self.is_interest else NoticeKind.REPAYMENT

    @property
    def open_cents(self) -> int:
        """What has not come in yet."""
        return self.amount_cents - self.repaid_cents

    @property
    def cash_reference(self) -> str:
        """The Kassenzeichen of its receipt order; empty before there is one."""
        return next((each.cash_reference for each in self.receipt_orders.all()), "")

    @property
    def purpose(self) -> str:
        """What the payer writes on the transfer."""
        return payment_purpose(self.cash_reference, self.case.reference or "")

    @property
    def rates(self) -> list[Rate]:
        """The instalments that hold: those of the last deferral; none when it named one day."""
        if self.deferred_until is None:  # nearly always: then nobody asks the database
            return []
        rates = self.plan
        return rates if len(rates) > 1 else []

    @property
    def plan(self) -> list[Rate]:
        """What the last deferral said, whether it still holds or not: its rates, or its one day."""
        plans = list(self.instalments.all())
        newest = max((each.plan for each in plans), default=0)
        return [each.rate for each in plans if each.plan == newest]

    @property
    def later_days(self) -> list[Rate]:
        """The days that a deferral set in the place of the first one; none without a deferral."""
        return self.plan if self.state == ClaimState.DEFERRED else []

    @property
    def days(self) -> dict[str, str]:
        return {"deferred_until": self.deferred_until.isoformat()} if self.deferred_until else {}

    @property
    def next_rate(self) -> Rate | None:
        """The instalment that is next, with what is missing of it; None without a plan."""
        rates = self.rates
        planned = sum(rate.amount_cents for rate in rates)
        return next_rate(rates, self.repaid_cents - (self.amount_cents - planned)) if rates else None

    @property
    def term(self) -> date | None:
        """The last day on which it can be paid in peace: of the notice, a dunning, a deferral, or a rate."""
        rate = self.next_rate if self.state == ClaimState.DEFERRED else None
        deferred = rate.due_on if rate else self.deferred_until
        return max((day for day in (self.pay_by, self.remind_until, deferred) if day), default=None)

    @property
    def is_owed(self) -> bool:
        """The notice is out and something is still to be paid by the applicant."""
        return self.pay_by is not None and self.state in IS_OWED

    @property
    def incoming(self) -> list[Incoming]:
        """What came in, in the order of the bookings; the day of receipt decides whether it was in time."""
        return [
            Incoming(each.occurred_on, each.received_cents, is_in_time(each.occurred_on, self.pay_by))
            for each in self.entries.all()
        ]

    @property
    def calculation(self) -> list[Period]:
        """The rows of an interest claim, as they were when it was drafted."""
        return [each.period for each in self.periods.all()]

    def late_interest(self) -> tuple[Period, ...]:
        """What is owed for money that came in after the term, row by row. Raises UnknownRate.

        An act bears interest from the day of each of its rows (§ 49a III 1 VwVfG), an agreement from the end
        of the day that was named (§§ 286, 288 BGB).
        """
        named = self.pay_by if self.case.award_form.is_agreement else None
        owed = [Owed(row.amount_cents, named or row.interest_from) for row in self.rows.all()]
        received = [Received(each.amount_cents, each.received_on, each.is_in_time) for each in self.incoming]
        return interest_periods(owed, received, base_rates())

    @property
    def awaits_interest(self) -> bool:
        """It came back too late, and nobody has asked for interest or forgone it.

        Less than the fund asks for needs no decision; what nobody can compute does.
        """
        if self.state != ClaimState.PAID or self.is_interest or self.forgone_by:
            return False
        smallest = self.case.rules.interest_from_cents
        if smallest is None or all(each.is_in_time for each in self.incoming) or hasattr(self, "interest"):
            return False
        try:
            cents = sum(row.cents for row in self.late_interest())
        except UnknownRate:
            return True
        return cents >= max(1, smallest)


class ClaimGround(models.TextChoices):
    """Why money has to come back; the legal ground is text of the notice's template."""

    UNSPENT = "unspent", "nicht verbraucht"
    CUT = "cut", "Beleg nicht anerkannt"
    NOT_ACHIEVED = "not_achieved", "Zweck nicht erreicht"
    NOT_PROVEN = "not_proven", "Nachweis fehlt"
    INTEREST = "interest", "Zinsen"


class ClaimRow(models.Model):
    """One part of a claim, with its own ground and its own start of interest."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="rows")
    ground = models.CharField(max_length=14, choices=ClaimGround)
    amount_cents = models.BigIntegerField()
    interest_from = models.DateField()

    class Meta:
        verbose_name = "Zeile der Rückforderung"
        verbose_name_plural = "Zeilen der Rückforderung"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(amount_cents__gt=0), name="claim_row_positive")]

    def __str__(self) -> str:
        return self.get_ground_display()
