"""What an expired file was stays."""

from django.db import migrations

from foundation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("files", "0001_schema")]

    operations = [append_only("files_expiredfile")]
