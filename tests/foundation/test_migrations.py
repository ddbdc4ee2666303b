"""The tables of the ground floor can be made and taken back, with their triggers."""

import pytest
from django.core.management import call_command
from django.db import connection

from foundation.audit.models import AuditHead

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


def trigger_names() -> set[str]:
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    else:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize(
    ("app", "back_to", "prefix"),
    [("audit", "0001", "audit_"), ("accounts", "0001", "accounts_role_exclusive")],
)
def test_triggers_go_and_come_with_their_migration(app: str, back_to: str, prefix: str) -> None:
    before = trigger_names()
    assert [name for name in before if name.startswith(prefix)] != []
    try:
        call_command("migrate", app, back_to, verbosity=0)
        assert [name for name in trigger_names() if name.startswith(prefix)] == []
    finally:
        call_command("migrate", verbosity=0)
    assert trigger_names() == before


def test_models_and_migrations_agree() -> None:
    call_command(
        "makemigrations",
        "audit",
        "outbox",
        "files",
        "accounts",
        "reports",
        "--check",
        "--dry-run",
        verbosity=0,
    )


def test_chain_begins_with_an_empty_head() -> None:
    assert AuditHead.objects.values_list("id", "seq", "hash").get() == (1, 0, "0" * 64)
