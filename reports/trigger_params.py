"""From what the documents of a transition are made, and where the case looks for them afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from foundation.files.models import Document
from grants.models import (
    Application,
    ChangeKind,
    ChangeRequest,
    Claim,
    Grant,
    Notice,
    NoticeKind,
    PaymentOrder,
    ReceiptOrder,
)

Keep = Callable[[Any, Document], None]


def latest_notice(application: Application, kind: NoticeKind) -> Notice:
    """The notice of this kind that went out last."""
    released = application.notices.filter(kind=kind, released_at__isnull=False)
    return released.order_by("-pk")[0]


def keep_order(order: PaymentOrder, document: Document) -> None:
    """The document is that of the order."""
    PaymentOrder.objects.filter(pk=order.pk).update(document=document)
    order.document = document


def keep_receipt_order(order: ReceiptOrder, document: Document) -> None:
    """The document is that of the order."""
    ReceiptOrder.objects.filter(pk=order.pk).update(document=document)
    order.document = document


def params_of_receipt(application: Application) -> dict[str, Any]:
    """The version that was sent."""
    return {"version": application.versions.count()}


def params_of_lapse(application: Application) -> dict[str, Any]:
    """The question that nobody answered."""
    return {"question": application.information_requests.filter(answered_at__isnull=True)[0].number}


def params_of_claim(claim: Claim) -> dict[str, Any]:
    """The claim with its notice."""
    return {"claim": str(claim.uuid), "notice": str(latest_notice(claim.case, claim.notice_kind).uuid)}


def params_of_deferral(claim: Claim) -> dict[str, Any]:
    """The claim, what was open, and its new day."""
    until = claim.deferred_until
    return {
        "claim": str(claim.uuid),
        "open_cents": claim.open_cents,
        "until": until.isoformat() if until else "",
    }


def params_of_write_off(claim: Claim) -> dict[str, Any]:
    """The claim and what was open."""
    return {"claim": str(claim.uuid), "open_cents": claim.open_cents}


def params_of_ending(grant: Grant) -> dict[str, Any]:
    """What was paid until the applicant ended it."""
    return {"paid_cents": grant.paid_cents}


def params_of_waiver(claim: Claim) -> dict[str, Any]:
    """The claim with the notice that waives the rest."""
    return {"claim": str(claim.uuid), "notice": str(latest_notice(claim.case, NoticeKind.WAIVER).uuid)}


def params_of_recall(claim: Claim) -> dict[str, Any]:
    """The claim with the notice that ends its deferral."""
    return {"claim": str(claim.uuid), "notice": str(latest_notice(claim.case, NoticeKind.RECALL).uuid)}


def decided_change(grant: Grant) -> ChangeRequest:
    """The change that was decided last."""
    return grant.changes.filter(rulings__is_final=True).order_by("-number")[0]


def params_of_change(grant: Grant) -> dict[str, Any]:
    """The change with its notice."""
    notice = latest_notice(grant.case, NoticeKind.CHANGE)
    return {"notice": str(notice.uuid), "change": decided_change(grant).number}


def is_granted(grant: Grant) -> bool:
    """The change that was decided last is allowed."""
    decision = decided_change(grant).decision
    return bool(decision and decision.approves)


def is_longer(grant: Grant) -> bool:
    """What was decided is a later end, and it is granted."""
    return decided_change(grant).kind == ChangeKind.PERIOD and is_granted(grant)


def is_by_agreement(grant: Grant) -> bool:
    """The award is a contract of both sides."""
    return grant.case.award_form.is_agreement


def keeps(kind: NoticeKind) -> Keep:
    """The document is that of the case's latest notice of this kind."""

    def keep(instance: Any, document: Document) -> None:
        Notice.objects.filter(pk=latest_notice(instance.case, kind).pk).update(document=document)

    return keep


def params_of_notice(kind: NoticeKind) -> Callable[[Any], dict[str, Any]]:
    """The case's latest notice of this kind."""
    return lambda instance: {"notice": str(latest_notice(instance.case, kind).uuid)}
