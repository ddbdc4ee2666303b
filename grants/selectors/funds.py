"""The public state of a fund: what is left, what one can get, when the jury meets. One query for all."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from grants.models import Fund, FundAccount, FundRules, JurySession
from grants.states import SessionState

AVAILABLE = (
    F("budget_cents")
    + F("top_ups_cents")
    + F("carried_in_cents")
    - F("carried_out_cents")
    - F("blocked_cents")
)
FREE = AVAILABLE - F("paid_net_cents") - F("committed_cents") - F("reserved_cents")


@dataclass(frozen=True)
class FundOverview:
    """What everybody may know about a fund today. Amounts are cents; None means: not set."""

    slug: str
    name: str
    quarter: str
    city: str
    is_open: bool
    cap_cents: int | None
    proof_days: int | None
    budget_cents: int | None
    free_cents: int | None
    session_on: date | None
    session_place: str
    cut_off_on: date | None

    @property
    def is_empty(self) -> bool:
        """There is a budget, and nothing of it is left."""
        return self.free_cents is not None and self.free_cents <= 0

    @property
    def takes_applications(self) -> bool:
        return self.is_open and not self.is_empty


def fund_overviews(*, today: date) -> tuple[FundOverview, ...]:
    """All funds, in the order of their names."""
    return tuple(_overview(fund) for fund in _annotated(today).order_by("name", "pk"))


def fund_overview(*, slug: str, today: date) -> FundOverview | None:
    """One fund, or None."""
    fund = _annotated(today).filter(slug=slug).first()
    return _overview(fund) if fund else None


def _annotated(today: date) -> "QuerySet[Fund]":
    account = FundAccount.objects.filter(fund=OuterRef("pk"), budget_year=today.year)
    rules = FundRules.objects.filter(fund=OuterRef("pk"), valid_from__lte=today).order_by(
        "-valid_from", "-version"
    )
    # The next one that an application of today can still reach.
    session = JurySession.objects.filter(
        Q(cut_off_on__gte=today) | Q(cut_off_on__isnull=True),
        fund=OuterRef("pk"),
        held_on__gte=today,
        is_circular=False,
        state__in=(SessionState.PLANNED, SessionState.INVITED),
    ).order_by("held_on")
    return Fund.objects.annotate(
        cap_cents=Subquery(rules.values("cap_per_project_cents")[:1]),
        proof_days=Subquery(rules.values("proof_days")[:1]),
        budget_cents=Subquery(account.annotate(sum=AVAILABLE).values("sum")[:1]),
        free_cents=Subquery(account.annotate(sum=FREE).values("sum")[:1]),
        session_on=Subquery(session.values("held_on")[:1]),
        session_place=Subquery(session.values("place")[:1]),
        cut_off_on=Subquery(session.values("cut_off_on")[:1]),
    )


def _overview(fund: Fund) -> FundOverview:
    return FundOverview(
        slug=fund.slug,
        name=fund.name,
        quarter=fund.quarter,
        city=fund.city,
        is_open=fund.is_open,
        **{name: getattr(fund, name) for name in ("cap_cents", "proof_days", "budget_cents", "free_cents")},
        session_on=getattr(fund, "session_on"),  # noqa: B009  # annotated above, unknown to the model
        session_place=getattr(fund, "session_place") or "",  # noqa: B009
        cut_off_on=getattr(fund, "cut_off_on"),  # noqa: B009
    )
