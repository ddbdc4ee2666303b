"""What the office, the finance office and the Kasse can do with payment orders."""

from typing import Any

from grants import policy
from grants.actions.kind import Action
from grants.forms import office_base as base
from grants.forms import office_payment as payment
from grants.models import PayeeResult
from grants.services import payee_checks, payment_returns, payments

PAID = "Die Auszahlung ist vermerkt und gebucht."


def _execute(form: Any, order: Any, by: dict[str, Any]) -> object:
    """The Kasse has paid: an order of a run, or one that it takes by this."""
    data = form.cleaned_data
    return payments.execute_payment(
        order=order, paid_on=data["paid_on"], bank_reference=data["bank_reference"], **by
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
        call=_execute,
        done=PAID,
    ),
    Action(
        slug="ausgefuehrt",
        machine="payment_order",
        edge="execute",
        title="Als ausgezahlt vermerken",
        button="Als ausgezahlt vermerken",
        tone="primary",
        form=payment.ExecuteForm,
        call=_execute,
        done=PAID,
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
    Action(
        slug="feststellung-aufheben",
        machine="payment_order",
        edge="void_certificates",
        title="Feststellung aufheben",
        button="Feststellung aufheben",
        tone="danger",
        form=payment.VoidForm,
        call=lambda form, order, by: payments.void_certificates(
            order=order, reason=form.cleaned_data["reason"], **by
        ),
        done="Die Feststellung ist aufgehoben. Die Anordnung ist wieder ein Entwurf.",
    ),
    Action(
        slug="zurueckgekommen",
        machine="payment_order",
        edge="return_payment",
        title="Geld kam zurück",
        button="Rückläufer vermerken",
        tone="danger",
        form=payment.ReturnForm,
        call=lambda form, order, by: payment_returns.return_payment(
            order=order,
            reason=form.cleaned_data["reason"],
            returned_on=form.cleaned_data["returned_on"],
            **by,
        ),
        done="Der Rückläufer ist vermerkt. Die Person wird gebeten, ihr Konto neu anzugeben.",
    ),
    Action(
        slug="empfaengerpruefung",
        machine="payment_order",
        states=frozenset(payee_checks.CHECKABLE),
        may=policy.may_note_payee_check,
        title="Empfängerprüfung vermerken",
        button="Ergebnis vermerken",
        form=payment.PayeeCheckForm,
        call=lambda form, order, by: payee_checks.note_payee_check(
            order=order, result=PayeeResult(form.cleaned_data["result"]), **by
        ),
        done="Das Ergebnis der Empfängerprüfung ist vermerkt.",
    ),
)
