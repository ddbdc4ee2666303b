"""Why a partial approval asks for more own money, in the resident's words."""

from collections.abc import Sequence

from foundation.values.phrases import say
from grants.models import Grant
from grants.rules.financing_words import own_share_raised
from grants.workflows.facts import financing_plan_of

TOLD_IN = frozenset({"issued", "accepted", "running"})
BEFORE = say(
    "Können Sie das nicht bezahlen? Dann tragen Sie bei der Annahme weniger ein und schreiben Sie, warum. "
    "Oder rufen Sie uns an, bevor Sie annehmen."
)
NO_CHANGE_YET = say("Können Sie das nicht bezahlen? Dann rufen Sie uns an.")
AFTER = say("Können Sie das nicht bezahlen? Dann beantragen Sie eine Änderung, oder rufen Sie uns an.")


def own_share_news(grant: Grant | None) -> Sequence[str]:
    """The sums and the reason, and what to do when it is impossible; nothing when the share did not grow."""
    if grant is None or grant.state not in TOLD_IN:
        return ()
    case = grant.case
    requested = case.requested_cents or 0
    if grant.approved_cents >= requested:
        return ()
    plan = financing_plan_of(case, grant.approved_cents)
    sentence = own_share_raised(
        applied_cents=case.own_cents or 0,
        planned_cents=plan.own_cents + plan.ineligible_cents,
        requested_cents=requested,
        approved_cents=grant.approved_cents,
    )
    return (sentence, _way_out(grant)) if sentence else ()


def _way_out(grant: Grant) -> str:
    """A change can be asked for only while the project runs."""
    if grant.accepted_on is None:
        return BEFORE
    return AFTER if grant.state == "running" else NO_CHANGE_YET
