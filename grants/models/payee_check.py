"""What the bank said of a payee's name (Verification of Payee, EU 2024/886): noted, never overwritten."""

from django.db import models
from django.db.models import Q

from grants.models.payment import PaymentOrder


class PayeeResult(models.TextChoices):
    """The bank's answer. Paying despite NO MATCH moves the risk to the payer (domain handbook 3.3)."""

    MATCH = "match", "Name und IBAN passen zusammen (Match)"
    CLOSE = "close", "Der Name ist ähnlich (Close Match)"
    NO_MATCH = "no_match", "Der Name passt nicht (No Match)"
    NOT_APPLICABLE = "none", "Die Bank konnte nicht prüfen (Not Applicable)"


class PayeeCheck(models.Model):
    """One answer. The name that the bank proposes is not kept: it may be a third person's."""

    order = models.ForeignKey(PaymentOrder, on_delete=models.PROTECT, related_name="payee_checks")
    result = models.CharField("Ergebnis", max_length=10, choices=PayeeResult)
    noted_by = models.CharField(max_length=32)
    noted_by_label = models.CharField(max_length=160)
    noted_at = models.DateTimeField()

    class Meta:
        verbose_name = "Empfängerprüfung"
        verbose_name_plural = "Empfängerprüfungen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=PayeeResult.values), name="payee_check_result_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.result}"
