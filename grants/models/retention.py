"""Holds, proposals to delete, and what is left of a deleted case."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from foundation.files.models import Document
from foundation.values.dates import format_date, local_date
from grants.models.application import Application
from grants.models.fund import Fund

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

#: Neither carried out nor withdrawn.
IS_OPEN = Q(released_at__isnull=True, withdrawn_at__isnull=True)


class LitigationHold(models.Model):
    """Sperre wegen eines Rechtsstreits: nothing of the case is archived or deleted while it stands."""

    case = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField("Grund", max_length=2000)
    set_by = models.CharField(max_length=32)
    set_by_label = models.CharField(max_length=120)
    set_at = models.DateTimeField()
    lifted_by = models.CharField(max_length=32, blank=True)
    lifted_by_label = models.CharField(max_length=120, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lift_reason = models.TextField("Warum aufgehoben", max_length=2000, blank=True)

    class Meta:
        verbose_name = "Sperre"
        verbose_name_plural = "Sperren"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(lifted_at__isnull=True), name="litigation_hold_one_open"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | ~Q(lifted_by=""), name="litigation_hold_lift_is_signed"
            ),
        ]

    def __str__(self) -> str:
        return f"Sperre vom {format_date(local_date(self.set_at))}"


class DeletionRun(models.Model):
    """Cases and reports that are kept no longer: proposed by one person, released by another (row 45)."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="deletion_runs")
    cases = models.ManyToManyField(Application, related_name="deletion_runs")
    reports = models.ManyToManyField(Document, related_name="deletion_runs")
    # Two things that this program cannot know; the proposer says them with the own name.
    periods_confirmed = models.BooleanField("Fristen von der Stadt bestätigt")
    final_account_accepted = models.BooleanField("Schlussabrechnung vom Land angenommen")
    proposed_by = models.CharField(max_length=32)
    proposed_by_label = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    released_by = models.CharField(max_length=32, blank=True)
    released_by_label = models.CharField(max_length=120, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=32, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    records: "RelatedManager[DeletionRecord]"
    expiries: "RelatedManager[ReportExpiry]"

    class Meta:
        verbose_name = "Löschvorschlag"
        verbose_name_plural = "Löschvorschläge"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(periods_confirmed=True, final_account_accepted=True),
                name="deletion_run_is_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(released_by=F("proposed_by")), name="deletion_run_second_person"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(released_by=""), name="deletion_run_is_signed"
            ),
            models.UniqueConstraint(fields=["fund"], condition=IS_OPEN, name="deletion_run_one_open"),
        ]

    def __str__(self) -> str:
        return f"Löschvorschlag vom {format_date(local_date(self.proposed_at))}"

    @property
    def is_open(self) -> bool:
        """Waits for the second person."""
        return self.released_at is None and self.withdrawn_at is None


class DeletionRecord(models.Model):
    """Löschnachweis: that a case was deleted, when, by whom, why it was due. Never changed, names nobody."""

    case = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="deletion_record")
    run = models.ForeignKey(DeletionRun, on_delete=models.PROTECT, related_name="records")
    reference = models.CharField(max_length=24)
    ended_on = models.DateField()
    deletable_from = models.DateField()
    deleted_by = models.CharField(max_length=32)
    deleted_at = models.DateTimeField()

    class Meta:
        verbose_name = "Löschnachweis"
        verbose_name_plural = "Löschnachweise"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.reference


class ReportExpiry(models.Model):
    """Löschnachweis of a report: when its files went, by whom, why it was due. Never changed."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="expiry")
    run = models.ForeignKey(DeletionRun, on_delete=models.PROTECT, related_name="expiries")
    number = models.CharField(max_length=40)
    deletable_from = models.DateField()
    deleted_by = models.CharField(max_length=32)
    deleted_at = models.DateTimeField()

    class Meta:
        verbose_name = "Löschnachweis eines Berichts"
        verbose_name_plural = "Löschnachweise von Berichten"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number
