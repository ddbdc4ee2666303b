from django.db import migrations

from foundation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_first_tables")]

    operations = [
        append_only("audit_auditentry"),
        append_only("audit_accessentry", allow_delete=True),
    ]
