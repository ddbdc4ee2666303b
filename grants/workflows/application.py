"""The machine of an application (domain handbook 5.1): every edge, none with a body."""

from grants import policy
from grants.states import ApplicationState as S
from grants.workflows import requirements as needs
from grants.workflows.application_end import ApplicationEnd
from grants.workflows.edges import edge
from grants.workflows.state_field import StateField

BEFORE_APPROVAL = (
    S.DRAFT, S.SUBMITTED, S.INCOMPLETE, S.ELIGIBLE, S.INELIGIBLE, S.SCHEDULED, S.DEFERRED,
    S.VOTED_YES, S.VOTED_PARTIAL, S.VOTED_NO,
)  # fmt: skip


class ApplicationWorkflow(ApplicationEnd):
    """Owns the state of an application. Walked only by `services.workflow.perform`."""

    state = StateField("Status", max_length=24, default=S.DRAFT, choices=S.choices)

    class Meta:
        abstract = True

    @edge(
        S.DRAFT,
        S.SUBMITTED,
        "Antrag absenden",
        may=policy.may_submit,
        requires=(needs.fund_is_open, needs.answers_are_complete),
        service="submit_application",
        tone="primary",
    )
    def submit(self) -> None:
        """The applicant sends the draft; it gets its reference and a receipt."""

    @edge(S.SUBMITTED, S.INCOMPLETE, "Rückfrage stellen", may=policy.may_review, service="ask_question")
    def ask(self) -> None:
        """Nachforderung with a term."""

    @edge(
        S.INCOMPLETE,
        S.SUBMITTED,
        "Antwort senden",
        may=policy.may_answer,
        service="answer_question",
        tone="primary",
    )
    def answer(self) -> None:
        """The applicant answers; a late answer is accepted as long as the case has not lapsed."""

    @edge(
        S.INCOMPLETE,
        S.LAPSED,
        "Antrag einstellen",
        may=policy.may_review,
        requires=(needs.question_has_run_out,),
        service="discontinue_application",
        needs_reason=True,
        tone="danger",
    )
    def lapse(self) -> None:
        """No answer after the reminder."""

    @edge(
        S.SUBMITTED,
        S.ELIGIBLE,
        "Förderfähig erklären",
        may=policy.may_review,
        requires=(
            needs.costs_are_judged,
            needs.prices_were_compared,
            needs.field_of_action_is_chosen,
            needs.minor_is_represented,
        ),
        service="declare_eligible",
        tone="primary",
    )
    def declare_eligible(self) -> None:
        """The formal check is complete; eligible costs are fixed."""

    @edge(
        S.SUBMITTED,
        S.INELIGIBLE,
        "Nicht förderfähig",
        may=policy.may_review,
        service="declare_ineligible",
        needs_reason=True,
    )
    def declare_ineligible(self) -> None:
        """Proposed by the manager; the city confirms it with the rejection notice."""

    @edge(
        (S.ELIGIBLE, S.DEFERRED),
        S.SCHEDULED,
        "Auf die Tagesordnung",
        may=policy.may_hold_session,
        requires=(needs.stands_on_an_agenda, needs.fits_circular_vote, needs.no_draft_waits),
        service="schedule_application",
        tone="primary",
    )
    def schedule(self) -> None:
        """The application gets its place on a session's agenda."""

    @edge(
        S.SCHEDULED,
        S.DEFERRED,
        "Jury: vertagt",
        may=policy.may_defer,
        requires=(needs.vote_is_valid("deferred"),),
        service="record_decision",
    )
    def defer(self) -> None:
        """The jury wants to see the case again."""

    @edge(
        S.SCHEDULED,
        S.VOTED_YES,
        "Jury: Ja",
        may=policy.may_record_decision,
        requires=(needs.circular_vote_is_over, needs.vote_is_valid("yes")),
        service="record_decision",
        tone="primary",
    )
    def vote_yes(self) -> None:
        """Approved as asked; the money is reserved."""

    @edge(
        S.SCHEDULED,
        S.VOTED_PARTIAL,
        "Jury: teilweise",
        may=policy.may_record_decision,
        requires=(needs.circular_vote_is_over, needs.vote_is_valid("partial")),
        service="record_decision",
    )
    def vote_partial(self) -> None:
        """Approved in part, with a reason; the money is reserved."""

    @edge(
        S.SCHEDULED,
        S.VOTED_NO,
        "Jury: Nein",
        may=policy.may_record_decision,
        requires=(needs.circular_vote_is_over, needs.vote_is_valid("no")),
        service="record_decision",
        tone="danger",
    )
    def vote_no(self) -> None:
        """Refused by the jury, with a reason."""

    @edge(
        (S.VOTED_YES, S.VOTED_PARTIAL, S.VOTED_NO),
        S.APPROVED,
        "Bewilligungsbescheid entwerfen",
        may=policy.may_draft_notice,
        requires=(
            needs.vote_still_stands,
            needs.yes_is_decided,
            needs.second_body_has_decided,
            needs.notice_can_be_written("award"),
        ),
        service="draft_award_notice",
        tone="primary",
    )
    def approve(self) -> None:
        """The city approves: the grant comes into being, the commitment replaces the reservation.

        After a no of the jury only where it recommends and the city has deviated with a reason.
        """

    @edge(
        S.ELIGIBLE,
        S.APPROVED,
        "Ohne Jury entscheiden",
        may=policy.may_decide_alone,
        requires=(needs.may_be_decided_alone, needs.yes_is_decided, needs.notice_can_be_written("award")),
        service="draft_alone_award",
    )
    def approve_alone(self) -> None:
        """The office gives so little that the fund lets it decide without the jury."""

    @edge(
        S.APPROVED,
        S.ELIGIBLE,
        "Entwurf des Bescheids zurücknehmen",
        may=policy.may_draft_notice,
        requires=(needs.award_is_not_out, needs.was_decided_alone),
        service="take_back_award_notice",
        needs_reason=True,
    )
    def take_back_alone(self) -> None:
        """The draft of what the office decided alone is discarded; the commitment is undone."""

    @edge(
        S.APPROVED,
        S.VOTED_YES,
        "Entwurf des Bescheids zurücknehmen",
        may=policy.may_draft_notice,
        requires=(needs.award_is_not_out, needs.jury_said("yes")),
        service="take_back_award_notice",
        needs_reason=True,
    )
    def take_back(self) -> None:
        """The drafted award is discarded before its release; the commitment is a reservation again."""

    @edge(
        S.APPROVED,
        S.VOTED_PARTIAL,
        "Entwurf des Bescheids zurücknehmen",
        may=policy.may_draft_notice,
        requires=(needs.award_is_not_out, needs.jury_said("partial")),
        service="take_back_award_notice",
        needs_reason=True,
    )
    def take_back_partial(self) -> None:
        """The same after a partial approval."""

    @edge(
        S.APPROVED,
        S.VOTED_NO,
        "Entwurf des Bescheids zurücknehmen",
        may=policy.may_draft_notice,
        requires=(needs.award_is_not_out, needs.jury_said("no")),
        service="take_back_award_notice",
        needs_reason=True,
    )
    def take_back_no(self) -> None:
        """The same where the city had deviated from the jury's no."""

    @edge(
        (S.VOTED_NO, S.INELIGIBLE, S.ELIGIBLE, S.VOTED_YES, S.VOTED_PARTIAL),
        S.REJECTED,
        "Ablehnungsbescheid freigeben",
        may=policy.may_release_notice,
        requires=(
            needs.vote_still_stands,
            needs.no_is_decided,
            needs.rejection_is_drafted,
            needs.notice_can_be_written("rejection"),
        ),
        service="release_rejection_notice",
        tone="primary",
    )
    def reject(self) -> None:
        """The rejection notice, drafted by one person, is released by another.

        From `eligible` after a no of the office alone; from the jury's yes after the no of a second body, or
        of a city that deviates.
        """

    @edge(
        (S.VOTED_YES, S.VOTED_PARTIAL, S.VOTED_NO),
        S.DEFERRED,
        "Neu abstimmen lassen",
        may=policy.may_record_decision,
        requires=(needs.vote_has_fallen,),
        service="reopen_vote",
    )
    def reopen(self) -> None:
        """The result fell with a void vote; the case goes back to the jury, a reservation is released."""

    @edge(
        BEFORE_APPROVAL,
        S.WITHDRAWN,
        "Antrag zurückziehen",
        may=policy.may_withdraw,
        service="withdraw_application",
    )
    def withdraw(self) -> None:
        """The applicant takes the application back; a reservation is released."""
