"""Who takes a whole case out of the house, and who may fetch it afterwards."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation.accounts.actors import SIGNED_IN_AT
from foundation.accounts.models import User
from foundation.audit.actors import Actor
from foundation.audit.models import AccessEntry
from foundation.files.models import Document, StoredFile
from foundation.files.selectors import may_read_document
from foundation.files.services import read_bytes
from foundation.outbox.services import drain
from foundation.values.dates import format_date, local_date
from foundation.values.errors import InvalidInput, NotAllowed
from grants.models import Application
from grants.services.review import declare_eligible
from grants.views.office_cases import CASE_FILES as BUTTONS
from reports.selectors import CASE_FILES, report_history
from reports.services import order_report
from tests.grants.rows import refusal
from tests.grants.services.ended import over, propose, release
from tests.reports.kit.inspection import words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
MAKERS, READERS = ("manager", "officer", "auditor"), ("certifier", "orderer", "kaemmerei")


@pytest.fixture
def sign_in(people: Mapping[str, Actor], now: datetime) -> SignIn:
    def enter(name: str, since: datetime = now) -> Client:
        client = Client()
        client.force_login(User.objects.get(email=f"{name}@stadt.example"))
        session = client.session
        session[SIGNED_IN_AT] = since.isoformat()
        session.save()
        return client

    return enter


@pytest.fixture(autouse=True)
def clock(now: datetime) -> Iterator[object]:
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


def address(story: Story, slug: str = "pruefakte") -> str:
    return reverse("case_file", args=[story.application.reference, slug])


def ordered(
    story: Story, actor: Actor, key: str = "one", slug: str = "pruefakte", as_of: date | None = None
) -> Document:
    return order_report(
        slug=slug,
        fund=story.fund,
        params={},
        as_of=as_of or story.day,
        actor=actor,
        now=story.now,
        key=key,
        case=story.application,
    )


def test_one_click_on_the_page_of_the_case(sign_in: SignIn, story: Story) -> None:
    assert tuple(slug for slug, _ in BUTTONS) == CASE_FILES
    story.submitted()
    page = reverse("office_case", args=[story.application.reference])
    for name in (*MAKERS, *READERS):
        shown = sign_in(name).get(page).content.decode()
        assert [f'action="{address(story, slug)}"' in shown for slug in CASE_FILES] == [name in MAKERS] * 2
    client = sign_in("auditor")
    done = client.post(address(story), {"key": "k"})
    client.post(address(story), {"key": "k"})
    document = Document.objects.get(slug="pruefakte")
    assert done.headers["Location"] == reverse("report_detail", args=[document.number])
    assert (document.title, document.audience) == ("Prüfakte LT-2026-0001", "office")
    assert AccessEntry.objects.filter(purpose="case_file.order", subject=story.application.subject).exists()
    drain(now=story.now)
    made = client.get(done.headers["Location"]).content.decode()
    assert [word in made for word in ("PDF herunterladen", "ZIP herunterladen")] == [True, True]
    for part in document.files.all():
        response: Any = client.get(reverse("file", args=[part.file_id]))
        data = b"".join(response.streaming_content)  # read to the end, so that the file is closed
        assert hashlib.sha256(data).hexdigest() == part.file.sha256


@pytest.mark.parametrize("name", READERS)
def test_who_only_reads_cases_cannot(
    sign_in: SignIn, story: Story, people: Mapping[str, Actor], name: str
) -> None:
    story.submitted()
    assert sign_in(name).post(address(story)).status_code == 403
    assert refusal(ordered, story, people[name]) == (NotAllowed, "policy.denied")
    document = ordered(story, people["officer"])
    drain(now=story.now)
    assert not may_read_document(people[name], document)
    file = document.files.first()
    assert file is not None
    assert sign_in(name).get(reverse("file", args=[file.file_id])).status_code == 404
    assert document.number not in {line.number for line in report_history(people[name]).lines}
    assert document.number in {line.number for line in report_history(people["auditor"]).lines}


def test_file_is_of_the_moment_and_again_is_one_of_today(
    sign_in: SignIn, story: Story, officer: Actor, clock: Any
) -> None:
    """The first keeps its bytes; what happened later stands in the second, and no file has an old day."""
    story.submitted()
    first = ordered(story, officer)
    drain(now=story.now)
    before = {part.format: read_bytes(part.file) for part in first.files.all()}
    story.day += timedelta(days=3)
    clock.move_to(story.now)
    story.application = declare_eligible(
        application=Application.objects.get(pk=story.application.pk),
        eligible_items={1: True},
        field_of_action=next(iter(story.application.rules.fields_of_action), None),
        actor=officer,
        now=story.now,
    )
    wrong = {"as_of": local_date(first.issued_at), "key": "old"}
    assert refusal(ordered, story, officer, **wrong) == (InvalidInput, "report.of_the_moment")
    client = sign_in("officer", story.now)
    page = client.get(reverse("report_detail", args=[first.number])).content.decode()
    assert "Die Akte zeigt den Fall, wie er bei der Bestellung war." in page
    assert "macht eine neue Akte vom heutigen Tag" in page
    client.post(reverse("report_again", args=[first.number]))
    second = Document.objects.get(repeats=first)
    drain(now=story.now)
    assert (first.as_of < second.as_of, second.as_of) == (True, story.day)
    after = {part.format: read_bytes(part.file) for part in second.files.all()}
    assert {part.format: read_bytes(part.file) for part in first.files.all()} == before
    said = [words_copied(each["pdf"]).replace("\u00a0", " ") for each in (before, after)]
    for words, made in zip(said, (first, second), strict=True):
        assert f"zeigt den Fall, wie er am {format_date(local_date(made.issued_at))} um" in words
    assert len(said[1]) > len(said[0])


def test_neither_resident_nor_unknown_paper(sign_in: SignIn, story: Story, officer: Actor) -> None:
    story.submitted()
    assert not may_read_document(story.resident, ordered(story, officer))
    assert sign_in("officer").post(address(story, "belegliste")).status_code == 404


def test_file_goes_with_its_case(story: Story, officer: Actor, administrator: Actor) -> None:
    over(story)
    for slug in CASE_FILES:
        ordered(story, officer, key=slug, slug=slug)
    drain(now=story.now)
    subject = f"case_file:{story.application.uuid}"
    assert StoredFile.objects.filter(subject=subject).count() == 4
    release(story, propose(story), replace(administrator, stepped_up=True))
    assert not StoredFile.objects.filter(subject=subject).exists()
    assert not Document.objects.filter(subject=subject).exists()
