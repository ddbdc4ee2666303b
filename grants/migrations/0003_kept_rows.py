"""Nets in the database: rows that are only ever added. Personal data opens when its case was deleted."""

from django.db import migrations

from foundation.audit.triggers import append_only

FOR_EVER = (
    "grants_ledgerentry",
    "grants_budgetentry",
    "grants_drawdown",
    "grants_drawdownentry",
    "grants_drawdownwithdrawal",
    "grants_landtranche",
    "grants_landreceipt",
    "grants_landcut",
    "grants_incomingmoney",
    "grants_baserate",
    "grants_minutesaddition",
    "grants_fundtext",
    "grants_fundlogo",
    "grants_claiminstalment",
    "grants_payeecheck",
    "grants_handoverline",
    "grants_handoverdownload",
    "grants_financeimport",
    "grants_importedstep",
    "grants_posting",
    "grants_deletionrecord",
    "grants_reportexpiry",
)

RECORD = "EXISTS (SELECT 1 FROM grants_deletionrecord d"
OF_CASE = f"{RECORD} WHERE d.case_id = OLD.case_id)"
OF_APPLICATION = f"{RECORD} WHERE d.case_id = OLD.application_id)"
WITH_GRANT = f"{RECORD} JOIN grants_grant g ON g.case_id = d.case_id"
OF_GRANT = f"{WITH_GRANT} WHERE g.id = OLD.grant_id)"
NOT_FROZEN = "(OLD.document_id IS NULL AND OLD.discarded_at IS NULL)"
STILL_OPEN = "OLD.confirmed_at IS NULL AND OLD.withdrawn_at IS NULL"
#: The reason of a line may name a person: it goes with the case of its order.
WITH_ORDER = f"{WITH_GRANT} JOIN grants_paymentorder o ON o.grant_id = g.id"
#: What was written on a row goes with the case of the row.
OF_ENTRY = f"{RECORD} JOIN grants_ledgerentry e ON e.case_id = d.case_id WHERE e.id = OLD.entry_id)"
OF_POSTING = (
    f"{WITH_ORDER} JOIN grants_importrow r ON r.order_id = o.id JOIN grants_posting p ON p.row_id = r.id "
    "WHERE p.id = OLD.posting_id)"
)
CASES_OF_RUN = (
    "SELECT 1 FROM grants_handoverline l JOIN grants_paymentorder o ON o.id = l.order_id "
    "JOIN grants_grant g ON g.id = o.grant_id WHERE l.hand_over_id = OLD.id"
)
#: The file goes when every case of the run was deleted after its retention.
NOT_DELETED = "NOT EXISTS (SELECT 1 FROM grants_deletionrecord d WHERE d.case_id = g.case_id)"
ALL_DELETED = f"EXISTS ({CASES_OF_RUN}) AND NOT EXISTS ({CASES_OF_RUN} AND {NOT_DELETED})"

#: table -> what opens a row of it.
ERASABLE = {
    "grants_transitionrecord": OF_CASE,
    "grants_applicationversion": OF_APPLICATION,
    "grants_correction": OF_APPLICATION,
    "grants_ruling": OF_APPLICATION,
    "grants_noticetext": f"{RECORD} JOIN grants_notice n ON n.case_id = d.case_id WHERE n.id = OLD.notice_id)",
    "grants_letter": f"{NOT_FROZEN} OR {OF_CASE}",
    "grants_letterstep": f"{RECORD} JOIN grants_letter l ON l.case_id = d.case_id WHERE l.id = OLD.letter_id)",
    "grants_changerequest": OF_GRANT,
    "grants_changeruling": f"{WITH_GRANT} JOIN grants_changerequest c ON c.grant_id = g.id WHERE c.id = OLD.request_id)",
    "grants_stateaidentry": OF_GRANT,
    "grants_paymentprofile": STILL_OPEN,
    "grants_handover": ALL_DELETED,
    "grants_importrow": f"{WITH_ORDER} WHERE o.id = OLD.order_id)",
    "grants_reconciliationnote": f"{OF_ENTRY} OR {OF_POSTING}",
    "grants_accountsheet": f"({STILL_OPEN}) OR {OF_GRANT}",
    "grants_proofversion": f"{WITH_GRANT} JOIN grants_proof p ON p.grant_id = g.id WHERE p.id = OLD.proof_id)",
}


class Migration(migrations.Migration):
    dependencies = [("grants", "0002_states")]

    operations = [
        *(append_only(table) for table in FOR_EVER),
        *(append_only(table, erasable_when=condition) for table, condition in ERASABLE.items()),
    ]
