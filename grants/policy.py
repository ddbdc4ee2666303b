"""Who may do what: the table of permissions as predicates, read aloud.

What a predicate is stands in `grants.predicates`. The object is any thing of a case: it has a `case` (the
application) and a `fund`. Roles are counted per fund, persons are compared by their random reference. Nothing
is allowed by default.
"""

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from foundation.audit.actors import Actor, ActorKind
from grants.person_rules import (
    is_not_account_typist,
    is_not_author,
    is_not_certifier,
    is_not_change_preparer,
    is_not_checker,
    is_not_claim_author,
    is_not_drawdown_asker,
    is_not_early_start_asker,
    is_not_money_proposer,
    is_not_orderer,
    is_not_payer,
    is_not_principal_author,
    is_not_proposer,
    is_not_receipt_certifier,
    is_not_relief_author,
    is_not_ruler,
    is_not_rules_proposer,
    is_own_receipt_draft,
    is_within_authority,
)
from grants.predicates import all_of, any_of, has_role, says

STAFF_READERS = ("QM", "CI", "FC", "FO", "KM", "AU")
#: Row 38: who may take a whole case out of the house.
CASE_FILE_MAKERS = ("QM", "CI", "AU")
PROCEDURE_READERS = ("KM", "AU", "AD")
M = TypeVar("M", bound=Model)


@says("Das macht das System selbst.")
def is_system(actor: Actor, obj: Any) -> bool:
    """The daily run and nobody else."""
    return actor.kind is ActorKind.SYSTEM


@says("Das kann nur, wer den Antrag gestellt hat.")
def is_own_case(actor: Actor, obj: Any) -> bool:
    """The resident whose case it is, with a key or an account."""
    return actor.kind is ActorKind.APPLICANT and bool(obj.case.applicant.reference == actor.reference)


@says("Sie sind in diesem Fall befangen.")
def is_uninvolved(actor: Actor, obj: Any) -> bool:
    """Rule 1: not applicant, not payee, not declared conflicted. Compared by person, not by role."""
    if obj.case is None:
        return True
    if actor.reference == obj.case.applicant.reference:
        return False
    if actor.email and actor.email.casefold() == obj.case.particulars.email.casefold():
        return False
    return all(conflict.person_reference != actor.reference for conflict in obj.case.conflicts.all())


@says("Das geht nur bei einem Antrag auf Papier.")
def is_paper_case(actor: Actor, obj: Any) -> bool:
    """The case came in on paper: the office types for the applicant."""
    return bool(obj.case.channel == "paper")


@says("Dieser Antrag ist noch nicht abgeschickt.")
def has_reached_the_office(actor: Actor, obj: Any) -> bool:
    """A draft belongs to the resident alone until it is sent; one on paper is typed in the office."""
    return obj.case.submitted_at is not None or bool(obj.case.channel == "paper")


@says(
    "Der Code öffnet auch Anträge dieser Person bei einem anderen Fonds. "
    "Bitten Sie die Sachbearbeitung der Stadt, die für alle ihre Anträge da ist."
)
def is_office_of_all_cases(actor: Actor, obj: Any) -> bool:
    """A key opens everything of a person: who hands one out could open all of it, whatever the fund."""
    slugs = {case.fund.slug for case in obj.case.applicant.applications.all()}
    return all(actor.has_role("QM", slug) or actor.has_role("CI", slug) for slug in slugs)


@says("Bestätigen Sie zuerst, dass Sie es sind.")
def has_stepped_up(actor: Actor, obj: Any) -> bool:
    """Rows 27 and 29: the person has shown again, minutes ago, that it is really them."""
    return actor.stepped_up


@says("Das ist für die Mitglieder der Jury, die zu dieser Sitzung eingeladen sind.")
def sits_in_session(actor: Actor, obj: Any) -> bool:
    """A member of the jury whose key opens the session of the object; no other session, no other fund."""
    session = obj if hasattr(obj, "held_on") else obj.session
    return actor.kind is ActorKind.JUROR and actor.has_role("JU", session.subject)


@says("Widersprechen können die Mitglieder der Jury, die gefragt sind.")
def is_asked_in_circular_vote(actor: Actor, obj: Any) -> bool:
    """A member whose key opens the circular vote in which the case stands."""
    item = max(obj.case.agenda_items.all(), key=lambda each: each.pk, default=None)
    return bool(item is not None and item.session.is_circular and sits_in_session(actor, item))


