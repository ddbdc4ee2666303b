"""What an application says about who sends it: name, contact, address."""

from typing import Any, ClassVar

from django.db import models

from applicants.models.applicant import ApplicantKind, ContactChannel, identity_key
from grants.models.application import Application


class Particulars(models.Model):
    """Angaben zur Person. Each application has its own; another one by the same applicant changes nothing.

    Everything in it is personal data. Edited while the application is a draft, afterwards by a `Correction`.
    """

    ANSWERS: ClassVar[tuple[str, ...]] = (
        "kind",
        "name",
        "contact_person",
        "email",
        "phone",
        "channel",
        "street",
        "postcode",
        "town",
        "no_fixed_address",
        "is_adult",
    )

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="particulars")
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
    identity_key = models.CharField(max_length=180, blank=True, db_index=True, editable=False)

    class Meta:
        verbose_name = "Angaben zur Person"
        verbose_name_plural = "Angaben zur Person"

    def __str__(self) -> str:
        return self.name or "ohne Namen"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the identity key with the name: it finds earlier grants under the same name."""
        self.identity_key = identity_key(self.name, self.postcode)
        super().save(*args, **kwargs)

    @property
    def answers(self) -> dict[str, Any]:
        """Every answer by the name of its question."""
        return {name: getattr(self, name) for name in self.ANSWERS}

    @property
    def address_lines(self) -> tuple[str, ...]:
        """The lines of an address window, name first."""
        lines = [self.name]
        if self.contact_person and self.contact_person != self.name:
            lines.append(self.contact_person)
        if not self.no_fixed_address:
            lines += [self.street, f"{self.postcode} {self.town}".strip()]
        return tuple(line for line in lines if line)
