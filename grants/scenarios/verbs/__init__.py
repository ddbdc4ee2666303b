"""What each verb of a scenario does: the same services that the pages call."""

from collections.abc import Callable, Mapping

from grants.scenarios.verbs import (
    application,
    circular,
    claims,
    decisions,
    disputes,
    exits,
    finance,
    interest,
    jury,
    money,
    notices,
    proof,
    receipts,
    reports,
    years,
)
from grants.scenarios.world import World

Verb = Callable[[World], None]


def only_look(world: World) -> None:
    """Nothing happens."""


VERBS: Mapping[str, Verb] = {
    "apply": application.apply,
    "ask": application.ask,
    "answer": application.answer,
    "declare_eligible": application.declare_eligible,
    "declare_ineligible": application.declare_ineligible,
    "withdraw": application.withdraw,
    "vote": jury.vote,
    "decide_alone": decisions.decide_alone,
    "note_second_body": decisions.note_second_body,
    "deviate": decisions.deviate,
    "circulate": circular.circulate,
    "cast": circular.cast,
    "object": circular.object_to_circular,
    "count_votes": circular.count_votes,
    "issue_notice": notices.issue_notice,
    "accept": notices.accept,
    "certify": money.certify,
    "order": money.order,
    "execute": money.execute,
    "pay": money.pay,
    "hand_over": finance.hand_over,
    "mark_results": finance.mark_results,
    "import_postings": finance.import_bookings,
    "claim": money.claim,
    "repay": money.repay,
    "defer": claims.defer,
    "recall": claims.recall,
    "let_go": claims.let_go,
    "charge_interest": interest.charge_interest,
    "forgo_interest": interest.forgo_interest,
    "remind": proof.remind,
    "dun": proof.dun,
    "extend_proof": proof.extend_proof,
    "submit_proof": proof.submit_proof,
    "check_proof": proof.check_proof,
    "report": reports.report,
    "expect": only_look,
    "return_payment": money.return_payment,
    "new_bank_details": notices.new_bank_details,
    "request_change": exits.request_change,
    "decide_change": exits.decide_change,
    "revoke": exits.revoke,
    "file_objection": disputes.file_objection,
    "end_objection": disputes.end_objection,
    "waive_claim": disputes.waive_claim,
    "decline": exits.decline,
    "cancel": exits.cancel,
    "carry_over": years.carry_over,
    "drawdown": years.drawdown,
    "ask_ahead": years.ask_ahead,
    "close_year": years.close_year,
    "reopen_year": years.reopen_year,
    "promise_money": receipts.promise_money,
    "receive_money": receipts.receive_money,
    "add_to_budget": receipts.add_to_budget,
}
