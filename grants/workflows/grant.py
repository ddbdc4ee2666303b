"""The machine of a grant (domain handbook 5.2): every edge up to its end, none with a body."""

from typing import Any

from grants import policy, predicates
from grants.states import GrantState as S
from grants.workflows import requirements as needs
from grants.workflows.edges import edge
from grants.workflows.grant_end import GrantEnd
from grants.workflows.state_field import StateField

LATE_ACCEPTANCE: dict[str, Any] = {
    "label": "Förderung annehmen",
    "may": policy.may_accept,
    "requires": (needs.not_accepted_yet,),
    "service": "accept_grant",
    "tone": "primary",
}
#: What the daily run walks by itself.
DAILY: dict[str, Any] = {"may": policy.is_system, "service": "advance_grants", "automatic": True}


class GrantWorkflow(GrantEnd):
    """Owns the state of a grant. Walked only by `services.workflow.perform`."""

    state = StateField("Status", max_length=24, default=S.DRAFT_NOTICE, choices=S.choices)

    class Meta:
        abstract = True

    @edge(
        S.DRAFT_NOTICE,
        S.ISSUED,
        "Bescheid freigeben",
        may=policy.may_release_notice,
        requires=(needs.vote_still_stands, needs.award_is_drafted, needs.notice_can_be_written("award")),
        service="release_award_notice",
        tone="primary",
    )
    def issue(self) -> None:
        """A second person releases the notice; it is posted, its dates are computed."""

    @edge(S.PROOF_OVERDUE, S.PROOF_OVERDUE, **LATE_ACCEPTANCE)
    @edge(S.PROOF_DUE, S.PROOF_DUE, **LATE_ACCEPTANCE)
    @edge(S.RUNNING, S.RUNNING, **LATE_ACCEPTANCE)
    @edge(
        S.ISSUED,
        S.ACCEPTED,
        "Förderung annehmen",
        may=policy.may_accept,
        service="accept_grant",
        tone="primary",
    )
    def accept(self) -> None:
        """The applicant accepts, perhaps waives the remedy, and gives bank details; also after the start."""

    @edge(
        S.ISSUED,
        S.DECLINED,
        "Förderung nicht annehmen",
        may=policy.may_accept,
        requires=(needs.no_payment_is_under_way,),
        service="decline_grant",
    )
    def decline(self) -> None:
        """The applicant does not want the grant; the commitment is released."""

    @edge(
        S.ISSUED,
        S.DECLINED,
        "Mangels Annahme beenden",
        may=policy.may_end_offer,
        requires=(
            needs.lapse_is_drafted,
            needs.acceptance_term_is_over,
            needs.no_payment_is_under_way,
            needs.notice_can_be_written("lapse"),
        ),
        service="release_lapse",
        tone="danger",
    )
    def expire_offer(self) -> None:
        """Nobody accepted in the fund's time: a second person releases it; the commitment is released."""

    @edge(S.ACCEPTED, S.RUNNING, "Projekt beginnt", requires=(needs.project_has_begun,), **DAILY)
    @edge(
        S.ISSUED,
        S.RUNNING,
        "Projekt beginnt",
        requires=(needs.project_has_begun, needs.offer_waits_for_no_answer),
        **DAILY,
    )
    def begin(self) -> None:
        """The start date is reached, or the first money has gone out."""

    @edge(
        (S.ACCEPTED, S.RUNNING),
        S.CHANGE_PENDING,
        "Änderung beantragen",
        may=policy.may_ask_change,
        requires=(needs.change_can_be_asked_for,),
        service="request_change",
    )
    def request_change(self) -> None:
        """The applicant asks for other dates, items or amounts."""

    @edge(
        S.CHANGE_PENDING,
        S.RUNNING,
        "Über Änderung entscheiden",
        may=policy.may_decide_change,
        requires=(
            needs.project_has_begun,
            needs.change_is_prepared,
            needs.change_is_for_the_office,
            needs.notice_can_be_written("change"),
        ),
        service="decide_change",
        tone="primary",
    )
    def decide_change(self) -> None:
        """The change is granted or refused."""

    @edge(
        S.CHANGE_PENDING,
        S.ACCEPTED,
        "Über Änderung vor dem Beginn entscheiden",
        may=policy.may_decide_change,
        requires=(
            needs.project_is_still_to_begin,
            needs.change_is_prepared,
            needs.change_is_for_the_office,
            needs.notice_can_be_written("change"),
        ),
        service="decide_change",
        tone="primary",
    )
    def decide_change_before_start(self) -> None:
        """The change is granted or refused before the project begins."""

    @edge(
        (S.ACCEPTED, S.RUNNING),
        S.CANCELLED,
        "Aktion abbrechen",
        may=policy.may_accept,
        requires=(needs.no_payment_is_under_way,),
        service="cancel_grant",
        needs_reason=True,
        tone="danger",
    )
    def cancel(self) -> None:
        """The applicant stops the project; what was spent so far is judged."""

    @edge(
        S.CANCELLED,
        S.PROOF_SUBMITTED,
        "Ohne Nachweis abrechnen",
        may=policy.may_check_proof,
        requires=(needs.money_was_paid,),
        service="settle_without_proof",
        needs_reason=True,
    )
    def settle_without_proof(self) -> None:
        """No receipts come for what was paid before the end: it is judged as it stands."""

    @edge(S.RUNNING, S.PROOF_DUE, "Nachweis wird fällig", requires=(needs.project_has_ended,), **DAILY)
    def call_for_proof(self) -> None:
        """The project's end date is reached."""

    @edge(S.PROOF_DUE, S.PROOF_OVERDUE, "Nachweis überfällig", requires=(needs.proof_term_is_over,), **DAILY)
    def mark_overdue(self) -> None:
        """Today is after the day the proof was due."""

    @edge(S.PROOF_DUE, S.PROOF_DUE, "Erinnern", may=policy.may_review, service="remind_proof")
    @edge(S.PROOF_OVERDUE, S.PROOF_OVERDUE, "Erinnern", may=policy.may_review, service="remind_proof")
    def remind(self) -> None:
        """A friendly reminder with a new term."""

    @edge(
        (S.PROOF_DUE, S.PROOF_OVERDUE),
        S.PROOF_DUE,
        "Frist für den Nachweis verlängern",
        may=policy.may_review,
        requires=(needs.no_revocation_is_drafted,),
        service="extend_proof_term",
        needs_reason=True,
    )
    def extend_proof_term(self) -> None:
        """There is more time for the proof; what was overdue is due again."""

    @edge(
        S.PROOF_OVERDUE,
        S.PROOF_OVERDUE,
        "Mahnen mit Anhörung",
        may=policy.may_review,
        requires=(needs.reminder_was_sent,),
        service="demand_proof",
        tone="danger",
    )
    def demand(self) -> None:
        """The formal demand, with the hearing of § 28 VwVfG."""

    @edge(
        S.CANCELLED,
        S.PROOF_SUBMITTED,
        "Nachweis senden",
        may=policy.may_send_proof,
        requires=(needs.money_was_paid, needs.proof_is_complete),
        service="submit_proof",
        tone="primary",
    )
    @edge(
        (S.RUNNING, S.PROOF_DUE, S.PROOF_OVERDUE),
        S.PROOF_SUBMITTED,
        "Nachweis senden",
        may=policy.may_send_proof,
        requires=(needs.proof_is_complete,),
        service="submit_proof",
        tone="primary",
    )
    def submit_proof(self) -> None:
        """Report and receipts are in; early is fine."""

    @edge(
        S.PROOF_SUBMITTED,
        S.PROOF_INCOMPLETE,
        "Rückfrage zum Nachweis",
        may=policy.may_check_proof,
        service="ask_about_proof",
    )
    def question_proof(self) -> None:
        """Something is missing in the proof."""

    @edge(
        S.PROOF_INCOMPLETE,
        S.PROOF_SUBMITTED,
        "Nachweis ergänzen",
        may=policy.may_complete_proof,
        requires=(needs.proof_is_complete,),
        service="complete_proof",
        tone="primary",
    )
    def complete_proof(self) -> None:
        """The missing part has come."""

    @edge(
        S.PROOF_SUBMITTED,
        S.CHECKED,
        "Prüfvermerk bestätigen",
        may=policy.may_confirm_proof,
        requires=(needs.check_is_made,),
        service="confirm_proof",
        tone="primary",
    )
    def confirm_check(self) -> None:
        """A second person confirms the note of the check; the entitlement is fixed."""

    @edge(
        S.CHECKED,
        S.SETTLING,
        "Abrechnen",
        may=policy.is_system,
        service="confirm_proof",
        automatic=True,
    )
    def settle(self) -> None:
        """What is left is paid, what is too much is claimed back."""

    @edge(
        S.SETTLING,
        S.CLOSED,
        "Abschließen",
        may=predicates.any_of(policy.is_system, policy.may_confirm_proof),
        requires=(needs.account_is_settled, needs.interest_is_decided, needs.obligations_are_done),
        service="close_if_settled",
    )
    def close(self) -> None:
        """Paid − repaid equals the entitlement, nothing is open (INV-08)."""

    @edge(
        S.PROOF_OVERDUE,
        S.REVOKED,
        "Widerrufen",
        may=policy.may_release_notice,
        requires=(
            needs.revocation_is_drafted,
            needs.demand_hearing_is_over,
            needs.year_is_not_over,
            needs.no_payment_is_under_way,
            needs.notice_can_be_written("revocation"),
        ),
        service="release_revocation",
        tone="danger",
    )
    def revoke(self) -> None:
        """Widerruf (§ 49 III VwVfG), with discretion noted and the one-year limit watched."""
