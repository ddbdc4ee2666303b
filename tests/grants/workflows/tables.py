"""The machines as the domain handbook 5.1 to 5.5 has them: state, the step, where it leads.

Written from the handbook, not from the code. A step that an office may repeat leads to its own state.
"""

from collections.abc import Mapping
from typing import Any

from grants.models import Application, Claim, Grant, JurySession, PaymentOrder, ReceiptOrder

Row = tuple[str, str, str]
#: `Any`: the state is a field of each machine's own mixin, and django-fsm adds methods at run time.
MODELS: Mapping[str, type[Any]] = {
    model.machine: model for model in (Application, Grant, PaymentOrder, ReceiptOrder, Claim, JurySession)
}


def rows(table: str) -> frozenset[Row]:
    """One row a line: state, edge, target."""
    found = [tuple(line.split()) for line in table.strip().splitlines()]
    return frozenset((source, edge, target) for source, edge, target in found)


APPLICATION = rows("""
    draft          submit                  submitted
    draft          withdraw                withdrawn
    submitted      ask                     incomplete
    submitted      declare_eligible        eligible
    submitted      declare_ineligible      ineligible
    submitted      withdraw                withdrawn
    incomplete     answer                  submitted
    incomplete     lapse                   lapsed
    incomplete     withdraw                withdrawn
    eligible       schedule                scheduled
    eligible       approve_alone           approved
    eligible       reject                  rejected
    eligible       withdraw                withdrawn
    ineligible     reject                  rejected
    ineligible     withdraw                withdrawn
    scheduled      defer                   deferred
    scheduled      vote_yes                voted_yes
    scheduled      vote_partial            voted_partial
    scheduled      vote_no                 voted_no
    scheduled      withdraw                withdrawn
    deferred       schedule                scheduled
    deferred       withdraw                withdrawn
    voted_yes      approve                 approved
    voted_yes      reopen                  deferred
    voted_partial  reopen                  deferred
    voted_no       reopen                  deferred
    voted_yes      withdraw                withdrawn
    voted_partial  approve                 approved
    voted_partial  withdraw                withdrawn
    approved       take_back               voted_yes
    approved       take_back_partial       voted_partial
    approved       take_back_no            voted_no
    approved       take_back_alone         eligible
    voted_yes      reject                  rejected
    voted_partial  reject                  rejected
    voted_no       approve                 approved
    voted_no       reject                  rejected
    voted_no       withdraw                withdrawn
    lapsed         archive                 archived
    rejected       decide_anew             deferred
    rejected       check_anew              submitted
    rejected       archive                 archived
    withdrawn      archive                 archived
    archived       delete_after_retention  deleted
""")

GRANT = rows("""
    draft_notice        issue                   issued
    issued              accept                  accepted
    issued              decline                 declined
    issued              expire_offer            declined
    issued              begin                   running
    accepted            begin                   running
    accepted            request_change          change_pending
    accepted            cancel                  cancelled
    running             accept                  running
    running             hear_about_start        running
    running             lapse                   lapsed_not_started
    running             request_change          change_pending
    running             cancel                  cancelled
    cancelled           submit_proof            proof_submitted
    cancelled           settle_without_proof    proof_submitted
    running             call_for_proof          proof_due
    running             submit_proof            proof_submitted
    change_pending      decide_change           running
    change_pending      decide_change_before_start  accepted
    proof_due           accept                  proof_due
    proof_due           remind                  proof_due
    proof_due           extend_proof_term       proof_due
    proof_overdue       extend_proof_term       proof_due
    proof_due           mark_overdue            proof_overdue
    proof_due           submit_proof            proof_submitted
    proof_overdue       accept                  proof_overdue
    proof_overdue       remind                  proof_overdue
    proof_overdue       demand                  proof_overdue
    proof_overdue       submit_proof            proof_submitted
    proof_overdue       revoke                  revoked
    proof_submitted     question_proof          proof_incomplete
    proof_submitted     confirm_check           checked
    proof_incomplete    complete_proof          proof_submitted
    checked             settle                  settling
    settling            close                   closed
    closed              reopen                  settling
    closed              bind                    in_binding
    in_binding          unbind                  closed
    closed              archive                 archived
    in_binding          archive                 archived
    declined            archive                 archived
    lapsed_not_started  archive                 archived
    cancelled           archive                 archived
    revoked             archive                 archived
    archived            delete_after_retention  deleted
""")

PAYMENT_ORDER = rows("""
    draft              certify_factual    certified_factual
    draft              cancel             cancelled
    certified_factual  certify_arith      certified_arith
    certified_factual  void_certificates  draft
    certified_factual  cancel             cancelled
    certified_arith    order              ordered
    certified_arith    void_certificates  draft
    certified_arith    cancel             cancelled
    ordered            hand_over          handed_over
    ordered            cancel             cancelled
    handed_over        execute            executed
    handed_over        return_payment     returned
    executed           return_payment     returned
""")

RECEIPT_ORDER = rows("""
    draft      certify           certified
    certified  order             ordered
    certified  void_certificate  draft
    draft      cancel            cancelled
    certified  cancel            cancelled
    ordered    cancel            cancelled
""")

CLAIM = rows("""
    hearing      issue         notice
    hearing      let_go        waived
    hearing      follow_revocation  notice
    notice       fall_due      due
    due          remind_once   reminded_1
    due          pay_partly    partly_paid
    due          pay           paid
    due          defer         deferred
    due          write_off     written_off
    due          waive         waived
    reminded_1   remind_twice  reminded_2
    reminded_1   pay_partly    partly_paid
    reminded_1   pay           paid
    reminded_1   defer         deferred
    reminded_1   enforce       enforcement
    reminded_1   write_off     written_off
    reminded_1   waive         waived
    reminded_2   pay_partly    partly_paid
    reminded_2   pay           paid
    reminded_2   defer         deferred
    reminded_2   enforce       enforcement
    reminded_2   write_off     written_off
    reminded_2   waive         waived
    partly_paid  pay_partly    partly_paid
    partly_paid  pay           paid
    partly_paid  defer         deferred
    partly_paid  enforce       enforcement
    partly_paid  write_off     written_off
    partly_paid  waive         waived
    partly_paid  remind_once   reminded_1
    deferred     pay_partly    deferred
    deferred     pay_late      paid
    deferred     enforce       enforcement
    deferred     defer         deferred
    deferred     write_off     written_off
    deferred     waive         waived
    deferred     recall        due
    enforcement  pay_partly    enforcement
    written_off  pay_partly    written_off
    written_off  pay_late      paid
    enforcement  pay_late      paid
    enforcement  write_off     written_off
    enforcement  waive         waived
""")

SESSION = rows("""
    planned  invite           invited
    invited  open             open
    open     close            closed
    closed   approve_minutes  minutes_approved
""")

TABLES: Mapping[str, frozenset[Row]] = {
    "application": APPLICATION,
    "grant": GRANT,
    "payment_order": PAYMENT_ORDER,
    "receipt_order": RECEIPT_ORDER,
    "claim": CLAIM,
    "session": SESSION,
}

#: Edges that the handbook has and whose service comes later: refused with a sentence until then.
WITHOUT_SERVICE: Mapping[str, frozenset[str]] = {
    "application": frozenset(),
    "grant": frozenset(),
    "payment_order": frozenset(),
    "receipt_order": frozenset(),
    "claim": frozenset(),
    "session": frozenset(),
}
