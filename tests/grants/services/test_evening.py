"""A whole evening: seven people vote over their links, one is biased, the money ends at the fourth item."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from PIL import Image
from pytest_django.fixtures import Settings

from foundation.audit.actors import Actor
from foundation.files import disk
from foundation.files.models import Document
from foundation.files.services import accept_upload, read_bytes
from foundation.outbox.models import Mail, OutboxItem
from foundation.outbox.services import drain
from foundation.values.codes import make_token
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants.models import JurySession, MinutesAddition, Notice
from grants.selectors.jury import Seat, agenda_of, find_seat, papers_of
from grants.selectors.meeting import meeting_of
from grants.services.ballots import cast_vote
from grants.services.conflicts import declare_bias
from grants.services.invitations import save_addresses, send_invitations
from grants.services.jury_keys import issue_sheets, open_with
from grants.services.meeting import close_item, defer_item
from grants.services.minutes import add_to_minutes, approve_minutes, choose_chair
from grants.services.session_papers import order_invitation, order_packs
from grants.services.sessions import (
    close_session,
    invite_jury,
    open_session,
    plan_session,
    schedule_application,
)
from reports.catalog import CATALOG
from reports.render import collect_and_render
from reports.services import commission_of
from tests.grants.rows import figures, findings, refusal
from tests.grants.services.minutes import members
from tests.reports.kit.inspection import all_findings, words_copied
from tests.stories import Story

pytestmark = pytest.mark.django_db
CENTS = 60_000


def text_of(document: Document) -> str:
    return words_copied(read_bytes(document.files.get().file)).replace("\u00a0", " ")


def papers(slug: str) -> list[Document]:
    return list(Document.objects.filter(slug=slug).order_by("pk"))


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (300, 200), "green").save(data, "PNG")
    return data.getvalue()


class Evening:
    """Four cases on the agenda of an invited session, and everybody who comes."""

    def __init__(self, stories: Callable[..., Story]) -> None:
        self.cases = [stories(number, cents=CENTS) for number in range(1, 5)]
        first = self.cases[0]
        self.fund, self.people, self.now = first.fund, first.people, first.now
        self.by: dict[str, Any] = {"actor": self.people["manager"], "now": self.now}
        self.fund.rules.update(cap_per_project_cents=None)
        session = plan_session(fund=self.fund, held_on=first.day, place="Quartiersbüro", **self.by)
        session = invite_jury(session=session, **self.by)
        for each in self.cases:
            each.eligible()
            each.application = schedule_application(application=each.application, session=session, **self.by)
        self.jury = members(first, *range(7))
        choose_chair(session=session, member=self.jury[0], **self.by)

    @property
    def session(self) -> JurySession:
        return self.fund.sessions.get()

    def seats(self) -> list[Seat]:
        """Five come with the link of their mail, two with the code of their sheet."""
        given = {member: f"jury{member.pk}@beispiel.example" for member in self.jury[:5]}
        save_addresses(session=self.session, addresses=given, **self.by)
        assert Mail.objects.count() == 0
        send_invitations(session=self.session, address_of=lambda secret: f"/zu/{secret}/", **self.by)
        secrets = [mail.body.split("/zu/")[1].split("/")[0] for mail in Mail.objects.order_by("pk")]
        sheets = issue_sheets(session=self.session, members=self.jury[5:], form_nonce=make_token(), **self.by)
        secrets += [sheet.groups for sheet in sheets]
        seats = [find_seat(open_with(secret=secret, now=self.now).pk, self.now) for secret in secrets]
        return [seat for seat in seats if seat is not None]

    def vote(self, seats: list[Seat], place: int, choice: str = "yes") -> None:
        for seat in seats:
            line = agenda_of(seat)[place]
            if not line.is_biased:
                cast_vote(item=line.item, choice=choice, actor=seat.actor, now=self.now)

    def close(self, place: int, cents: int, reason: str = "") -> str:
        case = self.cases[place]
        case.application = close_item(
            application=case.application, amount_cents=cents, reason=reason, obligations=["Logo"], **self.by
        )
        return str(case.application.state)


@pytest.fixture
def evening(stories: Callable[..., Story]) -> Evening:
    return Evening(stories)


def test_whole_evening(evening: Evening, settings: Settings) -> None:
    order_invitation(session=evening.session, **evening.by)
    order_packs(session=evening.session, **evening.by)
    drain(now=evening.now)
    assert Mail.objects.count() == 0  # papers lie ready, nothing has left the house
    seats = evening.seats()
    assert [seat.member for seat in seats] == evening.jury
    open_session(session=evening.session, present=evening.jury, **evening.by)
    biased = seats[6]
    declare_bias(item=agenda_of(biased)[1].item, reason="Verein", actor=biased.actor, now=evening.now)
    drain(now=evening.now)
    assert [title for title, _ in papers_of(biased)][1].startswith(f"Sitzungsmappe für {biased.member.name}")
    for place in range(3):
        evening.vote(seats, place)
        assert evening.close(place, CENTS) == "voted_yes"
    fourth = meeting_of(evening.session).current
    assert fourth is not None
    assert (fourth.exceeds, fourth.possible_cents) == (True, 20_000)
    evening.vote(seats, 3)
    assert findings(evening.close, 3, CENTS, "x") == ("vote.over_ceiling",)
    assert evening.close(3, 20_000, "Mehr Geld ist nicht da.") == "voted_partial"
    assert figures() == (200_000, 0, 0, 0)
    close_session(session=evening.session, **evening.by)
    drain(now=evening.now)
    minutes = text_of(papers("protokoll")[0])
    for said in ("6 Ja-Stimmen", "befangen 1", "Mehr Geld ist nicht da.", "2.000,00"):
        assert said in minutes
    assert f"Befangen {biased.member.name}" in " ".join(minutes.split())
    assert f"{biased.member.name}: Ja" not in minutes  # secret: only counts
    for case in evening.cases:
        case.drafted_now()
    approve_minutes(session=evening.session, actor=seats[0].actor, now=evening.now)
    drain(now=evening.now)
    assert Notice.objects.filter(released_at__isnull=True).count() == 4
    assert Mail.objects.count() == 5  # the invitations, and nothing else
    assert set(OutboxItem.objects.values_list("kind", flat=True)) == {"mail", "documents.make"}


def test_everybody_takes_away_the_pack_without_their_own_bias(evening: Evening) -> None:
    seats = evening.seats()
    for place in (0, 1):
        item, actor = agenda_of(seats[place])[place].item, seats[place].actor
        declare_bias(item=item, reason="Verein", actor=actor, now=evening.now)
    order_packs(session=evening.session, **evening.by)
    drain(now=evening.now)
    groups = [f" für {evening.jury[0].name}", f" für {evening.jury[1].name}", "", ""]
    day = f" {evening.session.held_on:%d.%m.%Y}"
    for seat, group in zip(seats, groups, strict=False):
        assert [title for title, _ in papers_of(seat)] == [f"Sitzungsmappe{group}{day}"]


def test_papers_are_accessible_archivable_and_the_same_again(evening: Evening) -> None:
    case = evening.cases[0].application
    by: dict[str, Any] = {"subject": case.subject, "actor": evening.people["manager"], "now": evening.now}
    accept_upload(name="Hof.png", data=picture(), **by)
    damaged = accept_upload(name="Plan.png", data=picture(), **by)
    whole = disk.absolute_path(damaged.path).read_bytes()
    disk.absolute_path(damaged.path).write_bytes(b"kaputt")
    declare_bias(
        item=case.agenda_items.get(), reason="Verein", actor=evening.seats()[6].actor, now=evening.now
    )
    order_invitation(session=evening.session, **evening.by)
    order_packs(session=evening.session, **evening.by)
    drain(now=evening.now)
    for slug, count in (("einladung-sitzung", 1), ("sitzungsmappe", 2)):
        assert len(papers(slug)) == count
        for document in papers(slug):
            pdf = read_bytes(document.files.get().file)
            assert all_findings(pdf) == []
            again = collect_and_render(CATALOG[slug], commission_of(document))
            assert again["pdf"][1] == pdf
    disk.absolute_path(damaged.path).write_bytes(whole)
    full, without = papers("sitzungsmappe")
    assert "Plan.png: Diese Anlage ist beschädigt" in text_of(full)
    assert "Nachbarschaft Muster 1" in text_of(full)
    for hidden in ("Nachbarschaft Muster 1", "Hof.png", "Plan.png"):
        assert hidden not in text_of(without)
    assert "Wegen Befangenheit" in text_of(without)
    with pikepdf.open(io.BytesIO(read_bytes(full.files.get().file))) as opened:
        titles = [str(child.title) for child in opened.open_outline().root[0].children]
    assert [title for title in titles if title.startswith("Punkt")] == [
        f"Punkt {number}: Blühstreifen Musterhof" for number in range(1, 5)
    ]


def close_without_votes(evening: Evening) -> JurySession:
    open_session(session=evening.session, present=evening.jury, **evening.by)
    for case in evening.cases:
        defer_item(application=case.application, reason="Plan fehlt", **evening.by)
    return close_session(session=evening.session, **evening.by)


def test_chair_alone_approves_minutes_that_are_made(evening: Evening, people: dict[str, Actor]) -> None:
    seats = evening.seats()
    session = close_without_votes(evening)
    approve: dict[str, Any] = {"session": session, "now": evening.now}
    assert findings(approve_minutes, **approve, actor=seats[0].actor) == ("session.no_minutes",)
    drain(now=evening.now)
    for actor in (seats[1].actor, people["manager"], people["officer"], people["administrator"]):
        assert refusal(approve_minutes, **approve, actor=actor) == (NotAllowed, "policy.denied")
    approved = approve_minutes(**approve, actor=seats[0].actor)
    assert (approved.state, approved.minutes) == ("minutes_approved", papers("protokoll")[0])
    assert find_seat(seats[0].key.pk, evening.now) is None
    assert all_findings(read_bytes(papers("protokoll")[0].files.get().file)) == []


def test_approved_minutes_change_only_by_an_addition(evening: Evening, people: dict[str, Actor]) -> None:
    seats = evening.seats()
    session = close_without_votes(evening)
    add: dict[str, Any] = {"session": session, "text": "Frau Muster kam später.", "now": evening.now}
    manager = people["manager"]
    assert refusal(add_to_minutes, **add, actor=manager) == (DomainError, "minutes.not_approved")
    drain(now=evening.now)
    approve_minutes(session=session, actor=seats[0].actor, now=evening.now)
    assert refusal(add_to_minutes, **add, actor=people["auditor"]) == (NotAllowed, "policy.denied")
    assert refusal(add_to_minutes, **{**add, "text": " "}, actor=manager) == (InvalidInput, "text.missing")
    assert [add_to_minutes(**add, actor=manager).number for _ in range(2)] == [1, 2]
    chair: dict[str, Any] = {"session": session, "member": evening.jury[1], **evening.by}
    assert refusal(choose_chair, **chair) == (DomainError, "minutes.approved")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        MinutesAddition.objects.update(text="anders")


def test_chair_is_chosen_by_the_office_among_those_who_sit(evening: Evening) -> None:
    chair: dict[str, Any] = {"session": evening.session, "member": evening.jury[1], "now": evening.now}
    denied = (NotAllowed, "policy.denied")
    assert refusal(choose_chair, **chair, actor=evening.people["auditor"]) == denied
    evening.fund.jury_members.update(serves_until=evening.cases[0].day.replace(year=2025))
    stale = {**chair, "member": evening.fund.jury_members.all()[1]}
    assert refusal(choose_chair, **stale, actor=evening.people["manager"])[0] is Blocked
