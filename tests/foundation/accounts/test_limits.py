"""Guessing is slow; nobody is locked out for ever."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from foundation.accounts.limits import begin_attempt, forget_failures, remove_old_limits, say_wait
from foundation.accounts.models import SignInLimit

NOW = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def attempt(now: datetime = NOW, account: str = "a@b.example", address: str = "192.0.2.1") -> timedelta:
    return begin_attempt(account=account, address=address, now=now)


def test_five_attempts_then_growing_pauses_up_to_15_minutes() -> None:
    assert [attempt() for _ in range(5)] == [timedelta(0)] * 5
    moment, pauses = NOW, []
    for _ in range(8):
        pause = attempt(moment)
        pauses.append(int(pause.total_seconds()))
        assert attempt(moment + pause - SECOND) == SECOND  # impatience does not make it longer
        moment += pause
        assert attempt(moment) == timedelta(0)
    assert pauses == [30, 60, 120, 240, 480, 900, 900, 900]


def test_success_makes_free_again() -> None:
    for _ in range(5):
        attempt()
    forget_failures(account="a@b.example", address="192.0.2.1")
    assert [attempt() for _ in range(5)] == [timedelta(0)] * 5


def test_failures_are_forgotten_after_an_hour() -> None:
    for _ in range(4):
        attempt()
    assert [attempt(NOW + timedelta(hours=1)) for _ in range(5)] == [timedelta(0)] * 5


def test_stranger_delays_the_owner_by_a_minute_at_most() -> None:
    moment = NOW
    for number in range(200):
        attempt(moment, address=f"198.51.100.{number}")
        moment += timedelta(seconds=20)
    assert attempt(moment, address="192.0.2.1") <= timedelta(minutes=1)


def test_one_address_cannot_try_many_accounts() -> None:
    waits = [attempt(account=f"u{number}@b.example") for number in range(31)]
    assert waits[:30] == [timedelta(0)] * 30
    assert waits[30] == timedelta(seconds=30)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "unsinn", True),
    ],
)
def test_address_is_counted_by_network(first: str, second: str, same: bool) -> None:
    for _ in range(5):
        attempt(address=first)
    assert (attempt(address=second) > timedelta(0)) is same


def test_case_of_letters_makes_no_difference() -> None:
    for _ in range(5):
        attempt(account="Amt@Stadt.example ")
    assert attempt(account="amt@stadt.example") > timedelta(0)


def test_rows_hold_no_address_and_old_ones_go() -> None:
    attempt()
    assert "192.0.2.1" not in str(list(SignInLimit.objects.values()))
    assert remove_old_limits(now=NOW + timedelta(minutes=59)) == 0
    assert remove_old_limits(now=NOW + timedelta(minutes=61)) == 3


@pytest.mark.django_db(transaction=True)
def test_many_attempts_at_once_do_not_slip_through() -> None:
    passed: list[bool] = []

    def work() -> None:
        try:
            passed.append(attempt() == timedelta(0))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(passed), sum(passed)) == (16, 5)


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(milliseconds=1), "1 Sekunde"),
        (timedelta(seconds=1), "1 Sekunde"),
        (timedelta(seconds=29.2), "30 Sekunden"),
        (timedelta(seconds=59.5), "1 Minute"),
        (timedelta(seconds=60), "1 Minute"),
        (timedelta(seconds=61), "2 Minuten"),
        (timedelta(minutes=15), "15 Minuten"),
    ],
)
def test_wait_in_words(wait: timedelta, words: str) -> None:
    assert say_wait(wait) == words
