"""The state graph in the database: a row begins in the first state and moves only along allowed pairs.

    operations = [..., state_guard("grants_claim", first="hearing", pairs=[("hearing", "notice"), ...])]

It is the last net below the workflow code, for `update()`, constructors and hands in the database. A changed
machine needs a new migration that calls it again: creating replaces what was there. Altering such a table on
SQLite rebuilds it and loses its triggers: alter it within `KeepTriggers`.
"""

from collections.abc import Sequence

from foundation.audit.guard import Guard

Pair = tuple[str, str]


def _quoted(pairs: Sequence[Pair]) -> str:
    return ", ".join(f"'{source}>{target}'" for source, target in sorted(set(pairs)))


def _postgresql(table: str, first: str, pairs: Sequence[Pair]) -> list[str]:
    name = f"{table}_state_guard"
    return [
        f"""CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' AND NEW.state <> '{first}' THEN
                RAISE EXCEPTION 'state guard: {table} begins as {first}, not %', NEW.state
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'UPDATE' AND OLD.state <> NEW.state
               AND (OLD.state || '>' || NEW.state) NOT IN ({_quoted(pairs)}) THEN
                RAISE EXCEPTION 'state guard: {table} does not go from % to %', OLD.state, NEW.state
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$""",
        f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
        f"""CREATE TRIGGER "{name}" BEFORE INSERT OR UPDATE ON "{table}"
        FOR EACH ROW EXECUTE FUNCTION "{name}"()""",
    ]


def _sqlite(table: str, first: str, pairs: Sequence[Pair]) -> list[str]:
    insert, update = f"{table}_state_guard_insert", f"{table}_state_guard_update"
    return [
        f'DROP TRIGGER IF EXISTS "{insert}"',
        f'DROP TRIGGER IF EXISTS "{update}"',
        f"""CREATE TRIGGER "{insert}" BEFORE INSERT ON "{table}" WHEN NEW.state <> '{first}'
        BEGIN SELECT RAISE(ABORT, 'state guard: {table} begins as {first}'); END""",
        f"""CREATE TRIGGER "{update}" BEFORE UPDATE ON "{table}" WHEN OLD.state <> NEW.state
        AND (OLD.state || '>' || NEW.state) NOT IN ({_quoted(pairs)})
        BEGIN SELECT RAISE(ABORT, 'state guard: {table} does not go there'); END""",
    ]


def create_statements(vendor: str, table: str, first: str, pairs: Sequence[Pair]) -> list[str]:
    """SQL that guards a table's state; run again it replaces the older graph."""
    return _postgresql(table, first, pairs) if vendor == "postgresql" else _sqlite(table, first, pairs)


def drop_statements(vendor: str, table: str) -> list[str]:
    """SQL that takes the guard away."""
    name = f"{table}_state_guard"
    if vendor == "postgresql":
        return [f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"', f'DROP FUNCTION IF EXISTS "{name}"()']
    return [f'DROP TRIGGER IF EXISTS "{name}_insert"', f'DROP TRIGGER IF EXISTS "{name}_update"']


def state_guard(table: str, *, first: str, pairs: Sequence[Pair]) -> Guard:
    """Migration operation: guard the column `state` of a table, reversible."""
    return Guard(
        create=lambda vendor: create_statements(vendor, table, first, pairs),
        drop=lambda vendor: drop_statements(vendor, table),
    )
