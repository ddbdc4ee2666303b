"""The audit chain, its head, and the log of who read personal data."""

from django.db import models
from django.db.models import Q

from foundation.audit.head import HEAD_ID


class AuditEntry(models.Model):
    """One link of the append-only chain. Triggers refuse UPDATE, DELETE and TRUNCATE."""

    seq = models.BigIntegerField("Nummer", primary_key=True)
    recorded_at = models.DateTimeField("aufgezeichnet")
    action = models.CharField("Handlung", max_length=80)
    actor_kind = models.CharField("Art der Person", max_length=20)
    actor_reference = models.CharField("Kennung der Person", max_length=64)
    subject = models.CharField("Gegenstand", max_length=120)
    details = models.JSONField("Angaben", default=dict)
    prev_hash = models.CharField("Prüfsumme davor", max_length=64)
    hash = models.CharField("Prüfsumme", max_length=64, unique=True)

    class Meta:
        verbose_name = "Protokolleintrag"
        verbose_name_plural = "Protokolleinträge"
        ordering = ["seq"]
        indexes = [models.Index(fields=["subject", "seq"], name="audit_entry_subject")]
        constraints = [models.CheckConstraint(condition=Q(seq__gte=1), name="audit_entry_seq_positive")]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"


class AuditHead(models.Model):
    """Exactly one row: number and hash of the last entry. Locked last in every transaction."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=HEAD_ID)
    seq = models.BigIntegerField("letzte Nummer")
    hash = models.CharField("letzte Prüfsumme", max_length=64)

    class Meta:
        verbose_name = "Ende des Protokolls"
        verbose_name_plural = "Ende des Protokolls"
        constraints = [models.CheckConstraint(condition=Q(id=HEAD_ID), name="audit_head_only_one")]

    def __str__(self) -> str:
        return str(self.seq)


class AccessEntry(models.Model):
    """Who looked at which person's data, and why. Never changed; deleted when its period is over."""

    at = models.DateTimeField("Zeitpunkt")
    actor_kind = models.CharField("Art der Person", max_length=20)
    actor_reference = models.CharField("Kennung der Person", max_length=64)
    subject = models.CharField("Gegenstand", max_length=120)
    purpose = models.CharField("Zweck", max_length=80)

    class Meta:
        verbose_name = "Lesezugriff"
        verbose_name_plural = "Lesezugriffe"
        ordering = ["id"]
        indexes = [models.Index(fields=["subject", "at"], name="audit_access_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.subject}"
