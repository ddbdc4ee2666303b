"""Forms of a lapse: drafted with a preview, released by a second person."""

from grants.forms.office_base import ActionForm, ChannelForm, LongText
from grants.models.notice import IS_DRAFT
from grants.selectors.notice_preview import NoticePreview, preview_lapse


class _LapseForm(ActionForm):
    def drafted(self) -> str:
        """The reasons as they stand in the draft."""
        draft = self.target.case.notices.filter(IS_DRAFT, kind="lapse").first()
        return draft.reason if draft else ""


class DraftLapseForm(_LapseForm):
    """Why the grant lapses: what was said in the hearing, and what was weighed."""

    has_preview = True

    reason = LongText(
        label="Was haben Sie abgewogen?",
        help_text="Was hat die Person gesagt, wenn sie gefragt war? Warum endet die Förderung trotzdem?",
        error_messages={"required": "Schreiben Sie auf, was Sie abgewogen haben."},
    )

    def preview(self) -> NoticePreview:
        """What the notice will say."""
        return preview_lapse(self.target, reason=str(self["reason"].value() or ""), today=self.today)


class CorrectLapseForm(DraftLapseForm):
    """The drafted lapse: its reasons."""

    def prepare(self) -> None:
        self.initial.setdefault("reason", self.drafted())


class ReleaseLapseForm(_LapseForm, ChannelForm):
    """The second person reads what was drafted and releases it."""

    def preview(self) -> NoticePreview:
        """What the notice says."""
        return preview_lapse(self.target, reason=self.drafted(), today=self.today)
