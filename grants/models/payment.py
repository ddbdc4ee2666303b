"""The payment order: certified by one person, ordered by a second, executed by a third (§ 8 KomKBVO LSA)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from applicants.models import BankAccount
from foundation.files.models import Document
from grants.models.application import Application
from grants.models.fund import Fund
from grants.models.grant import Grant
from grants.models.workflow_model import WorkflowModel
from grants.states import PaymentOrderState
from grants.workflows.payment_order import PaymentOrderWorkflow


class PaymentKind(models.TextChoices):
    """When in the life of a grant the money goes out."""

    ADVANCE = "advance", "Vorschuss"
    INSTALMENT = "instalment", "Teilzahlung"
    FINAL = "final", "Schlusszahlung"


def _differ(first: str, second: str) -> Q:
    """Two persons are not the same, or one of them has not acted yet."""
    return Q(**{first: ""}) | Q(**{second: ""}) | ~Q(**{first: F(second)})


class PaymentOrder(PaymentOrderWorkflow, WorkflowModel):
    """Auszahlungsanordnung. The payee's account is frozen in it; CHECKs keep the three persons apart."""

    machine: ClassVar[str] = "payment_order"

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField("Anordnungsnummer", max_length=24, unique=True)
    kind = models.CharField(max_length=10, choices=PaymentKind)
    amount_cents = models.BigIntegerField("Betrag")
    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT)
    reason = models.CharField("Grund", max_length=140)
    account_assignment = models.CharField("Buchungsstelle", max_length=140, blank=True)
    budget_year = models.PositiveSmallIntegerField("Haushaltsjahr")
    due_on = models.DateField("Fällig am")
    prepared_by = models.CharField(max_length=32)
    prepared_at = models.DateTimeField()
    certified_factual_by = models.CharField(max_length=32, blank=True)
    certified_factual_by_label = models.CharField(max_length=120, blank=True)
    certified_factual_at = models.DateTimeField(null=True, blank=True)
    certified_arith_by = models.CharField(max_length=32, blank=True)
    certified_arith_by_label = models.CharField(max_length=120, blank=True)
    certified_arith_at = models.DateTimeField(null=True, blank=True)
    ordered_by = models.CharField(max_length=32, blank=True)
    ordered_by_label = models.CharField(max_length=120, blank=True)
    ordered_at = models.DateTimeField(null=True, blank=True)
    ordered_limit_cents = models.BigIntegerField("Anordnungsbefugnis bis", null=True, blank=True)
    ordered_for_label = models.CharField("In Vertretung für", max_length=150, blank=True)
    executed_by = models.CharField(max_length=32, blank=True)
    executed_by_label = models.CharField(max_length=120, blank=True)
    executed_on = models.DateField(null=True, blank=True)
    bank_reference = models.CharField(max_length=80, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "Auszahlungsanordnung"
        verbose_name_plural = "Auszahlungsanordnungen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PaymentOrderState.values), name="payment_order_state_known"
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="payment_order_positive"),
            models.CheckConstraint(
                condition=_differ("ordered_by", "certified_factual_by")
                & _differ("ordered_by", "certified_arith_by"),
                name="payment_order_orderer_not_certifier",
            ),
            models.CheckConstraint(
                condition=_differ("executed_by", "certified_factual_by")
                & _differ("executed_by", "certified_arith_by")
                & _differ("executed_by", "ordered_by"),
                name="payment_order_executor_apart",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ordered", "handed_over", "executed"])
                | (~Q(ordered_by="") & ~Q(certified_factual_by="") & ~Q(certified_arith_by="")),
                name="payment_order_ordered_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(ordered_limit_cents__isnull=True) | Q(ordered_limit_cents__gte=F("amount_cents")),
                name="payment_order_within_authority",
            ),
            models.CheckConstraint(
                condition=~Q(state="executed") | (~Q(executed_by="") & Q(executed_on__isnull=False)),
                name="payment_order_executed_is_signed",
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="payment_order_by_state")]

    def __str__(self) -> str:
        return self.number

    @property
    def fund(self) -> Fund:
        return self.grant.case.fund

    @property
    def case(self) -> Application:
        return self.grant.case
