"""Forms of a revocation: drafted with a preview, released by a second person."""

from collections.abc import Sequence

from grants.forms.office_base import ActionForm, ChannelForm, LongText
from grants.models.notice import IS_DRAFT
from grants.rules.revocation import check_year
from grants.selectors.notice_preview import NoticePreview, preview_revocation


class _YearForm(ActionForm):
    """Says in time that the year ends."""

    def year(self) -> Sequence[str]:
        """The sentence about the year's end, when it is near."""
        due_on = self.target.proof_due_on
        return [each.message for each in check_year(due_on, self.today)] if due_on else []

    def drafted(self) -> str:
        """The reasons as they stand in the draft."""
        draft = self.target.case.notices.filter(IS_DRAFT, kind="revocation").first()
        return draft.reason if draft else ""


class DraftRevocationForm(_YearForm):
    """What was weighed in this case; the ground and the general words are texts of the fund."""

    has_preview = True

    reason = LongText(
        label="Was haben Sie abgewogen?",
        help_text="Was hat die Person in der Anhörung gesagt? Warum endet die Förderung trotzdem?",
        error_messages={"required": "Schreiben Sie auf, was Sie abgewogen haben."},
    )

    def preview(self) -> NoticePreview:
        """What the notice will say."""
        return preview_revocation(self.target, reason=str(self["reason"].value() or ""), today=self.today)


class CorrectRevocationForm(DraftRevocationForm):
    """The drafted revocation: its reasons."""

    def prepare(self) -> None:
        self.initial.setdefault("reason", self.drafted())


class ReleaseRevocationForm(_YearForm, ChannelForm):
    """The second person reads what was drafted and releases it."""

    def preview(self) -> NoticePreview:
        """What the notice says."""
        return preview_revocation(self.target, reason=self.drafted(), today=self.today)
