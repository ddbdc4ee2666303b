"""Hostile text in every field of letters and reports: it is shown, opens nothing and stops nothing."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reports.catalog import CATALOG
from reports.catalog.report_parts import ReportData
from reports.contract import Commission, Data, Report, Table
from reports.render import pdf_bytes
from reports.samples import sample_of
from tests.reports.hostile import SEEN, TYPED, nothing_is_opened, spoilt
from tests.reports.kit.inspection import all_findings, elements, opened, words_tagged
from tests.stories import Story

pytestmark = pytest.mark.django_db
ENDLESS = "W" * 200_000


def letter_of(story: Story, name: str) -> tuple[Report[Any], Data]:
    rules = story.fund.rules.get()
    return sample_of(rules, name, story.day)


def report_of(story: Story, slug: str) -> tuple[Report[Any], ReportData]:
    story.accepted()
    story.proof_sent(30_000, 2_000)
    is_fund = CATALOG[slug].subject_kind == "fund"
    order = Commission(
        subject=f"fund:{story.fund.uuid}" if is_fund else story.application.subject,
        params={"year": story.day.year} if is_fund else {},
        as_of=story.day,
        issued_at=story.now,
    )
    data = CATALOG[slug].collect(order)
    assert isinstance(data, ReportData)
    return CATALOG[slug], data


def pdf_of(report: Report[Any], data: Data, story: Story) -> bytes:
    with nothing_is_opened():
        return pdf_bytes(report, data, issued_at=story.now)


def check(pdf: bytes, *, least: int) -> None:
    assert all_findings(pdf) == []
    assert words_tagged(pdf).replace("\u00a0", " ").count(SEEN) >= least
    assert elements(pdf, "Link") == []
    assert "/Annots" not in opened(pdf).pages[0]


@pytest.fixture(autouse=True)
def warm(story: Story) -> None:
    """What a process reads once, it has read: fonts."""
    report, data = letter_of(story, "closing_text")
    pdf_bytes(report, data, issued_at=story.now)


NAMES = ("closing_text", "jury_followed_text")


@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_in_every_text_of_a_letter_is_shown(story: Story, name: str) -> None:
    report, data = letter_of(story, name)
    check(pdf_of(report, spoilt(data, TYPED), story), least=8)


def test_endless_words_in_every_text_of_a_letter_stop_nothing(story: Story) -> None:
    report, data = letter_of(story, "closing_text")
    long = replace(spoilt(data, ENDLESS[:5_000]), heading=ENDLESS)  # type: ignore[call-arg]  # every letter has one
    pdf = pdf_of(report, long, story)
    assert words_tagged(pdf).count("W") > len(ENDLESS)


@pytest.mark.parametrize("slug", ["belegliste", "zahlenmaessiger-nachweis", "jahresuebersicht"])
def test_hostile_text_in_every_text_column_of_a_report_is_shown(story: Story, slug: str) -> None:
    report, data = report_of(story, slug)
    check(pdf_of(report, spoilt(data, TYPED), story), least=12)


def test_endless_word_in_every_text_column_stops_no_report(story: Story) -> None:
    report, data = report_of(story, "belegliste")
    table = data.table
    rows = tuple(
        tuple(ENDLESS[: 200_000 // (place + 1)] if isinstance(value, str) else value for value in row)
        for place, row in enumerate(table.rows)
    )
    pdf = pdf_of(report, replace(data, table=Table(table.columns, rows, table.sums)), story)
    assert len(opened(pdf).pages) > 50
    assert words_tagged(pdf).count("W") > len(ENDLESS)


def test_witness_sees_a_file_and_a_connection() -> None:
    with pytest.raises(pytest.fail.Exception, match="open"), nothing_is_opened():
        Path("/etc/hostname").read_bytes()
    with pytest.raises(pytest.fail.Exception, match="socket"), nothing_is_opened(), suppress(OSError):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
