"""The proof of use: report, receipts, and the note of the check that a case cannot be closed without."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from foundation.files.models import StoredFile
from grants.models.application import Application, CostItem
from grants.models.fund import Fund
from grants.models.grant import Grant

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from grants.models.proof_version import ProofVersion


class Proof(models.Model):
    """Verwendungsnachweis: what the resident tells about the money. Open for receipts before it is sent."""

    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="proof")
    report = models.TextField("Sachbericht", max_length=4000, blank=True)
    donations_actual_cents = models.BigIntegerField("Spenden tatsächlich", null=True, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    receipts: "RelatedManager[Receipt]"
    versions: "RelatedManager[ProofVersion]"

    class Meta:
        verbose_name = "Verwendungsnachweis"
        verbose_name_plural = "Verwendungsnachweise"

    def __str__(self) -> str:
        return f"Nachweis {self.grant}"

    @property
    def case(self) -> Application:
        return self.grant.case

    @property
    def fund(self) -> Fund:
        return self.grant.case.fund

    @property
    def receipts_cents(self) -> int:
        """The sum of all receipts as handed in."""
        return sum(receipt.amount_cents for receipt in self.receipts.all())

    @property
    def accepted_cents(self) -> int:
        """The sum of what the check accepted so far."""
        return sum(receipt.accepted_cents or 0 for receipt in self.receipts.all())


class PaymentMethod(models.TextChoices):
    """Zahlungsart: how a receipt was paid."""

    CASH = "cash", "bar"
    CARD = "card", "Karte"
    TRANSFER = "transfer", "Überweisung"
    DIRECT_DEBIT = "direct_debit", "Lastschrift"
    OTHER = "other", "anders"


class Receipt(models.Model):
    """Beleg. Once checked, accepted and cut sum to the amount, and a cut has a reason (INV-10)."""

    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, related_name="receipts")
    number = models.PositiveSmallIntegerField()
    issued_on = models.DateField("Datum")
    paid_on = models.DateField("Bezahlt am")
    payment_method = models.CharField("Zahlungsart", max_length=12, choices=PaymentMethod, blank=True)
    payee = models.CharField("Geschäft", max_length=120)
    purpose = models.CharField("Wofür?", max_length=160)
    document_number = models.CharField("Nummer auf dem Beleg", max_length=60, blank=True)
    # What counts: all that was paid, or the net amount of who deducts input tax. Then the tax stands apart.
    amount_cents = models.BigIntegerField("Betrag")
    tax_cents = models.BigIntegerField("Erstattete Mehrwertsteuer", default=0)
    cost_item = models.ForeignKey(CostItem, on_delete=models.PROTECT, null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted_cents = models.BigIntegerField("Anerkannt", null=True, blank=True)
    cut_cents = models.BigIntegerField("Gekürzt", null=True, blank=True)
    cut_reason = models.CharField("Grund der Kürzung", max_length=300, blank=True)
    kept_reason = models.CharField("Warum er trotz Verwendung anderswo zählt", max_length=300, blank=True)

    class Meta:
        verbose_name = "Beleg"
        verbose_name_plural = "Belege"
        ordering = ["number"]
        indexes = [models.Index(fields=["issued_on", "amount_cents"], name="receipt_day_and_amount")]
        constraints = [
            models.UniqueConstraint(fields=["proof", "number"], name="receipt_number_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="receipt_positive"),
            models.CheckConstraint(condition=Q(tax_cents__gte=0), name="receipt_tax_not_negative"),
            models.CheckConstraint(
                condition=Q(accepted_cents__isnull=True, cut_cents__isnull=True)
                | Q(
                    amount_cents=F("accepted_cents") + F("cut_cents"), accepted_cents__gte=0, cut_cents__gte=0
                ),
                name="receipt_accepted_plus_cut",
            ),
            models.CheckConstraint(
                condition=Q(cut_cents__isnull=True) | Q(cut_cents=0) | ~Q(cut_reason=""),
                name="receipt_cut_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(payment_method__in=["", *PaymentMethod.values]),
                name="receipt_payment_method_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Beleg {self.number}"

    @property
    def gross_cents(self) -> int:
        """What stands on the paper and was paid."""
        return self.amount_cents + self.tax_cents


class ProofCheck(models.Model):
    """Prüfvermerk: who checked, when, how, with which result, and who confirmed it (another person)."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="checks")
    checked_by = models.CharField(max_length=32)
    checked_by_label = models.CharField(max_length=120)
    checked_at = models.DateTimeField()
    method = models.CharField(max_length=200, default="Alle Belege einzeln geprüft")
    purpose_achieved = models.BooleanField()
    remark = models.TextField(blank=True)
    accepted_cents = models.BigIntegerField()
    cut_cents = models.BigIntegerField()
    entitlement_cents = models.BigIntegerField()
    explanation = models.JSONField()
    confirmed_by = models.CharField(max_length=32, blank=True)
    confirmed_by_label = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Confirmed by who checked, as the rules of a small town allow: a trigger asks the rules.
    second_person_waived = models.BooleanField(default=False)

    class Meta:
        verbose_name = "Prüfvermerk"
        verbose_name_plural = "Prüfvermerke"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(second_person_waived=True) | ~Q(confirmed_by=F("checked_by")),
                name="proof_check_second_person",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | ~Q(confirmed_by=""),
                name="proof_check_confirmed_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"Prüfvermerk vom {self.checked_at:%d.%m.%Y}"


class ProofReminder(models.Model):
    """A reminder, the formal demand, the hearing about the start (§ 28 VwVfG) or more time, with its term."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(
        max_length=8,
        choices=[
            ("reminder", "Erinnerung"),
            ("demand", "Mahnung mit Anhörung"),
            ("start", "Anhörung zum Beginn"),
            ("longer", "Mehr Zeit für den Nachweis"),
        ],
    )
    sent_on = models.DateField()
    until = models.DateField()

    class Meta:
        verbose_name = "Erinnerung"
        verbose_name_plural = "Erinnerungen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
