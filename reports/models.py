"""Reports that somebody wants regularly, and what became of each of them."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models
from django.db.models import Q

from foundation.files.models import Document
from grants.models import Fund
from reports.rhythm import LAST_DAY, DayKind, Rhythm, Timetable

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class RestReason(models.TextChoices):
    """Why a subscription rests."""

    PAUSED = "paused", "pausiert"
    NO_RIGHT = "no_right", "ruht: Die Person darf Berichte dieses Fonds nicht mehr lesen."
    LEFT = "left", "ruht: Das Konto der Person ist geschlossen."


class ReportSubscription(models.Model):
    """Abonnement: a person wants a report on a fund after the end of every month or year.

    It ends, and is never removed. `since` is the first day whose report it brings: what falls into a rest is
    not made up for.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="report_subscriptions")
    slug = models.CharField("Bericht", max_length=80)
    rhythm = models.CharField("Rhythmus", max_length=8, choices=[(each.value, each.value) for each in Rhythm])
    day_kind = models.CharField(
        "Zählung", max_length=8, choices=[(each.value, each.value) for each in DayKind]
    )
    day = models.PositiveSmallIntegerField("Tag")
    subscriber = models.CharField("Kennung der Person", max_length=32)
    subscriber_label = models.CharField("Person", max_length=150)
    created_at = models.DateTimeField("angelegt")
    since = models.DateField("gilt ab")
    resting_since = models.DateTimeField("ruht seit", null=True, blank=True)
    rest_reason = models.CharField("ruht, weil", max_length=8, choices=RestReason, blank=True, default="")
    ended_at = models.DateTimeField("beendet", null=True, blank=True)

    deliveries: "RelatedManager[SubscribedReport]"

    class Meta:
        verbose_name = "Abonnement eines Berichts"
        verbose_name_plural = "Abonnements von Berichten"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "slug", "rhythm", "subscriber"],
                condition=Q(ended_at__isnull=True),
                name="report_subscription_once",
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=[each.value for each in Rhythm]),
                name="report_subscription_rhythm_known",
            ),
            models.CheckConstraint(
                condition=Q(day_kind=DayKind.CALENDAR.value, day__range=(1, LAST_DAY[DayKind.CALENDAR]))
                | Q(day_kind=DayKind.WORKING.value, day__range=(1, LAST_DAY[DayKind.WORKING])),
                name="report_subscription_day_possible",
            ),
            models.CheckConstraint(
                condition=Q(resting_since__isnull=True, rest_reason="")
                | Q(resting_since__isnull=False, rest_reason__in=RestReason.values),
                name="report_subscription_rest_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.rhythm}"

    @property
    def subject(self) -> str:
        return f"fund:{self.fund.uuid}"

    @property
    def is_active(self) -> bool:
        """Neither resting nor ended."""
        return self.resting_since is None and self.ended_at is None

    def timetable(self, land: str) -> Timetable:
        """Its rhythm, by the holidays of this Land."""
        return Timetable(Rhythm(self.rhythm), DayKind(self.day_kind), self.day, land)


class Outcome(models.TextChoices):
    """What the person was told."""

    READY = "ready", "E-Mail mit Link geschickt"
    FAILED = "failed", "E-Mail geschickt: Es hat nicht geklappt."
    WITHHELD = "withheld", "keine E-Mail: Das Abonnement ruhte oder war beendet."
    NO_ADDRESS = "no_address", "keine E-Mail: Die Adresse der Person ist unbrauchbar."


class SubscribedReport(models.Model):
    """The report of a subscription on one period: one row, however often the run comes by.

    Either a document was ordered, or `refusal` says why it could not be.
    """

    subscription = models.ForeignKey(ReportSubscription, on_delete=models.PROTECT, related_name="deliveries")
    first = models.DateField("vom")
    last = models.DateField("bis zum")
    planned_on = models.DateField("geplant am")
    ordered_at = models.DateTimeField("bestellt")
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="subscribed"
    )
    refusal = models.TextField("nicht bestellt, weil", blank=True, default="")
    told_at = models.DateTimeField("mitgeteilt", null=True, blank=True)
    outcome = models.CharField("Ergebnis", max_length=10, choices=Outcome, blank=True, default="")

    class Meta:
        verbose_name = "abonnierter Bericht"
        verbose_name_plural = "abonnierte Berichte"
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "first"], name="subscribed_report_once_a_period"),
            models.CheckConstraint(
                condition=Q(Q(document__isnull=False) & Q(refusal=""))
                | Q(Q(document__isnull=True) & ~Q(refusal="")),
                name="subscribed_report_ordered_or_refused",
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True, outcome="")
                | Q(told_at__isnull=False, outcome__in=Outcome.values),
                name="subscribed_report_told_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first}"
