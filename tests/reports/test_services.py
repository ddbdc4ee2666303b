"""One document, one file each format, whatever happens on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.files import disk
from foundation.files.models import Document, DocumentFile, StoredFile
from foundation.files.services import order_document
from foundation.outbox import registry
from foundation.outbox.models import ItemState, OutboxItem
from foundation.outbox.services import drain
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import Fund
from grants.scenarios.founding import found
from reports import services
from reports.catalog import CATALOG, REPORTS, by_slug
from reports.render import collect_and_render
from reports.services import make_again, make_document, order_report
from tests.conftest import SECTION
from tests.stories import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def overview(fund: Fund, kaemmerei: Actor, now: datetime) -> Document:
    return order_report(
        slug="jahresuebersicht", fund=fund, params={}, as_of=now.date(), actor=kaemmerei, now=now, key="one"
    )


def test_slugs_are_unique() -> None:
    with pytest.raises(ValueError, match="eingangsbestaetigung"):
        by_slug([*REPORTS, REPORTS[0]])


def test_what_has_a_table_can_be_ordered() -> None:
    assert [report.slug for report in REPORTS if report.columns is not None and not report.is_report] == []


def test_order_twice_is_one_document(overview: Document, fund: Fund, kaemmerei: Actor, now: datetime) -> None:
    again = order_report(
        slug="jahresuebersicht", fund=fund, params={}, as_of=now.date(), actor=kaemmerei, now=now, key="one"
    )
    assert again == overview
    assert OutboxItem.objects.filter(kind="documents.make").count() == 1


def test_made_once_however_often_the_job_runs(overview: Document, now: datetime) -> None:
    for _ in range(3):
        document = make_document(document_uuid=overview.uuid, now=now)
    assert document.state == "ready"
    assert sorted(DocumentFile.objects.values_list("format", flat=True)) == ["csv", "pdf", "xlsx"]
    assert StoredFile.objects.count() == 3


def test_worker_killed_in_the_middle_leaves_one_document(
    overview: Document, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process ends while it makes the file: the lease runs out, the next run finishes."""

    class Killed(BaseException):
        pass

    def die(*_args: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(services, "collect_and_render", die)
        with pytest.raises(Killed):
            drain(now=now)
    assert Document.objects.get().state == "making"
    lease = registry.find("documents.make").lease
    assert lease <= timedelta(seconds=100)
    assert drain(now=now + lease) == 1
    assert Document.objects.get().state == "ready"
    assert (DocumentFile.objects.count(), StoredFile.objects.count()) == (3, 3)
    known = set(StoredFile.objects.values_list("path", flat=True))
    assert known <= set(disk.all_paths())


def test_failing_render_ends_with_a_sentence(
    overview: Document, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise OSError("disk")

    with monkeypatch.context() as patch:
        patch.setattr(services, "collect_and_render", fail)
        for hour in range(6):
            drain(now=now + timedelta(hours=hour))
    document = Document.objects.get()
    assert (document.state, document.error) == (
        "failed",
        "Das Dokument konnte nicht erstellt werden. Bestellen Sie es neu.",
    )
    assert StoredFile.objects.count() == 0


def test_failed_document_is_made_again_with_the_same_number(
    overview: Document, kaemmerei: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    test_failing_render_ends_with_a_sentence(overview, now, monkeypatch)
    later = now + timedelta(days=1)
    again = make_again(document=Document.objects.get(), actor=kaemmerei, now=later)
    assert (again.number, again.state) == (overview.number, "making")
    assert drain(now=later) == 1
    assert Document.objects.get().state == "ready"


def test_unknown_document_fails_at_once_with_its_own_sentence(
    fund: Fund, kaemmerei: Actor, now: datetime
) -> None:
    order_document(
        slug="gibt-es-nicht",
        title="x",
        subject=f"fund:{fund.uuid}",
        params={},
        as_of=now.date(),
        actor=kaemmerei,
        now=now,
        key="x",
    )
    drain(now=now)
    assert Document.objects.get().error == services.UNKNOWN
    assert OutboxItem.objects.get().state == ItemState.DEAD


def test_report_is_repeated_only_by_who_may_read_it(
    overview: Document, people: dict[str, Actor], now: datetime
) -> None:
    drain(now=now)
    for name in ("cashier", "administrator"):
        with pytest.raises(NotAllowed):
            make_again(document=Document.objects.get(), actor=people[name], now=now)
    assert Document.objects.count() == 1


def test_case_belongs_to_the_fund_of_its_report(story: Story, kaemmerei: Actor) -> None:
    story.accepted()
    story.proof_sent(1_000)
    other = found({**SECTION, "name": "Anderer Fonds"})
    both = replace(kaemmerei, roles=kaemmerei.roles | {("KM", other.slug)})
    order: dict[str, Any] = {"params": {}, "as_of": story.day, "actor": both, "now": story.now}
    case = story.application
    with pytest.raises(NotAllowed):
        order_report(slug="belegliste", fund=other, case=case, key="x", **order)
    assert (
        order_report(slug="belegliste", fund=case.fund, case=case, key="x", **order).subject == case.subject
    )


def test_procedure_is_ordered_only_by_its_readers(
    fund: Fund, people: dict[str, Actor], now: datetime
) -> None:
    """The view refuses as well; this is the service alone."""
    order: dict[str, Any] = {
        "slug": "verfahrensdokumentation",
        "fund": fund,
        "params": {},
        "as_of": now.date(),
    }
    for name in ("manager", "officer", "certifier", "orderer", "cashier"):
        with pytest.raises(NotAllowed):
            order_report(actor=people[name], now=now, key=name, **order)
    for name in ("auditor", "administrator", "kaemmerei"):
        assert order_report(actor=people[name], now=now, key=name, **order).slug == order["slug"]


def test_case_without_proof_is_a_sentence(story: Story, kaemmerei: Actor) -> None:
    application = story.submitted()
    with pytest.raises(DomainError, match="noch keinen Nachweis"):
        order_report(
            slug="belegliste",
            fund=application.fund,
            case=application,
            params={},
            as_of=story.day,
            actor=kaemmerei,
            now=story.now,
            key="x",
        )


@pytest.mark.parametrize("year", ["2031", "zwanzig", "", "٢٠٢٦", "20261", "-2026"])
def test_year_without_budget_is_refused(fund: Fund, kaemmerei: Actor, now: datetime, year: str) -> None:
    with pytest.raises(InvalidInput, match="kein Budget"):
        order_report(
            slug="jahresuebersicht",
            fund=fund,
            params={"year": year},
            as_of=now.date(),
            actor=kaemmerei,
            now=now,
            key="x",
        )


def test_as_of_in_the_future_is_refused(fund: Fund, kaemmerei: Actor, now: datetime) -> None:
    with pytest.raises(InvalidInput, match="Zukunft"):
        order_report(
            slug="jahresuebersicht",
            fund=fund,
            params={},
            as_of=date(2026, 3, 3),
            actor=kaemmerei,
            now=now,
            key="x",
        )


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("manager", True),
        ("officer", True),
        ("certifier", True),
        ("orderer", True),
        ("kaemmerei", True),
        ("auditor", True),
        ("cashier", False),
        ("administrator", False),
    ],
)
def test_who_may_order_reports(
    fund: Fund, people: dict[str, Actor], now: datetime, name: str, may: bool
) -> None:
    def order() -> Document:
        return order_report(
            slug="jahresuebersicht",
            fund=fund,
            params={},
            as_of=now.date(),
            actor=people[name],
            now=now,
            key="x",
        )

    if may:
        assert order().ordered_by_label == people[name].label
    else:
        with pytest.raises(NotAllowed):
            order()


def test_later_records_do_not_change_an_earlier_report(story: Story, kaemmerei: Actor) -> None:
    """Made late, the document of 2 March still knows nothing of what was recorded after it was ordered."""
    story.submitted()
    first = order_report(
        slug="jahresuebersicht",
        fund=story.fund,
        params={},
        as_of=story.day,
        actor=kaemmerei,
        now=story.now,
        key="first",
    )
    before = collect_and_render(CATALOG[first.slug], services.commission_of(first))
    story.day += timedelta(days=3)
    other = Story(story.fund, story.people, name="Später", day=story.day)
    other.issued()
    after = collect_and_render(CATALOG[first.slug], services.commission_of(first))
    assert after == before
