"""Objections: what a person puts up against a notice, when it came, and how it ended."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from foundation.values.dates import format_date
from grants.models.application import Application
from grants.models.notice import Notice
from grants.models.retention import LitigationHold


class RemedyKind(models.TextChoices):
    """Which remedy; a fund offers the one that its instruction names."""

    ACTION = "action", "Klage"
    OBJECTION = "objection", "Widerspruch"


class ObjectionWay(models.TextChoices):
    """How it came (§ 70 I, § 81 VwGO)."""

    LETTER = "letter", "mit einem Brief"
    RECORD = "record", "zur Niederschrift im Büro"
    ELECTRONIC = "electronic", "elektronisch"
    COURT = "court", "über das Gericht"


class ObjectionEnd(models.TextChoices):
    """What came of it."""

    WITHDRAWN = "withdrawn", "zurückgenommen"
    DISMISSED = "dismissed", "ohne Erfolg, der Bescheid bleibt"
    CHANGED = "changed", "der Bescheid ist geändert"
    ANNULLED = "annulled", "der Bescheid ist aufgehoben"


class Objection(models.Model):
    """Rechtsbehelf against a released notice: Widerspruch or Klage, as the fund's rules name it.

    While it is open a hold stands (`hold`); `has_own_hold` when it was set for this objection.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="objections")
    hold = models.ForeignKey(LitigationHold, on_delete=models.PROTECT, related_name="objections")
    has_own_hold = models.BooleanField()
    kind = models.CharField(max_length=9, choices=RemedyKind)
    came_on = models.DateField("Eingegangen am")
    way = models.CharField(max_length=10, choices=ObjectionWay)
    text = models.TextField("Worum es geht", max_length=2000)
    noted_by = models.CharField(max_length=32)
    noted_by_label = models.CharField(max_length=120)
    noted_at = models.DateTimeField()
    outcome = models.CharField("Ausgang", max_length=9, choices=ObjectionEnd, blank=True)
    ended_on = models.DateField("Beendet am", null=True, blank=True)
    end_reason = models.TextField("Begründung", max_length=2000, blank=True)
    ended_by = models.CharField(max_length=32, blank=True)
    ended_by_label = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Rechtsbehelf"
        verbose_name_plural = "Rechtsbehelfe"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice"], condition=Q(ended_at__isnull=True), name="objection_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="")
                | (Q(ended_on__gte=F("came_on")) & ~Q(outcome="") & ~Q(ended_by="") & ~Q(end_reason="")),
                name="objection_end_is_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} vom {format_date(self.came_on)}"

    @property
    def case(self) -> Application:
        return self.notice.case

    @property
    def is_open(self) -> bool:
        """Nobody has decided on it, and it is not withdrawn."""
        return self.ended_at is None

    @property
    def is_in_time(self) -> bool:
        """It came within the time for the remedy; a proven arrival of the notice counts for that time."""
        until: date | None = self.notice.remedy_until
        return until is None or self.came_on <= until
