"""The receipt order: what the Kasse takes in, from whom, why; certified by one, ordered by another person."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from foundation.files.models import Document
from grants.models.application import Application
from grants.models.claim import Claim
from grants.models.drawdown import Drawdown
from grants.models.fund import Fund
from grants.models.workflow_model import WorkflowModel
from grants.rules.cash_references import payment_purpose
from grants.rules.instalments import Rate
from grants.states import ReceiptOrderState
from grants.workflows.receipt_order import ReceiptOrderWorkflow

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class ReceiptKind(models.TextChoices):
    """Where the money comes from."""

    CLAIM = "claim", "Rückforderung"
    INTEREST = "interest", "Zinsen"
    LAND = "land", "Mittel von Bund und Land"
    PRIVATE = "private", "Private Mittel"
    MUNICIPAL = "municipal", "Städtische Mittel"


#: Prepared by hand; their money is noted on the order itself.
BY_HAND = (ReceiptKind.PRIVATE, ReceiptKind.MUNICIPAL)
IS_LIVING = ~Q(state="cancelled")


class ReceiptOrder(ReceiptOrderWorkflow, WorkflowModel):
    """Annahmeanordnung over cents. What has come in is summed from its claim, drawdown or own notes."""

    machine: ClassVar[str] = "receipt_order"

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="receipt_orders")
    kind = models.CharField("Art", max_length=9, choices=ReceiptKind)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="receipt_orders")
    drawdown = models.ForeignKey(Drawdown, on_delete=models.PROTECT, null=True, related_name="receipt_orders")
    number = models.CharField("Anordnungsnummer", max_length=24, unique=True)
    cash_reference = models.CharField("Kassenzeichen", max_length=35, unique=True)
    payer = models.CharField("Zahlungspflichtig", max_length=140)
    reason = models.CharField("Grund", max_length=140)
    amount_cents = models.BigIntegerField("Betrag")
    account_assignment = models.CharField("Buchungsstelle", max_length=140, blank=True)
    budget_year = models.PositiveSmallIntegerField("Haushaltsjahr")
    due_on = models.DateField("Fällig am")
    prepared_by = models.CharField(max_length=32, blank=True)
    prepared_by_label = models.CharField(max_length=160, blank=True)
    prepared_at = models.DateTimeField()
    certified_by = models.CharField(max_length=32, blank=True)
    certified_by_label = models.CharField(max_length=160, blank=True)
    certified_at = models.DateTimeField(null=True, blank=True)
    ordered_by = models.CharField(max_length=32, blank=True)
    ordered_by_label = models.CharField(max_length=160, blank=True)
    ordered_at = models.DateTimeField(null=True, blank=True)
    ordered_limit_cents = models.BigIntegerField("Anordnungsbefugnis bis", null=True, blank=True)
    ordered_for_label = models.CharField("In Vertretung für", max_length=160, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    money: "RelatedManager[IncomingMoney]"

    class Meta:
        verbose_name = "Annahmeanordnung"
        verbose_name_plural = "Annahmeanordnungen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReceiptOrderState.values), name="receipt_order_state_known"
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="receipt_order_positive"),
            models.CheckConstraint(
                condition=Q(kind__in=["claim", "interest"], claim__isnull=False, drawdown__isnull=True)
                | Q(kind="land", claim__isnull=True, drawdown__isnull=False)
                | Q(kind__in=["private", "municipal"], claim__isnull=True, drawdown__isnull=True),
                name="receipt_order_has_its_source",
            ),
            models.CheckConstraint(
                condition=Q(ordered_by="") | ~Q(ordered_by=F("certified_by")),
                name="receipt_order_orderer_not_certifier",
            ),
            models.CheckConstraint(
                condition=~Q(state="ordered") | (~Q(ordered_by="") & ~Q(certified_by="")),
                name="receipt_order_ordered_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(ordered_limit_cents__isnull=True) | Q(ordered_limit_cents__gte=F("amount_cents")),
                name="receipt_order_within_authority",
            ),
            models.UniqueConstraint(fields=["claim"], condition=IS_LIVING, name="receipt_order_one_a_claim"),
            models.UniqueConstraint(
                fields=["drawdown"], condition=IS_LIVING, name="receipt_order_one_a_drawdown"
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="receipt_order_by_state")]

    def __str__(self) -> str:
        return self.number

    @property
    def case(self) -> Application | None:
        """The case of its claim; money of the Land and of others belongs to none."""
        return self.claim.case if self.claim is not None else None

    @property
    def later_days(self) -> list[Rate]:
        """The days on which its money is due since the claim was deferred; none while its own day holds."""
        return self.claim.later_days if self.claim is not None else []

    @property
    def next_due_on(self) -> date:
        """The day until which the next money is to come: its own, that of a deferral, or of the next rate."""
        days = self.later_days
        rate = self.claim.next_rate if self.claim is not None and days else None
        return rate.due_on if rate else days[-1].due_on if days else self.due_on

    @property
    def is_by_hand(self) -> bool:
        return self.kind in BY_HAND

    @property
    def received_cents(self) -> int:
        """What has come in so far, from where it is noted."""
        if self.claim is not None:
            return self.claim.repaid_cents
        if self.drawdown is not None:
            return self.drawdown.received_cents
        return sum(each.amount_cents for each in self.money.all())

    @property
    def dropped_cents(self) -> int:
        """What will not come any more: waived, or cut by the Land."""
        if self.claim is not None:
            return self.claim.open_cents if self.claim.state == "waived" else 0
        return self.drawdown.cut_cents if self.drawdown is not None else 0

    @property
    def open_cents(self) -> int:
        """What is still to come."""
        return max(0, self.amount_cents - self.received_cents - self.dropped_cents)

    @property
    def excess_cents(self) -> int:
        """What came in above the ordered sum: somebody gave more than was announced."""
        return max(0, self.received_cents - self.amount_cents)

    @property
    def settlement(self) -> str:
        """How far it is settled, in the words of the office."""
        if self.excess_cents:
            return "erledigt, mehr eingegangen als angeordnet"
        if self.open_cents <= 0:
            return "erledigt"
        return "teilweise eingegangen" if self.received_cents else "noch nichts eingegangen"

    @property
    def purpose(self) -> str:
        """What the payer writes on the transfer."""
        case = self.case
        return payment_purpose(self.cash_reference, case.reference or "" if case else "")


class IncomingMoney(models.Model):
    """Money that came in on an order that was prepared by hand. Rows are only ever added. Cents."""

    order = models.ForeignKey(ReceiptOrder, on_delete=models.PROTECT, related_name="money")
    received_on = models.DateField("Eingegangen am")
    amount_cents = models.BigIntegerField("Betrag")
    recorded_by = models.CharField(max_length=32)
    recorded_by_label = models.CharField(max_length=160)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "Eingang auf eine Annahmeanordnung"
        verbose_name_plural = "Eingänge auf Annahmeanordnungen"
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="incoming_money_positive")
        ]

    def __str__(self) -> str:
        return f"{self.order}: Eingang {self.received_on}"
