"""What was read in from the finance system or the bank: the file's name for ever, its lines, what was booked.

Nothing of a file is kept but its SHA-256 and the few cells that a booking needs; of a line that belongs to no
order or claim of ours only what names it to the Kasse.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from grants.models.claim import Claim
from grants.models.fund import Fund
from grants.models.payment import PaymentOrder


class ImportKind(models.TextChoices):
    """What a file is."""

    RESULTS = "results", "Ergebnisse: ausgeführte und zurückgekommene Zahlungen"
    STATEMENT = "statement", "Kontoauszug der Bank (camt.053)"
    POSTINGS = "postings", "Buchungen des Finanzverfahrens, nur zum Abgleich"


class ImportVerb(models.TextChoices):
    """What a line wants to be booked."""

    EXECUTE = "execute", "Ausgezahlt"
    RETURN = "return", "Zurückgekommen"
    REPAY = "repay", "Eingegangen"
    POSTED_OUT = "out", "Dort gebucht: Auszahlung"
    POSTED_IN = "in", "Dort gebucht: Einzahlung"


class FinanceImport(models.Model):
    """One file, read in once for a fund."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="finance_imports")
    kind = models.CharField("Was", max_length=10, choices=ImportKind)
    sha256 = models.CharField("Prüfsumme", max_length=64)
    row_count = models.PositiveIntegerField("Zeilen")
    foreign_count = models.PositiveIntegerField("Fremde Zahlungen", default=0)
    remarks = models.TextField("Hinweise", blank=True)
    imported_by = models.CharField(max_length=32)
    imported_by_label = models.CharField(max_length=160)
    imported_at = models.DateTimeField()

    class Meta:
        verbose_name = "Eingelesene Datei"
        verbose_name_plural = "Eingelesene Dateien"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "sha256"], name="finance_import_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sha256[:8]}"

    @property
    def subject(self) -> str:
        """As the logs name it."""
        return f"finance_import:{self.uuid}"

    @property
    def only_compared(self) -> bool:
        """Its lines are taken over for the comparison: nothing of them is booked here."""
        return self.kind == ImportKind.POSTINGS

    @property
    def verb_word(self) -> str:
        """What is done with its lines."""
        return "übernehmen" if self.only_compared else "buchen"

    @property
    def done_word(self) -> str:
        """What a finished line is, as a participle."""
        return "übernommen" if self.only_compared else "gebucht"


class ImportRow(models.Model):
    """A line as the file says it: cents, above zero. `problem`: why it is of no use whatever happens."""

    source = models.ForeignKey(FinanceImport, on_delete=models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField("Zeile")
    verb = models.CharField("Was", max_length=8, choices=ImportVerb, blank=True)
    order = models.ForeignKey(PaymentOrder, on_delete=models.PROTECT, null=True, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="+")
    order_number = models.CharField("Anordnungsnummer", max_length=40, blank=True)
    document_number = models.CharField("Buchungsnummer", max_length=40, blank=True)
    day = models.DateField("Datum", null=True)
    amount_cents = models.BigIntegerField("Betrag", null=True)
    reference = models.CharField("Kassenzeichen", max_length=40, blank=True)
    reason = models.CharField("Grund", max_length=140, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "Eingelesene Zeile"
        verbose_name_plural = "Eingelesene Zeilen"
        ordering = ["source_id", "line"]
        constraints = [
            models.UniqueConstraint(fields=["source", "line"], name="import_row_line_once"),
            models.CheckConstraint(
                condition=~Q(problem="")
                | (Q(amount_cents__gt=0, day__isnull=False, verb__in=ImportVerb.values)),
                name="import_row_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}/{self.line}"

    @property
    def signed_cents(self) -> int:
        """As the comparison counts: a receipt of the other books with minus. 0 for a line without amount."""
        cents = self.amount_cents or 0
        return -cents if self.verb == ImportVerb.POSTED_IN else cents


class ImportedStep(models.Model):
    """A line was booked: once, by whom and when. Written in the transaction of its booking."""

    row = models.OneToOneField(ImportRow, on_delete=models.PROTECT, related_name="step")
    done_by = models.CharField(max_length=32)
    done_by_label = models.CharField(max_length=160)
    done_at = models.DateTimeField()

    class Meta:
        verbose_name = "Gebuchte Zeile"
        verbose_name_plural = "Gebuchte Zeilen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.row_id)
