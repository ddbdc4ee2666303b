"""The lapse of a grant that nobody accepted or began, drafted and released by two persons (row 19)."""

from datetime import datetime
from functools import partial

from django.db import transaction

from foundation.audit.actors import Actor
from grants import policy
from grants.models import Grant, NoticeKind
from grants.services.drafts import open_draft
from grants.services.ending_drafts import Ending, correct_ending, draft_ending, take_back_ending
from grants.services.notices import post_notice
from grants.services.releases import release_unpaid
from grants.services.workflow import lock, perform
from grants.workflows.requirements import grant_may_lapse

LAPSE = Ending(
    kind=NoticeKind.LAPSE,
    may_draft=policy.may_draft_notice,
    states=("issued", "running"),
    wrong_state="Diese Förderung kann nicht mehr verfallen.",
    amount_cents=lambda grant: grant.approved_cents,
    in_the_way=grant_may_lapse,
)

draft_lapse = partial(draft_ending, LAPSE)
correct_lapse = partial(correct_ending, LAPSE)
take_back_lapse = partial(take_back_ending, LAPSE)


def release_lapse(
    *,
    grant: Grant,
    actor: Actor,
    now: datetime,
    channel: str = "",
    expected_version: int | None = None,
    seen_text: int | None = None,
) -> Grant:
    """A second person releases it: the grant ends, its money is free again, the remedy period runs.

    An offer that nobody accepted is declined, a project that nobody began has lapsed.
    """

    def work(fresh: Grant) -> None:
        post_notice(open_draft(fresh.case, LAPSE.kind, seen_text), actor=actor, now=now, channel=channel)
        release_unpaid(fresh, actor=actor, now=now)

    with transaction.atomic():
        held = lock(grant)
        draft = LAPSE.drafted(held)
        return perform(
            held,
            "expire_offer" if held.state == "issued" else "lapse",
            actor=actor,
            now=now,
            expected_version=expected_version,
            reason=draft.reason if draft else "",
            work=work,
        )
