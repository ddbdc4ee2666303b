"""What must hold before an edge is walked: functions (object, today) -> findings; an empty answer means yes.

They read the row into plain facts and ask the pure rules; the sentences are written for the person at the
screen. One file a machine, the same names as the machines.
"""

from grants.workflows.requirements.application import (
    answers_are_complete,
    award_is_not_out,
    costs_are_judged,
    fallen_item,
    field_of_action_is_chosen,
    fund_is_open,
    jury_said,
    notice_can_be_written,
    rejection_can_be_drafted,
    rejection_is_drafted,
    stands_on_an_agenda,
    vote_has_fallen,
    vote_is_valid,
    vote_still_stands,
    way_after_fall,
)
from grants.workflows.requirements.claim import (
    claim_has_reasons,
    hearing_is_over,
    nothing_is_owed,
    something_is_still_owed,
)
from grants.workflows.requirements.grant import (
    account_is_settled,
    award_is_drafted,
    check_is_made,
    no_check_waits,
    not_accepted_yet,
    obligations_are_done,
    project_has_begun,
    project_has_ended,
    proof_is_complete,
    proof_term_is_over,
    reminder_was_sent,
)
from grants.workflows.requirements.grant_exits import (
    acceptance_term_is_over,
    change_can_be_asked_for,
    change_is_for_the_office,
    change_is_prepared,
    no_payment_is_under_way,
)
from grants.workflows.requirements.payment_order import doubts_about, order_may_be_paid
from grants.workflows.requirements.session import every_item_is_decided, its_day_has_come

__all__ = [
    "acceptance_term_is_over",
    "account_is_settled",
    "answers_are_complete",
    "award_is_drafted",
    "award_is_not_out",
    "change_can_be_asked_for",
    "change_is_for_the_office",
    "change_is_prepared",
    "check_is_made",
    "claim_has_reasons",
    "costs_are_judged",
    "doubts_about",
    "every_item_is_decided",
    "fallen_item",
    "field_of_action_is_chosen",
    "fund_is_open",
    "hearing_is_over",
    "its_day_has_come",
    "jury_said",
    "no_check_waits",
    "no_payment_is_under_way",
    "not_accepted_yet",
    "nothing_is_owed",
    "notice_can_be_written",
    "obligations_are_done",
    "order_may_be_paid",
    "project_has_begun",
    "project_has_ended",
    "proof_is_complete",
    "proof_term_is_over",
    "rejection_can_be_drafted",
    "rejection_is_drafted",
    "reminder_was_sent",
    "something_is_still_owed",
    "stands_on_an_agenda",
    "vote_has_fallen",
    "vote_is_valid",
    "vote_still_stands",
    "way_after_fall",
]
