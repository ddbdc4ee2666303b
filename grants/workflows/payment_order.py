"""The machine of a payment order (domain handbook 5.3, § 8 KomKBVO LSA): every edge, none with a body."""

from django.db import models

from grants import policy, predicates
from grants.states import PaymentOrderState as S
from grants.workflows import requirements as needs
from grants.workflows.edges import edge
from grants.workflows.state_field import StateField


class PaymentOrderWorkflow(models.Model):
    """Owns the state of a payment order. Walked only by `services.workflow.perform`."""

    state = StateField("Status", max_length=24, default=S.DRAFT, choices=S.choices)

    class Meta:
        abstract = True

    @edge(
        S.DRAFT,
        S.CERTIFIED_FACTUAL,
        "Sachlich richtig zeichnen",
        may=policy.may_certify,
        requires=(needs.order_may_be_paid,),
        service="certify_order",
        tone="primary",
    )
    def certify_factual(self) -> None:
        """Sachliche Feststellung (§ 3 KomKBVO LSA)."""

    @edge(
        S.CERTIFIED_FACTUAL,
        S.CERTIFIED_ARITH,
        "Rechnerisch richtig zeichnen",
        may=policy.may_certify,
        requires=(needs.order_may_be_paid,),
        service="certify_order",
        tone="primary",
    )
    def certify_arith(self) -> None:
        """Rechnerische Feststellung; may be the same person as the factual one."""

    @edge(
        S.CERTIFIED_ARITH,
        S.ORDERED,
        "Auszahlung anordnen",
        may=policy.may_order,
        requires=(needs.order_may_be_paid, needs.account_has_rested),
        service="order_payment",
        tone="primary",
    )
    def order(self) -> None:
        """Anordnung by a second person."""

    @edge(
        S.ORDERED,
        S.HANDED_OVER,
        "An die Kasse übergeben",
        may=policy.may_execute,
        requires=(needs.order_may_be_paid,),
        service="hand_over_orders",
    )
    def hand_over(self) -> None:
        """The Kasse takes the order: in a run with a file, or on its own when it is paid at once."""

    @edge(
        S.HANDED_OVER,
        S.EXECUTED,
        "Als ausgezahlt vermerken",
        may=policy.may_execute,
        requires=(needs.order_may_be_paid,),
        service="execute_payment",
        tone="primary",
    )
    def execute(self) -> None:
        """The money has left; the ledger is written."""

    @edge(
        (S.HANDED_OVER, S.EXECUTED),
        S.RETURNED,
        "Rückläufer vermerken",
        may=policy.may_note_return,
        requires=(needs.no_claim_builds_on_it,),
        service="return_payment",
        needs_reason=True,
        tone="danger",
    )
    def return_payment(self) -> None:
        """The bank sent the money back."""

    @edge(
        S.DRAFT,
        S.CANCELLED,
        "Anordnung verwerfen",
        may=predicates.any_of(policy.may_reject_order, policy.may_prepare_order),
        service="cancel_order",
        needs_reason=True,
        tone="danger",
    )
    @edge(
        (S.CERTIFIED_FACTUAL, S.CERTIFIED_ARITH, S.ORDERED),
        S.CANCELLED,
        "Anordnung verwerfen",
        may=policy.may_reject_order,
        service="cancel_order",
        needs_reason=True,
        tone="danger",
    )
    def cancel(self) -> None:
        """Before the hand-over only; afterwards only a counter-entry."""

    @edge(
        (S.CERTIFIED_FACTUAL, S.CERTIFIED_ARITH),
        S.DRAFT,
        "Feststellung aufheben",
        may=predicates.any_of(policy.is_system, policy.may_certify),
        service="void_certificates",
        needs_reason=True,
        tone="danger",
    )
    def void_certificates(self) -> None:
        """A change after certification voids the certificates."""
