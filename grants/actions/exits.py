"""What the office can do when a grant leaves its plain way: change, decline, cancel, revoke."""

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.actions.second_person import who_releases
from grants.forms import office_base as base
from grants.forms import office_exits as exits
from grants.forms import office_notice as drafts
from grants.forms import office_revocation as notice
from grants.services import changes, news, proof_questions, revocations
from grants.services import exits as services
from grants.states import GrantState as G

EXIT_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="nicht-annehmen",
        machine="grant",
        edge="decline",
        applies=calls.is_on_paper,
        title="Förderung nicht annehmen (Papier)",
        button="Als nicht angenommen eintragen",
        form=exits.PaperReasonForm,
        call=lambda form, grant, by: services.decline_grant(
            grant=grant, reason=form.cleaned_data["reason"], **by
        ),
        done="Die Förderung ist nicht angenommen. Das Geld ist wieder frei.",
    ),
    Action(
        slug="beginn-anhoeren",
        machine="grant",
        edge="hear_about_start",
        applies=calls.has_start_term,
        title="Zum Beginn anhören",
        button="Anhören",
        tone="danger",
        form=exits.StartHearingForm,
        call=lambda form, grant, by: services.hear_about_start(
            grant=grant, until=form.cleaned_data["until"], **by
        ),
        done="Die Anhörung ist vermerkt (§ 28 VwVfG).",
        then=lambda grant: news.how_the_letter_goes(grant.case),
    ),
    Action(
        slug="abbrechen",
        machine="grant",
        edge="cancel",
        applies=calls.is_on_paper,
        title="Aktion abbrechen (Papier)",
        button="Abbruch eintragen",
        tone="danger",
        form=base.ReasonForm,
        call=lambda form, grant, by: services.cancel_grant(
            grant=grant, reason=form.cleaned_data["reason"], **by
        ),
        done="Die Aktion ist abgebrochen.",
    ),
    Action(
        slug="ohne-nachweis",
        machine="grant",
        edge="settle_without_proof",
        title="Ohne Nachweis abrechnen",
        button="Ohne Nachweis abrechnen",
        form=exits.WithoutProofForm,
        call=lambda form, grant, by: services.settle_without_proof(
            grant=grant,
            reason=form.cleaned_data["reason"],
            none_come=form.cleaned_data.get("none_come", False),
            **by,
        ),
        fragment="office/actions/_without_proof.html",
        done="Schreiben Sie jetzt den Prüfvermerk. Was ausgezahlt ist, wird danach zurückgefordert.",
    ),
    Action(
        slug="aenderung-beantragen",
        machine="grant",
        edge="request_change",
        applies=calls.is_on_paper,
        title="Änderung beantragen (Papier)",
        button="Antrag eintragen",
        form=exits.PaperChangeForm,
        call=lambda form, grant, by: changes.request_change(grant=grant, wish=form.wish(), **by),
        done="Die Änderung ist beantragt. Bereiten Sie die Entscheidung vor.",
    ),
    Action(
        slug="aenderung-vorbereiten",
        machine="grant",
        states=frozenset({G.CHANGE_PENDING.value}),
        may=policy.may_prepare_change,
        title="Entscheidung über die Änderung vorbereiten",
        button="Vorschlag speichern",
        form=exits.RulingForm,
        call=lambda form, grant, by: changes.prepare_change(
            grant=grant, approve=form.approves(), reason=form.cleaned_data["reason"], **calls.who(by)
        ),
        done="Der Vorschlag ist gespeichert. Die Stadt entscheidet.",
        fragment="office/actions/_change.html",
    ),
    Action(
        slug="aenderung-entscheiden",
        machine="grant",
        edge="decide_change",
        ready=calls.change_may_be_decided,
        title="Über Änderung entscheiden",
        button="Entscheidung treffen",
        tone="primary",
        form=exits.DecideChangeForm,
        call=lambda form, grant, by: changes.decide_change(
            grant=grant,
            approve=form.approves(),
            reason=form.cleaned_data["reason"],
            channel=form.cleaned_data["channel"],
            **by,
        ),
        done="Über die Änderung ist entschieden. Das Schreiben wird erstellt.",
        then=lambda target: news.how_to_post(target.case),
        fragment="office/actions/_change.html",
    ),
    Action(
        slug="widerruf-entwerfen",
        machine="grant",
        states=frozenset({G.PROOF_OVERDUE.value}),
        may=policy.may_draft_claim,
        applies=calls.has_no_revocation_draft,
        ready=calls.may_be_revoked,
        title="Widerruf entwerfen",
        button="Widerruf entwerfen",
        form=notice.DraftRevocationForm,
        call=lambda form, grant, by: revocations.draft_revocation(
            grant=grant, reason=form.cleaned_data["reason"], **calls.who(by)
        ),
        done="Der Widerruf ist entworfen.",
        then=who_releases,
        fragment="office/actions/_revocation.html",
    ),
    Action(
        slug="widerruf-freigeben",
        machine="grant",
        edge="revoke",
        applies=calls.has_revocation_draft,
        title="Widerruf freigeben",
        button="Widerruf freigeben",
        tone="primary",
        form=notice.ReleaseRevocationForm,
        call=lambda form, grant, by: revocations.release_revocation(
            grant=grant, channel=form.cleaned_data["channel"], **calls.who_saw(by)
        ),
        done="Der Widerruf ist freigegeben.",
        then=lambda target: news.how_to_post(target.case),
        fragment="office/actions/_revocation.html",
        seen=calls.revocation_text,
    ),
    Action(
        slug="widerruf-korrigieren",
        machine="grant",
        states=frozenset({G.PROOF_OVERDUE.value}),
        may=policy.may_draft_claim,
        applies=calls.has_revocation_draft,
        title="Entwurf des Widerrufs ändern",
        button="Änderung speichern",
        form=notice.CorrectRevocationForm,
        call=lambda form, grant, by: revocations.correct_revocation(
            grant=grant, reason=form.cleaned_data["reason"], **calls.who_saw(by)
        ),
        done="Der Entwurf ist geändert.",
        then=who_releases,
        fragment="office/actions/_revocation.html",
        seen=calls.revocation_text,
    ),
    Action(
        slug="widerruf-zuruecknehmen",
        machine="grant",
        states=frozenset({G.PROOF_OVERDUE.value, G.PROOF_SUBMITTED.value}),
        may=policy.may_draft_claim,
        applies=calls.has_revocation_draft,
        title="Entwurf des Widerrufs zurücknehmen",
        button="Entwurf zurücknehmen",
        tone="danger",
        form=drafts.TakeBackForm,
        call=lambda form, grant, by: revocations.take_back_revocation(
            grant=grant, reason=form.cleaned_data["reason"], **calls.who_saw(by)
        ),
        done="Der Entwurf ist zurückgenommen.",
        seen=calls.revocation_text,
    ),
    Action(
        slug="nachweis-rueckfrage",
        machine="grant",
        edge="question_proof",
        title="Rückfrage zum Nachweis",
        button="Rückfrage senden",
        form=exits.ProofQuestionForm,
        call=lambda form, grant, by: proof_questions.ask_about_proof(
            grant=grant, text=form.cleaned_data["text"], due_on=form.cleaned_data["due_on"], **by
        ),
        done="Die Rückfrage ist gestellt. Nach der Antwort prüfen Sie neu.",
        then=lambda grant: news.how_the_letter_goes(grant.case),
    ),
)
