"""One person never holds two roles at once that exclude one another (permissions.md, person rule 7)."""

from django.db import migrations

from foundation.audit.guard import Guard

# Written out here, not imported: a migration must not change when the code does.
EXCLUDED = """(
    (NEW.role = 'AD' AND other.role IN ('FO', 'KA'))
    OR (other.role = 'AD' AND NEW.role IN ('FO', 'KA'))
    OR (NEW.role = 'AU' AND other.role <> 'AU')
    OR (other.role = 'AU' AND NEW.role <> 'AU')
)"""
OVERLAPPING = f"""SELECT 1 FROM accounts_roleassignment other
    WHERE other.user_id = NEW.user_id AND other.id <> NEW.id
    AND (other.valid_until IS NULL OR other.valid_until > NEW.valid_from)
    AND (NEW.valid_until IS NULL OR NEW.valid_until > other.valid_from)
    AND {EXCLUDED}"""  # noqa: S608  constants only
NAME = "accounts_role_exclusive"

# The user row is locked first: two transactions cannot each give one half of an excluded pair.
POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM accounts_user WHERE id = NEW.user_id FOR UPDATE;
        IF EXISTS ({OVERLAPPING}) THEN
            RAISE EXCEPTION '{NAME}: this person holds a role that excludes %', NEW.role
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$""",
    f"DROP TRIGGER IF EXISTS {NAME} ON accounts_roleassignment",
    f"""CREATE TRIGGER {NAME} BEFORE INSERT OR UPDATE ON accounts_roleassignment
    FOR EACH ROW EXECUTE FUNCTION {NAME}()""",
]
POSTGRESQL_BACK = [f"DROP TRIGGER {NAME} ON accounts_roleassignment", f"DROP FUNCTION {NAME}()"]

# After, not before: only then does SQLite know the new row's id.
SQLITE_BACK = [f"DROP TRIGGER IF EXISTS {NAME}_insert", f"DROP TRIGGER IF EXISTS {NAME}_update"]
SQLITE = SQLITE_BACK + [
    f"""CREATE TRIGGER {NAME}_{event.lower()} AFTER {event} ON accounts_roleassignment
    WHEN EXISTS ({OVERLAPPING})
    BEGIN SELECT RAISE(ABORT, '{NAME}: this person holds a role that excludes it'); END"""
    for event in ("INSERT", "UPDATE")
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_schema")]

    operations = [
        Guard(
            create=lambda vendor: POSTGRESQL if vendor == "postgresql" else SQLITE,
            drop=lambda vendor: POSTGRESQL_BACK if vendor == "postgresql" else SQLITE_BACK,
        )
    ]
