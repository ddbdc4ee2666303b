"""A story that is put back is the same as one that was walked, and the guards are awake afterwards."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from grants.models import Application, Grant, PaymentKind
from tests import kept
from tests.stories import Story
from tests.worlds import read

pytestmark = pytest.mark.both_databases


def test_the_same_call_gives_the_same_rows(story: Story) -> None:
    kept.forget()
    rows, asked = [], []
    for _turn in range(3):
        before = transaction.savepoint()
        with CaptureQueriesContext(connection) as queries:
            story.accepted()
        assert (story.application, story.grant) == (Application.objects.get(), Grant.objects.get())
        assert story.grant.state == "accepted"
        rows.append(read())
        asked.append(len(queries))
        transaction.savepoint_rollback(before)
        del story.application, story.grant
    assert rows[0] == rows[1] == rows[2]
    assert asked[0] > 200
    assert asked[0] > 3 * asked[1]
    assert asked[1] == asked[2]


def test_another_world_is_walked_anew(story: Story) -> None:
    kept.forget()
    asked = []
    for cents in (40_000, 40_000, 30_000):
        before = transaction.savepoint()
        story.fund.rules.update(cap_per_project_cents=cents)
        with CaptureQueriesContext(connection) as queries:
            story.submitted()
        asked.append(len(queries))
        transaction.savepoint_rollback(before)
        del story.application
    assert asked[1] < 20
    assert min(asked[0], asked[2]) > 40


def test_guards_are_awake_after_a_story_was_put_back(story: Story) -> None:
    for name in ("one", "two"):  # the second is put back at the latest
        Story(story.fund, story.people, name=name).accepted()
    with pytest.raises(IntegrityError, match="state guard"), transaction.atomic():
        Grant.objects.update(state="closed")
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM audit_auditentry")


def test_who_replaces_a_part_of_the_program_walks(monkeypatch: pytest.MonkeyPatch, story: Story) -> None:
    assert not kept.IS_ALLOWED["now"]


def test_everybody_else_may_be_put_back(story: Story) -> None:
    assert kept.IS_ALLOWED["now"]


def test_rows_are_not_read_again_while_nobody_writes(story: Story) -> None:
    story.accepted()
    asked = []
    for _turn in range(2):
        before = transaction.savepoint()
        story.order(PaymentKind.ADVANCE, 10_000)
        with CaptureQueriesContext(connection) as queries:
            story.certified(PaymentKind.ADVANCE, 5_000)
        asked.append(
            sum("json_group_array" in each["sql"] or "EXECUTE world" in each["sql"] for each in queries)
        )
        transaction.savepoint_rollback(before)
    assert asked[1] == 0 < asked[0]
