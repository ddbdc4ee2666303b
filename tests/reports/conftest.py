"""The three scenarios of the handbook, played through the real services; documents by their slug."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from django.db.models import Max
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django.fixtures import Settings

from foundation.files.models import Document
from foundation.files.services import read_bytes
from grants.models import Application, TransitionRecord
from grants.scenarios.player import Played, play
from grants.scenarios.reading import read_scenario

SCENARIOS = Path(__file__).parents[1] / "scenarios"


@dataclass(frozen=True)
class Outcome:
    """A played scenario and its documents."""

    played: Played

    def documents(self, slug: str) -> list[Document]:
        return list(Document.objects.filter(slug=slug).order_by("pk"))

    def document(self, slug: str) -> Document:
        """The last one."""
        return self.documents(slug)[-1]

    def data(self, slug: str, output: str = "pdf") -> bytes:
        part = self.document(slug).files.get(format=output)
        return read_bytes(part.file)

    def case(self) -> Application:
        return Application.objects.get(pk=next(iter(self.played.cases.values())))

    @property
    def moment(self) -> datetime:
        """When the last thing was recorded: the clock of a played day goes on from step to step."""
        asked = self.played.fund.drawdowns.aggregate(last=Max("requested_at"))["last"]
        walked = TransitionRecord.objects.latest("recorded_at").recorded_at
        return max(walked, asked) if asked else walked


@pytest.fixture(autouse=True)
def _no_broker(settings: Settings) -> None:
    """Nothing is published: the tests deliver by themselves."""
    settings.OUTBOX_PUBLISH = False


PlayFile = Callable[[str], Outcome]


@pytest.fixture
def play_file(db: None) -> PlayFile:
    def run(name: str) -> Outcome:
        played = play(read_scenario(SCENARIOS / f"{name}.toml"))
        assert played.differences == ()
        return Outcome(played)

    return run


def sheet(data: bytes, name: str = "Daten") -> Worksheet:
    """A sheet of a workbook with the values that were stored, not the formulas."""
    found = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[name]
    assert isinstance(found, Worksheet)
    return found


def csv_rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV as a spreadsheet program reads it."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
