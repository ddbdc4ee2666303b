"""Every edge of a jury's session: how it is walked, by whom, and what stops it."""

from datetime import timedelta

from foundation.audit.actors import Actor
from foundation.files.models import Document, DocumentState
from grants.models import JurySession
from grants.selectors.jury import juror_actor
from grants.services.minutes import approve_minutes, choose_chair
from grants.services.sessions import close_session, invite_jury, open_session, plan_session
from tests.grants.edges import cast
from tests.grants.edges.scene import Edge, Scene, Stop, rows_of

M = "session"

# Places


def planned(scene: Scene) -> None:
    """A case could be put on its agenda."""
    scene.eligible()
    plan_session(fund=scene.fund, held_on=scene.day, **scene.step("manager"))


def invited(scene: Scene) -> None:
    """Its day has come."""
    planned(scene)
    invite_jury(session=JurySession.objects.get(), **scene.step("manager"))


def opened(scene: Scene) -> None:
    """Its one item is decided."""
    scene.voted()


def closed(scene: Scene) -> None:
    """The minutes are made; one member has led the session, another one sat in it."""
    session = scene.session_closed()
    first, second = scene.fund.jury_members.all()[:2]
    session = choose_chair(session=session, member=first, **scene.step("manager"))
    scene.people["chair"] = juror_actor(first, session)
    scene.people["juror"] = juror_actor(second, session)
    Document.objects.create(
        number="D-1",
        key="protokoll",
        slug="protokoll",
        title="Protokoll",
        subject=session.subject,
        as_of=scene.day,
        issued_at=scene.now,
        state=DocumentState.READY,
        ordered_by_kind="system",
        ordered_by_reference="system",
    )


# Steps


def invite(scene: Scene, actor: Actor) -> object:
    return invite_jury(session=scene.row(M), actor=actor, now=scene.now)


def begin(scene: Scene, actor: Actor) -> object:
    present = list(scene.fund.jury_members.all())
    return open_session(session=scene.row(M), present=present, actor=actor, now=scene.now)


def close(scene: Scene, actor: Actor) -> object:
    return close_session(session=scene.row(M), actor=actor, now=scene.now)


def approve(scene: Scene, actor: Actor) -> object:
    return approve_minutes(session=scene.row(M), actor=actor, now=scene.now)


# What spoils them


def another_item_waits(scene: Scene) -> None:
    """Of another person, on the same evening."""
    Scene(scene.fund).scheduled()


def minutes_are_being_made(scene: Scene) -> None:
    Document.objects.update(state=DocumentState.MAKING)


_edge = rows_of(M)


#: Holding a session decides nothing about a case: who is biased in one of them may.
HOLD = cast.OFFICE | cast.BIASED

EDGES: tuple[Edge, ...] = (
    _edge("invite", "planned", "invited", planned, invite, HOLD),
    _edge(
        "open", "invited", "open", invited, begin, HOLD,
        Stop(
            "its_day_has_come",
            lambda scene: setattr(scene, "day", scene.day - timedelta(days=1)),
            ("Die Sitzung ist erst am 02.03.2026. Eröffnen Sie sie an diesem Tag.",),
        ),
    ),
    _edge(
        "close", "open", "closed", opened, close, HOLD,
        Stop(
            "every_item_is_decided",
            another_item_waits,
            ("Zu einem Punkt fehlt noch das Ergebnis. Tragen Sie es ein oder vertagen Sie.",),
        ),
    ),
    _edge(
        "approve_minutes", "closed", "minutes_approved", closed, approve, cast.CHAIR,
        Stop(
            "minutes_are_made",
            minutes_are_being_made,
            ("Das Protokoll wird noch erstellt. Versuchen Sie es in ein paar Minuten noch einmal.",),
        ),
    ),
)  # fmt: skip
