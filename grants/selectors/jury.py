"""What a member of the jury sees with their key: their session, its agenda, one item after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation.audit.actors import Actor, ActorKind
from foundation.files.models import Document, DocumentState, StoredFile
from foundation.files.selectors import files_of
from foundation.values.dates import format_date, local_date
from foundation.values.money import format_euro
from grants import policy
from grants.models import AgendaItem, Application, FundRules, JuryKey, JuryMember, JurySession, Vote
from grants.rules.ballots import check_ballot
from grants.rules.criteria import Criterion
from grants.selectors.pseudonyms import text_for_jury, title_for_jury
from grants.selectors.session_papers import INVITATION, MINUTES, PACK, withheld_from
from grants.workflows.facts import ballot_facts

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Seat:
    """A member in a session, opened with a key."""

    key: JuryKey
    actor: Actor

    @property
    def session(self) -> JurySession:
        return self.key.session

    @property
    def member(self) -> JuryMember:
        return self.key.member

    @property
    def is_chair(self) -> bool:
        return policy.is_chair(self.actor, self.session)


@dataclass(frozen=True)
class ItemLine:
    """An item as this member sees it; `cast_by_others` only where the fund votes openly.

    `who` is empty where the fund hides names. `own_points` are this member's by criterion.
    """

    item: AgendaItem
    title: str
    who: str
    is_biased: bool
    own_vote: Vote | None
    refusals: tuple[str, ...]
    cast_by_others: tuple[tuple[str, str], ...] = ()
    own_points: Mapping[str, int] = field(default_factory=dict)
    criteria: tuple[Criterion, ...] = ()

    @property
    def may_vote(self) -> bool:
        return not self.is_biased and not self.refusals

    @property
    def standing(self) -> str:
        """In a few words where the item and this member stand."""
        if self.item.decided_at is not None:
            return f"Ergebnis: {self.item.get_outcome_display()}"
        if self.item.application.state != "scheduled":
            return "Nicht mehr auf der Tagesordnung"
        if self.is_biased:
            return "Sie sind befangen"
        return f"Sie haben gestimmt: {self.own_vote.get_choice_display()}" if self.own_vote else "Noch offen"


def juror_actor(member: JuryMember, session: JurySession) -> Actor:
    """A member as an actor, for this one session."""
    seat = frozenset({("JU", session.subject)})
    return Actor(ActorKind.JUROR, member.reference, member.name, roles=seat, email=member.email)


def find_seat(key_id: int | None, now: datetime) -> Seat | None:
    """The seat that a key opens now; None when it was revoked or its time is over."""
    keys = JuryKey.objects.select_related("session__fund", "session__chair", "member")
    key = keys.filter(pk=key_id).first() if key_id else None
    if key is None or not key.opens_on(local_date(now)):
        return None
    return Seat(key, juror_actor(key.member, key.session))


def agenda_of(seat: Seat) -> list[ItemLine]:
    """The agenda in order; a constant number of queries."""
    items = (
        AgendaItem.objects.filter(session=seat.session)
        .select_related(
            "session__fund", "application__applicant", "application__particulars", "application__fund"
        )
        .prefetch_related("application__conflicts", "votes__member", "scores", "session__present")
        .order_by("position")
    )
    rules = seat.session.fund.rules_on(seat.session.held_on)
    return [_line(seat, item, rules) for item in items]


def agenda_page(seat: Seat) -> dict[str, Any]:
    """The agenda, and whose move it is."""
    lines = agenda_of(seat)
    return {"lines": lines, "turn": turn_of(lines)}


def turn_of(lines: Sequence[ItemLine]) -> str:
    """Whose move it is, for a member: how many items wait for their vote; empty while nobody can vote."""
    votable = [line for line in lines if line.may_vote and line.item.decided_at is None]
    waiting = sum(line.own_vote is None for line in votable)
    if not votable:
        return ""
    if not waiting:
        return "Sie haben über alles abgestimmt. Bis zum Ergebnis können Sie Ihre Stimmen noch ändern."
    wait = "1 Antrag wartet" if waiting == 1 else f"{waiting} Anträge warten"
    return f"Sie sind dran. {wait} auf Ihre Stimme."


def find_item(seat: Seat, reference: str) -> ItemLine | None:
    """The latest item of the session on this case."""
    lines = [line for line in agenda_of(seat) if line.item.application.reference == reference]
    return lines[-1] if lines else None


def _line(seat: Seat, item: AgendaItem, rules: FundRules) -> ItemLine:
    votes = [vote for vote in item.votes.all() if vote.voided_at is None]
    own = next((vote for vote in votes if vote.member_id == seat.member.pk), None)
    is_biased = not policy.may_read_item(seat.actor, item)
    others = tuple(
        (vote.member.name, vote.get_choice_display()) for vote in votes if vote.member_id != seat.member.pk
    )
    refusals = tuple(finding.message for finding in check_ballot(ballot_facts(item, seat.member)))
    sees_names = rules.jury_sees_names
    return ItemLine(
        item,
        title_for_jury(item, sees_names=sees_names),
        item.application.particulars.name if sees_names else "",
        is_biased,
        own,
        refusals,
        others if rules.ballot == "open" and not is_biased else (),
        {score.criterion: score.points for score in item.scores.all() if score.member_id == seat.member.pk},
        rules.criteria,
    )


def files_for_jury(application: Application) -> Sequence[StoredFile]:
    """What came with the application; letters with addresses are not among it."""
    return list(files_of(application.subject))


def jury_file(seat: Seat, reference: str, uuid: UUID) -> StoredFile | None:
    """A file of an item that this member may read, else None."""
    line = find_item(seat, reference)
    if line is None or line.is_biased:
        return None
    return files_of(line.item.application.subject).filter(uuid=uuid).first()


def facts_for_jury(application: Application, *, sees_names: bool = True) -> Pairs:
    """What a vote is about. No address, no telephone, no e-mail, no account (security handbook 3.1).

    Without names: what kind of applicant it is, and the texts with the names hidden.
    """
    person = application.particulars
    ends = application.ends_on if application.ends_on != application.starts_on else None
    days = " bis ".join(format_date(each) for each in (application.starts_on, ends) if each)
    kind = person.get_kind_display() if person.kind else ""
    who = " ".join(filter(None, (person.name, f"({kind})" if kind else ""))) if sees_names else kind

    def said(text: str) -> str:
        return text if sees_names else text_for_jury(application, text)

    pairs = (
        ("Wer", who),
        ("Idee", said(application.description)),
        ("Wann", days),
        ("Wo", said(application.place)),
        ("Handlungsfeld", application.field_of_action or ""),
        ("Beantragt", format_euro(application.requested_cents or 0)),
        ("Zuwendungsfähige Kosten", format_euro(application.eligible_cents or 0)),
        ("Eigenes Geld", _money(application.own_cents)),
        ("Spenden", _money(application.donations_cents)),
        ("Andere öffentliche Mittel", _money(application.other_public_cents)),
    )
    return tuple((label, text) for label, text in pairs if text)


def _money(cents: int | None) -> str:
    return format_euro(cents) if cents else ""


def papers_of(seat: Seat) -> list[tuple[str, StoredFile]]:
    """(title, file) of what this member may take away: the invitation, and the pack without the items in
    which they are biased. The chair gets the minutes once the session is closed.
    """
    session = seat.session
    withheld = list(withheld_from(session, seat.member))
    ready = Document.objects.filter(subject=session.subject, state=DocumentState.READY).order_by("-pk")
    documents = list(ready.prefetch_related("files__file"))
    packs = [each for each in documents if each.slug == PACK and each.params["withheld"] == withheld]
    found = [*[each for each in documents if each.slug == INVITATION][:1], *packs[:1]]
    if seat.is_chair and session.state not in ("planned", "invited", "open"):
        found += [each for each in documents if each.slug == MINUTES][:1]
    return [(each.title, part.file) for each in found for part in each.files.all()]


def jury_paper(seat: Seat, uuid: UUID) -> StoredFile | None:
    """One of these files, else None."""
    return next((file for _, file in papers_of(seat) if file.pk == uuid), None)
