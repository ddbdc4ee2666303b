"""A pattern for the account assignment of every booking; orders keep the authority they were signed with."""

from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [
        ("applicants", "0001_tables"),
        ("files", "0001_tables"),
        ("grants", "0011_budget_proposals"),
    ]

    operations = [
        KeepTriggers(
            migrations.AddField(
                model_name="fundrules",
                name="cost_centre",
                field=models.CharField(
                    blank=True,
                    help_text="Kommt an die Stelle von {kostenstelle}.",
                    max_length=20,
                    verbose_name="Kostenstelle",
                ),
            ),
            migrations.AddField(
                model_name="fundrules",
                name="expense_account",
                field=models.CharField(
                    blank=True,
                    help_text="Kommt an die Stelle von {sachkonto}, wenn Geld ausgezahlt wird.",
                    max_length=20,
                    verbose_name="Sachkonto der Ausgaben",
                ),
            ),
            migrations.AddField(
                model_name="fundrules",
                name="income_account",
                field=models.CharField(
                    blank=True,
                    help_text="Kommt an die Stelle von {sachkonto}, wenn Geld eine Einnahme ist. Leer heißt: wie bei den Ausgaben.",
                    max_length=20,
                    verbose_name="Sachkonto der Einnahmen",
                ),
            ),
            migrations.AddField(
                model_name="fundrules",
                name="later_repayments",
                field=models.CharField(
                    choices=[
                        ("fund", "steht dem Fonds wieder zur Verfügung"),
                        ("city", "ist eine Einnahme der Stadt"),
                    ],
                    default="fund",
                    help_text="Im selben Jahr mindert eine Rückzahlung immer die Ausgabe.",
                    max_length=8,
                    verbose_name="Rückzahlung in einem späteren Jahr",
                ),
            ),
            migrations.AddField(
                model_name="fundrules",
                name="measure_code",
                field=models.CharField(
                    blank=True,
                    help_text="Kommt an die Stelle von {massnahme}.",
                    max_length=20,
                    verbose_name="Maßnahme",
                ),
            ),
            migrations.AddField(
                model_name="fundrules",
                name="product_code",
                field=models.CharField(
                    blank=True,
                    help_text="Kommt an die Stelle von {produkt}.",
                    max_length=20,
                    verbose_name="Produkt",
                ),
            ),
            migrations.AddField(
                model_name="ledgerentry",
                name="account_assignment",
                field=models.CharField(blank=True, max_length=140, verbose_name="Buchungsstelle"),
            ),
            migrations.AddField(
                model_name="paymentorder",
                name="ordered_for_label",
                field=models.CharField(blank=True, max_length=150, verbose_name="In Vertretung für"),
            ),
            migrations.AddField(
                model_name="paymentorder",
                name="ordered_limit_cents",
                field=models.BigIntegerField(blank=True, null=True, verbose_name="Anordnungsbefugnis bis"),
            ),
            migrations.AlterField(
                model_name="fundrules",
                name="account_assignment",
                field=models.CharField(
                    blank=True,
                    help_text="Steht auf jeder Anordnung und Buchung. Zum Beispiel: {produkt}.{sachkonto}/{massnahme}. Fragen Sie die Kämmerei.",
                    max_length=60,
                    verbose_name="Muster der Buchungsstelle",
                ),
            ),
            migrations.AlterField(
                model_name="paymentorder",
                name="account_assignment",
                field=models.CharField(blank=True, max_length=140, verbose_name="Buchungsstelle"),
            ),
            migrations.AddConstraint(
                model_name="paymentorder",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("ordered_limit_cents__isnull", True),
                        ("ordered_limit_cents__gte", models.F("amount_cents")),
                        _connector="OR",
                    ),
                    name="payment_order_within_authority",
                ),
            ),
        )
    ]
