"""The end of a grant's life (domain handbook 5.2): lapse, binding, archive, deletion. No edge has a body."""

from django.db import models

from grants import policy
from grants.states import GrantState as S
from grants.workflows import requirements as needs
from grants.workflows.edges import edge


class GrantEnd(models.Model):
    """Part of the machine of a grant; the state field is that of `GrantWorkflow`."""

    class Meta:
        abstract = True

    @edge(
        S.RUNNING,
        S.RUNNING,
        "Zum Beginn anhören",
        may=policy.may_review,
        requires=(needs.start_term_is_over, needs.nothing_has_begun),
        service="hear_about_start",
        tone="danger",
    )
    def hear_about_start(self) -> None:
        """The hearing (§ 28 VwVfG) before a grant lapses that nobody has begun to use."""

    @edge(
        S.RUNNING,
        S.LAPSED_NOT_STARTED,
        "Verfallen lassen",
        may=policy.may_end_offer,
        requires=(
            needs.lapse_is_drafted,
            needs.start_term_is_over,
            needs.nothing_has_begun,
            needs.start_hearing_is_over,
            needs.no_payment_is_under_way,
            needs.notice_can_be_written("lapse"),
        ),
        service="release_lapse",
        tone="danger",
    )
    def lapse(self) -> None:
        """Not begun within the fund's term: a second person releases it; the commitment is released."""

    @edge(
        S.CLOSED,
        S.IN_BINDING,
        "Zweckbindung beginnt",
        may=policy.is_system,
        requires=(needs.something_is_bound,),
        service="advance_bindings",
        automatic=True,
    )
    def bind(self) -> None:
        """Bought things stay bound to their purpose for a time."""

    @edge(
        S.IN_BINDING,
        S.CLOSED,
        "Zweckbindung endet",
        may=policy.is_system,
        requires=(needs.nothing_is_bound,),
        service="advance_bindings",
        automatic=True,
    )
    def unbind(self) -> None:
        """The last bound thing is free: its time is over, or the city ended it before."""

    @edge(
        (S.CLOSED, S.IN_BINDING, S.DECLINED, S.LAPSED_NOT_STARTED, S.CANCELLED, S.REVOKED),
        S.ARCHIVED,
        "Archivieren",
        may=policy.may_archive,
        requires=(
            needs.no_hold,
            needs.no_payment_is_under_way,
            needs.no_claim_is_open,
            needs.what_was_paid_is_settled,
            needs.nothing_is_bound,
            needs.remedy_is_over,
        ),
        service="archive_case",
    )
    def archive(self) -> None:
        """Nothing is open any more; the retention period runs."""

    @edge(
        S.ARCHIVED,
        S.DELETED,
        "Löschen",
        may=policy.may_release_deletion,
        requires=(
            needs.no_hold,
            needs.no_payment_is_under_way,
            needs.no_claim_is_open,
            needs.retention_is_over,
            needs.deletion_is_proposed,
        ),
        service="release_deletion",
        automatic=True,
    )
    def delete_after_retention(self) -> None:
        """The retention period is over, no hold is set, the Land has accepted the final account."""

    @edge(
        S.CLOSED,
        S.SETTLING,
        "Abrechnung wieder öffnen",
        may=policy.is_system,
        service="return_payment",
        automatic=True,
    )
    def reopen(self) -> None:
        """The last payment came back from the bank: the money is owed anew (INV-08)."""
