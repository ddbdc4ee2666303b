"""Forms of notices: drafted with a preview, released by a second person."""

from dataclasses import replace

from django import forms

from grants.forms.office_base import ActionForm, ChannelForm, DayField, LinesText, LongText, ReasonForm
from grants.models.notice import IS_DRAFT
from grants.rules.obligations import LONGEST, folded
from grants.selectors.notice_preview import (
    NoticePreview,
    preview_award,
    preview_award_of,
    preview_rejection,
    preview_repayment,
)
from grants.workflows.decision import decision_of

AUTHOR = "Wer den Entwurf ändert, gibt ihn nicht frei."
NO_REASON_FOR_LESS = "Schreiben Sie, warum es weniger ist als beantragt (§ 39 VwVfG)."


class _DraftForm(ActionForm):
    """A notice with its reasons. `typed` is what stands in the box now, sent or not."""

    has_preview = True

    @property
    def typed(self) -> str:
        return str(self["reason"].value() or "")


class DraftAwardForm(_DraftForm):
    """The award notice: amount and obligations come from the vote, the reasons may be worded here."""

    reason = LongText(
        label="Begründung im Schreiben",
        required=False,
        help_text="Leer lassen heißt: Es gilt die Begründung der Entscheidung.",
    )

    def prepare(self) -> None:
        self.decision = decision_of(self.target)
        if self.decision is not None:
            self.initial.setdefault("reason", self.decision.reason)

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        decision = self.decision
        is_partial = bool(decision and decision.amount_cents < (self.target.requested_cents or 0))
        if is_partial and not reason and decision is not None and not decision.reason:
            raise forms.ValidationError(NO_REASON_FOR_LESS, code="partial")
        return reason

    def preview(self) -> NoticePreview:
        """What the notice will say."""
        decision = self.decision
        return preview_award(
            self.target,
            amount_cents=decision.amount_cents if decision else 0,
            obligations=decision.obligations if decision else (),
            reason=self.typed or (decision.reason if decision else ""),
            today=self.today,
        )


class DraftRejectionForm(_DraftForm):
    """The rejection notice: its reasons are a duty (§ 39 VwVfG)."""

    reason = LongText(
        label="Begründung im Bescheid", error_messages={"required": "Schreiben Sie die Gründe der Ablehnung."}
    )

    def prepare(self) -> None:
        decision = decision_of(self.target)
        step = self.target.transitions.filter(action="declare_ineligible").order_by("-pk").first()
        known = (decision.reason if decision else "") or (step.reason if step else "")
        self.initial.setdefault("reason", known)

    def preview(self) -> NoticePreview:
        """What the notice will say."""
        return preview_rejection(self.target, reason=self.typed, today=self.today)


class CorrectAwardForm(_DraftForm):
    """The drafted award: reasons, obligations, conditions. One obligation a line."""

    reason = LongText(label="Begründung im Schreiben", required=False, help_text=AUTHOR)
    obligations = LinesText(label="Auflagen", required=False, limit=LONGEST, help_text="Eine in jeder Zeile.")
    conditions = LinesText(
        label="Bedingungen vor der Auszahlung",
        required=False,
        limit=LONGEST,
        help_text="Eine in jeder Zeile. Bevor sie erfüllt sind, wird nichts gezahlt.",
    )

    def prepare(self) -> None:
        notice = self.target.award_notice
        rows = list(self.target.obligations.all())
        texts = [
            folded(row.text for row in rows if row.is_condition_precedent is wanted)
            for wanted in (False, True)
        ]
        self.initial.setdefault("reason", notice.reason if notice else "")
        self.initial.setdefault("obligations", "\n".join(texts[0]))
        self.initial.setdefault("conditions", "\n".join(texts[1]))

    def lines(self, name: str) -> list[str]:
        """What stands in the box now, line by line."""
        return folded(str(self[name].value() or "").splitlines())

    def preview(self) -> NoticePreview:
        """What the notice will say."""
        return preview_award(
            self.target.case,
            amount_cents=self.target.approved_cents,
            obligations=self.lines("obligations"),
            reason=self.typed,
            today=self.today,
            preconditions=self.lines("conditions"),
        )


class CorrectRejectionForm(DraftRejectionForm):
    """The drafted rejection: its reasons."""

    def prepare(self) -> None:
        draft = self.target.notices.filter(IS_DRAFT, kind="rejection").first()
        self.initial.setdefault("reason", draft.reason if draft else "")
        self.fields["reason"].help_text = AUTHOR


class CorrectClaimForm(_DraftForm):
    """The drafted repayment notice: reasons and hearing; the amount is what was overpaid."""

    reason = LongText(
        label="Begründung im Schreiben",
        help_text=AUTHOR,
        error_messages={"required": "Schreiben Sie die Gründe der Rückforderung."},
    )
    heard_until = DayField(label="Anhörung bis", required=False)

    def prepare(self) -> None:
        notice = self.target.notice
        self.initial.setdefault("reason", notice.reason if notice else "")
        self.initial.setdefault("heard_until", self.target.heard_until)

    def preview(self) -> NoticePreview:
        """What the notice will say."""
        return replace(preview_repayment(self.target, today=self.today), reason=self.typed)


class TakeBackForm(ReasonForm):
    """A draft is discarded, with the reason."""

    reason = LongText(
        label="Warum nehmen Sie den Entwurf zurück?",
        error_messages={"required": "Schreiben Sie, warum Sie den Entwurf zurücknehmen."},
    )


class ReleaseAwardForm(ChannelForm):
    """The second person reads what was drafted and releases it."""

    def preview(self) -> NoticePreview:
        """What the notice says."""
        return preview_award_of(self.target, today=self.today)


class ReleaseRejectionForm(ChannelForm):
    """The second person reads what was drafted and releases it."""

    def preview(self) -> NoticePreview:
        """What the notice says."""
        drafts = self.target.notices.filter(IS_DRAFT, kind="rejection")
        draft = drafts.order_by("-pk").first()
        return preview_rejection(self.target, reason=draft.reason if draft else "", today=self.today)


class ReleaseClaimForm(ChannelForm):
    """The second person reads the repayment notice and releases it, when the hearing is over."""

    def preview(self) -> NoticePreview:
        """What the notice says."""
        return preview_repayment(self.target, today=self.today)
