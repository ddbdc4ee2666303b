"""Where a fund's money is booked, as fields of its dated rules: the account assignment, later repayments."""

from django.db import models

from grants.rules.account_assignment import INCOME_ACCOUNT, PARTS, fill_assignment


class AccountRules(models.Model):
    """The pattern of the account assignment with its parts, and what becomes of money of an earlier year."""

    account_assignment = models.CharField(
        "Muster der Buchungsstelle",
        max_length=60,
        blank=True,
        help_text="Steht auf jeder Anordnung und Buchung. Zum Beispiel: {produkt}.{sachkonto}/{massnahme}. "
        "Fragen Sie die Kämmerei.",
    )
    product_code = models.CharField(
        "Produkt", max_length=20, blank=True, help_text="Kommt an die Stelle von {produkt}."
    )
    expense_account = models.CharField(
        "Sachkonto der Ausgaben",
        max_length=20,
        blank=True,
        help_text="Kommt an die Stelle von {sachkonto}, wenn Geld ausgezahlt wird.",
    )
    income_account = models.CharField(
        "Sachkonto der Einnahmen",
        max_length=20,
        blank=True,
        help_text="Kommt an die Stelle von {sachkonto}, wenn Geld eine Einnahme ist. "
        "Leer heißt: wie bei den Ausgaben.",
    )
    measure_code = models.CharField(
        "Maßnahme", max_length=20, blank=True, help_text="Kommt an die Stelle von {massnahme}."
    )
    cost_centre = models.CharField(
        "Kostenstelle", max_length=20, blank=True, help_text="Kommt an die Stelle von {kostenstelle}."
    )
    later_repayments = models.CharField(
        "Rückzahlung in einem späteren Jahr",
        max_length=8,
        choices=[("fund", "steht dem Fonds wieder zur Verfügung"), ("city", "ist eine Einnahme der Stadt")],
        default="fund",
        help_text="Im selben Jahr mindert eine Rückzahlung immer die Ausgabe.",
    )

    claim_from_cents = models.BigIntegerField(
        "Zurückfordern ab",
        null=True,
        blank=True,
        help_text="Kleinbetrag: Weniger muss die Stadt nicht zurückfordern. Leer heißt: immer zurückfordern.",
    )

    class Meta:
        abstract = True

    def assignment(self, *, is_income: bool = False) -> str:
        """The account assignment of an expense or of an income; empty when the fund has set none."""
        parts = {name: getattr(self, column) for name, column in PARTS.items()}
        if is_income:
            parts["sachkonto"] = getattr(self, INCOME_ACCOUNT) or parts["sachkonto"]
        return fill_assignment(self.account_assignment, parts)
