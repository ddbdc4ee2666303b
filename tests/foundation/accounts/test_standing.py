"""Accounts blocked, left or opened again; the last administrator stays; a confirmed role is frozen."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from foundation.accounts.actors import actor_of
from foundation.accounts.models import RoleAssignment, User
from foundation.accounts.selectors import roles_of, staff_with_role
from foundation.accounts.services import Terms, assign_role, confirm_role, create_user, withdraw_role
from foundation.accounts.standing import block_user, discharge_user, reopen_user
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.models import AuditEntry
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from tests.foundation.accounts.browsing import EMAIL, PASSWORD, actor_in, sign_in
from tests.foundation.accounts.test_services import ADMINISTRATOR, LATER, MANAGER, NOW, SECOND

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
NEXT_WEEK = NOW + timedelta(days=7)
LAST = "Mindestens eine Person muss die Administration ohne Enddatum behalten"


def hire(name: str, *roles: str, ends_at: Any = None) -> User:
    email = f"{name}@stadt.example"
    user = create_user(email=email, display_name=name.title(), password=PASSWORD, by=SYSTEM, now=NOW)
    for role in roles:
        assign_role(user=user, role=role, scope="", by=SYSTEM, now=NOW, terms=Terms(ends_at=ends_at))
    return user


def administrator(user: User) -> Actor:
    return actor_of(user, NOW, stepped_up=True)


@pytest.mark.usefixtures("clock")
def test_block_ends_sessions_and_opening_again_does_not_bring_them_back(client: Client, clock: Any) -> None:
    user = hire("amt", "QM")
    sign_in(client, EMAIL)
    assert actor_in(client) is not None
    clock.shift(1)
    block_user(user=user, by=ADMINISTRATOR, now=NOW + timedelta(seconds=1))
    assert actor_in(client) is None
    clock.shift(1)
    reopen_user(user=user, by=ADMINISTRATOR, now=NOW + timedelta(seconds=2))
    assert actor_in(client) is None
    sign_in(client, EMAIL)
    assert actor_in(client) is not None


def test_blocked_person_keeps_roles_that_nobody_counts_on() -> None:
    user = hire("amt", "QM")
    block_user(user=user, by=ADMINISTRATOR, now=LATER)
    assert (set(roles_of(user, LATER)), staff_with_role("QM", "", LATER).count()) == ({("QM", "")}, 0)
    reopen_user(user=user, by=ADMINISTRATOR, now=LATER)
    assert list(staff_with_role("QM", "", LATER)) == [user]


def test_who_left_has_no_role_and_no_proposal_any_more() -> None:
    user = hire("amt", "QM")
    waiting = assign_role(user=user, role="FO", scope="", by=ADMINISTRATOR, now=NOW)
    terms = Terms(begins_at=NEXT_WEEK)
    later = assign_role(user=user, role="CI", scope="", by=ADMINISTRATOR, now=NOW, terms=terms)
    discharge_user(user=user, by=SECOND, now=LATER)
    assert not roles_of(user, LATER)
    assert not roles_of(user, NEXT_WEEK + timedelta(days=1))
    rows = RoleAssignment.objects.filter(pk__in=[waiting.pk, later.pk])
    assert {row.ended_by for row in rows} == {SECOND.reference}
    with pytest.raises(DomainError, match="zurückgenommen"):
        confirm_role(assignment=waiting, by=SECOND, now=LATER)
    with pytest.raises(DomainError, match="ausgeschieden"):
        assign_role(user=user, role="QM", scope="", by=ADMINISTRATOR, now=LATER)
    reopen_user(user=user, by=ADMINISTRATOR, now=LATER)
    assert not roles_of(user, NEXT_WEEK + timedelta(days=1))


def test_second_click_is_told_and_notes_nothing() -> None:
    user = hire("amt")
    for step, sentence in (
        (block_user, "schon gesperrt"),
        (discharge_user, "schon ausgeschieden"),
        (reopen_user, "ist offen"),
    ):
        step(user=user, by=ADMINISTRATOR, now=LATER)
        count = AuditEntry.objects.count()
        with pytest.raises(DomainError, match=sentence):
            step(user=user, by=SECOND, now=LATER)
        assert AuditEntry.objects.count() == count
    assert list(AuditEntry.objects.values_list("action", flat=True))[1:] == [
        "account.blocked", "account.left", "account.reopened",
    ]  # fmt: skip


@pytest.mark.parametrize("by", [MANAGER, replace(ADMINISTRATOR, stepped_up=False)], ids=["manager", "stale"])
def test_only_an_administrator_who_has_just_shown_who_they_are(by: Actor) -> None:
    user = hire("amt", "QM")
    for attempt in (
        lambda: block_user(user=user, by=by, now=NOW),
        lambda: discharge_user(user=user, by=by, now=NOW),
        lambda: reopen_user(user=user, by=by, now=NOW),
        lambda: assign_role(user=user, role="CI", scope="", by=by, now=NOW),
        lambda: withdraw_role(assignment=RoleAssignment.objects.get(), by=by, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_nobody_closes_their_own_account() -> None:
    user = hire("amt", "AD")
    hire("zweite", "AD")
    for step in (block_user, discharge_user, reopen_user):
        with pytest.raises(NotAllowed, match="das eigene Konto"):
            step(user=user, by=administrator(user), now=NOW)


def test_last_administrator_without_an_end_stays() -> None:
    last = hire("amt", "AD")
    deputy = administrator(hire("vertretung", "AD", ends_at=NEXT_WEEK))
    row = last.role_assignments.get()
    for attempt in (
        lambda: block_user(user=last, by=deputy, now=LATER),
        lambda: discharge_user(user=last, by=deputy, now=LATER),
        lambda: withdraw_role(assignment=row, by=deputy, now=LATER),
        lambda: withdraw_role(assignment=row, by=deputy, now=LATER, ends_at=NEXT_WEEK),
    ):
        with pytest.raises(DomainError, match=LAST):
            attempt()
    blocked = hire("gesperrt", "AD")
    block_user(user=blocked, by=deputy, now=LATER)
    with pytest.raises(DomainError, match=LAST):
        block_user(user=last, by=deputy, now=LATER)
    reopen_user(user=blocked, by=deputy, now=LATER)
    block_user(user=last, by=deputy, now=LATER)


def test_a_role_ends_on_a_day_and_only_ever_earlier() -> None:
    user = hire("amt", "QM")
    row = user.role_assignments.get()
    withdraw_role(assignment=row, by=ADMINISTRATOR, now=NOW, ends_at=NEXT_WEEK)
    assert [set(roles_of(user, moment)) for moment in (LATER, NEXT_WEEK)] == [{("QM", "")}, set()]
    for ends_at, sentence in (
        (NEXT_WEEK + timedelta(days=1), "nur vorziehen"),
        (NOW - timedelta(days=1), "schon vorbei"),
    ):
        with pytest.raises(InvalidInput, match=sentence):
            withdraw_role(assignment=row, by=ADMINISTRATOR, now=NOW, ends_at=ends_at)
    withdraw_role(assignment=row, by=SECOND, now=LATER)
    count = AuditEntry.objects.count()
    withdraw_role(assignment=row, by=SECOND, now=LATER)  # a second click
    assert (roles_of(user, LATER), AuditEntry.objects.count()) == (frozenset(), count)


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_until": None},
        {"valid_until": NEXT_WEEK + timedelta(days=1)},
        {"valid_from": NOW - timedelta(days=1)},
        {"limit_cents": 90_000},
        {"scope": "mitte"},
        {"confirmed_by": "9" * 32},
        {"given_by": "9" * 32},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_database_alone_keeps_what_was_confirmed(changes: dict[str, Any]) -> None:
    terms = Terms(limit_cents=50_000, ends_at=NEXT_WEEK)
    row = assign_role(user=hire("amt"), role="FO", scope="", by=ADMINISTRATOR, now=NOW, terms=terms)
    RoleAssignment.objects.filter(pk=row.pk).update(**changes)  # what waits may change
    fresh = assign_role(user=hire("amt2"), role="FO", scope="", by=ADMINISTRATOR, now=NOW, terms=terms)
    confirm_role(assignment=fresh, by=SECOND, now=NOW)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        RoleAssignment.objects.filter(pk=fresh.pk).update(**changes)
    RoleAssignment.objects.filter(pk=fresh.pk).update(valid_until=LATER)


@pytest.mark.parametrize("column", ["given_by", "confirmed_by", "ended_by"])
def test_database_alone_refuses_own_roles(column: str) -> None:
    user = hire("amt")
    row = {"user": user, "role": "QM", "valid_from": NOW, "given_by": "1" * 32}
    with pytest.raises(IntegrityError, match="not_own"), transaction.atomic():
        RoleAssignment.objects.create(**row | {column: user.reference})
    made = RoleAssignment.objects.create(**row)
    with pytest.raises(IntegrityError, match="not_own"), transaction.atomic():
        RoleAssignment.objects.filter(pk=made.pk).update(**{column: user.reference})


def test_database_alone_keeps_who_left_closed() -> None:
    user = hire("amt")
    with pytest.raises(IntegrityError, match="left_is_closed"), transaction.atomic():
        User.objects.filter(pk=user.pk).update(left_at=NOW)


def test_a_role_with_another_limit_is_told() -> None:
    user = hire("amt")
    terms = Terms(limit_cents=50_000)
    first = assign_role(user=user, role="FO", scope="", by=ADMINISTRATOR, now=NOW, terms=terms)
    again = assign_role(user=user, role="FO", scope="", by=SECOND, now=LATER, terms=terms)
    assert (again.pk, again.given_at) == (first.pk, NOW)
    with pytest.raises(DomainError, match="mit einer anderen Grenze"):
        assign_role(user=user, role="FO", scope="", by=SECOND, now=LATER, terms=Terms(limit_cents=60_000))
