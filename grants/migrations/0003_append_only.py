"""Nets in the database: rows that are only ever added. Personal data opens when its case was deleted."""

from django.db import migrations

from foundation.audit.triggers import append_only

FOR_EVER = (
    "grants_ledgerentry",
    "grants_budgetentry",
    "grants_drawdown",
    "grants_drawdownentry",
    "grants_minutesaddition",
    "grants_fundtext",
    "grants_deletionrecord",
)

RECORD = "EXISTS (SELECT 1 FROM grants_deletionrecord d"
OF_CASE = f"{RECORD} WHERE d.case_id = OLD.case_id)"
OF_APPLICATION = f"{RECORD} WHERE d.case_id = OLD.application_id)"
OF_GRANT = f"{RECORD} JOIN grants_grant g ON g.case_id = d.case_id"
NOT_FROZEN = "(OLD.document_id IS NULL AND OLD.discarded_at IS NULL)"

#: table -> what opens a row of it.
ERASABLE = {
    "grants_transitionrecord": OF_CASE,
    "grants_applicationversion": OF_APPLICATION,
    "grants_correction": OF_APPLICATION,
    "grants_ruling": OF_APPLICATION,
    "grants_noticetext": f"{RECORD} JOIN grants_notice n ON n.case_id = d.case_id WHERE n.id = OLD.notice_id)",
    "grants_letter": f"{NOT_FROZEN} OR {OF_CASE}",
    "grants_letterstep": f"{RECORD} JOIN grants_letter l ON l.case_id = d.case_id WHERE l.id = OLD.letter_id)",
    "grants_changerequest": f"{OF_GRANT} WHERE g.id = OLD.grant_id)",
    "grants_changeruling": (
        f"{OF_GRANT} JOIN grants_changerequest c ON c.grant_id = g.id WHERE c.id = OLD.request_id)"
    ),
    "grants_stateaidentry": f"{OF_GRANT} WHERE g.id = OLD.grant_id)",
}


class Migration(migrations.Migration):
    dependencies = [("grants", "0002_state_graphs")]

    operations = [
        *(append_only(table) for table in FOR_EVER),
        *(append_only(table, erasable_when=condition) for table, condition in ERASABLE.items()),
    ]
