"""What the finance office and the Kasse can do with receipt orders."""

from typing import Any

from grants import policy
from grants.actions.kind import Action
from grants.forms import office_base as base
from grants.forms import office_receipts as forms
from grants.selectors.receipt_orders import left_for_budget
from grants.services import budget_proposals, receipt_orders

ORDERED = frozenset({"ordered"})


def _propose(form: Any, order: Any, by: dict[str, Any]) -> object:
    return budget_proposals.propose_from_receipt(order=order, amount_cents=form.cleaned_data["amount"], **by)


RECEIPT_ACTIONS: tuple[Action, ...] = (
    Action(
        slug="annahme-zeichnen",
        machine="receipt_order",
        edge="certify",
        title="Sachlich und rechnerisch richtig zeichnen",
        button="Sachlich und rechnerisch richtig",
        tone="primary",
        form=base.ActionForm,
        call=lambda _, order, by: receipt_orders.certify_receipt_order(order=order, **by),
        done="Die Annahme ist sachlich und rechnerisch richtig gezeichnet.",
        fragment="office/actions/_receipt.html",
    ),
    Action(
        slug="annahme-anordnen",
        machine="receipt_order",
        edge="order",
        title="Annahme anordnen",
        button="Annahme anordnen",
        tone="primary",
        step_up=True,
        form=base.ActionForm,
        call=lambda _, order, by: receipt_orders.order_receipt(order=order, **by),
        done="Die Annahme ist angeordnet. Jetzt wartet die Kasse auf das Geld.",
        fragment="office/actions/_receipt.html",
    ),
    Action(
        slug="annahme-feststellung-aufheben",
        machine="receipt_order",
        edge="void_certificate",
        title="Feststellung aufheben",
        button="Feststellung aufheben",
        tone="danger",
        form=forms.WhyForm,
        call=lambda form, order, by: receipt_orders.void_receipt_certificate(
            order=order, reason=form.cleaned_data["reason"], **by
        ),
        done="Die Feststellung ist aufgehoben. Die Anordnung ist wieder ein Entwurf.",
    ),
    Action(
        slug="annahme-stornieren",
        machine="receipt_order",
        edge="cancel",
        title="Anordnung stornieren",
        button="Anordnung stornieren",
        tone="danger",
        form=forms.WhyForm,
        call=lambda form, order, by: receipt_orders.cancel_receipt_order(
            order=order, reason=form.cleaned_data["reason"], **by
        ),
        done="Die Anordnung ist storniert.",
    ),
    Action(
        slug="geld-eingegangen",
        machine="receipt_order",
        states=ORDERED,
        may=policy.may_receive_money,
        applies=lambda order: order.is_by_hand,
        title="Eingang vermerken",
        button="Eingang vermerken",
        tone="primary",
        form=forms.IncomingMoneyForm,
        call=lambda form, order, by: receipt_orders.note_money(
            order=order,
            amount_cents=form.cleaned_data["amount"],
            received_on=form.cleaned_data["received_on"],
            may_exceed=form.cleaned_data["may_exceed"],
            **by,
        ),
        done="Der Eingang ist vermerkt.",
    ),
    Action(
        slug="nachtrag-vorschlagen",
        machine="receipt_order",
        states=ORDERED,
        may=policy.may_propose_budget,
        applies=lambda order: left_for_budget(order) > 0,
        title="Als Nachtrag zum Budget vorschlagen",
        button="Vorschlagen",
        step_up=True,
        form=forms.TopUpForm,
        call=_propose,
        done="Vorgeschlagen. Eine zweite Person der Kämmerei bestätigt es.",
    ),
)
