"""The spelling that every hash depends on."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any

import pytest

from foundation.audit.canonical import canonical_json, entry_hash, plain_value, spell_moment

NOON = datetime(2027, 3, 12, 12, 0, tzinfo=UTC)


def test_canonical_json_sorts_keys_and_leaves_no_spaces() -> None:
    assert canonical_json({"b": [1, True, None], "a": {"z": "ä", "y": ""}}) == (
        '{"a":{"y":"","z":"ä"},"b":[1,true,null]}'.encode()
    )


@pytest.mark.parametrize(
    ("moment", "spelled"),
    [
        (NOON, "2027-03-12T12:00:00.000000Z"),
        (NOON.replace(microsecond=7), "2027-03-12T12:00:00.000007Z"),
        (datetime(2027, 3, 12, 13, 0, tzinfo=timezone(timedelta(hours=1))), "2027-03-12T12:00:00.000000Z"),
    ],
)
def test_moment_is_spelled_in_utc_microseconds(moment: datetime, spelled: str) -> None:
    assert spell_moment(moment) == spelled


def test_entry_hash_of_a_known_entry_never_changes() -> None:
    assert (
        entry_hash(
            seq=1,
            recorded_at=NOON,
            action="a.b",
            actor_kind="system",
            actor_reference="system",
            subject="fund:1",
            details={"cents": 4990},
            prev_hash="0" * 64,
        )
        == "2ea3b3d9194526c543ccfe17b90621594be94e20d9a5e317f8df510aca42e0a2"
    )


@pytest.mark.parametrize(
    "value", [None, True, 0, -(10**30), "Größe", "", [], {}, [1, ["a"]], {"a": {"b": None}}]
)
def test_details_accepts_plain_values(value: object) -> None:
    assert plain_value(value) == value


class Colour(StrEnum):
    RED = "rot"


class Number(IntEnum):
    TWO = 2


def test_members_of_enumerations_become_plain() -> None:
    plain = plain_value({Colour.RED: [Colour.RED, Number.TWO]})
    assert repr(plain) == "{'rot': ['rot', 2]}"


@pytest.mark.parametrize(
    "value",
    [
        1.0, float("nan"), Decimal(1), NOON, date(2027, 1, 1), (1,), {1: "a"}, {"a": 1.5}, [{"a": [0.1]}],
        b"x", {"a"}, object(), "a\x00b", "\ud800", {"\ud800": 1},
    ],
)  # fmt: skip
def test_details_refuses_everything_else(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        plain_value(value)
