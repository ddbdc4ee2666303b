"""Who of the jury gets which papers of a session."""

from collections.abc import Sequence

from foundation.files.models import Document
from grants.models import JuryMember, JurySession
from grants.rules.seats import check_seat
from grants.workflows.facts import seat_facts

INVITATION, PACK, MINUTES = "einladung-sitzung", "sitzungsmappe", "protokoll"


def withheld_from(session: JurySession, member: JuryMember) -> tuple[str, ...]:
    """The items in which a member is biased, as the packs name them."""
    conflicted = session.items.filter(application__conflicts__person_reference=member.reference)
    return tuple(sorted(str(uuid) for uuid in conflicted.values_list("uuid", flat=True)))


def sitting_members(session: JurySession) -> Sequence[JuryMember]:
    """The members whose term of office covers the day of the session."""
    members = session.fund.jury_members.order_by("pk")
    return [member for member in members if not check_seat(seat_facts(member, session))]


def documents_of_session(session: JurySession) -> Sequence[Document]:
    """The papers that were ordered, newest first, with their files."""
    found = Document.objects.filter(subject=session.subject).prefetch_related("files__file")
    return list(found.order_by("-pk"))
