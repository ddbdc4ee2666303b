"""The machine of a claim (domain handbook 5.4, § 49a VwVfG): every edge, none with a body."""

from typing import Any

from django.db import models

from grants import policy
from grants.states import ClaimState as S
from grants.workflows import requirements as needs
from grants.workflows.edges import edge
from grants.workflows.state_field import StateField

OWED = (S.DUE, S.REMINDED_1, S.REMINDED_2, S.PARTLY_PAID)
PURSUED = (*OWED, S.DEFERRED, S.ENFORCEMENT)
#: A part payment does not end a deferral, an enforcement or a write-off.
PART_OF_A_HELD_CLAIM: dict[str, Any] = {
    "label": "Teilzahlung vermerken",
    "may": policy.may_receive_money,
    "requires": (needs.something_is_still_owed,),
    "service": "record_repayment",
}


class ClaimWorkflow(models.Model):
    """Owns the state of a claim. Walked only by `services.workflow.perform`."""

    state = StateField("Status", max_length=24, default=S.HEARING, choices=S.choices)

    class Meta:
        abstract = True

    @edge(
        S.HEARING,
        S.NOTICE,
        "Erstattungsbescheid freigeben",
        may=policy.may_release_claim,
        requires=(needs.hearing_is_over, needs.claim_has_reasons, needs.claim_notice_can_be_written),
        service="release_claim_notice",
        tone="primary",
    )
    def issue(self) -> None:
        """After the hearing the notice is released by a second person."""

    @edge(
        S.HEARING,
        S.NOTICE,
        "Mit dem Widerruf festsetzen",
        may=policy.is_system,
        requires=(needs.hearing_is_over,),
        service="release_revocation",
        automatic=True,
    )
    def follow_revocation(self) -> None:
        """The notice that revokes the grant sets the claim as well."""

    @edge(
        S.HEARING,
        S.WAIVED,
        "Kleinbetrag nicht fordern",
        may=policy.may_let_small_amount_go,
        requires=(needs.is_a_small_amount,),
        service="let_small_amount_go",
        needs_reason=True,
    )
    def let_go(self) -> None:
        """Less than the fund claims back: no hearing, no notice, and the reason on file."""

    @edge(
        S.NOTICE,
        S.DUE,
        "Fällig stellen",
        may=policy.is_system,
        service="release_claim_notice",
        automatic=True,
    )
    def fall_due(self) -> None:
        """The notice is out; the payment term runs."""

    @edge(
        (S.DUE, S.PARTLY_PAID),
        S.REMINDED_1,
        "1. Mahnung der Kasse",
        may=policy.may_receive_money,
        requires=(needs.payment_term_is_over, needs.no_hold),
        service="remind_claim",
    )
    def remind_once(self) -> None:
        """Mirrors the dunning of the Kasse."""

    @edge(
        S.REMINDED_1,
        S.REMINDED_2,
        "2. Mahnung der Kasse",
        may=policy.may_receive_money,
        requires=(needs.payment_term_is_over, needs.no_hold),
        service="remind_claim",
    )
    def remind_twice(self) -> None:
        """Mirrors the dunning of the Kasse."""

    @edge(S.WRITTEN_OFF, S.WRITTEN_OFF, **PART_OF_A_HELD_CLAIM)
    @edge(S.ENFORCEMENT, S.ENFORCEMENT, **PART_OF_A_HELD_CLAIM)
    @edge(S.DEFERRED, S.DEFERRED, **PART_OF_A_HELD_CLAIM)
    @edge(
        OWED,
        S.PARTLY_PAID,
        "Teilzahlung vermerken",
        may=policy.may_receive_money,
        requires=(needs.something_is_still_owed,),
        service="record_repayment",
    )
    def pay_partly(self) -> None:
        """Less than the claim has come in."""

    @edge(
        OWED,
        S.PAID,
        "Zahlung vermerken",
        may=policy.may_receive_money,
        requires=(needs.nothing_is_owed,),
        service="record_repayment",
        tone="primary",
    )
    def pay(self) -> None:
        """All of the claim has come in."""

    @edge(
        (*OWED, S.DEFERRED),
        S.DEFERRED,
        "Stunden",
        may=policy.may_defer_claim,
        requires=(needs.no_relief_is_proposed,),
        service="defer_claim",
        needs_reason=True,
    )
    def defer(self) -> None:
        """Stundung: to be paid by a later day, or by another plan in the place of the one before."""

    @edge(
        S.DEFERRED,
        S.DUE,
        "Stundung aufheben",
        may=policy.may_decide_relief,
        requires=(needs.relief_is_proposed("recall"), needs.notice_can_be_written("recall")),
        service="recall_deferral",
        needs_reason=True,
        tone="danger",
    )
    def recall(self) -> None:
        """The way back from a deferral that should not be (§§ 48, 49 VwVfG): due as it was before."""

    @edge(
        (S.REMINDED_1, S.REMINDED_2, S.PARTLY_PAID, S.DEFERRED),
        S.ENFORCEMENT,
        "Vollstrecken",
        may=policy.may_receive_money,
        requires=(
            needs.act_founds_the_claim,
            needs.payment_term_is_over,
            needs.debtor_was_reminded,
            needs.no_hold,
        ),
        service="enforce_claim",
        tone="danger",
    )
    def enforce(self) -> None:
        """The Kasse enforces what it has dunned (§ 3 III VwVG), or what was deferred until a day now over."""

    @edge(
        PURSUED,
        S.WRITTEN_OFF,
        "Niederschlagen",
        may=policy.may_decide_relief,
        requires=(needs.relief_is_proposed("write_off"),),
        service="write_off_claim",
        needs_reason=True,
        tone="danger",
    )
    def write_off(self) -> None:
        """Niederschlagung: stays owed, is not pursued."""

    @edge(
        PURSUED,
        S.WAIVED,
        "Erlassen",
        may=policy.may_decide_relief,
        requires=(needs.relief_is_proposed("waive"), needs.notice_can_be_written("waiver")),
        service="waive_claim",
        needs_reason=True,
        tone="danger",
    )
    def waive(self) -> None:
        """Erlass: no longer owed."""

    @edge(
        (S.DEFERRED, S.ENFORCEMENT, S.WRITTEN_OFF),
        S.PAID,
        "Zahlung vermerken",
        may=policy.may_receive_money,
        requires=(needs.nothing_is_owed,),
        service="record_repayment",
        tone="primary",
    )
    def pay_late(self) -> None:
        """Paid after deferral, enforcement or write-off."""
