"""Keys that open a case without an account: a link by e-mail, the code on the printed access sheet."""

from django.db import models

from applicants.models.applicant import Applicant


class KeyKind(models.TextChoices):
    """Where the secret stands."""

    LINK = "link", "Link in einer E-Mail"
    SHEET = "sheet", "Code auf dem Zugangsblatt"


class AccessKey(models.Model):
    """The digest of one secret. A link is used up by its first POST, a sheet lasts until a newer one."""

    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=8, choices=KeyKind)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Schlüssel"
        verbose_name_plural = "Schlüssel"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} vom {self.created_at:%d.%m.%Y}"
