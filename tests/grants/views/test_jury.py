"""The jury's pages: in with a link or a code, read, vote, declare bias, see only what the fund shows."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.audit.models import AccessEntry
from foundation.files.services import store_bytes
from foundation.outbox.services import drain
from foundation.values.codes import make_token
from grants.models import Outcome, Vote
from grants.selectors.jury import Seat, agenda_of
from grants.services.jury_keys import issue_link, issue_sheets, revoke_keys
from tests.grants.services.evening import juror, link_of, vote_of
from tests.grants.services.minutes import decide, members
from tests.grants.services.test_circular import running
from tests.grants.views.office_browser import browser_of, hidden_version, send, text_of
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def tablet(story: Story, place: int) -> Client:
    """The tablet of the n-th member, opened with their link."""
    member = members(story, place)[0]
    secret = issue_link(session=story.session(), member=member, actor=story.people["manager"], now=story.now)
    client, address = Client(), reverse("jury_link", args=[secret])
    assert "Möchten Sie die Sitzung öffnen?" in text_of(client.get(address))
    assert "Wie ist Ihr Code?" in text_of(client.get(reverse("jury")))  # looking opened nothing
    assert client.post(address).headers["Location"] == reverse("jury")
    return client


def test_who_is_biased_in_a_circular_vote_is_sent_out_of_no_room(
    story: Story, clock: time_machine.Traveller
) -> None:
    running(story)
    clock.move_to(story.now)
    declared = {"action": "bias", "reason": "Mein Bruder ist dabei."}
    page = text_of(tablet(story, 0).post(page_of(story), declared, follow=True))
    assert "Ihre Befangenheit ist vermerkt." in page
    assert "stimmen nicht mit" in page
    assert "Raum" not in page


def page_of(story: Story) -> str:
    return reverse("jury_item", args=[story.application.reference])


def picture(story: Story) -> str:
    stored = store_bytes(
        data=b"x",
        name="plan.jpg",
        media_type="image/jpeg",
        subject=story.application.subject,
        actor=story.resident,
        now=story.now,
    )
    return reverse("jury_file", args=[story.application.reference, stored.uuid])


def test_member_reads_votes_and_changes_the_vote(story: Story) -> None:
    story.scheduled()
    file, client = picture(story), tablet(story, 0)
    agenda = text_of(client.get(reverse("jury")))
    assert "1. Blühstreifen Musterhof" in agenda
    assert "Sie sind dran. 1 Antrag wartet auf Ihre Stimme." in agenda
    page = text_of(client.get(page_of(story)))
    for shown in ("Wir säen einen Blühstreifen.", "Stauden und Saatgut", "487,65", "plan.jpg"):
        assert shown in page
    for hidden in ("Musterstraße 1", "Alex Beispiel"):
        assert hidden not in page
    sent: Any = client.get(file)
    assert b"".join(sent.streaming_content) == b"x"
    assert AccessEntry.objects.get().actor_reference == members(story, 0)[0].reference
    assert "Wählen Sie Ja, Nein oder Enthaltung." in text_of(client.post(page_of(story)))
    for choice, said in (("no", "Nein"), ("yes", "Ja")):
        page = text_of(client.post(page_of(story), {"choice": choice}, follow=True))
        assert "Ihre Stimme ist gespeichert." in page
        assert f"Sie haben gestimmt: {said}" in page
    assert Vote.objects.get().choice == "yes"
    assert "Sie haben über alles abgestimmt." in text_of(client.get(reverse("jury")))


def test_biased_member_reads_no_documents(story: Story) -> None:
    story.scheduled()
    file, client = picture(story), tablet(story, 0)
    page = text_of(client.post(page_of(story), {"action": "bias", "reason": " "}))
    assert "Schreiben Sie kurz auf, warum Sie befangen sind." in page
    page = text_of(client.post(page_of(story), {"action": "bias", "reason": "Mein Verein"}, follow=True))
    assert "Sie sind bei diesem Antrag befangen." in page
    for hidden in ("Wir säen", "487,65", "plan.jpg", "Stimme abgeben"):
        assert hidden not in page
    assert client.get(file).status_code == 404
    for typed in ({"choice": "yes"}, {"action": "object", "objection": "Nein."}):
        assert client.post(page_of(story), typed).status_code == 403
    assert Vote.objects.count() == 0


@pytest.mark.parametrize(("ballot", "is_seen"), [("open", True), ("secret", False)])
def test_votes_of_others_as_the_fund_says(
    story: Story, people: dict[str, Actor], ballot: str, is_seen: bool
) -> None:
    story.fund.rules.update(ballot=ballot)
    story.scheduled()
    vote_of(story, 1, "no")
    name = members(story, 1)[0].name
    reader = tablet(story, 0)
    assert (f"{name}: Nein" in text_of(reader.get(page_of(story)))) is is_seen
    address = reverse("office_action", args=[story.application.reference, "beschluss"])
    office = text_of(browser_of(people["manager"]).get(address))
    assert "hat selbst gestimmt" in office
    assert ("hat selbst gestimmt: Nein" in office) is is_seen
    reader.post(page_of(story), {"action": "bias", "reason": "Mein Verein"})
    assert name not in text_of(reader.get(page_of(story)))
    seat = Seat(link_of(story, members(story, 0)[0]), juror(story, 0))
    assert [line.cast_by_others for line in agenda_of(seat)] == [()]


def test_other_session_and_revoked_key_are_404(
    story: Story, stories: Callable[..., Story], people: dict[str, Actor], clock: time_machine.Traveller
) -> None:
    story.scheduled()
    client = tablet(story, 0)
    elsewhere = stories(2)
    elsewhere.eligible()
    assert client.get(page_of(elsewhere)).status_code == 404
    assert Client().get(page_of(story)).status_code == 404
    by: dict[str, Any] = {"actor": people["manager"], "now": story.now}
    revoke_keys(session=story.session(), member=members(story, 0)[0], **by)
    assert client.get(page_of(story)).status_code == 404
    assert "Wie ist Ihr Code?" in text_of(client.get(reverse("jury")))


def test_code_of_the_sheet_opens_and_guessing_is_braked(story: Story, people: dict[str, Actor]) -> None:
    story.scheduled()
    sheet = issue_sheets(
        session=story.session(),
        members=members(story, 0),
        form_nonce=make_token(),
        actor=people["manager"],
        now=story.now,
    )[0]
    client = Client()
    page = text_of(client.post(reverse("jury"), {"code": sheet.groups.lower()}, follow=True))
    assert f"Guten Tag {members(story, 0)[0].name}." in page
    assert client.post(reverse("jury_leave"), follow=True).status_code == 200
    answers = [client.post(reverse("jury"), {"code": "ACDE FGHJ KMNP"}).status_code for _ in range(6)]
    assert answers[-1] == 429
    assert client.get(reverse("jury_link", args=["ACDEFGHJKMNP"])).status_code == 429


def test_late_vote_is_told_why(story: Story) -> None:
    story.voted()
    client = tablet(story, 0)
    answer = client.post(page_of(story), {"choice": "no"})
    assert answer.status_code == 409
    assert "Dieser Punkt ist abgeschlossen." in text_of(answer)


def test_office_prints_sheets_and_sends_links(story: Story, people: dict[str, Actor]) -> None:
    story.scheduled()
    manager, pk = browser_of(people["manager"]), story.session().pk

    def act(slug: str) -> str:
        return reverse("office_session_action", args=[pk, slug])

    assert "Von keinem Mitglied gibt es eine E-Mail-Adresse." in text_of(manager.get(act("einladung-senden")))
    first = members(story, 0)[0]
    page = text_of(send(manager, act("adressen"), **{f"email_{first.pk}": "kein-postfach"}))
    assert f"Die E-Mail-Adresse von {first.name} stimmt nicht." in page
    send(manager, act("adressen"), **{f"email_{first.pk}": "jana@beispiel.example"})
    send(manager, act("einladung-senden"))
    page = text_of(manager.get(reverse("office_session", args=[pk])))
    assert f"{first.name} gesendet am 02.03.2026" in page
    form = manager.get(act("zugangsblaetter"))
    assert form.content.decode().count(" checked") == 6  # who has an address needs no sheet
    second = members(story, 1)[0]
    nonce: Any = make_token()
    printed = send(manager, act("zugangsblaetter"), members_chosen=[second.pk], nonce=nonce)
    assert second.name in text_of(printed)
    assert "<svg" in printed.content.decode()


def test_manager_closes_one_item_after_the_other(
    story: Story, stories: Callable[..., Story], people: dict[str, Actor]
) -> None:
    first, second = stories(1), stories(2)
    first.scheduled()
    second.scheduled()
    manager, address = browser_of(people["manager"]), reverse("office_meeting", args=[first.session().pk])
    for place in range(7):
        vote_of(first, place)
    page = manager.get(address)
    assert "7 von 7 Stimmen sind da." in text_of(page)
    assert "Noch frei im Fonds: 2.000,00" in text_of(page)
    form = {"reference": first.application.reference, "expected_version": hidden_version(page)}
    page = manager.post(address, {**form, "amount": "487,65"}, follow=True)
    assert "Punkt 1: Ja, 487,65" in text_of(page)
    assert "Punkt 2: Blühstreifen" in text_of(page)
    again = text_of(manager.post(address, {**form, "amount": "487,65"}, follow=True))
    assert "inzwischen jemand geschlossen" in again
    form = {"reference": second.application.reference, "expected_version": hidden_version(page)}
    typed = {**form, "amount": "100,00", "reason": "Nur die Stauden"}
    refused = text_of(manager.post(address, typed))
    assert "Es fehlt noch die Stimme von:" in refused
    assert "Nur die Stauden" in manager.post(address, typed).content.decode()
    page = manager.post(address, {**form, "do": "defer", "reason": "Plan fehlt"}, follow=True)
    assert "Alle Punkte haben ihr Ergebnis." in text_of(page)


def test_chair_approves_over_the_link_and_nobody_else_finds_the_page(
    story: Story, people: dict[str, Actor]
) -> None:
    story.scheduled()
    manager, pk = browser_of(people["manager"]), story.session().pk

    def act(slug: str) -> str:
        return reverse("office_session_action", args=[pk, slug])

    send(manager, act("leitung"), member=members(story, 0)[0].pk)
    for slug in ("einladung-erstellen", "mappe"):
        send(manager, act(slug))
    drain(now=story.now)
    chair, other = tablet(story, 0), tablet(story, 1)
    assert "Sitzungsmappe 02.03.2026 (PDF" in text_of(chair.get(reverse("jury")))
    votes = dict.fromkeys(story.fund.jury_members.all(), "yes")
    decide(story, Outcome.YES, votes=votes, amount_cents=story.cents)
    send(manager, act("schliessen"))
    page, address = chair.get(reverse("jury")), reverse("jury_minutes")
    assert "Protokoll lesen und bestätigen" in text_of(page)
    assert other.get(address).status_code == other.post(address).status_code == 404
    form = {"expected_version": hidden_version(chair.get(address))}
    assert "Das Protokoll wird noch erstellt." in text_of(chair.post(address, form))
    drain(now=story.now)
    assert "Protokoll ist bestätigt" in text_of(chair.post(address, form, follow=True))
    assert "Wie ist Ihr Code?" in text_of(other.get(reverse("jury")))
    send(manager, act("nachtrag"), text="Frau Muster kam später.")
    page = manager.get(reverse("office_session", args=[pk]))
    assert f"bestätigt von {members(story, 0)[0].name}" in text_of(page)
    assert "Frau Muster kam später." in text_of(page)
