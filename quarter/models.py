"""The Quartiersbüro as the public meets it: where it is, when it is open, and when it is not."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from foundation.values.phrases import say
from grants.models import Fund


class Office(models.Model):
    """Contact of the Quartiersbüro of a fund. `host_note` says where it sits for the time being."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fund = models.OneToOneField(Fund, on_delete=models.PROTECT, related_name="office")
    name = models.CharField("Name", max_length=120)
    host_note = models.CharField("Hinweis zum Ort", max_length=200, blank=True)
    host_note_until = models.DateField("Hinweis gilt bis", null=True, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=10, blank=True)
    town = models.CharField("Ort", max_length=80, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    directions = models.CharField("So finden Sie uns", max_length=300, blank=True)

    class Meta:
        verbose_name = "Quartiersbüro"
        verbose_name_plural = "Quartiersbüros"

    def __str__(self) -> str:
        return self.name


class Weekday(models.IntegerChoices):
    """As `date.weekday()` counts."""

    MONDAY = 0, say("Montag")
    TUESDAY = 1, say("Dienstag")
    WEDNESDAY = 2, say("Mittwoch")
    THURSDAY = 3, say("Donnerstag")
    FRIDAY = 4, say("Freitag")
    SATURDAY = 5, say("Samstag")
    SUNDAY = 6, say("Sonntag")


class OfficeHours(models.Model):
    """One weekly opening: weekday, from, until."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField("Wochentag", choices=Weekday)
    opens_at = models.TimeField("von")
    closes_at = models.TimeField("bis")
    note = models.CharField("Hinweis", max_length=120, blank=True)

    class Meta:
        verbose_name = "Sprechzeit"
        verbose_name_plural = "Sprechzeiten"
        ordering = ["weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="office_hours_weekday_known"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="office_hours_forward"),
            models.UniqueConstraint(fields=["office", "weekday", "opens_at"], name="office_hours_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"


class Suspension(models.Model):
    """Office hours are off from a day on, with or without an end; shown wherever hours are shown."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="suspensions")
    starts_on = models.DateField("von")
    ends_on = models.DateField("bis", null=True, blank=True)
    reason = models.CharField("Grund", max_length=200, blank=True)

    class Meta:
        verbose_name = "Ausfall"
        verbose_name_plural = "Ausfälle"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="suspension_forward",
            )
        ]

    def __str__(self) -> str:
        return f"Ausfall ab {self.starts_on:%d.%m.%Y}"
