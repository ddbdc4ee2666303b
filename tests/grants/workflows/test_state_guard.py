"""The database refuses every pair that is not an edge, and every row that does not begin at the beginning."""

import pkgutil
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from foundation.audit.state_guard import create_statements, drop_statements
from grants import migrations
from grants.models import (
    Application,
    Claim,
    Fund,
    Grant,
    JurySession,
    PaymentKind,
    PaymentOrder,
    ReceiptKind,
    ReceiptOrder,
)
from grants.services.receipt_orders import Expected, prepare_by_hand
from tests.grants.workflows.tables import MODELS, TABLES
from tests.stories import Story

# States are written by hand to see which the database lets through.
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.unsound]
FIRST = {
    "application": "draft",
    "grant": "draft_notice",
    "payment_order": "draft",
    "receipt_order": "draft",
    "claim": "hearing",
    "session": "planned",
}


def states(machine: str) -> list[str]:
    return [value for value, _ in MODELS[machine]._meta.get_field("state").choices or ()]


def pairs(machine: str) -> set[tuple[str, str]]:
    """Where the handbook's edges lead; a step that stays in its state is no pair."""
    return {(source, target) for source, _, target in TABLES[machine] if source != target}


def table(machine: str) -> Any:
    return MODELS[machine]._meta.db_table


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A trigger does not go while checks of the rows written so far are still to come.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)


def drop_guard(machine: str) -> None:
    run(*drop_statements(connection.vendor, table(machine)))


@pytest.fixture
def row(story: Story, request: pytest.FixtureRequest) -> Any:
    """A row of the machine that a test asks for, signed so that no CHECK but the guard stands in the way."""
    story.accepted()
    story.order(PaymentKind.ADVANCE, 10_000)
    PaymentOrder.objects.update(
        certified_factual_by="a",
        certified_arith_by="b",
        ordered_by="c",
        executed_by="d",
        executed_on=story.day,
    )
    Claim.objects.create(grant=story.grant, amount_cents=100, created_at=story.now, drafted_by="a")
    expected(story)
    ReceiptOrder.objects.update(certified_by="a", ordered_by="b")
    return MODELS[request.param]._default_manager.get()


def expected(story: Story) -> ReceiptOrder:
    """Money that somebody has promised."""
    wish = Expected(ReceiptKind.PRIVATE, "Muster-Stiftung", "Spende", 100, story.day)
    return prepare_by_hand(fund=story.fund, expected=wish, actor=story.people["kaemmerei"], now=story.now)


def passed_the_guard(error: IntegrityError) -> bool:
    """False for the guard's own refusal; any other refusal would hide what the guard does."""
    if "state guard" not in str(error):
        raise error
    return False


def try_update(row: Any, target: str) -> bool:
    """Whether the database lets the state through, past all our code. The row stays as it was."""
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(state=target)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return passed_the_guard(error)
    return True


def put(row: Any, state: str) -> None:
    """Puts the row into any state: along no edge, so without the guard."""
    drop_guard(row.machine)
    type(row)._default_manager.filter(pk=row.pk).update(state=state)
    first, graph = graphs()[table(row.machine)]
    run(*create_statements(connection.vendor, table(row.machine), first, graph))


def graphs() -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """The graphs as the migrations have left them in the database: of each machine the last that names it."""
    names = sorted(each.name for each in pkgutil.iter_modules(migrations.__path__))
    found: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for name in names:
        found |= getattr(import_module(f"grants.migrations.{name}"), "GRAPHS", {})
    return found


@pytest.mark.parametrize("row", MODELS, indirect=True)
def test_database_lets_exactly_the_edges_through(row: Any) -> None:
    machine = row.machine
    let_through = set()
    for source in states(machine):
        put(row, source)
        let_through |= {(source, target) for target in states(machine) if try_update(row, target)}
    let_through -= {(state, state) for state in states(machine)}
    assert let_through == pairs(machine)


@pytest.mark.parametrize("row", MODELS, indirect=True)
def test_without_the_guard_every_pair_passes(row: Any) -> None:
    drop_guard(row.machine)
    assert [try_update(row, target) for target in states(row.machine)] == [True] * len(states(row.machine))


@pytest.mark.parametrize("machine", MODELS)
def test_graph_in_the_database_is_that_of_the_machines(machine: str) -> None:
    first, graph = graphs()[table(machine)]
    declared = {(each.source, each.target) for each in MODELS[machine]().get_all_state_transitions()}
    field = MODELS[machine]._meta.get_field("state")
    assert set(graph) == {(source, target) for source, target in declared if source != target}
    assert (first, first, len(graph)) == (field.default, FIRST[machine], len(set(graph)))
    assert set(graphs()) == {table(each) for each in MODELS}


def copies(story: Story) -> Iterator[tuple[Any, dict[str, Any]]]:
    """A fresh row of each machine, and what must differ from the one that exists."""
    story.accepted()
    order = story.order(PaymentKind.ADVANCE, 10_000)
    claim = Claim.objects.create(grant=story.grant, amount_cents=100, created_at=story.now, drafted_by="a")
    other = Story(story.fund, story.people, name="Zweite Gruppe Muster").drafted()
    Grant.objects.filter(pk=other.pk).delete()
    yield story.application, {"reference": "LT-2026-9999"}
    yield other, {}
    yield order, {"number": "LT-2026-A9999"}
    yield claim, {}
    yield expected(story), {"number": "LT-2026-E9999", "cash_reference": "x"}
    yield story.fund.sessions.get(), {"held_on": story.day + timedelta(days=1)}


def insert(row: Any, state: str, changes: dict[str, Any]) -> bool:
    """Whether a constructor may put a row into the table that begins in this state."""
    model = type(row)
    names = [
        each.attname for each in row._meta.concrete_fields if each.attname not in {"id", "uuid", "state"}
    ]
    try:
        with transaction.atomic():
            model(state=state, **{name: getattr(row, name) for name in names} | changes).save()
            transaction.set_rollback(True)
    except IntegrityError as error:
        return passed_the_guard(error)
    return True


def test_every_row_begins_in_the_first_state(story: Story) -> None:
    begun = {
        row.machine: {state for state in states(row.machine) if insert(row, state, changes)}
        for row, changes in copies(story)
    }
    assert begun == {machine: {first} for machine, first in FIRST.items()}


def test_constructor_passes_without_the_guard(fund: Fund, story: Story) -> None:
    story.draft()
    drop_guard("session")
    drop_guard("application")
    assert insert(JurySession(fund=fund, held_on=story.day), "closed", {}) is True
    assert insert(story.application, "approved", {"reference": "LT-2026-9999"}) is True
    assert Application.objects.get().state == "draft"
