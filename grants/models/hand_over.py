"""The run in which the Kasse takes orders with one file: it never changes, and no order is in two."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from foundation.files.models import StoredFile
from grants.models.fund import Fund
from grants.models.payment import PaymentOrder
from grants.models.payment_profile import PaymentProfile


class HandOverKind(models.TextChoices):
    """What the file is."""

    CSV = "csv", "CSV für das Finanzverfahren"
    PAIN001 = "pain001", "Bankdatei pain.001"


class HandOver(models.Model):
    """Übergabelauf: count and control sum in cents, and the stored file with its SHA-256.

    `file` holds full IBANs; it goes when every case of the run has been deleted after its retention.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="hand_overs")
    number = models.CharField("Nummer", max_length=24, unique=True)
    kind = models.CharField("Art", max_length=8, choices=HandOverKind)
    profile = models.ForeignKey(PaymentProfile, on_delete=models.PROTECT, null=True, related_name="+")
    count = models.PositiveIntegerField("Anzahl")
    total_cents = models.BigIntegerField("Kontrollsumme")
    sha256 = models.CharField("Prüfsumme", max_length=64)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.CharField(max_length=32)
    made_by_label = models.CharField(max_length=160)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "Übergabelauf"
        verbose_name_plural = "Übergabeläufe"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=HandOverKind.values), name="hand_over_kind_known"),
            models.CheckConstraint(
                condition=Q(count__gt=0, total_cents__gt=0), name="hand_over_of_something"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """As logs and file name it. It has no registered reader: the file goes out by its own page only."""
        return f"hand_over:{self.uuid}"


class HandOverLine(models.Model):
    """One payment of a run. An order is handed over once; a payment that came back gets a new order."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField("Stelle")
    order = models.OneToOneField(PaymentOrder, on_delete=models.PROTECT, related_name="hand_over_line")
    amount_cents = models.BigIntegerField("Betrag")

    class Meta:
        verbose_name = "Zeile eines Übergabelaufs"
        verbose_name_plural = "Zeilen eines Übergabelaufs"
        ordering = ["hand_over_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "position"], name="hand_over_line_position_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="hand_over_line_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.hand_over_id}/{self.position}"


class HandOverDownload(models.Model):
    """The file went out: the first time, and every time again."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="downloads")
    number = models.PositiveIntegerField("Wievieltes Mal")
    by = models.CharField(max_length=32)
    by_label = models.CharField(max_length=160)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "Abruf einer Übergabedatei"
        verbose_name_plural = "Abrufe von Übergabedateien"
        ordering = ["hand_over_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "number"], name="hand_over_download_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="hand_over_download_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.hand_over_id}: {self.number}"

    @property
    def is_again(self) -> bool:
        """The same file was loaded before."""
        return self.number > 1
