"""The person, group or organisation that asks for money."""

import re
import unicodedata
from uuid import uuid4

from django.db import models


class ApplicantKind(models.TextChoices):
    """Who applies."""

    PERSON = "person", "Privatperson"
    GROUP = "group", "Gruppe von Nachbarinnen und Nachbarn"
    ASSOCIATION = "association", "Verein"
    BUSINESS = "business", "Gewerbe"
    OWNER = "owner", "Hauseigentümerin oder Hauseigentümer"


class ContactChannel(models.TextChoices):
    """How the applicant wants to be reached."""

    EMAIL = "email", "E-Mail"
    PHONE = "phone", "Telefon"
    LETTER = "letter", "Brief"
    IN_PERSON = "in_person", "Persönlich im Büro"


def new_reference() -> str:
    """A random name for the audit log, which must hold nothing personal."""
    return uuid4().hex


class Applicant(models.Model):
    """Who holds the keys to the own applications. Name and address stand with each application, not here."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=32, default=new_reference, unique=True, editable=False)
    language = models.CharField(max_length=8, default="de")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "Antragsteller"
        verbose_name_plural = "Antragstellende"

    def __str__(self) -> str:
        return f"Antragsteller {self.reference[:8]}"


def identity_key(name: str, postcode: str) -> str:
    """The same for "Kulturverein Beispiel e. V." and "kulturverein beispiel e.V.", empty without a name."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    letters = re.sub(r"[^\w]", "", "".join(char for char in folded if not unicodedata.combining(char)))
    return f"{letters[:160]}|{postcode.strip()}" if letters else ""
