"""What a remedy has undone is decided or checked anew: two ways out of a rejection."""

from django.db import migrations

from foundation.audit.state_guard import state_guard

GRAPHS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "grants_application": (
        "draft",
        [
            ("approved", "eligible"),
            ("approved", "voted_no"),
            ("approved", "voted_partial"),
            ("approved", "voted_yes"),
            ("archived", "deleted"),
            ("deferred", "scheduled"),
            ("deferred", "withdrawn"),
            ("draft", "submitted"),
            ("draft", "withdrawn"),
            ("eligible", "approved"),
            ("eligible", "rejected"),
            ("eligible", "scheduled"),
            ("eligible", "withdrawn"),
            ("incomplete", "lapsed"),
            ("incomplete", "submitted"),
            ("incomplete", "withdrawn"),
            ("ineligible", "rejected"),
            ("ineligible", "withdrawn"),
            ("lapsed", "archived"),
            ("rejected", "archived"),
            ("rejected", "deferred"),
            ("rejected", "submitted"),
            ("scheduled", "deferred"),
            ("scheduled", "voted_no"),
            ("scheduled", "voted_partial"),
            ("scheduled", "voted_yes"),
            ("scheduled", "withdrawn"),
            ("submitted", "eligible"),
            ("submitted", "incomplete"),
            ("submitted", "ineligible"),
            ("submitted", "withdrawn"),
            ("voted_no", "approved"),
            ("voted_no", "deferred"),
            ("voted_no", "rejected"),
            ("voted_no", "withdrawn"),
            ("voted_partial", "approved"),
            ("voted_partial", "deferred"),
            ("voted_partial", "rejected"),
            ("voted_partial", "withdrawn"),
            ("voted_yes", "approved"),
            ("voted_yes", "deferred"),
            ("voted_yes", "rejected"),
            ("voted_yes", "withdrawn"),
            ("withdrawn", "archived"),
        ],
    ),
}


class Migration(migrations.Migration):
    dependencies = [("grants", "0009_interest")]

    operations = [state_guard(table, first=first, pairs=pairs) for table, (first, pairs) in GRAPHS.items()]
