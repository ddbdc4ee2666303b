"""The work of the office as named heaps of cases: what "Heute" counts is exactly what the list then shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from grants.models import (
    AgendaItem,
    Application,
    EarlyStart,
    InformationRequest,
    Notice,
    NoticeKind,
    PaymentOrder,
    ProofCheck,
    QuestionTerm,
)
from grants.models.notice import IS_DRAFT
from grants.states import ApplicationState as A
from grants.states import GrantState as G
from grants.workflows.requirements.disputes import SUCCESS

# The states in which somebody still has to do something: the counting reads no closed case.
OPEN_APPLICATIONS = (
    A.SUBMITTED,
    A.INCOMPLETE,
    A.ELIGIBLE,
    A.DEFERRED,
    A.SCHEDULED,
    A.VOTED_YES,
    A.VOTED_PARTIAL,
    A.VOTED_NO,
    A.INELIGIBLE,
)
NOTICE_IS_OUT = (
    G.ISSUED,
    G.ACCEPTED,
    G.RUNNING,
    G.CHANGE_PENDING,
    G.CANCELLED,
    G.PROOF_DUE,
    G.PROOF_OVERDUE,
    G.PROOF_SUBMITTED,
    G.PROOF_INCOMPLETE,
    G.CHECKED,
    G.SETTLING,
)
OPEN_GRANTS = (G.DRAFT_NOTICE, *NOTICE_IS_OUT)

_ANSWERED = Exists(
    InformationRequest.objects.filter(application=OuterRef("pk"), answered_at__isnull=False).values("pk")
)
_WAITING = QuestionTerm.objects.filter(decided_at__isnull=True)
_TIME_IS_WISHED = Exists(_WAITING.filter(question__application=OuterRef("pk")).values("pk"))
_TIME_FOR_PROOF_IS_WISHED = Exists(_WAITING.filter(proof_question__grant__case=OuterRef("pk")).values("pk"))
_REJECTION_DRAFTED = Exists(
    Notice.objects.filter(IS_DRAFT, case=OuterRef("pk"), kind="rejection").values("pk")
)
CHECK_WAITS = Exists(
    ProofCheck.objects.filter(grant__case=OuterRef("pk"), confirmed_at__isnull=True).values("pk")
)
# Drafted, and the grant still stands where a second person can release it.
ENDS = (NoticeKind.LAPSE, NoticeKind.REVOCATION)
BEFORE_END = (G.ISSUED, G.RUNNING, G.PROOF_OVERDUE)
END_WAITS = Exists(
    Notice.objects.filter(
        IS_DRAFT, case=OuterRef("pk"), kind__in=ENDS, case__grant__state__in=BEFORE_END
    ).values("pk")
)
_EARLY_START_IS_WISHED = Exists(
    EarlyStart.objects.filter(application=OuterRef("pk"), decided_at__isnull=True).values("pk")
)
_WAS_PAID = Exists(PaymentOrder.objects.filter(grant__case=OuterRef("pk"), state="executed").values("pk"))
_LATER_ITEM = Exists(
    AgendaItem.objects.filter(application=OuterRef("application"), pk__gt=OuterRef("pk")).values("pk")
)
_FALLEN = Q(
    Exists(
        AgendaItem.objects.filter(~Q(_LATER_ITEM), application=OuterRef("pk"), fell_at__isnull=False).values(
            "pk"
        )
    )
)
_LATER_REJECTION = Exists(
    Notice.objects.filter(
        case=OuterRef("case"), kind="rejection", released_at__isnull=False, pk__gt=OuterRef("pk")
    ).values("pk")
)
#: A remedy has undone the last rejection, and the case is not taken up again: `disputes.is_undone` in SQL.
REJECTION_UNDONE = Exists(
    Notice.objects.filter(
        ~Q(_LATER_REJECTION),
        case=OuterRef("pk"),
        case__state=A.REJECTED,
        kind="rejection",
        released_at__isnull=False,
        objections__outcome__in=SUCCESS,
    ).values("pk")
)
_VOTED = Q(state__in=[A.VOTED_YES, A.VOTED_PARTIAL, A.VOTED_NO])
_TO_REJECT = Q(state__in=[A.VOTED_NO, A.INELIGIBLE])


@dataclass(frozen=True)
class Stage:
    """One heap: its name in the address, its name on the screen, and which cases lie on it."""

    slug: str
    label: str
    condition: Q
    is_of_grant: bool = False


STAGES: tuple[Stage, ...] = (
    Stage("neu", "Neu", Q(state=A.SUBMITTED) & ~Q(_ANSWERED)),
    Stage("antwort-da", "Antwort da", Q(state=A.SUBMITTED) & Q(_ANSWERED)),
    Stage("rueckfrage", "Rückfrage läuft", Q(state=A.INCOMPLETE) & ~Q(_TIME_IS_WISHED)),
    Stage("mehr-zeit", "Mehr Zeit erbeten", Q(state=A.INCOMPLETE) & Q(_TIME_IS_WISHED)),
    Stage(
        "frueher-anfangen",
        "Früherer Beginn erbeten",
        Q(state__in=OPEN_APPLICATIONS) & Q(_EARLY_START_IS_WISHED),
    ),
    Stage("entscheidungsreif", "Entscheidungsreif", Q(state__in=[A.ELIGIBLE, A.DEFERRED, A.SCHEDULED])),
    Stage(
        "bescheid-entwerfen",
        "Bescheid zu entwerfen",
        (Q(state__in=[A.VOTED_YES, A.VOTED_PARTIAL]) | (_TO_REJECT & ~Q(_REJECTION_DRAFTED))) & ~_FALLEN,
    ),
    Stage("ablehnung-freigeben", "Ablehnung freizugeben", _TO_REJECT & Q(_REJECTION_DRAFTED) & ~_FALLEN),
    Stage("neu-abstimmen", "Neu abzustimmen", _VOTED & _FALLEN),
    Stage(
        "nach-rechtsbehelf", "Nach Rechtsbehelf neu zu entscheiden", Q(state=A.REJECTED) & Q(REJECTION_UNDONE)
    ),
    Stage(
        "bescheid-freigeben",
        "Bescheid freizugeben",
        Q(grant__state=G.DRAFT_NOTICE) & ~_FALLEN,
        is_of_grant=True,
    ),
    Stage(
        "entwurf-zuruecknehmen",
        "Entwurf zurückzunehmen",
        Q(grant__state=G.DRAFT_NOTICE) & _FALLEN,
        is_of_grant=True,
    ),
    Stage(
        "beschluss-gefallen",
        "Beschluss gefallen nach Bescheid",
        Q(grant__state__in=NOTICE_IS_OUT) & _FALLEN,
        is_of_grant=True,
    ),
    Stage("aenderung", "Änderung zu entscheiden", Q(grant__state=G.CHANGE_PENDING), is_of_grant=True),
    Stage(
        "ende-freigeben",
        "Ende der Förderung freizugeben",
        Q(grant__state__in=BEFORE_END) & Q(END_WAITS),
        is_of_grant=True,
    ),
    Stage(
        "abgebrochen",
        "Abgebrochen, noch abzurechnen",
        Q(grant__state=G.CANCELLED) & Q(_WAS_PAID),
        is_of_grant=True,
    ),
    Stage(
        "nachweis-pruefen",
        "Nachweis zu prüfen",
        Q(grant__state=G.PROOF_SUBMITTED) & ~Q(CHECK_WAITS),
        is_of_grant=True,
    ),
    Stage(
        "pruefvermerk-bestaetigen",
        "Prüfvermerk zu bestätigen",
        Q(grant__state=G.PROOF_SUBMITTED) & Q(CHECK_WAITS),
        is_of_grant=True,
    ),
    Stage(
        "nachweis-mehr-zeit",
        "Mehr Zeit für den Nachweis erbeten",
        Q(grant__state=G.PROOF_INCOMPLETE) & Q(_TIME_FOR_PROOF_IS_WISHED),
        is_of_grant=True,
    ),
    Stage("ueberfaellig", "Nachweis überfällig", Q(grant__state=G.PROOF_OVERDUE), is_of_grant=True),
    Stage("abrechnung", "In der Abrechnung", Q(grant__state=G.SETTLING), is_of_grant=True),
)
_BY_SLUG: Mapping[str, Stage] = {stage.slug: stage for stage in STAGES}


def condition_of(name: str) -> Q | None:
    """What a filter in the address means: a stage, or a state as antrag.<code> or fall.<code>; else None."""
    if name in _BY_SLUG:
        return _BY_SLUG[name].condition
    machine, _, code = name.partition(".")
    if machine == "antrag" and code in A.values:
        return Q(state=code)
    if machine == "fall" and code in G.values:
        return Q(grant__state=code)
    return None


def filter_choices() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The filters in groups, for a select. A state that is a heap of its own stands there and only there."""
    heaps = [stage.condition for stage in STAGES]
    cases = [
        (f"antrag.{each.value}", each.label) for each in A if each not in (A.DRAFT, A.ARCHIVED, A.DELETED)
    ]
    grants = [(f"fall.{each.value}", each.label) for each in G if each != G.DELETED]
    return (
        ("Was zu tun ist", tuple((stage.slug, stage.label) for stage in STAGES)),
        ("Stand des Antrags", tuple(each for each in cases if condition_of(each[0]) not in heaps)),
        ("Stand des Förderfalls", tuple(each for each in grants if condition_of(each[0]) not in heaps)),
    )


def count_stages(fund_ids: list[int]) -> dict[str, int]:
    """How many cases lie on each heap, in two queries that read open cases only, and undone rejections."""
    cases = Application.objects.filter(fund__in=fund_ids)
    of_case = {stage.slug: _count(stage) for stage in STAGES if not stage.is_of_grant}
    of_grant = {stage.slug: _count(stage) for stage in STAGES if stage.is_of_grant}
    counted: dict[str, int] = {}
    to_do = Q(state__in=OPEN_APPLICATIONS) | (Q(state=A.REJECTED) & Q(REJECTION_UNDONE))
    counted |= cases.filter(to_do).aggregate(**of_case)
    counted |= cases.filter(grant__state__in=OPEN_GRANTS).aggregate(**of_grant)
    return counted


def _count(stage: Stage) -> Count:
    return Count("pk", filter=stage.condition)
