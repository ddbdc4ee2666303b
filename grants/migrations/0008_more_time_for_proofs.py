"""More time for a proof: what was overdue is due again."""

from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.state_guard import state_guard

GRAPHS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "grants_grant": (
        "draft_notice",
        [
            ("accepted", "cancelled"),
            ("accepted", "change_pending"),
            ("accepted", "running"),
            ("archived", "deleted"),
            ("cancelled", "archived"),
            ("cancelled", "proof_submitted"),
            ("change_pending", "accepted"),
            ("change_pending", "running"),
            ("checked", "settling"),
            ("closed", "archived"),
            ("closed", "in_binding"),
            ("closed", "settling"),
            ("declined", "archived"),
            ("draft_notice", "issued"),
            ("in_binding", "archived"),
            ("in_binding", "closed"),
            ("issued", "accepted"),
            ("issued", "declined"),
            ("issued", "running"),
            ("lapsed_not_started", "archived"),
            ("proof_due", "proof_overdue"),
            ("proof_due", "proof_submitted"),
            ("proof_incomplete", "proof_submitted"),
            ("proof_overdue", "proof_due"),
            ("proof_overdue", "proof_submitted"),
            ("proof_overdue", "revoked"),
            ("proof_submitted", "checked"),
            ("proof_submitted", "proof_incomplete"),
            ("revoked", "archived"),
            ("running", "cancelled"),
            ("running", "change_pending"),
            ("running", "lapsed_not_started"),
            ("running", "proof_due"),
            ("running", "proof_submitted"),
            ("settling", "closed"),
        ],
    ),
}


class Migration(migrations.Migration):
    dependencies = [("grants", "0007_lapse_notice")]

    operations = [
        KeepTriggers(
            migrations.AlterField(
                "proofreminder",
                "kind",
                models.CharField(
                    max_length=8,
                    choices=[
                        ("reminder", "Erinnerung"),
                        ("demand", "Mahnung mit Anhörung"),
                        ("start", "Anhörung zum Beginn"),
                        ("longer", "Mehr Zeit für den Nachweis"),
                    ],
                ),
            )
        ),
        *(state_guard(table, first=first, pairs=pairs) for table, (first, pairs) in GRAPHS.items()),
    ]
