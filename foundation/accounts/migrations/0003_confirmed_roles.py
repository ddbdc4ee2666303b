"""A role that two persons gave only ends earlier, and nobody gives it to himself (person rule 7)."""

from django.db import migrations

from foundation.audit.guard import Guard
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
    f"DROP TRIGGER IF EXISTS {FROZEN} ON {TABLE}",
    f"CREATE TRIGGER {FROZEN} BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {FROZEN}()",
]
SQLITE = [
    f"DROP TRIGGER IF EXISTS {FROZEN}_update",
    f"""CREATE TRIGGER {FROZEN}_update BEFORE UPDATE ON {TABLE} WHEN {is_altered("IS NOT")}
    BEGIN SELECT RAISE(ABORT, '{FROZEN}: a confirmed role only ends earlier'); END""",
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_roles_that_exclude")]

    operations = [
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
