"""Effects that must leave the house or happen later, each a row in the transaction of its cause."""

import uuid

from django.db import models
from django.db.models import Q


class ItemState(models.TextChoices):
    """Where an effect stands."""

    WAITING = "waiting", "wartet"
    HELD = "held", "zurückgehalten"
    RUNNING = "running", "läuft"
    DONE = "done", "erledigt"
    DEAD = "dead", "gescheitert"


class OutboxItem(models.Model):
    """One effect. `key` is unique for ever; the row, not the message in the broker, is the record."""

    kind = models.CharField("Art", max_length=60)
    key = models.CharField("Schlüssel", max_length=200, unique=True)
    payload = models.JSONField("Angaben", default=dict)
    state = models.CharField("Stand", max_length=10, choices=ItemState, default=ItemState.WAITING)
    due_at = models.DateTimeField("fällig")
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    last_error = models.TextField("letzter Fehler", blank=True, default="")
    lease_until = models.DateTimeField("vergeben bis", null=True, blank=True)
    lease_token = models.CharField("Vergabezeichen", max_length=32, blank=True, default="")
    published_at = models.DateTimeField("gemeldet", null=True, blank=True)
    created_at = models.DateTimeField("angelegt")
    done_at = models.DateTimeField("erledigt am", null=True, blank=True)

    class Meta:
        verbose_name = "Auftrag"
        verbose_name_plural = "Aufträge"
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="outbox_item_open",
                condition=Q(state__in=["waiting", "running"]),
            ),
            models.Index(fields=["state", "id"], name="outbox_item_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="outbox_item_state_known"),
            models.CheckConstraint(
                condition=~Q(state="running") | (Q(lease_until__isnull=False) & ~Q(lease_token="")),
                name="outbox_item_running_has_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False), name="outbox_item_done_has_date"
            ),
            models.CheckConstraint(
                condition=~Q(state="dead") | ~Q(last_error=""), name="outbox_item_dead_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Mail(models.Model):
    """An e-mail as it leaves the house, kept so that a retry sends the same words."""

    uuid = models.UUIDField("Kennung", default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField("Schlüssel", max_length=200, unique=True)
    to = models.CharField("an", max_length=254)
    subject = models.CharField("Betreff", max_length=200)
    body = models.TextField("Text")
    created_at = models.DateTimeField("angelegt")
    sent_at = models.DateTimeField("verschickt", null=True, blank=True)

    class Meta:
        verbose_name = "E-Mail"
        verbose_name_plural = "E-Mails"
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"E-Mail {self.pk}"


class Heartbeat(models.Model):
    """The last sign of life of a worker."""

    name = models.CharField("Name", max_length=120, unique=True)
    at = models.DateTimeField("Zeitpunkt")

    class Meta:
        verbose_name = "Lebenszeichen"
        verbose_name_plural = "Lebenszeichen"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
