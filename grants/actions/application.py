"""What the office can do with an application."""

from grants import policy, predicates
from grants.actions import calls
from grants.actions.kind import Action
from grants.actions.second_person import who_releases
from grants.forms import office_access as access
from grants.forms import office_base as base
from grants.forms import office_jury as jury
from grants.forms import office_notice as notice
from grants.forms import office_review as review
from grants.services import access_sheets, conflicts, drafts, news, notices, sessions
from grants.services import review as reviews
from grants.states import ApplicationState as A
from grants.workflows.decision import ends_with_no

BEFORE_REJECTION = frozenset(
    {
        A.INELIGIBLE.value,
        A.ELIGIBLE.value,
        A.VOTED_YES.value,
        A.VOTED_PARTIAL.value,
        A.VOTED_NO.value,
    }
)
NOT_PUT_AWAY = frozenset(state.value for state in A if state not in (A.ARCHIVED, A.DELETED))
WITH_JURY = frozenset(
    state.value
    for state in (
        A.ELIGIBLE,
        A.SCHEDULED,
        A.DEFERRED,
        A.VOTED_YES,
        A.VOTED_PARTIAL,
        A.VOTED_NO,
        A.APPROVED,
    )
)

APPLICATION_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="rueckfrage",
        machine="application",
        edge="ask",
        title="Rückfrage stellen",
        button="Rückfrage senden",
        form=review.QuestionForm,
        call=lambda form, case, by: reviews.ask_question(
            application=case, text=form.cleaned_data["text"], due_on=form.cleaned_data["due_on"], **by
        ),
        done="Die Rückfrage ist gestellt.",
        then=news.how_the_letter_goes,
    ),
    Action(
        slug="foerderfaehig",
        machine="application",
        edge="declare_eligible",
        title="Förderfähig erklären",
        button="Förderfähig erklären",
        tone="primary",
        form=review.EligibleForm,
        ready=calls.nothing_in_the_way,
        call=lambda form, case, by: reviews.declare_eligible(
            application=case,
            eligible_items=form.judgement(),
            field_of_action=form.cleaned_data.get("field_of_action"),
            represented=form.cleaned_data.get("represented", False),
            acts_economically=form.cleaned_data.get("acts_economically", False),
            offers=form.offers(),
            price_judgement=form.cleaned_data.get("price_judgement", ""),
            deducts_input_tax=form.cleaned_data.get("deducts_input_tax"),
            **by,
        ),
        done="Der Antrag ist förderfähig.",
        fragment="office/actions/_eligible.html",
    ),
    Action(
        slug="nicht-foerderfaehig",
        machine="application",
        edge="declare_ineligible",
        title="Nicht förderfähig",
        button="Als nicht förderfähig vorschlagen",
        form=base.ReasonForm,
        call=lambda form, case, by: reviews.declare_ineligible(
            application=case, reason=form.cleaned_data["reason"], **by
        ),
        done="Der Antrag ist als nicht förderfähig vorgeschlagen. Die Stadt bestätigt es mit dem Bescheid.",
    ),
    Action(
        slug="tagesordnung",
        machine="application",
        edge="schedule",
        title="Auf die Tagesordnung",
        button="Auf die Tagesordnung setzen",
        tone="primary",
        form=jury.ScheduleForm,
        ready=calls.session_waits,
        call=lambda form, case, by: sessions.schedule_application(
            application=case, session=form.chosen(), **by
        ),
        done="Der Antrag steht auf der Tagesordnung.",
    ),
    Action(
        slug="beschluss",
        machine="application",
        edge="vote_yes",
        title="Beschluss der Jury eintragen",
        button="Beschluss eintragen",
        tone="primary",
        form=jury.DecisionForm,
        ready=calls.session_is_open,
        call=lambda form, case, by: sessions.record_decision(
            application=case, decision=form.decision(), **by
        ),
        done="Der Beschluss ist eingetragen.",
        fragment="office/actions/_decision.html",
    ),
    Action(
        slug="bescheid-entwerfen",
        machine="application",
        edge="approve",
        applies=calls.ends_with_yes,
        title="Bewilligungsbescheid entwerfen",
        button="Bescheid entwerfen",
        tone="primary",
        form=notice.DraftAwardForm,
        call=lambda form, case, by: notices.draft_award_notice(
            application=case, reason=form.cleaned_data["reason"], **by
        ),
        done="Der Bescheid ist entworfen.",
        then=who_releases,
        fragment="office/actions/_notice.html",
    ),
    Action(
        slug="ablehnung-entwerfen",
        machine="application",
        states=BEFORE_REJECTION,
        may=policy.may_draft_notice,
        applies=calls.is_to_be_rejected,
        ready=calls.rejection_may_be_drafted,
        title="Ablehnungsbescheid entwerfen",
        button="Ablehnung entwerfen",
        tone="primary",
        form=notice.DraftRejectionForm,
        call=lambda form, case, by: notices.draft_rejection_notice(
            application=case, reason=form.cleaned_data["reason"], **calls.who(by)
        ),
        done="Die Ablehnung ist entworfen.",
        then=who_releases,
        fragment="office/actions/_notice.html",
    ),
    Action(
        slug="ablehnung-freigeben",
        machine="application",
        edge="reject",
        applies=ends_with_no,
        title="Ablehnungsbescheid freigeben",
        button="Ablehnung freigeben",
        tone="primary",
        form=notice.ReleaseRejectionForm,
        call=lambda form, case, by: notices.release_rejection_notice(
            application=case, channel=form.cleaned_data["channel"], **calls.who_saw(by)
        ),
        done="Der Ablehnungsbescheid ist freigegeben.",
        then=lambda target: news.how_to_post(target.case),
        fragment="office/actions/_notice.html",
        seen=calls.rejection_text,
    ),
    Action(
        slug="ablehnung-korrigieren",
        machine="application",
        states=BEFORE_REJECTION,
        may=policy.may_draft_notice,
        applies=calls.has_rejection_draft,
        title="Entwurf der Ablehnung ändern",
        button="Änderung speichern",
        form=notice.CorrectRejectionForm,
        call=lambda form, case, by: drafts.correct_rejection_notice(
            application=case, reason=form.cleaned_data["reason"], **calls.who_saw(by)
        ),
        done="Der Entwurf ist geändert.",
        then=who_releases,
        fragment="office/actions/_notice.html",
        seen=calls.rejection_text,
    ),
    Action(
        slug="ablehnung-zuruecknehmen",
        machine="application",
        states=BEFORE_REJECTION,
        may=policy.may_draft_notice,
        applies=calls.has_rejection_draft,
        title="Entwurf der Ablehnung zurücknehmen",
        button="Entwurf zurücknehmen",
        tone="danger",
        form=notice.TakeBackForm,
        call=lambda form, case, by: drafts.take_back_rejection_notice(
            application=case, reason=form.cleaned_data["reason"], **calls.who_saw(by)
        ),
        done="Der Entwurf ist zurückgenommen.",
        seen=calls.rejection_text,
    ),
    Action(
        slug="zugangsblatt",
        machine="application",
        states=NOT_PUT_AWAY,
        may=policy.may_issue_access_sheet,
        title="Neues Zugangsblatt",
        button="Code ausstellen",
        tone="tertiary",
        form=access.AccessSheetForm,
        call=lambda form, case, by: access_sheets.issue_access_sheet(
            application=case, **form.cleaned_sheet(), **calls.who(by)
        ),
        done="Der Code ist ausgestellt.",
        fragment="office/actions/_access_sheet.html",
        shows="office/access_sheet.html",
    ),
    Action(
        slug="neu-abstimmen",
        machine="application",
        edge="reopen",
        applies=calls.vote_fell,
        title="Neu abstimmen lassen",
        button="Zurück zur Jury geben",
        tone="primary",
        form=base.ActionForm,
        call=lambda _, case, by: sessions.reopen_vote(application=case, **by),
        done="Der Antrag geht zurück zur Jury. Setzen Sie ihn auf die Tagesordnung.",
        fragment="office/actions/_reopen.html",
    ),
    Action(
        slug="jury-befangen",
        machine="application",
        states=WITH_JURY,
        may=policy.may_record_decision,
        applies=calls.no_notice_is_out,
        title="Mitglied der Jury ist befangen",
        button="Befangenheit eintragen",
        tone="tertiary",
        form=jury.JurorConflictForm,
        call=lambda form, case, by: conflicts.declare_juror_conflict(
            application=case, member=form.chosen(), **calls.who(by)
        ),
        done="Die Befangenheit ist eingetragen. Eine schon abgegebene Stimme zählt nicht mehr.",
        fragment="office/actions/_juror_conflict.html",
    ),
    Action(
        slug="befangen",
        machine="application",
        states=NOT_PUT_AWAY,
        may=predicates.all_of(predicates.has_role("QM", "CI", "FC", "FO"), policy.is_uninvolved),
        title="Ich bin befangen",
        button="Befangenheit erklären",
        tone="tertiary",
        form=review.ConflictForm,
        call=lambda _, case, by: conflicts.declare_own_conflict(application=case, **calls.who(by)),
        done="Ihre Befangenheit ist vermerkt. Sie entscheiden in diesem Fall nichts mehr.",
        fragment="office/actions/_conflict.html",
    ),
)
