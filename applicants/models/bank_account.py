"""Where the money goes. The IBAN is stored encrypted and bound to its row; lists see the mask only."""

from uuid import uuid4

from django.db import models

from applicants.models.applicant import Applicant


class BankAccount(models.Model):
    """One account that an applicant has named. A newer row replaces the older one; rows are never edited."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="bank_accounts")
    holder = models.CharField("Kontoinhaber", max_length=70)
    iban_ciphertext = models.CharField(max_length=255)
    iban_index = models.CharField(max_length=64, db_index=True)
    iban_masked = models.CharField(max_length=20)
    bic = models.CharField(max_length=11, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=32)

    class Meta:
        verbose_name = "Bankverbindung"
        verbose_name_plural = "Bankverbindungen"

    def __str__(self) -> str:
        return f"{self.holder}, {self.iban_masked}"
