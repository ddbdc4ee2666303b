"""How a fund writes its files for the Kasse: versions, proposed by one person and confirmed by another."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from grants.models.fund import Fund
from grants.rules.import_names import ImportNames, parse_import_names
from grants.rules.payment_files import FileFormat, parse_columns

SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t"}
IS_OPEN = Q(confirmed_at__isnull=True, withdrawn_at__isnull=True)
#: What a version decides, in the order of the form.
DECIDED = (
    "encoding",
    "separator",
    "decimal",
    "days",
    "has_summary",
    "columns_text",
    "import_text",
    "bank_file",
    "debtor_name",
    "debtor_iban",
    "debtor_bic",
    "statements",
)


def profile_columns() -> list[Any]:
    """Every column that a version decides, in the order of the form."""
    field_of = PaymentProfile._meta.get_field  # noqa: SLF001  Django names it so; it is its public way
    return [field_of(name) for name in DECIDED]


class PaymentProfile(models.Model):
    """Profil der Auszahlungsdateien. The newest confirmed version holds; before it the neutral file.

    The account is the town's own: it stands on its letters, so it is no secret and not encrypted. What guards
    it is the second person who confirms it, and that a confirmed row never changes.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="payment_profiles")
    version = models.PositiveIntegerField("Fassung")
    encoding = models.CharField(
        "Zeichensatz",
        max_length=12,
        choices=[("utf-8-sig", "UTF-8 mit BOM"), ("utf-8", "UTF-8"), ("windows-1252", "Windows-1252")],
        default="utf-8-sig",
    )
    separator = models.CharField(
        "Trennzeichen",
        max_length=9,
        choices=[("semicolon", "Semikolon ;"), ("comma", "Komma ,"), ("tab", "Tabulator")],
        default="semicolon",
    )
    decimal = models.CharField(
        "Beträge", max_length=5, choices=[("comma", "1234,56"), ("point", "1234.56")], default="comma"
    )
    days = models.CharField(
        "Tage", max_length=6, choices=[("german", "31.12.2026"), ("iso", "2026-12-31")], default="german"
    )
    has_summary = models.BooleanField("Erste Zeile mit Anzahl und Kontrollsumme", default=False)
    columns_text = models.TextField("Spalten, eine je Zeile", max_length=4000)
    import_text = models.TextField("Namen beim Einlesen, eine Zeile je Name", max_length=4000, blank=True)
    bank_file = models.BooleanField("Bankdatei pain.001 möglich", default=False)
    debtor_name = models.CharField("Kontoinhaber der Stadt", max_length=70, blank=True)
    debtor_iban = models.CharField("IBAN der Stadt", max_length=34, blank=True)
    debtor_bic = models.CharField("BIC der Stadt", max_length=11, blank=True)
    statements = models.BooleanField("Kontoauszüge camt.053 einlesen", default=False)
    reason = models.TextField("Grund", max_length=500)
    proposed_by = models.CharField(max_length=32)
    proposed_by_label = models.CharField(max_length=160)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=32, blank=True)
    confirmed_by_label = models.CharField(max_length=160, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=32, blank=True)
    withdrawn_by_label = models.CharField(max_length=160, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Profil der Auszahlungsdateien"
        verbose_name_plural = "Profile der Auszahlungsdateien"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "version"], name="payment_profile_version_once"),
            models.UniqueConstraint(fields=["fund"], condition=IS_OPEN, name="payment_profile_one_open"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("proposed_by")), name="payment_profile_second_person"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True)
                | (Q(confirmed_at__isnull=False, withdrawn_at__isnull=True) & ~Q(confirmed_by="")),
                name="payment_profile_confirmed_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(bank_file=False) | (~Q(debtor_name="") & ~Q(debtor_iban="") & ~Q(debtor_bic="")),
                name="payment_profile_bank_file_has_debtor",
            ),
            models.CheckConstraint(
                condition=Q(statements=False) | ~Q(debtor_iban=""),
                name="payment_profile_statements_have_account",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="payment_profile_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.fund}: Auszahlungsdateien, Fassung {self.version}"

    @property
    def is_open(self) -> bool:
        """Neither confirmed nor withdrawn."""
        return self.confirmed_at is None and self.withdrawn_at is None

    @property
    def file_format(self) -> FileFormat:
        """The same as plain values for the writer."""
        return FileFormat(
            encoding=self.encoding,
            separator=SEPARATORS[self.separator],
            decimal="," if self.decimal == "comma" else ".",
            has_iso_days=self.days == "iso",
            has_summary=self.has_summary,
            columns=parse_columns(self.columns_text),
        )

    @property
    def import_names(self) -> ImportNames:
        """How the files that come back name their columns and words."""
        return parse_import_names(self.import_text)

    @property
    def values(self) -> dict[str, Any]:
        """What this version decides, by name."""
        return {name: getattr(self, name) for name in DECIDED}
