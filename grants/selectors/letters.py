"""The outbox as pages show it: what waits, what can be called back, what is to be printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from foundation.audit.actors import Actor
from grants import policy
from grants.models import Fund, Letter, LetterChannel, Notice, Particulars
from grants.models.letter import IS_WAITING, UNDO_FOR
from grants.models.notice import IS_DRAFT

WRITERS = ("QM", "CI")
READERS = ("QM", "CI", "FC", "FO", "AU")
PRINT_DAYS = 7
NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class LetterLine:
    """A letter of the outbox; `why_not` says why this person may not send it, empty when they may.

    `trouble` says that its term went by while it waited.
    """

    letter: Letter
    why_not: str
    trouble: str


@dataclass(frozen=True)
class PrintDay:
    """A day with letters on paper, and how many of them."""

    day: date
    count: int


def count_waiting(funds: Sequence[Fund]) -> int:
    """How many letters wait in the outbox of these funds."""
    return Letter.objects.filter(IS_WAITING, case__fund__in=funds).count()


def waiting_letters(funds: Sequence[Fund], actor: Actor, today: date) -> list[LetterLine]:
    """The letters that wait, oldest first."""
    found = _of(funds).filter(IS_WAITING).order_by("drafted_at", "pk")
    return [
        LetterLine(letter, policy.may_send_letters.why_not(actor, letter), letter.term_trouble(today))
        for letter in found
    ]


def letters_just_sent(funds: Sequence[Fund], *, now: datetime) -> list[Letter]:
    """What can still be called back, newest first."""
    sent = _of(funds).filter(released_at__gt=now - UNDO_FOR, document__isnull=True)
    return list(sent.order_by("-released_at", "-pk"))


def chosen_letters(funds: Sequence[Fund], uuids: Sequence[UUID]) -> list[Letter]:
    """Those of the letters that these funds have, waiting or not, oldest first."""
    return list(_of(funds).filter(uuid__in=uuids).order_by("drafted_at", "pk"))


def notices_to_release(funds: Sequence[Fund]) -> list[Notice]:
    """Drafted notices that wait for their second person, oldest first."""
    drafts = Notice.objects.filter(IS_DRAFT, case__fund__in=funds)
    return list(drafts.select_related("case__particulars").order_by("drafted_at", "pk"))


def print_days(funds: Sequence[Fund]) -> list[PrintDay]:
    """The last days on which letters on paper were sent, newest first."""
    days = _on_paper(funds).order_by("-posted_on").values("posted_on").annotate(count=Count("pk"))
    return [PrintDay(day, row["count"]) for row in days[:PRINT_DAYS] if (day := row["posted_on"])]


def letters_to_print(funds: Sequence[Fund], day: date) -> list[Letter]:
    """The letters on paper of a day in the order of their addresses, each with its document and files."""
    found = _on_paper(funds).filter(posted_on=day)
    found = found.select_related("case__particulars", "document").prefetch_related("document__files__file")
    return sorted(found, key=lambda letter: (address_order(letter.case.particulars), letter.pk))


def address_order(person: Particulars) -> tuple[str, ...]:
    """The way of the post: postcode, town, street with house numbers as numbers, name. No address: last."""
    street = NUMBER.sub(lambda found: found[0].zfill(6), person.street.casefold())
    last = "1" if person.no_fixed_address or not person.postcode else "0"
    return (last, person.postcode, person.town.casefold(), street, person.name.casefold())


def find_letter(actor: Actor, uuid: UUID) -> Letter | None:
    """The letter with its case and steps, if the actor may read letters of its fund (row 20)."""
    letters = Letter.objects.select_related("case__fund", "case__rules__fund", "case__applicant", "document")
    letters = letters.select_related("case__particulars").prefetch_related("steps", "case__conflicts")
    return policy.scope(actor, letters.filter(uuid=uuid), codes=READERS, fund="case__fund").first()


def _of(funds: Sequence[Fund]) -> QuerySet[Letter]:
    letters = Letter.objects.filter(case__fund__in=funds)
    joined = letters.select_related("case__fund", "case__particulars", "case__applicant")
    return joined.prefetch_related("case__conflicts")


def _on_paper(funds: Sequence[Fund]) -> QuerySet[Letter]:
    letters = Letter.objects.filter(case__fund__in=funds, channel=LetterChannel.LETTER)
    return letters.filter(posted_on__isnull=False)
