"""Somebody asked for links to an e-mail address; the worker looks whether we know it."""

from uuid import uuid4

from django.db import models


class LinkRequest(models.Model):
    """Kept until the worker has answered it: the queue itself holds no address."""

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField("E-Mail")
    asked_at = models.DateTimeField("gefragt am")

    class Meta:
        verbose_name = "Bitte um einen Link"
        verbose_name_plural = "Bitten um einen Link"

    def __str__(self) -> str:
        return f"Bitte vom {self.asked_at:%d.%m.%Y}"
