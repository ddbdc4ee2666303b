"""The authority to order payments: up to an amount, or as a deputy for a time."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from foundation.audit.kept_triggers import KeepTriggers


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_exclusive_roles"),
    ]

    operations = [
        KeepTriggers(
            migrations.AddField(
                model_name="roleassignment",
                name="deputy_for",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="deputies",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="für",
                ),
            ),
            migrations.AddField(
                model_name="roleassignment",
                name="limit_cents",
                field=models.BigIntegerField(blank=True, null=True, verbose_name="Anordnung bis"),
            ),
            migrations.AddConstraint(
                model_name="roleassignment",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("limit_cents__isnull", True),
                        models.Q(("limit_cents__gt", 0), ("role", "FO")),
                        _connector="OR",
                    ),
                    name="accounts_role_limit_of_orderer",
                ),
            ),
            migrations.AddConstraint(
                model_name="roleassignment",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("deputy_for__isnull", True),
                        models.Q(
                            ("role", "FO"),
                            ("valid_until__isnull", False),
                            models.Q(("deputy_for", models.F("user")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="accounts_role_deputy_for_a_time",
                ),
            ),
        )
    ]
