"""Who wrote a row: a service of the program, or a place itself past it.

A place that was written by hand may be one to which no case ever comes, and an edge that begins only there is
dead, however well it is walked.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from django.db import connection

from foundation.files.models import Document
from grants.models import Fund, FundRules
from tests.grants.edges.scene import Spoil
from tests.worlds import WRITES

ROOT = Path(__file__).parents[3]
OURS = ("applicants", "foundation", "grants", "reports", "tests")
#: What an office sets for its fund, and the paper that another process makes.
OUTSIDE = {model._meta.db_table for model in (Fund, FundRules, Document)}
#: Places that no service leaves so, because they are a moment within one, or stand for an older row.
BY_HAND: set[Spoil] = set()


def by_hand(place: Spoil) -> Spoil:
    """Marks a place that writes past the services: what is walked from there alone counts as never walked."""
    BY_HAND.add(place)
    return place


@contextmanager
def written_by_places() -> Iterator[set[str]]:
    """Tables that the files of the edges write in here, past the services."""
    tables: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql)
        if found and found[1] not in OUTSIDE and _writer(sys._getframe(1)).startswith("tests/grants/edges/"):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def _writer(frame: FrameType | None) -> str:
    """The file of ours that has the statement run, from the root on."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path != Path(__file__) and path.is_relative_to(ROOT):
            file = path.relative_to(ROOT)
            if file.parts[0] in OURS:
                return file.as_posix()
        frame = frame.f_back
    return ""
