from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q

METHODS = [
    ("cash", "bar"),
    ("card", "Karte"),
    ("transfer", "Überweisung"),
    ("direct_debit", "Lastschrift"),
    ("other", "anders"),
]


def pay_on_the_day(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Receipts so far were paid on the day that stands on them, as far as anybody was asked."""
    apps.get_model("grants", "Receipt").objects.update(paid_on=F("issued_on"))


class Migration(migrations.Migration):
    dependencies = [("grants", "0006_particulars_void_votes")]

    operations = [
        # Null, so that SQLite adds the column in place and the table keeps its triggers.
        migrations.AddField(
            model_name="application",
            name="field_of_action",
            field=models.CharField(blank=True, max_length=120, null=True, verbose_name="Handlungsfeld"),
        ),
        migrations.AddField(
            model_name="fundrules",
            name="fields_of_action_text",
            field=models.TextField(blank=True, default="", verbose_name="Handlungsfelder, eines je Zeile"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="receipt",
            name="payment_method",
            field=models.CharField(
                blank=True, choices=METHODS, default="", max_length=12, verbose_name="Zahlungsart"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="receipt",
            name="paid_on",
            field=models.DateField(null=True, verbose_name="Bezahlt am"),
        ),
        migrations.RunPython(pay_on_the_day, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="receipt",
            name="paid_on",
            field=models.DateField(verbose_name="Bezahlt am"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=Q(payment_method__in=["", *(value for value, _ in METHODS)]),
                name="receipt_payment_method_known",
            ),
        ),
    ]
