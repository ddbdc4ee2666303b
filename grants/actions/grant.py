"""What the office can do with a grant."""

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.actions.second_person import who_confirms, who_releases
from grants.forms import office_base as base
from grants.forms import office_notice as notice
from grants.forms import office_payment as payment
from grants.forms import office_proof as proof
from grants.services import claims, drafts, grants, news, notices, payments, proofs, small_amounts
from grants.states import GrantState as G

WITH_OBLIGATIONS = frozenset(
    state.value
    for state in (
        G.ISSUED,
        G.ACCEPTED,
        G.RUNNING,
        G.CHANGE_PENDING,
        G.PROOF_DUE,
        G.PROOF_OVERDUE,
        G.PROOF_SUBMITTED,
        G.PROOF_INCOMPLETE,
        G.SETTLING,
    )
)

GRANT_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="bescheid-freigeben",
        machine="grant",
        edge="issue",
        title="Bewilligungsbescheid freigeben",
        button="Bescheid freigeben",
        tone="primary",
        form=notice.ReleaseAwardForm,
        call=lambda form, grant, by: notices.release_award_notice(
            grant=grant, channel=form.cleaned_data["channel"], **calls.who_saw(by)
        ),
        done="Der Bescheid ist freigegeben.",
        then=lambda target: news.how_to_post(target.case),
        fragment="office/actions/_notice.html",
        seen=calls.award_text,
    ),
    Action(
        slug="bescheid-korrigieren",
        machine="grant",
        states=frozenset({G.DRAFT_NOTICE.value}),
        may=policy.may_draft_notice,
        title="Entwurf des Bescheids ändern",
        button="Änderung speichern",
        form=notice.CorrectAwardForm,
        call=lambda form, grant, by: drafts.correct_award_notice(
            grant=grant,
            reason=form.cleaned_data["reason"],
            obligations=form.lines("obligations"),
            conditions=form.lines("conditions"),
            **calls.who_saw(by),
        ),
        done="Der Entwurf ist geändert.",
        then=who_releases,
        fragment="office/actions/_notice.html",
        seen=calls.award_text,
    ),
    Action(
        slug="bescheid-zuruecknehmen",
        machine="grant",
        states=frozenset({G.DRAFT_NOTICE.value}),
        may=policy.may_draft_notice,
        title="Entwurf des Bescheids zurücknehmen",
        button="Entwurf zurücknehmen",
        tone="danger",
        form=notice.TakeBackForm,
        call=lambda form, grant, by: drafts.take_back_award_notice(
            grant=grant, reason=form.cleaned_data["reason"], **calls.who_saw(by)
        ),
        done="Der Entwurf ist zurückgenommen. Das Geld ist wieder vorgemerkt.",
        seen=calls.award_text,
    ),
    Action(
        slug="auszahlung",
        machine="grant",
        states=frozenset(payments.PAYABLE_STATES),
        may=policy.may_prepare_order,
        ready=calls.something_is_payable,
        title="Auszahlung vorbereiten",
        button="Anordnung anlegen",
        form=payment.PrepareOrderForm,
        call=calls.prepare_order,
        done="Die Anordnung ist angelegt. Jetzt wird sie festgestellt.",
        fragment="office/actions/_prepare_order.html",
        seen=calls.count_orders,
    ),
    Action(
        slug="erinnern",
        machine="grant",
        edge="remind",
        title="An den Nachweis erinnern",
        button="Erinnerung senden",
        form=proof.TermForm,
        call=lambda form, grant, by: grants.remind_proof(grant=grant, until=form.cleaned_data["until"], **by),
        done="Die Erinnerung ist vermerkt.",
        then=lambda grant: news.how_the_letter_goes(grant.case),
    ),
    Action(
        slug="nachweis-frist",
        machine="grant",
        edge="extend_proof_term",
        title="Frist für den Nachweis verlängern",
        button="Frist verlängern",
        form=proof.MoreTimeForm,
        call=lambda form, grant, by: grants.extend_proof_term(
            grant=grant, until=form.cleaned_data["until"], reason=form.cleaned_data["reason"], **by
        ),
        done="Die Frist ist verlängert.",
        then=lambda grant: news.how_the_letter_goes(grant.case),
    ),
    Action(
        slug="mahnen",
        machine="grant",
        edge="demand",
        title="Nachweis anmahnen, mit Anhörung",
        button="Mahnung senden",
        tone="danger",
        form=proof.TermForm,
        call=lambda form, grant, by: grants.demand_proof(grant=grant, until=form.cleaned_data["until"], **by),
        done="Die Mahnung ist vermerkt. Sie ist zugleich die Anhörung (§ 28 VwVfG).",
        then=lambda grant: news.how_the_letter_goes(grant.case),
    ),
    Action(
        slug="nachweis-pruefen",
        machine="grant",
        states=frozenset({G.PROOF_SUBMITTED.value}),
        may=policy.may_check_proof,
        title="Nachweis prüfen",
        button="Prüfvermerk schreiben",
        tone="primary",
        form=proof.CheckProofForm,
        call=calls.check_proof,
        done="Der Prüfvermerk ist geschrieben.",
        then=who_confirms,
        fragment="office/actions/_check_proof.html",
        steps_back=calls.check_waits,
    ),
    Action(
        slug="pruefvermerk-bestaetigen",
        machine="grant",
        edge="confirm_check",
        title="Prüfvermerk bestätigen",
        button="Prüfvermerk bestätigen",
        tone="primary",
        form=proof.ConfirmProofForm,
        call=lambda _, grant, by: proofs.confirm_proof(grant=grant, **by),
        done="Der Prüfvermerk ist bestätigt. Jetzt wird abgerechnet.",
        fragment="office/actions/_confirm_proof.html",
    ),
    Action(
        slug="auflagen",
        machine="grant",
        states=WITH_OBLIGATIONS,
        may=policy.may_check_proof,
        applies=calls.has_open_obligations,
        title="Auflagen als erfüllt vermerken",
        button="Als erfüllt vermerken",
        form=proof.ObligationsForm,
        call=lambda form, grant, by: grants.fulfil_obligations(
            grant=grant,
            shown_by=form.cleaned_data["shown_by"],
            on=form.cleaned_data["fulfilled_on"],
            except_for=form.still_open(),
            **calls.who(by),
        ),
        done="Die Auflagen sind vermerkt.",
    ),
    Action(
        slug="rueckforderung",
        machine="grant",
        states=frozenset({G.SETTLING.value}),
        may=policy.may_draft_claim,
        applies=calls.is_overpaid,
        ready=calls.claim_may_be_drafted,
        title="Rückforderung entwerfen",
        button="Rückforderung entwerfen",
        tone="primary",
        form=payment.DraftClaimForm,
        call=lambda form, grant, by: claims.draft_claim(
            grant=grant, heard_until=form.cleaned_data["heard_until"], **calls.who(by)
        ),
        done="Die Rückforderung ist entworfen.",
        then=lambda grant: f"{who_releases(grant)} {calls.how_to_tell_of_hearing(grant)}",
        fragment="office/actions/_draft_claim.html",
    ),
    Action(
        slug="kleinbetrag",
        machine="grant",
        states=frozenset({G.SETTLING.value}),
        may=policy.may_let_small_amount_go,
        applies=calls.is_small_overpayment,
        title="Kleinbetrag nicht zurückfordern",
        button="Kleinbetrag nicht zurückfordern",
        form=base.ReasonForm,
        call=lambda form, grant, by: small_amounts.let_small_amount_go(
            grant=grant, reason=form.cleaned_data["reason"], **by
        ),
        done="Der Kleinbetrag wird nicht zurückgefordert.",
        fragment="office/actions/_small_amount.html",
    ),
)
