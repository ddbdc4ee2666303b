"""The office's list of cases: keyset pages, one query a page whatever its length."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from applicants.models.applicant import identity_key
from foundation.audit.actors import Actor
from foundation.values.dates import format_date, local_date
from foundation.values.money import format_euro
from grants import policy
from grants.models import Application, Claim, Fund, Objection
from grants.models.claim import IS_OWED
from grants.selectors.desk import desk_of
from grants.selectors.stages import CHECK_WAITS, END_WAITS, REJECTION_UNDONE, condition_of
from grants.states import APPLICATION_NAMES, GRANT_NAMES, ClaimState, GrantState, StateNames, Turn

PAGE_SIZE = 50
TURN_WORDS = {
    Turn.APPLICANT: "Antragstellende",
    Turn.OFFICE: "Büro",
    Turn.JURY: "Jury",
    Turn.CITY: "Stadt",
    Turn.KASSE: "Kasse",
    Turn.NOBODY: "niemand",
}
_OWES = Exists(
    Claim.objects.filter(grant__case=OuterRef("pk"), pay_by__isnull=False, state__in=IS_OWED).values("pk")
)
_DISPUTED = Exists(Objection.objects.filter(notice__case=OuterRef("pk"), ended_at__isnull=True).values("pk"))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = (
    "id",
    "reference",
    "title",
    "particulars__name",
    "submitted_at",
    "state",
    "grant__state",
    "requested_cents",
    "grant__approved_cents",
    "check_waits",
    "end_waits",
    "owes",
    "is_heard",
    "is_undone",
    "is_disputed",
    "deletion_record__deleted_at",
)


@dataclass(frozen=True)
class CaseRow:
    """One line of the list, every value ready to be shown: formatting in a template costs more than SQL."""

    reference: str
    title: str
    applicant: str
    received: str
    state: str
    turn: str
    requested: str
    approved: str


@dataclass(frozen=True)
class CaseList:
    """One page of the list; `older` and `newer` are the cursors of the next pages, empty at the ends."""

    rows: Sequence[CaseRow]
    older: str
    newer: str


def funds_of(actor: Actor, codes: tuple[str, ...] = policy.STAFF_READERS) -> list[Fund]:
    """The funds in which the actor holds one of the roles. There are few; one query."""
    return desk_of(actor).held(*codes)


def list_cases(
    *, funds: Iterable[Fund], stage: str = "", search: str = "", older_than: str = "", newer_than: str = ""
) -> CaseList:
    """A page of the cases of these funds, newest first.

    `stage` is a name of `selectors.stages`; an unknown one filters nothing, as does an unreadable cursor. The
    pages follow (submitted_at, id), so that the last one costs no more than the first.
    """
    cases = Application.objects.filter(fund__in=[fund.pk for fund in funds], submitted_at__isnull=False)
    condition = condition_of(stage)
    if condition is not None:
        cases = cases.filter(condition)
    if search.strip():
        cases = cases.filter(_matches(search))
    newer = read_cursor(newer_than)
    if newer is not None:
        found = list(_fetch(cases.filter(_after(newer)).order_by("submitted_at", "id")))
        has_more, page = len(found) > PAGE_SIZE, found[:PAGE_SIZE][::-1]
        return _as_list(page, has_newer=has_more, has_older=bool(page))
    older = read_cursor(older_than)
    if older is not None:
        cases = cases.filter(_before(older))
    found = list(_fetch(cases.order_by("-submitted_at", "-id")))
    return _as_list(
        found[:PAGE_SIZE], has_newer=older is not None and bool(found), has_older=len(found) > PAGE_SIZE
    )


def make_cursor(submitted_at: datetime, pk: int) -> str:
    """The place of a row in the order: microseconds since 1970, a dash, the row's number."""
    return f"{(submitted_at - _EPOCH) // timedelta(microseconds=1)}-{pk}"


def read_cursor(text: str) -> tuple[datetime, int] | None:
    """The place that a cursor names; None for anything that is no cursor."""
    microseconds, _, pk = text.partition("-")
    if not (microseconds.isascii() and microseconds.isdigit() and pk.isascii() and pk.isdigit()):
        return None
    if len(microseconds) > 16 or len(pk) > 18:
        return None
    return _EPOCH + timedelta(microseconds=int(microseconds)), int(pk)


