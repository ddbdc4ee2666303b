"""What the office, the finance office and the Kasse can do with payment orders and claims."""

from grants import policy
from grants.actions import calls
from grants.actions.kind import Action
from grants.forms import office_base as base
from grants.forms import office_notice as notice
from grants.forms import office_payment as payment
from grants.services import claims, payments
from grants.states import ClaimState

CLAIM_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="rueckforderung-freigeben",
        machine="claim",
        edge="issue",
        title="Erstattungsbescheid freigeben",
        button="Erstattungsbescheid freigeben",
        tone="primary",
        form=notice.ReleaseClaimForm,
        call=lambda form, claim, by: claims.release_claim_notice(
            claim=claim, channel=form.cleaned_data["channel"], **calls.who_saw(by)
        ),
        done="Der Erstattungsbescheid ist freigegeben.",
        fragment="office/actions/_notice.html",
        seen=calls.claim_text,
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
        done="Der Entwurf ist geändert. Eine andere Person gibt ihn frei.",
        fragment="office/actions/_notice.html",
        seen=calls.claim_text,
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
        seen=calls.claim_text,
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
        call=lambda form, claim, by: claims.record_repayment(
            claim=claim,
            amount_cents=form.cleaned_data["amount"],
            received_on=form.cleaned_data["received_on"],
            surplus_checked=form.cleaned_data.get("surplus_checked", False),
            **by,
        ),
        done="Die Zahlung ist vermerkt.",
    ),
)

ORDER_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="zeichnen",
        machine="payment_order",
        edge="certify_factual",
        title="Sachlich und rechnerisch richtig zeichnen",
        button="Sachlich und rechnerisch richtig",
        tone="primary",
        form=base.ActionForm,
        call=lambda _, order, by: payments.certify_order(order=order, **by),
        done="Die Anordnung ist sachlich und rechnerisch richtig gezeichnet.",
        fragment="office/actions/_certify.html",
    ),
    Action(
        slug="anordnen",
        machine="payment_order",
        edge="order",
        title="Auszahlung anordnen",
        button="Auszahlung anordnen",
        tone="primary",
        step_up=True,
        form=base.ActionForm,
        call=lambda _, order, by: payments.order_payment(order=order, **by),
        done="Die Auszahlung ist angeordnet. Jetzt zahlt die Kasse.",
        fragment="office/actions/_order.html",
    ),
    Action(
        slug="ausfuehren",
        machine="payment_order",
        edge="hand_over",
        title="Als ausgezahlt vermerken",
        button="Als ausgezahlt vermerken",
        tone="primary",
        form=payment.ExecuteForm,
        call=lambda form, order, by: payments.execute_payment(
            order=order,
            paid_on=form.cleaned_data["paid_on"],
            bank_reference=form.cleaned_data["bank_reference"],
            **by,
        ),
        done="Die Auszahlung ist vermerkt und gebucht.",
    ),
    Action(
        slug="verwerfen",
        machine="payment_order",
        edge="cancel",
        title="Anordnung verwerfen",
        button="Anordnung verwerfen",
        tone="danger",
        form=payment.CancelOrderForm,
        call=lambda form, order, by: payments.cancel_order(
            order=order, reason=form.cleaned_data["reason"], **by
        ),
        done="Die Anordnung ist verworfen.",
    ),
)
