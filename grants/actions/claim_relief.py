"""What relieves of a claim that cannot be paid now: more time and its end, write-off, waiver."""

from typing import Any

from grants import policy
from grants.actions.kind import Action
from grants.forms import office_base as base
from grants.forms import office_claim as claim_forms
from grants.models import Claim, ClaimRelief
from grants.services import claim_steps, news, recalls
from grants.states import ClaimState


def is_deferred(claim: Claim) -> bool:
    """It has later days already: another deferral takes their place."""
    return bool(claim.state == ClaimState.DEFERRED)


def _defer(form: Any, claim: Any, by: dict[str, Any]) -> object:
    said = {name: form.cleaned_data[name] for name in ("until", "rates", "reason")}
    return claim_steps.defer_claim(claim=claim, **said, **by)


CLAIM_RELIEF_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="stundung",
        machine="claim",
        edge="defer",
        title="Rückforderung stunden",
        button="Stunden",
        form=claim_forms.DeferClaimForm,
        call=_defer,
        applies=lambda claim: not is_deferred(claim),
        done="Die Rückforderung ist gestundet. Der Brief wird geschrieben.",
    ),
    Action(
        slug="neue-stundung",
        machine="claim",
        edge="defer",
        title="Neu stunden: andere Tage oder Raten",
        button="Neu stunden",
        form=claim_forms.DeferAnewForm,
        call=_defer,
        applies=is_deferred,
        done="Jetzt gelten die neuen Tage. Der Brief wird geschrieben.",
    ),
    Action(
        slug="stundung-aufheben-vorschlagen",
        machine="claim",
        states=frozenset({ClaimState.DEFERRED.value}),
        may=policy.may_propose_relief,
        title="Ende der Stundung vorschlagen",
        button="Vorschlagen",
        form=claim_forms.RecallForm,
        call=lambda form, claim, by: recalls.propose_recall(
            claim=claim, reason=form.cleaned_data["reason"], heard=form.cleaned_data["heard"], **by
        ),
        done="Der Vorschlag ist gespeichert. Eine zweite Person entscheidet.",
    ),
    Action(
        slug="stundung-aufheben",
        machine="claim",
        edge="recall",
        applies=lambda claim: claim.relief == ClaimRelief.RECALL,
        title="Ende der Stundung bestätigen",
        button="Stundung aufheben",
        tone="danger",
        form=claim_forms.WaiveForm,
        call=lambda form, claim, by: recalls.recall_deferral(
            claim=claim, channel=form.cleaned_data["channel"], **by
        ),
        done="Die Stundung ist aufgehoben. Das Schreiben wird erstellt.",
        then=lambda target: news.how_to_post(target.case),
        fragment="office/actions/_relief.html",
    ),
    Action(
        slug="vorschlag",
        machine="claim",
        states=frozenset(claim_steps.RELIEF_STATES),
        may=policy.may_propose_relief,
        title="Niederschlagung oder Erlass vorschlagen",
        button="Vorschlagen",
        form=claim_forms.ReliefForm,
        call=lambda form, claim, by: claim_steps.propose_relief(
            claim=claim,
            relief=ClaimRelief(form.cleaned_data["relief"]),
            reason=form.cleaned_data["reason"],
            **by,
        ),
        done="Der Vorschlag ist gespeichert. Eine zweite Person entscheidet.",
    ),
    Action(
        slug="vorschlag-zuruecknehmen",
        machine="claim",
        states=frozenset(claim_steps.RELIEF_STATES),
        may=policy.may_propose_relief,
        applies=lambda claim: bool(claim.relief),
        title="Vorschlag zurücknehmen",
        button="Vorschlag zurücknehmen",
        tone="tertiary",
        form=base.ActionForm,
        call=lambda _, claim, by: claim_steps.withdraw_relief(claim=claim, **by),
        done="Der Vorschlag ist zurückgenommen. Die Forderung läuft weiter wie vorher.",
        fragment="office/actions/_relief.html",
    ),
    Action(
        slug="niederschlagung",
        machine="claim",
        edge="write_off",
        applies=lambda claim: claim.relief == ClaimRelief.WRITE_OFF,
        title="Niederschlagung bestätigen",
        button="Niederschlagen",
        tone="danger",
        form=base.ActionForm,
        call=lambda _, claim, by: claim_steps.write_off_claim(claim=claim, **by),
        done="Die Rückforderung ist niedergeschlagen. Der Vermerk kommt zu den Akten.",
        fragment="office/actions/_relief.html",
    ),
    Action(
        slug="erlass",
        machine="claim",
        edge="waive",
        applies=lambda claim: claim.relief == ClaimRelief.WAIVE,
        title="Erlass bestätigen",
        button="Erlassen",
        tone="danger",
        form=claim_forms.WaiveForm,
        call=lambda form, claim, by: claim_steps.waive_claim(
            claim=claim, channel=form.cleaned_data["channel"], **by
        ),
        done="Die Rückforderung ist erlassen. Das Schreiben wird erstellt.",
        then=lambda target: news.how_to_post(target.case),
        fragment="office/actions/_relief.html",
    ),
)
