"""Two administrators send each other away at the same moment: one is refused, one remains."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from foundation.accounts.models import User
from foundation.accounts.selectors import permanent_administrators
from foundation.accounts.services import withdraw_role
from foundation.accounts.standing import block_user, discharge_user
from foundation.audit.actors import Actor
from foundation.audit.models import AuditHead
from foundation.values.errors import DomainError
from tests.foundation.accounts.test_services import LATER
from tests.foundation.accounts.test_standing import administrator, hire

# Only PostgreSQL lets both begin; on SQLite one writer waits for the other from the start.
pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30.0
WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def end_role(user: User, by: Actor) -> None:
    withdraw_role(assignment=user.role_assignments.get(), by=by, now=LATER)


def block(user: User, by: Actor) -> None:
    block_user(user=user, by=by, now=LATER)


def discharge(user: User, by: Actor) -> None:
    discharge_user(user=user, by=by, now=LATER)


def waiting() -> int:
    """How many wait for a lock in this database, as things stand now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITING)
        (count,) = cursor.fetchone()
    return int(count)


def wait_for(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not condition():
        time.sleep(0.02)
    return condition()


def at_once(*steps: Callable[[], None]) -> Counter[str]:
    """Nobody gets past the end of the audit log before all have come as far as they can."""

    def run(step: Callable[[], None]) -> str:
        try:
            step()
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(steps)) as pool:
        with transaction.atomic():
            AuditHead.objects.select_for_update().get()
            futures = [pool.submit(run, step) for step in steps]
            assert wait_for(lambda: waiting() == len(steps))
        return Counter(future.result() for future in futures)


@pytest.mark.parametrize(
    ("first", "second"),
    [(end_role, end_role), (block, block), (discharge, discharge), (end_role, block), (discharge, end_role)],
)
def test_one_of_two_administrators_remains(
    first: Callable[[User, Actor], None], second: Callable[[User, Actor], None]
) -> None:
    one, other = hire("eins", "AD"), hire("zwei", "AD")
    results = at_once(lambda: first(other, administrator(one)), lambda: second(one, administrator(other)))
    assert results == {"done": 1, "role.last_administrator": 1}
    assert permanent_administrators(LATER).count() == 1


def test_three_in_a_circle_leave_one() -> None:
    people = [hire(name, "AD") for name in ("eins", "zwei", "drei")]

    def ends(place: int) -> Callable[[], None]:
        return lambda: block(people[(place + 1) % 3], administrator(people[place]))

    assert at_once(*map(ends, range(3))) == {"done": 2, "role.last_administrator": 1}
    assert permanent_administrators(LATER).count() == 1
