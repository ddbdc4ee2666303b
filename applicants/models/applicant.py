"""The person, group or organisation that asks for money."""

import re
import unicodedata
from typing import Any
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
    """Name, address and channel. Everything but the reference is personal data."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=32, default=new_reference, unique=True, editable=False)
    kind = models.CharField("Art", max_length=12, choices=ApplicantKind, blank=True)
    name = models.CharField("Name", max_length=160, blank=True)
    contact_person = models.CharField("Ansprechperson", max_length=160, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    channel = models.CharField("Kontaktweg", max_length=10, choices=ContactChannel, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=160, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=10, blank=True)
    town = models.CharField("Ort", max_length=80, blank=True)
    no_fixed_address = models.BooleanField("Post ins Quartiersbüro", default=False)
    is_adult = models.BooleanField("Volljährig", null=True, blank=True)
    language = models.CharField(max_length=8, default="de")
    identity_key = models.CharField(max_length=180, blank=True, db_index=True, editable=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "Antragsteller"
        verbose_name_plural = "Antragstellende"

    def __str__(self) -> str:
        return self.name or "ohne Namen"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the identity key with the name: it finds earlier grants of the same applicant."""
        self.identity_key = identity_key(self.name, self.postcode)
        super().save(*args, **kwargs)

    @property
    def address_lines(self) -> tuple[str, ...]:
        """The lines of an address window, name first."""
        lines = [self.name]
        if self.contact_person and self.contact_person != self.name:
            lines.append(self.contact_person)
        if not self.no_fixed_address:
            lines += [self.street, f"{self.postcode} {self.town}".strip()]
        return tuple(line for line in lines if line)


def identity_key(name: str, postcode: str) -> str:
    """The same for "Kulturverein Beispiel e. V." and "kulturverein beispiel e.V.", empty without a name."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    letters = re.sub(r"[^\w]", "", "".join(char for char in folded if not unicodedata.combining(char)))
    return f"{letters[:160]}|{postcode.strip()}" if letters else ""