def turn_word(
    names: StateNames,
    grant_state: str | None,
    *,
    check_waits: bool = False,
    end_waits: bool = False,
    owes: bool = False,
    is_heard: bool = False,
    is_undone: bool = False,
    is_disputed: bool = False,
) -> str:
    """Whose move it is, as the office says it.

    A written note of the check, a drafted end of the grant and an undone rejection wait for the city. Who
    owes money back or is being heard is next, whatever else waits. While a remedy is open, nothing is over:
    the city answers.
    """
    if owes or is_heard:
        return TURN_WORDS[Turn.APPLICANT]
    is_checked = grant_state == GrantState.PROOF_SUBMITTED and check_waits
    is_open = is_disputed and names.turn is Turn.NOBODY
    return TURN_WORDS[Turn.CITY if is_checked or end_waits or is_undone or is_open else names.turn]


def _fetch(cases: QuerySet[Application]) -> Iterable[tuple[object, ...]]:
    heard = Claim.objects.filter(
        grant__case=OuterRef("pk"), state=ClaimState.HEARING, heard_until__gte=local_date(timezone.now())
    )
    waiting = cases.annotate(
        check_waits=CHECK_WAITS,
        end_waits=END_WAITS,
        owes=_OWES,
        is_heard=Exists(heard.values("pk")),
        is_undone=REJECTION_UNDONE,
        is_disputed=_DISPUTED,
    )
    return waiting.values_list(*_COLUMNS)[: PAGE_SIZE + 1]


def _before(place: tuple[datetime, int]) -> Q:
    moment, pk = place
    return Q(submitted_at__lte=moment) & (Q(submitted_at__lt=moment) | Q(id__lt=pk))


def _after(place: tuple[datetime, int]) -> Q:
    moment, pk = place
    return Q(submitted_at__gte=moment) & (Q(submitted_at__gt=moment) | Q(id__gt=pk))


def _matches(search: str) -> Q:
    """Reference, title or applicant's name; the name also without accents and in any case of letters."""
    text = unicodedata.normalize("NFC", search.replace("\x00", "")).strip()[:80]
    matches = Q(reference__icontains=text) | Q(title__icontains=text) | Q(particulars__name__icontains=text)
    letters = identity_key(text, "").rstrip("|")
    return matches | Q(particulars__identity_key__contains=letters) if letters else matches


def _as_list(page: Sequence[tuple[object, ...]], *, has_newer: bool, has_older: bool) -> CaseList:
    return CaseList(
        rows=[_row(*values) for values in page],  # type: ignore[arg-type]  # the columns above, in their order
        older=make_cursor(page[-1][4], page[-1][0]) if has_older and page else "",  # type: ignore[arg-type]
        newer=make_cursor(page[0][4], page[0][0]) if has_newer and page else "",  # type: ignore[arg-type]
    )


def _row(
    pk: int,
    reference: str,
    title: str,
    applicant: str,
    submitted_at: datetime,
    state: str,
    grant_state: str | None,
    requested: int | None,
    approved: int | None,
    check_waits: bool,
    end_waits: bool,
    owes: bool,
    is_heard: bool,
    is_undone: bool,
    is_disputed: bool,
    deleted_at: datetime | None,
) -> CaseRow:
    names = GRANT_NAMES[grant_state] if grant_state else APPLICATION_NAMES[state]
    if deleted_at is not None:
        title = f"gelöscht am {format_date(local_date(deleted_at))}"
        applicant, requested, approved = "–", None, None
    return CaseRow(
        reference=reference,
        title=title or "ohne Titel",
        applicant=applicant or "ohne Namen",
        received=format_date(local_date(submitted_at)),
        state=names.office,
        turn=turn_word(
            names,
            grant_state,
            check_waits=check_waits,
            end_waits=end_waits,
            owes=owes,
            is_heard=is_heard,
            is_undone=is_undone,
            is_disputed=is_disputed,
        ),
        requested="–" if requested is None else format_euro(requested),
        approved="–" if approved is None else format_euro(approved),
    )
