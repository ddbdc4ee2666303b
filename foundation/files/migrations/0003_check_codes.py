"""A check code for every document, also for those that exist; and the numbers of erased ones."""

from typing import Any

from django.db import migrations, models

import foundation.values.codes


def give_codes(apps: Any, schema_editor: Any) -> None:
    """Each row its own: a default of the column would give all the same."""
    documents = apps.get_model("files", "Document")
    for pk in documents.objects.values_list("pk", flat=True).iterator(chunk_size=1000):
        documents.objects.filter(pk=pk).update(check_code=foundation.values.codes.make_check_code())


class Migration(migrations.Migration):
    dependencies = [("files", "0002_zip_files")]

    operations = [
        migrations.CreateModel(
            name="ErasedDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="Nummer")),
                ("check_code", models.CharField(max_length=12, verbose_name="Prüfcode")),
                ("erased_at", models.DateTimeField(verbose_name="gelöscht am")),
            ],
            options={
                "verbose_name": "gelöschtes Dokument",
                "verbose_name_plural": "gelöschte Dokumente",
                "ordering": ["erased_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="document",
            name="check_code",
            field=models.CharField(max_length=12, null=True, editable=False, verbose_name="Prüfcode"),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="document",
            name="check_code",
            field=models.CharField(
                default=foundation.values.codes.make_check_code,
                editable=False,
                max_length=12,
                unique=True,
                verbose_name="Prüfcode",
            ),
        ),
    ]
