"""Orders the papers of a session; the worker makes them, nothing of it leaves the house by itself."""

from datetime import datetime
from typing import Any

from foundation.audit.actors import Actor
from foundation.files.models import Document
from foundation.files.services import order_document
from foundation.values.codes import digest
from foundation.values.dates import format_date, local_date
from foundation.values.errors import DomainError, NotAllowed
from grants import policy
from grants.models import JurySession
from grants.selectors.session_papers import INVITATION, PACK, sitting_members, withheld_from

NO_AGENDA = "Setzen Sie zuerst mindestens einen Antrag auf die Tagesordnung."


def order_invitation(*, session: JurySession, actor: Actor, now: datetime) -> Document:
    """The invitation as a letter to look at and print. Raises NotAllowed, DomainError without an agenda."""
    _demand(session, actor)
    return _order(session, INVITATION, "Einladung", minutes_params(session), actor=actor, now=now)


def order_packs(*, session: JurySession, actor: Actor, now: datetime) -> list[Document]:
    """A pack for each group of members: nothing of an item for who is biased in it.

    Raises NotAllowed, DomainError without an agenda.
    """
    _demand(session, actor)
    return write_packs(session, actor=actor, now=now)


def renew_packs(session: JurySession, *, actor: Actor, now: datetime) -> None:
    """Somebody turned out to be biased: where there are packs, there is now one without that item."""
    if Document.objects.filter(subject=session.subject, slug=PACK).exists():
        write_packs(session, actor=actor, now=now)


def write_packs(session: JurySession, *, actor: Actor, now: datetime) -> list[Document]:
    """Order one pack for each set of withheld items."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for member in sitting_members(session):
        groups.setdefault(withheld_from(session, member), []).append(member.name)
    account = session.fund.accounts.filter(budget_year=session.held_on.year).first()
    free = account.free_cents if account else 0
    documents = []
    for withheld, names in sorted(groups.items()):
        params = {"items": _items(session), "withheld": list(withheld), "free_cents": free}
        title = "Sitzungsmappe" if not withheld else f"Sitzungsmappe für {', '.join(names)}"
        documents.append(_order(session, PACK, title, params, actor=actor, now=now))
    return documents


def minutes_params(session: JurySession) -> dict[str, Any]:
    """What the minutes and the invitation are made from: the agenda and who sits, as of now."""
    return {
        "items": _items(session),
        "members": [member.reference for member in sitting_members(session)],
    }


def _items(session: JurySession) -> list[str]:
    return [str(uuid) for uuid in session.items.order_by("position").values_list("uuid", flat=True)]


def _demand(session: JurySession, actor: Actor) -> None:
    if not policy.may_hold_session(actor, session):
        raise NotAllowed(policy.may_hold_session.why_not(actor, session), "policy.denied")
    if not session.items.exists():
        raise DomainError(NO_AGENDA, "session.no_agenda")


def _order(
    session: JurySession, slug: str, title: str, params: dict[str, Any], *, actor: Actor, now: datetime
) -> Document:
    made_from = digest(f"{now.isoformat()}|{sorted(params.items())}")
    return order_document(
        slug=slug,
        title=f"{title} {format_date(session.held_on)}"[:200],
        subject=session.subject,
        params=params,
        as_of=local_date(now),
        actor=actor,
        now=now,
        key=f"{slug}:{session.uuid.hex}:{made_from}",
    )
