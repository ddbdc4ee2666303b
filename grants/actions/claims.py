"""What the office, the finance office and the Kasse can do with claims."""

from datetime import date
from typing import Any

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.actions.second_person import who_releases
from grants.forms import office_base as base
from grants.forms import office_claim as claim_forms
from grants.forms import office_notice as notice
from grants.forms import office_payment as payment
from grants.models import Claim
from grants.rules.interest import UnknownRate
from grants.services import claim_steps, claims, interest, news, repayments
from grants.states import ClaimState
from grants.workflows.requirements import interest_can_be_drafted


def claim_text(claim: Any) -> int:
    """Which wording of the drafted notice over this claim the person saw."""
    return calls.text_of(claim.case, claim.notice_kind)


def writes_notice(action: Action) -> bool:
    """Drafts of notices are written and read on the page of the case."""
    return action.seen is claim_text


def interest_may_be_drafted(claim: Claim, today: date) -> tuple[str, ...]:
    """Every base rate is known, and the notice has its texts."""
    return tuple(finding.message for finding in interest_can_be_drafted(claim, today))


def interest_seen(claim: Any) -> int:
    """The sum in cents that the calculation showed; nothing while a base rate is missing."""
    try:
        return sum(period.cents for period in claim.late_interest())
    except UnknownRate:
        return 0


def _record_repayment(form: Any, claim: Any, by: dict[str, Any]) -> object:
    return repayments.record_repayment(
        claim=claim,
        amount_cents=form.cleaned_data["amount"],
        received_on=form.cleaned_data["received_on"],
        surplus_checked=form.cleaned_data.get("surplus_checked", False),
        **by,
    )


def _remind(form: Any, claim: Any, by: dict[str, Any]) -> object:
    return claim_steps.remind_claim(claim=claim, until=form.cleaned_data["until"], **by)


CLAIM_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="rueckforderung-freigeben",
        machine="claim",
        edge="issue",
        title="Erstattungs- oder Zinsbescheid freigeben",
        button="Bescheid freigeben",
        tone="primary",
        form=notice.ReleaseClaimForm,
        call=lambda form, claim, by: claims.release_claim_notice(
            claim=claim, channel=form.cleaned_data["channel"], **calls.who_saw(by)
        ),
        done="Der Bescheid ist freigegeben.",
        then=lambda target: news.how_to_post(target.case),
        fragment="office/actions/_notice.html",
        seen=claim_text,
    ),
    Action(
        slug="rueckforderung-korrigieren",
        machine="claim",
        states=frozenset({ClaimState.HEARING.value}),
        may=policy.may_draft_claim,
        title="Entwurf der Rückforderung ändern",
        button="Änderung speichern",
        form=notice.CorrectClaimForm,
        call=lambda form, claim, by: claims.correct_claim_notice(
            claim=claim,
            reason=form.cleaned_data["reason"],
            heard_until=form.cleaned_data["heard_until"],
            **calls.who_saw(by),
        ),
        done="Der Entwurf ist geändert.",
        then=who_releases,
        fragment="office/actions/_notice.html",
        seen=claim_text,
    ),
    Action(
        slug="rueckforderung-zuruecknehmen",
        machine="claim",
        states=frozenset({ClaimState.HEARING.value}),
        may=policy.may_draft_claim,
        title="Entwurf der Rückforderung zurücknehmen",
        button="Entwurf zurücknehmen",
        tone="danger",
        form=notice.TakeBackForm,
        call=lambda form, claim, by: claims.take_back_claim(
            claim=claim, reason=form.cleaned_data["reason"], **calls.who_saw(by)
        ),
        done="Der Entwurf ist zurückgenommen. Die Rückforderung kann neu entworfen werden.",
        seen=claim_text,
    ),
    Action(
        slug="zahlung",
        machine="claim",
        edge="pay",
        ready=calls.nothing_in_the_way,
        title="Zahlung vermerken",
        button="Zahlung vermerken",
        tone="primary",
        form=payment.RepaymentForm,
        call=_record_repayment,
        done="Die Zahlung ist vermerkt.",
    ),
    Action(
        slug="spaete-zahlung",
        machine="claim",
        edge="pay_late",
        ready=calls.nothing_in_the_way,
        title="Zahlung vermerken",
        button="Zahlung vermerken",
        tone="primary",
        form=payment.RepaymentForm,
        call=_record_repayment,
        done="Die Zahlung ist vermerkt.",
    ),
    Action(
        slug="zinsen",
        machine="claim",
        states=frozenset({ClaimState.PAID.value}),
        may=policy.may_draft_claim,
        applies=lambda claim: claim.awaits_interest,
        ready=interest_may_be_drafted,
        title="Zinsen verlangen",
        button="Zinsen entwerfen",
        form=claim_forms.DraftInterestForm,
        call=lambda form, claim, by: interest.draft_interest(
            claim=claim,
            heard_until=form.cleaned_data["heard_until"],
            seen_cents=by["expected_version"],
            **calls.who(by),
        ),
        seen=interest_seen,
        done="Die Zinsen sind entworfen. Nach der Anhörung gibt eine zweite Person den Bescheid frei.",
        then=lambda claim: news.how_the_letter_goes(claim.case),
        fragment="office/actions/_interest.html",
    ),
    Action(
        slug="zinsverzicht",
        machine="claim",
        states=frozenset({ClaimState.PAID.value}),
        may=policy.may_forgo_interest,
        applies=lambda claim: claim.awaits_interest,
        title="Auf Zinsen verzichten",
        button="Verzichten",
        form=claim_forms.ForgoInterestForm,
        call=lambda form, claim, by: interest.forgo_interest(
            claim=claim, reason=form.cleaned_data["reason"], **by
        ),
        done="Der Verzicht ist vermerkt.",
    ),
    Action(
        slug="mahnung",
        machine="claim",
        edge="remind_once",
        title="1. Mahnung vermerken",
        button="Mahnung vermerken",
        form=claim_forms.RemindClaimForm,
        call=_remind,
        done="Die 1. Mahnung ist vermerkt.",
    ),
    Action(
        slug="zweite-mahnung",
        machine="claim",
        edge="remind_twice",
        title="2. Mahnung vermerken",
        button="Mahnung vermerken",
        form=claim_forms.RemindClaimForm,
        call=_remind,
        done="Die 2. Mahnung ist vermerkt.",
    ),
    Action(
        slug="vollstreckung",
        machine="claim",
        edge="enforce",
        title="Vollstreckung vermerken",
        button="Vollstreckung vermerken",
        tone="danger",
        form=base.ActionForm,
        call=lambda _, claim, by: claim_steps.enforce_claim(claim=claim, **by),
        done="Die Vollstreckung ist vermerkt.",
    ),
)
