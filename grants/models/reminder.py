"""Reminders that the daily run sends, and pauses of them."""

from django.db import models
from django.db.models import Q

from grants.models.application import Application
from grants.rules.terms import TERM_LABELS


class TermReminder(models.Model):
    """One automatic reminder: once for each case, kind and day. Without an e-mail it waits for the office."""

    case = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="term_reminders")
    kind = models.CharField(
        max_length=16, choices=[(kind.value, label) for kind, label in TERM_LABELS.items()]
    )
    term_on = models.DateField()
    planned_on = models.DateField()
    way = models.CharField(max_length=8, choices=[("email", "E-Mail"), ("office", "Brief oder Anruf")])
    recorded_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=32, blank=True)
    done_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = "Terminerinnerung"
        verbose_name_plural = "Terminerinnerungen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "planned_on"], name="term_reminder_once"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | ~Q(done_by=""), name="term_reminder_done_is_signed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.term_on:%d.%m.%Y}"


class ReminderPause(models.Model):
    """No automatic reminder in this case up to a day, and why. The newest row counts; none is changed."""

    case = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="reminder_pauses")
    until = models.DateField("Bis")
    reason = models.TextField("Grund", max_length=2000)
    set_by = models.CharField(max_length=32)
    set_by_label = models.CharField(max_length=120)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = "Pause der Erinnerungen"
        verbose_name_plural = "Pausen der Erinnerungen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Pause bis {self.until:%d.%m.%Y}"
