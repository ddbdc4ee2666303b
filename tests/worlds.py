"""Every row of every table as text, and the way from one such world to another, on both databases."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from typing import Any
from weakref import WeakSet

from django.apps import apps
from django.db import connection

#: table -> JSON of its rows: objects on PostgreSQL; on SQLite pairs of the key and the row as SQL literals.
World = dict[str, str]
#: SQL with its parameters; without parameters nothing in it is a placeholder.
Way = Sequence[tuple[str, Sequence[str | list[str]] | None]]
#: A statement that writes rows, and in which table.
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')

#: Connections of PostgreSQL that know the question for the world by its name.
_PREPARED: WeakSet[Any] = WeakSet()


@functools.cache
def tables() -> dict[str, str]:
    """Every table of ours with its primary key."""
    models = (
        model for config in apps.get_app_configs() for model in config.get_models(include_auto_created=True)
    )
    ours = (model for model in models if model._meta.app_label not in ("auth", "contenttypes"))
    return {model._meta.db_table: str(model._meta.pk.column) for model in ours}


def read() -> World:
    """Every row of every table, in one query."""
    question = _question(connection.vendor)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Planning a hundred tables takes longer than reading their few rows.
            if connection.connection not in _PREPARED:
                cursor.execute(f"PREPARE world AS {question}")
                _PREPARED.add(connection.connection)
            question = "EXECUTE world"
        cursor.execute(question)
        return dict(sorted(cursor.fetchall()))  # PostgreSQL may answer in any order


def way_between(before: World, after: World) -> Way:
    """Rows that go or change are taken out, then the new ones put in.

    The guards of the states and of persons watch how rows come about; these came about under their eyes the
    first time. The guards of the append-only tables stay awake.
    """
    changed = [table for table in after if after[table] != before[table]]
    between = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    return between(changed, before, after)


def walk(way: Way) -> None:
    """Go from the one world to the other."""
    with connection.cursor() as cursor:
        for sql, parameters in way:
            cursor.execute(sql, parameters)


@functools.cache
def _question(vendor: str) -> str:
    one = _rows_of_postgresql if vendor == "postgresql" else _rows_of_sqlite
    return " UNION ALL ".join(f"SELECT '{table}', {one(table, key)}" for table, key in tables().items())


def _rows_of_postgresql(table: str, key: str) -> str:
    return f'coalesce(json_agg(t ORDER BY "{key}"), \'[]\')::text FROM "{table}" t'


def _rows_of_sqlite(table: str, key: str) -> str:
    row = " || ',' || ".join(f'quote("{column}")' for column in _columns(table))
    pair = f"json_array(quote(\"{key}\"), '(' || {row} || ')')"
    return f'json_group_array(json({pair})) FROM (SELECT * FROM "{table}" ORDER BY "{key}")'


@functools.cache
def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        # Asked of SQLite itself: Django's introspection stumbles over a check like "IN (1, 7)".
        cursor.execute(f'PRAGMA table_info("{table}")')
        return [name for _, name, *_ in cursor.fetchall()]


def _on_postgresql(changed: Sequence[str], before: World, after: World) -> Way:
    statements = ["SET LOCAL session_replication_role = replica"]
    parameters: list[str | list[str]] = []
    for table in changed:
        old, new = ({json.dumps(row): row for row in json.loads(world[table])} for world in (before, after))
        key = tables()[table]
        gone = [str(row[key]) for text, row in old.items() if text not in new]
        if gone:
            statements.append(f'DELETE FROM "{table}" WHERE "{key}"::text = ANY(%s)')
            parameters.append(gone)
        statements.append(f'INSERT INTO "{table}" SELECT * FROM json_populate_recordset(NULL::"{table}", %s)')
        parameters.append(f"[{', '.join(text for text in new if text not in old)}]")
    return [("; ".join([*statements, "SET LOCAL session_replication_role = origin"]), parameters)]


def _on_sqlite(changed: Sequence[str], before: World, after: World) -> Way:
    guards = _guards_of(changed)
    way = [f'DROP TRIGGER "{name}"' for name, _ in guards]
    for table in changed:
        old, new = (dict(json.loads(world[table])) for world in (before, after))
        gone = [key for key, row in old.items() if new.get(key) != row]
        if gone:
            way.append(f'DELETE FROM "{table}" WHERE "{tables()[table]}" IN ({", ".join(gone)})')
        came = [row for key, row in new.items() if old.get(key) != row]
        if came:
            columns = ", ".join(f'"{column}"' for column in _columns(table))
            way.append(f'INSERT INTO "{table}" ({columns}) VALUES {", ".join(came)}')
    return [(sql, None) for sql in (*way, *(sql for _, sql in guards))]


def _guards_of(changed: Sequence[str]) -> list[tuple[str, str]]:
    """The triggers of these tables that ask how a row came about, with the SQL that puts them up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid")
        rows = cursor.fetchall()
    return [(name, sql) for name, sql, table in rows if table in changed and "_append_only_" not in name]
