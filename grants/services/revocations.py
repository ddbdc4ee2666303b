"""The revocation of a grant whose proof never came (§ 49 III VwVfG), drafted and released by two persons."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from django.db import transaction

from foundation.audit.actors import SYSTEM, Actor
from grants import policy
from grants.models import Claim, Grant, NoticeKind
from grants.rules.findings import Finding
from grants.services.claims import claim_everything
from grants.services.drafts import open_draft
from grants.services.ending_drafts import Ending, correct_ending, draft_ending, take_back_ending
from grants.services.notices import post_notice
from grants.services.receipt_orders import prepare_for_claim
from grants.services.releases import release_unpaid
from grants.services.workflow import lock, perform
from grants.workflows.requirements import demand_hearing_is_over, year_is_not_over


def _terms_of_demand(grant: Grant, today: date) -> Iterator[Finding]:
    yield from demand_hearing_is_over(grant, today)
    yield from year_is_not_over(grant, today)


REVOCATION = Ending(
    kind=NoticeKind.REVOCATION,
    may_draft=policy.may_draft_claim,
    states=("proof_overdue",),
    wrong_state="Widerrufen wird nur, wenn der Nachweis überfällig ist.",
    amount_cents=lambda grant: grant.paid_cents,
    in_the_way=_terms_of_demand,
)

draft_revocation = partial(draft_ending, REVOCATION)
correct_revocation = partial(correct_ending, REVOCATION)
take_back_revocation = partial(take_back_ending, REVOCATION)


def release_revocation(
    *,
    grant: Grant,
    actor: Actor,
    now: datetime,
    channel: str = "",
    expected_version: int | None = None,
    seen_text: int | None = None,
) -> Grant:
    """A second person releases it: what is not paid is free again, all that was paid becomes a claim.

    The claim is due at the end of the remedy period; its hearing was that of the demand.
    """
    claims: list[Claim] = []

    def work(fresh: Grant) -> None:
        notice = open_draft(fresh.case, REVOCATION.kind, seen_text)
        pay_by = post_notice(notice, actor=actor, now=now, channel=channel)
        release_unpaid(fresh, actor=actor, now=now)
        if fresh.paid_cents:
            claims.append(claim_everything(grant=fresh, notice=notice, pay_by=pay_by, now=now))
            prepare_for_claim(claim=claims[0], now=now)

    with transaction.atomic():
        held = lock(grant)
        draft = REVOCATION.drafted(held)
        revoked = perform(
            held,
            "revoke",
            actor=actor,
            now=now,
            expected_version=expected_version,
            reason=draft.reason if draft else "",
            work=work,
        )
        for claim in claims:
            issued = perform(claim, "follow_revocation", actor=SYSTEM, now=now)
            perform(issued, "fall_due", actor=SYSTEM, now=now)
    return revoked
