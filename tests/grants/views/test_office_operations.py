"""What the administrator reads on "Heute": figures of the house, nothing of a case."""

from datetime import datetime, timedelta
from io import StringIO

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.services import assign_role, create_user
from foundation.audit.actors import Actor
from foundation.files.services import fail_document, order_document
from foundation.outbox.models import ItemState, OutboxItem
from foundation.outbox.services import beat, enqueue
from foundation.values.dates import local_date
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

People = dict[str, Actor]
WELL = "Alles läuft. Sie müssen nichts tun."


def today(people: People, name: str = "administrator") -> str:
    return text_of(browser_of(people[name]).get(reverse("office_today")))


def make_well() -> None:
    beat(name="worker", now=timezone.now())
    OutboxItem.objects.all().delete()
    call_command("verify_audit", stdout=StringIO())


def test_all_is_well(people: People) -> None:
    make_well()
    page = today(people)
    assert WELL in page
    assert "Protokoll: zuletzt in Ordnung befunden" in page
    assert "11 mit Konto. 1 × Quartiersmanagement, 2 × Sachbearbeitung" in page
    assert "Achtung" not in page


def test_only_the_administrator_sees_it(people: People) -> None:
    found = {name for name in people if "Betrieb" in today(people, name)}
    assert found == {"administrator", "administrator2"}


def test_silent_worker_is_named(people: People) -> None:
    make_well()
    beat(name="worker", now=timezone.now() - timedelta(minutes=6))
    page = today(people)
    assert WELL not in page
    assert "Starten Sie den Dienst (worker) neu." in page


def test_given_up_and_late_items_are_counted(people: People) -> None:
    make_well()
    for number, state in ((1, ItemState.DEAD), (2, ItemState.WAITING)):
        item = enqueue(kind="mail", key=f"x{number}", payload={}, now=timezone.now())
        due_at = timezone.now() - timedelta(minutes=7)
        OutboxItem.objects.filter(pk=item.pk).update(state=state, last_error="kaputt", due_at=due_at)
    page = today(people)
    assert "Gescheiterte Aufträge: 1 × mail" in page
    assert "der älteste fällige wartet seit 7 Minuten" in page
    assert "kaputt" not in page


def test_failed_document_is_named_by_number_only(story: Story, people: People) -> None:
    case = story.submitted()
    make_well()
    document = order_document(
        slug="x", title="Blühstreifen Musterhof", subject=case.subject, key="x", params={},
        as_of=local_date(story.now), now=story.now, actor=people["manager"],
    )  # fmt: skip
    fail_document(document=document, error="kaputt", now=story.now)
    page = today(people)
    assert f"Gescheiterte Dokumente: 1: {document.number}" in page
    assert "Blühstreifen" not in page


def test_chain_that_nobody_walked_for_a_week(people: People) -> None:
    beat(name="worker", now=timezone.now())
    assert "Protokoll: noch nie geprüft" in today(people)


def test_role_that_waits_for_its_second_person(people: People, now: datetime) -> None:
    make_well()
    user = create_user(
        email="neu@stadt.example",
        display_name="Neu Muster",
        password="ein langes Passwort",
        by=people["administrator"],
        now=now,
    )
    assign_role(user=user, role="KA", scope="", by=people["administrator"], now=now)
    page = today(people)
    assert "Rollen, die auf die Bestätigung warten: 1" in page
