"""Blocked and left accounts, links for passwords, who gave and ended a role; person rule 7 in the database."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from foundation.audit.guard import Guard
from foundation.audit.kept_triggers import KeepTriggers
from foundation.audit.row_guard import row_guard

# Written out here, not imported: a migration must not change when the code does.
TABLE = "accounts_roleassignment"
FROZEN = f"{TABLE}_frozen"
COLUMNS = (
    "user_id", "role", "scope", "limit_cents", "deputy_for_id",
    "given_by", "given_at", "confirmed_by", "confirmed_at",
)  # fmt: skip


def own(column: str) -> str:
    return f"""EXISTS (SELECT 1 FROM accounts_user person
        WHERE person.id = NEW.user_id AND person.reference = NEW.{column})"""  # noqa: S608  constants only


def is_altered(differs: str) -> str:
    """What two persons gave would be something else: another right, or a longer one."""
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in COLUMNS)
    return f"""OLD.confirmed_at IS NOT NULL AND ({changed} OR NEW.valid_from < OLD.valid_from
        OR (OLD.valid_until IS NOT NULL AND (NEW.valid_until IS NULL OR NEW.valid_until > OLD.valid_until)))"""


POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION {FROZEN}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {is_altered("IS DISTINCT FROM")} THEN
            RAISE EXCEPTION '{FROZEN}: a confirmed role only ends earlier'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    f"CREATE TRIGGER {FROZEN} BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {FROZEN}()",
]
SQLITE = [
    f"""CREATE TRIGGER {FROZEN}_update BEFORE UPDATE ON {TABLE} WHEN {is_altered("IS NOT")}
    BEGIN SELECT RAISE(ABORT, '{FROZEN}: a confirmed role only ends earlier'); END"""
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_authority_to_order")]

    operations = [
        migrations.CreateModel(
            name="PasswordLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="Prüfwert")),
                ("sent_at", models.DateTimeField(verbose_name="verschickt")),
                ("expires_at", models.DateTimeField(verbose_name="gilt bis")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="password_link",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Link für das Passwort",
                "verbose_name_plural": "Links für das Passwort",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                        name="accounts_password_link_forward",
                    )
                ],
            },
        ),
        KeepTriggers(
            migrations.AddField(
                model_name="roleassignment",
                name="ended_at",
                field=models.DateTimeField(blank=True, null=True, verbose_name="beendet am"),
            ),
            migrations.AddField(
                model_name="roleassignment",
                name="ended_by",
                field=models.CharField(blank=True, default="", max_length=64, verbose_name="beendet von"),
            ),
            migrations.AddField(
                model_name="roleassignment",
                name="given_at",
                field=models.DateTimeField(blank=True, null=True, verbose_name="vergeben am"),
            ),
            migrations.AddField(
                model_name="user",
                name="left_at",
                field=models.DateTimeField(blank=True, null=True, verbose_name="ausgeschieden"),
            ),
            migrations.AddField(
                model_name="user",
                name="signed_out_at",
                field=models.DateTimeField(
                    blank=True, null=True, verbose_name="Sitzungen von davor gelten nicht"
                ),
            ),
            migrations.AddConstraint(
                model_name="user",
                constraint=models.CheckConstraint(
                    condition=models.Q(("left_at__isnull", True), ("is_active", False), _connector="OR"),
                    name="accounts_user_left_is_closed",
                ),
            ),
        ),
        row_guard(TABLE, "not_own", {name: own(name) for name in ("given_by", "confirmed_by", "ended_by")}),
        Guard(
            create=lambda vendor: POSTGRESQL if vendor == "postgresql" else SQLITE,
            drop=lambda vendor: (
                [f"DROP TRIGGER {FROZEN} ON {TABLE}", f"DROP FUNCTION {FROZEN}()"]
                if vendor == "postgresql"
                else [f"DROP TRIGGER {FROZEN}_update"]
            ),
        ),
    ]
