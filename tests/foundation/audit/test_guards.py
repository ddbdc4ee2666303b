"""Every guard that the migrations put up still stands, and a table altered later keeps its own."""

import re

import pytest
from django.db import connection, models
from django.db.migrations import AddConstraint
from django.db.migrations.loader import MigrationLoader

from foundation.audit.guard import Guard
from foundation.audit.kept_triggers import KeepTriggers
from tests.foundation.test_migrations import trigger_names

pytestmark = [pytest.mark.both_databases]
STEP = re.compile(r'(CREATE|DROP) TRIGGER (?:IF EXISTS )?"(\w+)"')


def guards_of_migrations() -> set[str]:
    """The triggers that are left when the guards of all migrations are put up one after the other."""
    loader, standing = MigrationLoader(connection), set[str]()
    plan = {node: None for leaf in loader.graph.leaf_nodes() for node in loader.graph.forwards_plan(leaf)}
    for node in plan:
        for operation in loader.graph.nodes[node].operations:
            if isinstance(operation, Guard):
                for verb, name in STEP.findall("\n".join(operation.create(connection.vendor))):
                    (standing.add if verb == "CREATE" else standing.discard)(name)
    return standing


@pytest.mark.django_db
def test_no_migration_has_lost_a_guard() -> None:
    guards = guards_of_migrations()
    assert any(name.startswith("grants_noticetext") for name in guards)
    assert guards - trigger_names() == set()


@pytest.mark.django_db(transaction=True)
def test_altered_table_keeps_its_triggers_and_those_that_name_it() -> None:
    before, state = trigger_names(), MigrationLoader(connection).project_state()
    check = models.CheckConstraint(condition=models.Q(amount_cents__gte=0), name="notice_for_a_test")
    alter, altered = KeepTriggers(AddConstraint("notice", check)), state.clone()
    alter.state_forwards("grants", altered)
    with connection.schema_editor() as editor:
        alter.database_forwards("grants", editor, state, altered)
    try:
        assert trigger_names() == before
    finally:
        with connection.schema_editor() as editor:
            alter.database_backwards("grants", editor, altered, state)
    assert trigger_names() == before
