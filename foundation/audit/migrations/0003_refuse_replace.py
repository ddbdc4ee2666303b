from django.db import migrations

from foundation.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    # Named again, because SQLite's INSERT OR REPLACE went past the first triggers.
    operations = [
        append_only("audit_auditentry"),
        append_only("audit_accessentry", allow_delete=True),
    ]
