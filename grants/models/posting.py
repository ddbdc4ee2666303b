"""Postings of the finance system, kept beside our ledger so that both can be compared."""

from django.db import models
from django.db.models import Q

from grants.models.finance_import import ImportRow
from grants.models.fund import Fund
from grants.models.ledger import LedgerEntry


class Posting(models.Model):
    """One posting as the finance system says it: cents, above zero what went out, below what came in.

    It changes nothing in our ledger and is never changed itself. `reference`: Kassenzeichen or Aktenzeichen.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="postings")
    row = models.OneToOneField(ImportRow, on_delete=models.PROTECT, related_name="posting")
    document_number = models.CharField("Buchungsnummer", max_length=40)
    booked_on = models.DateField("Datum")
    amount_cents = models.BigIntegerField("Betrag")
    order_number = models.CharField("Anordnungsnummer", max_length=40, blank=True)
    reference = models.CharField("Kassenzeichen", max_length=40, blank=True)

    class Meta:
        verbose_name = "Buchung des Finanzverfahrens"
        verbose_name_plural = "Buchungen des Finanzverfahrens"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "document_number", "booked_on", "amount_cents", "order_number", "reference"],
                name="posting_once",
            ),
            models.CheckConstraint(condition=~Q(amount_cents=0), name="posting_moves_something"),
        ]

    def __str__(self) -> str:
        return self.document_number

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two postings the same one."""
        return (self.document_number, self.booked_on, self.amount_cents, self.order_number, self.reference)


class ReconciliationNote(models.Model):
    """Why a row of one side has no partner, in the words of who knows; the newest stands first."""

    entry = models.ForeignKey(
        LedgerEntry, on_delete=models.PROTECT, null=True, related_name="reconciliation_notes"
    )
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, null=True, related_name="notes")
    text = models.CharField("Grund", max_length=300)
    written_by = models.CharField(max_length=32)
    written_by_label = models.CharField(max_length=160)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "Notiz zum Abgleich"
        verbose_name_plural = "Notizen zum Abgleich"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=True, posting__isnull=False)
                | Q(entry__isnull=False, posting__isnull=True),
                name="reconciliation_note_on_one_side",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="reconciliation_note_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
