"""Keys that open one session for one member of the jury: a link by e-mail, a code on a printed sheet."""

from datetime import date, timedelta

from django.db import models

from grants.models.session import JuryMember, JurySession

OPENS_FOR = timedelta(days=60)


class JuryKeyKind(models.TextChoices):
    """Where the secret stands."""

    LINK = "link", "Link in einer E-Mail"
    SHEET = "sheet", "Code auf dem Zugangsblatt"


class JuryKey(models.Model):
    """The digest of one secret. It opens its session again and again until it is revoked or replaced.

    A volunteer reads at home and votes in the room: a link that is used up at home would be no help there.
    """

    session = models.ForeignKey(JurySession, on_delete=models.PROTECT, related_name="keys")
    member = models.ForeignKey(JuryMember, on_delete=models.PROTECT, related_name="keys")
    kind = models.CharField(max_length=8, choices=JuryKeyKind)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Schlüssel der Jury"
        verbose_name_plural = "Schlüssel der Jury"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member", "kind"],
                condition=models.Q(revoked_at__isnull=True),
                name="jury_key_one_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} vom {self.created_at:%d.%m.%Y}"

    def opens_on(self, today: date) -> bool:
        """Until it is revoked, the minutes are approved, or sixty days have gone since the session."""
        is_over = self.session.state == "minutes_approved" or today > self.session.held_on + OPENS_FOR
        return self.revoked_at is None and not is_over
