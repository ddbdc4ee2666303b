"""What a row must not become, in the database: the last net below policy for rules that compare persons.

    operations = [..., row_guard("grants_notice", "unbiased", {"released_by": "EXISTS (...)"})]

For each column stands an SQL condition over NEW under which the row is refused; it is asked when the row
comes into being and whenever that column changes. What was right when it was signed stays: a bias that is
declared later breaks no older signature. Conditions name other tables: alter one of those, or a guarded one,
within `KeepTriggers`, else SQLite stumbles or forgets.
"""

from collections.abc import Mapping

from foundation.audit.guard import Guard

#: column -> SQL condition; where the vendors differ, one for each.
Refused = Mapping[str, str | Mapping[str, str]]


def _conditions(vendor: str, refused: Refused) -> tuple[str, str]:
    """The condition for a new row and the one for a changed row."""
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    of_vendor = {column: each if isinstance(each, str) else each[vendor] for column, each in refused.items()}
    new = " OR ".join(f"({each})" for each in of_vendor.values())
    changed = " OR ".join(
        f'(NEW."{column}" {differs} OLD."{column}" AND ({each}))' for column, each in of_vendor.items()
    )
    return new, changed


def create_statements(vendor: str, table: str, name: str, refused: Refused) -> list[str]:
    """SQL that guards a table; run again it replaces the older guard of this name."""
    new, changed = _conditions(vendor, refused)
    full = f"{table}_{name}"
    message = f"row guard: {full}"
    if vendor == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        return [
            *drop_statements(vendor, table, name),
            f'CREATE TRIGGER "{full}_insert" BEFORE INSERT ON "{table}" WHEN {new} {refuse}',
            f'CREATE TRIGGER "{full}_update" BEFORE UPDATE ON "{table}" WHEN {changed} {refuse}',
        ]
    return [
        f"""CREATE OR REPLACE FUNCTION "{full}"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                IF {new} THEN
                    RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
            ELSIF {changed} THEN
                RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$""",
        f'DROP TRIGGER IF EXISTS "{full}" ON "{table}"',
        f"""CREATE TRIGGER "{full}" BEFORE INSERT OR UPDATE ON "{table}"
        FOR EACH ROW EXECUTE FUNCTION "{full}"()""",
    ]


def drop_statements(vendor: str, table: str, name: str) -> list[str]:
    """SQL that takes the guard away."""
    full = f"{table}_{name}"
    if vendor == "sqlite":
        return [f'DROP TRIGGER IF EXISTS "{full}_{event}"' for event in ("insert", "update")]
    return [f'DROP TRIGGER IF EXISTS "{full}" ON "{table}"', f'DROP FUNCTION IF EXISTS "{full}"()']


def row_guard(table: str, name: str, refused: Refused) -> Guard:
    """Migration operation: refuse rows of `table`, reversible."""
    return Guard(
        create=lambda vendor: create_statements(vendor, table, name, refused),
        drop=lambda vendor: drop_statements(vendor, table, name),
    )
