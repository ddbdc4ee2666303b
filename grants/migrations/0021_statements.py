"""Bank statements: switched on in the profile by two persons; what they hold beyond us is only counted."""

from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0020_postings"),
    ]

    operations = [
        KeepTriggers(
            migrations.AddField(
                model_name="financeimport",
                name="foreign_count",
                field=models.PositiveIntegerField(default=0, verbose_name="Fremde Zahlungen"),
            ),
            migrations.AddField(
                model_name="financeimport",
                name="remarks",
                field=models.TextField(blank=True, verbose_name="Hinweise"),
            ),
            migrations.AddField(
                model_name="paymentprofile",
                name="statements",
                field=models.BooleanField(default=False, verbose_name="Kontoauszüge camt.053 einlesen"),
            ),
            migrations.AlterField(
                model_name="financeimport",
                name="kind",
                field=models.CharField(
                    choices=[
                        ("results", "Ergebnisse: ausgeführte und zurückgekommene Zahlungen"),
                        ("statement", "Kontoauszug der Bank (camt.053)"),
                        ("postings", "Buchungen des Finanzverfahrens, nur zum Abgleich"),
                    ],
                    max_length=10,
                    verbose_name="Was",
                ),
            ),
            migrations.AddConstraint(
                model_name="paymentprofile",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("statements", False), models.Q(("debtor_iban", ""), _negated=True), _connector="OR"
                    ),
                    name="payment_profile_statements_have_account",
                ),
            ),
        ),
    ]
