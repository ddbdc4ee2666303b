"""The end of an application: undone after a remedy, archived, deleted. No edge has a body."""

from django.db import models

from grants import policy
from grants.states import ApplicationState as S
from grants.workflows import requirements as needs
from grants.workflows.edges import edge


class ApplicationEnd(models.Model):
    """Part of the machine of an application; the state field is that of `ApplicationWorkflow`."""

    class Meta:
        abstract = True

    @edge(
        S.REJECTED,
        S.DEFERRED,
        "Nach dem Rechtsbehelf neu entscheiden lassen",
        may=policy.may_reconsider,
        requires=(needs.rejection_was_undone, needs.somebody_said_no),
        service="reconsider_application",
        needs_reason=True,
    )
    def decide_anew(self) -> None:
        """A remedy against the rejection had success: the jury decides once more."""

    @edge(
        S.REJECTED,
        S.SUBMITTED,
        "Nach dem Rechtsbehelf neu prüfen",
        may=policy.may_reconsider,
        requires=(needs.rejection_was_undone, needs.nobody_has_voted),
        service="reconsider_application",
        needs_reason=True,
    )
    def check_anew(self) -> None:
        """A remedy had success, and what was found ineligible is checked once more."""

    @edge(
        (S.REJECTED, S.WITHDRAWN, S.LAPSED),
        S.ARCHIVED,
        "Archivieren",
        may=policy.may_archive,
        requires=(needs.was_ever_sent, needs.no_hold, needs.remedy_is_over, needs.rejection_stands),
        service="archive_case",
    )
    def archive(self) -> None:
        """Nothing is open any more; the retention period runs."""

    @edge(
        S.ARCHIVED,
        S.DELETED,
        "Löschen",
        may=policy.may_release_deletion,
        requires=(needs.no_hold, needs.retention_is_over, needs.deletion_is_proposed),
        service="release_deletion",
        automatic=True,
    )
    def delete_after_retention(self) -> None:
        """The retention period is over and no hold is set."""
