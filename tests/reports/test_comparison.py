"""Comparing made reports: after later changes exactly the changed cases are named, with their reasons."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation.accounts.actors import SIGNED_IN_AT
from foundation.accounts.models import User
from foundation.audit.actors import Actor
from foundation.audit.models import AccessEntry
from foundation.files.models import Document
from foundation.values.errors import DomainError
from grants.models import Fund, PaymentKind
from reports.catalog import REPORTS
from reports.comparison import Comparison, alike, compare_reports
from reports.contract import Commission
from reports.services import make_document, order_report
from tests.stories import Story

pytestmark = pytest.mark.django_db
Make = Callable[[Story, str], Document]


@pytest.fixture
def overview(fund: Fund, kaemmerei: Actor) -> Make:
    def make(story: Story, key: str) -> Document:
        ordered = order_report(
            slug="jahresuebersicht",
            fund=fund,
            params={},
            as_of=story.day,
            actor=kaemmerei,
            now=story.now,
            key=key,
        )
        return make_document(document_uuid=ordered.uuid, now=story.now)

    return make


@pytest.fixture
def two(stories: Callable[..., Story], overview: Make) -> tuple[Document, Document, list[Story]]:
    """Three cases; after the first report one is paid and one comes in, two stay as they were."""
    kept, changed, also_kept = (stories(number, cents=10_000) for number in (1, 2, 3))
    for each in (kept, also_kept):
        each.submitted()
    changed.issued()
    first = overview(changed, "first")
    changed.day += timedelta(days=1)
    changed.accepted_now()
    changed.paid(PaymentKind.ADVANCE, 10_000)
    new = stories(4, cents=5_000)
    new.day = changed.day
    new.submitted()
    new.day += timedelta(days=1)
    return first, overview(new, "second"), [kept, changed, also_kept, new]


def test_what_is_left_unsaid_is_compared_with_the_same_said(
    two: tuple[Document, Document, list[Story]], kaemmerei: Actor
) -> None:
    """The one-click report sends no choice of cases, the form sends both."""
    first, second, (*_, new) = two
    said, other = (
        order_report(
            slug="jahresuebersicht",
            fund=new.application.fund,
            params={"basis": basis, "standing": "all"},
            as_of=new.day,
            actor=kaemmerei,
            now=new.now,
            key=basis,
        )
        for basis in ("receipt", "payment")
    )
    for each in (said, other):
        make_document(document_uuid=each.uuid, now=new.now)
    assert {each.number for each in alike(first)} == {second.number, said.number}
    assert compare_reports(actor=kaemmerei, first=first, other_number=said.number).rows
    with pytest.raises(DomainError, match="lassen sich nicht vergleichen"):
        compare_reports(actor=kaemmerei, first=first, other_number=other.number)


def test_exactly_the_changed_cases_are_named(
    two: tuple[Document, Document, list[Story]], kaemmerei: Actor
) -> None:
    first, second, (_, changed, _, new) = two
    found = compare_reports(actor=kaemmerei, first=second, other_number=first.number)
    assert (found.before, found.after) == (first, second)
    assert {(row.difference.name, row.what) for row in found.rows} == {
        (changed.application.reference, "geändert"),
        (new.application.reference, "neu"),
    }
    assert found.counts == "1 neu, 0 weggefallen, 1 geändert, 2 gleich"
    cells = _cells(found, changed)
    assert cells.pop("Status")[0] == "Bescheid versandt"
    assert cells == {"Ausgezahlt (€)": ("0,00", "100,00")}


def test_history_says_why(two: tuple[Document, Document, list[Story]], kaemmerei: Actor) -> None:
    first, second, (_, changed, _, _) = two
    found = compare_reports(actor=kaemmerei, first=first, other_number=second.number)
    (row,) = [each for each in found.rows if each.what == "geändert"]
    said = [cause.sentence for cause in row.causes]
    assert any(sentence.startswith("Buchung") and "ausgezahlt 100,00" in sentence for sentence in said)
    assert len(said) == len(set(said)) > 3
    moments = [cause.at for cause in row.causes]
    assert moments == sorted(moments)
    assert min(moments) > first.issued_at
    assert max(moments) <= second.issued_at
    submitted = changed.application.transitions.get(action="submit").label
    assert not any(sentence.startswith(submitted) for sentence in said)


def test_report_made_again_differs_in_nothing(
    two: tuple[Document, Document, list[Story]], overview: Make, kaemmerei: Actor
) -> None:
    _, second, stories = two
    again = overview(stories[-1], "again")
    found = compare_reports(actor=kaemmerei, first=second, other_number=again.number)
    assert list(found.rows) == []


def test_only_finished_reports_of_one_kind_subject_and_year_are_compared(
    two: tuple[Document, Document, list[Story]], kaemmerei: Actor
) -> None:
    first, second, _ = two
    assert alike(first) == [second]
    gone = {"expired_at": second.issued_at}
    for change in (
        {"params": {"year": 2025}},
        {"subject": "fund:other"},
        {"state": "waiting"},
        {"slug": "obligo"},
        gone,
    ):
        Document.objects.filter(pk=second.pk).update(**change)
        assert alike(first) == []
        with pytest.raises(DomainError, match="nicht vergleichen"):
            compare_reports(actor=kaemmerei, first=first, other_number=second.number)
        second.save()
    for change in ({"state": "waiting"}, gone):
        Document.objects.filter(pk=first.pk).update(**change)
        assert alike(Document.objects.get(pk=first.pk)) == []
        first.save()
    Document.objects.filter(pk__in=(first.pk, second.pk)).update(slug="jahresheft")
    assert alike(Document.objects.get(pk=first.pk)) == []


def test_rows_of_every_report_have_names(fund: Fund, kaemmerei: Actor, now: datetime) -> None:
    for report in REPORTS:
        assert bool(report.row_key) is (report.columns is not None), report.slug
        if report.columns is None or report.subject_kind != "fund":
            continue
        subject = f"fund:{fund.uuid}"
        data = report.collect(Commission(subject, {"year": 2026}, now.date(), now))
        titles = {column.title for column in report.columns(data).columns}
        assert {*report.row_key, *report.derived} <= titles, report.slug


def _sign_in(client: Client, stories: list[Story]) -> None:
    client.force_login(User.objects.get(email="kaemmerei@stadt.example"))
    session = client.session
    session[SIGNED_IN_AT] = stories[-1].now.isoformat()
    session.save()


def test_what_cannot_be_compared_has_no_page_for_it(
    two: tuple[Document, Document, list[Story]], client: Client
) -> None:
    first, _, stories = two
    _sign_in(client, stories)
    address = reverse("report_compare", args=[first.number])
    with time_machine.travel(stories[-1].now, tick=False):
        assert client.get(address).status_code == 200
        for change in ({"state": "waiting"}, {"slug": "jahresheft"}, {"expired_at": first.issued_at}):
            Document.objects.filter(pk=first.pk).update(**change)
            assert client.get(address).status_code == 404
            first.save()


def test_pages_lead_from_the_report_to_the_table(
    two: tuple[Document, Document, list[Story]], client: Client
) -> None:
    first, second, stories = two
    reference = stories[1].application.reference
    _sign_in(client, stories)
    with time_machine.travel(stories[-1].now, tick=False):
        choose = reverse("report_compare", args=[second.number])
        assert choose in client.get(reverse("report_detail", args=[second.number])).content.decode()
        assert choose in client.get(reverse("reports")).content.decode()
        address = reverse("report_difference", args=[second.number, first.number])
        assert address in client.get(choose).content.decode()
        page = client.get(address).content.decode()
        table = client.get(reverse("report_difference_csv", args=[second.number, first.number]))
        other = client.get(reverse("report_difference", args=[second.number, "D-2026-999999"]))
    assert f"{reference}: geändert" in page
    assert "Buchung" in page
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Zeile", "Was", "Spalte", "Vorher", "Nachher", "Warum"]
    assert [reference, "geändert", "Ausgezahlt (€)", "0,00", "100,00"] in [row[:5] for row in rows]
    assert {row[0] for row in rows[1:]} == {reference, stories[3].application.reference}
    assert AccessEntry.objects.filter(purpose="report.compare").count() == 2
    assert other["Location"] == choose


def _cells(found: Comparison, story: Story) -> dict[str, tuple[str, str]]:
    reference = story.application.reference
    (row,) = [each for each in found.rows if each.difference.name == reference]
    return {change.column: (change.before, change.after) for change in row.difference.changes}