@says("Das Protokoll bestätigt, wer die Sitzung geleitet hat.")
def is_chair(actor: Actor, session: Any) -> bool:
    """Row 14: the member who is marked for this session."""
    return session.chair is not None and bool(session.chair.reference == actor.reference)


is_manager = has_role("QM")
is_city_officer = has_role("CI")
is_office = has_role("QM", "CI")
is_paper_entry = all_of(is_office, is_paper_case)

may_read_case = any_of(is_own_case, all_of(has_role(*STAFF_READERS), has_reached_the_office))
may_issue_access_sheet = all_of(is_office, has_reached_the_office, is_uninvolved, is_office_of_all_cases)
may_correct = all_of(is_office, has_reached_the_office, is_uninvolved)
# An address of e-mail is a way to the keys, and a key opens everything of a person.
may_correct_email = all_of(may_correct, is_office_of_all_cases)
may_edit_draft = any_of(is_own_case, is_paper_entry)
may_submit = may_edit_draft
may_withdraw = may_edit_draft
may_review = all_of(is_office, is_uninvolved)
# By telephone or letter even who applied online answers: the office types it in, with the way it came.
may_answer = any_of(is_own_case, all_of(is_office, has_reached_the_office, is_uninvolved))
may_edit_texts = is_office
may_propose_rules = is_manager
may_withdraw_rules = is_office
may_confirm_rules = all_of(is_city_officer, is_not_rules_proposer)
may_ask_early_start = may_answer
may_order_receipt_sheet = may_answer
may_decide_early_start = all_of(is_city_officer, is_uninvolved, is_not_early_start_asker)
may_hold_session = is_office
may_read_item = all_of(sits_in_session, is_uninvolved)
may_vote = may_read_item
may_send_letters = all_of(is_office, is_uninvolved)
may_approve_minutes = all_of(sits_in_session, is_chair)
may_record_decision = all_of(is_office, is_uninvolved)
may_object = all_of(is_asked_in_circular_vote, is_uninvolved)
may_defer = any_of(may_record_decision, may_object)
may_draft_notice = all_of(is_office, is_uninvolved)
may_decide_alone = all_of(is_office, is_uninvolved)
may_note_second_body = all_of(is_office, is_uninvolved)
may_deviate = all_of(is_city_officer, is_uninvolved)
may_release_notice = all_of(is_city_officer, is_uninvolved, is_not_author, is_not_ruler)
# The yes, the no and the stop of the person move money: whoever is biased types none of them in (rule 1).
may_accept = any_of(is_own_case, all_of(is_paper_entry, is_uninvolved))
may_ask_change = any_of(is_own_case, all_of(is_manager, is_paper_case))
may_prepare_change = all_of(is_manager, is_uninvolved)
may_decide_change = all_of(is_city_officer, is_uninvolved, is_not_change_preparer)
may_end_offer = all_of(is_city_officer, is_uninvolved, is_not_author)
may_enter_binding = all_of(is_office, is_uninvolved)
may_end_binding = all_of(is_city_officer, is_uninvolved)
may_release_picture = all_of(is_office, has_reached_the_office, is_uninvolved)
may_hold = all_of(is_city_officer, is_uninvolved)
may_note_objection = all_of(is_city_officer, is_uninvolved)
may_reconsider = may_note_objection
may_archive = all_of(is_city_officer, is_uninvolved)
may_propose_deletion = is_city_officer
may_run_deletion = has_role("AD")
may_release_deletion = all_of(may_run_deletion, is_uninvolved, is_not_proposer, has_stepped_up)
may_prepare_order = all_of(has_role("QM", "CI", "FC"), is_uninvolved)
may_certify = all_of(has_role("CI", "FC"), is_uninvolved)
may_order = all_of(has_role("FO"), is_uninvolved, is_not_certifier, is_within_authority, has_stepped_up)
may_prepare_receipt = has_role("KM")
may_certify_receipt = all_of(has_role("CI", "FC"), is_uninvolved, is_not_payer)
may_order_receipt = all_of(
    has_role("FO"), is_uninvolved, is_not_payer, is_not_receipt_certifier, is_within_authority, has_stepped_up
)
may_void_receipt = all_of(has_role("CI", "FC", "FO"), is_uninvolved)
may_cancel_receipt = any_of(
    all_of(has_role("FO"), is_uninvolved), all_of(has_role("KM"), is_own_receipt_draft)
)
may_read_receipts = has_role("CI", "FC", "FO", "KA", "KM", "AU")
may_execute = all_of(has_role("KA"), is_uninvolved, is_not_certifier, is_not_orderer)
may_import_results = has_role("KA")
may_hand_over = all_of(has_role("KA"), has_stepped_up)
may_change_account = is_own_case
may_enter_account_sheet = all_of(is_office, is_uninvolved)
may_confirm_account_sheet = all_of(is_office, is_uninvolved, is_not_account_typist)
may_discard_account_sheet = may_enter_account_sheet
may_read_iban = all_of(has_role("CI", "FC", "FO", "KA", "AU"), is_uninvolved)
may_read_reconciliation = has_role("CI", "KA", "KM", "AU")
may_note_difference = has_role("KA", "KM")
may_note_payee_check = all_of(has_role("KA"), is_uninvolved)
may_note_return = all_of(has_role("KA"), is_uninvolved)
may_reject_order = has_role("FO")
may_send_proof = may_edit_draft
may_complete_proof = may_answer
may_waive_remedy = may_answer
may_record_state_aid = all_of(is_office, is_uninvolved)
may_check_proof = all_of(is_office, is_uninvolved)
may_confirm_proof = all_of(is_city_officer, is_uninvolved, is_not_checker)
may_draft_claim = all_of(is_office, is_uninvolved)
may_release_claim = all_of(is_city_officer, is_uninvolved, is_not_claim_author)
may_defer_claim = all_of(is_city_officer, is_uninvolved)
may_let_small_amount_go = all_of(is_city_officer, is_uninvolved)
may_propose_relief = all_of(is_office, is_uninvolved)
may_decide_relief = all_of(is_city_officer, is_uninvolved, is_not_relief_author)
may_forgo_interest = all_of(is_city_officer, is_uninvolved, is_not_principal_author)
may_enter_base_rates = has_role("CI", "KM")
may_receive_money = has_role("KA")
may_propose_budget = all_of(has_role("KM"), has_stepped_up)
may_confirm_budget = all_of(has_role("KM"), is_not_money_proposer)
may_withdraw_budget = has_role("KM")
may_confirm_carry_over = all_of(has_role("KM"), is_not_money_proposer)
may_request_drawdown = has_role("KM")
may_withdraw_drawdown = all_of(has_role("KM"), is_not_drawdown_asker)
may_read_reports = has_role("QM", "CI", "FC", "FO", "KM", "AU")
#: Row 37, and who answers for the settings: how the house keeps the books of a fund, without any case.
may_read_procedure = has_role(*PROCEDURE_READERS)
may_make_case_file = all_of(has_role(*CASE_FILE_MAKERS), has_reached_the_office)
may_read_pay_lists = has_role("QM", "CI", "FC", "FO", "KA", "KM", "AU")
may_read_notices = any_of(is_own_case, has_role("QM", "CI", "FC", "FO", "AU"))
may_read_orders = has_role("QM", "CI", "FC", "FO", "KA", "AU")


def may_read_operations(actor: Actor) -> bool:
    """Row 48: who looks after the house sees how it runs, and no case."""
    return actor.kind is ActorKind.STAFF and any(code == "AD" for code, _scope in actor.roles)


def is_staff(actor: Actor) -> bool:
    """Holds any role at all."""
    return actor.kind is ActorKind.STAFF and bool(actor.roles)


def scope(
    actor: Actor, queryset: QuerySet[M], *, codes: tuple[str, ...] = STAFF_READERS, fund: str = "fund"
) -> QuerySet[M]:
    """Only the rows that the actor may know of: own cases for a resident, own funds for staff, else none.

    `fund` is the path from the row to its fund; `codes` the roles that count here.
    """
    if actor.kind is ActorKind.APPLICANT:
        path = fund.removesuffix("fund") + "applicant__reference"
        return queryset.filter(**{path: actor.reference})
    scopes = {scope for code, scope in actor.roles if code in codes}
    if actor.kind is not ActorKind.STAFF or not scopes:
        return queryset.none()
    if "" in scopes:
        return queryset
    return queryset.filter(Q(**{f"{fund}__slug__in": sorted(scopes)}))
