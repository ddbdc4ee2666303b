"""A document can be made as an archive of files too."""

from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers

FORMATS = [("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"), ("zip", "ZIP")]
KNOWN = models.CheckConstraint(
    condition=models.Q(format__in=[code for code, _label in FORMATS]),
    name="files_documentfile_format_known",
)


class Migration(migrations.Migration):
    dependencies = [("files", "0001_tables"), ("audit", "0002_append_only")]

    operations = [
        KeepTriggers(
            migrations.RemoveConstraint("documentfile", KNOWN.name),
            migrations.AlterField(
                "documentfile",
                "format",
                models.CharField("Format", max_length=10, choices=FORMATS),
            ),
            migrations.AddConstraint("documentfile", KNOWN),
        )
    ]
