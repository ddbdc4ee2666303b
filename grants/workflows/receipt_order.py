"""The machine of a receipt order (§ 8 KomKBVO LSA): every edge, none with a body.

Settled is no state: whether the money has come in is summed from what was noted of it.
"""

from django.db import models

from grants import policy, predicates
from grants.states import ReceiptOrderState as S
from grants.workflows import requirements as needs
from grants.workflows.edges import edge
from grants.workflows.state_field import StateField


class ReceiptOrderWorkflow(models.Model):
    """Owns the state of a receipt order. Walked only by `services.workflow.perform`."""

    state = StateField("Status", max_length=24, default=S.DRAFT, choices=S.choices)

    class Meta:
        abstract = True

    @edge(
        S.DRAFT,
        S.CERTIFIED,
        "Sachlich und rechnerisch richtig zeichnen",
        may=policy.may_certify_receipt,
        service="certify_receipt_order",
        tone="primary",
    )
    def certify(self) -> None:
        """Sachliche und rechnerische Feststellung (§ 3 KomKBVO LSA), in one signature."""

    @edge(
        S.CERTIFIED,
        S.ORDERED,
        "Annahme anordnen",
        may=policy.may_order_receipt,
        service="order_receipt",
        tone="primary",
    )
    def order(self) -> None:
        """Anordnung by a second person; from here the Kasse waits for the money."""

    @edge(
        S.CERTIFIED,
        S.DRAFT,
        "Feststellung aufheben",
        may=policy.may_void_receipt,
        service="void_receipt_certificate",
        needs_reason=True,
        tone="danger",
    )
    def void_certificate(self) -> None:
        """Whoever doubts takes the signature back."""

    @edge(
        (S.DRAFT, S.CERTIFIED, S.ORDERED),
        S.CANCELLED,
        "Anordnung stornieren",
        may=predicates.any_of(policy.is_system, policy.may_cancel_receipt),
        requires=(needs.nothing_has_come_in,),
        service="cancel_receipt_order",
        needs_reason=True,
        tone="danger",
    )
    def cancel(self) -> None:
        """The money is not owed, or not expected any more; what has come in keeps its order."""
