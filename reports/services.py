"""Ordering reports and making documents. A document is made once, however often its job runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from foundation.audit.actors import Actor
from foundation.files.models import Document, DocumentState
from foundation.files.selectors import may_read_document
from foundation.files.services import (
    MAKE_DOCUMENT,
    begin_document,
    fail_document,
    finish_document,
    give_up_document,
    order_document,
)
from foundation.outbox.models import OutboxItem
from foundation.outbox.registry import Permanent
from foundation.outbox.services import retry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Application, Fund, ProofVersion
from grants.selectors.proof_then import NOT_YET
from reports.catalog import CATALOG
from reports.contract import Commission, Report
from reports.parameters import NO_BUDGET, chosen, has_period, period_of
from reports.render import collect_and_render

NO_DATA = (
    "Zu diesem Dokument fehlen noch die Angaben. Prüfen Sie den Fall, und bestellen Sie es dann noch einmal."
)
UNKNOWN = "Dieses Dokument gibt es nicht (mehr). Wählen Sie einen Bericht aus der Liste."
MADE_ONCE = "Dieses Dokument wird nur einmal erstellt. Warten Sie, bis es fertig ist."
IN_THE_FUTURE = "Der Stand liegt in der Zukunft. Geben Sie einen Tag bis heute ein."
NOT_OF_THEN = (
    "Die Prüfakte gibt es nur vom heutigen Tag. Der Verlauf darin nennt jeden früheren Schritt mit Tag."
)
NO_RIGHT = "Sie dürfen für diesen Fonds keine Berichte bestellen."


def make_document(*, document_uuid: UUID, now: datetime) -> Document:
    """Make all files of an ordered document and mark it ready.

    A document that is ready stays as it is; what a killed worker left unfinished is made anew from the start,
    and the files enter the database together. Raises Permanent with a sentence when trying again cannot help,
    and whatever else went wrong, so that the outbox tries again.
    """
    document = Document.objects.get(uuid=document_uuid)
    if document.state == DocumentState.READY:
        return document
    report = CATALOG.get(document.slug)
    if report is None:
        raise _failed(document, UNKNOWN, now)
    document = begin_document(document=document)
    try:
        files = collect_and_render(report, commission_of(document))
    except ObjectDoesNotExist:
        raise _failed(document, NO_DATA, now) from None
    except DomainError as error:
        raise _failed(document, error.message, now) from None
    return finish_document(document=document, files=files, now=now)


def give_up(payload: dict[str, Any], reason: str, now: datetime) -> None:
    """The outbox has given up: the page says so, in the document's own sentence if it has one."""
    document = Document.objects.get(uuid=payload["document"])
    if document.state != DocumentState.FAILED:
        give_up_document(payload, reason, now)


def commission_of(document: Document) -> Commission:
    """The row of a document as plain values."""
    return Commission(
        subject=document.subject,
        params=document.params,
        as_of=document.as_of,
        issued_at=document.issued_at,
        number=document.number,
        check_code=document.check_code,
        creator=document.ordered_by_label,
        creator_kind=document.ordered_by_kind,
        creator_reference=document.ordered_by_reference,
    )


def order_report(
    *,
    slug: str,
    fund: Fund,
    params: Mapping[str, Any],
    as_of: date,
    actor: Actor,
    now: datetime,
    key: str,
    case: Application | None = None,
) -> Document:
    """Order a report of the catalog on a fund, or on a case of it. The same key returns the one that exists.

    `params` may hold what the report knows (`reports.parameters`). Raises NotAllowed, InvalidInput for an
    unknown report, a year without a budget or a period that is none, DomainError when the case has no proof.
    """
    report = CATALOG.get(slug)
    if report is None or not report.is_report:
        raise InvalidInput(UNKNOWN, "report.unknown", "slug")
    commission = commission_for(
        report=report, fund=fund, params=params, as_of=as_of, actor=actor, now=now, case=case
    )
    kept = commission.params
    about = case.reference if case is not None else period_of(kept, as_of).short if has_period(kept) else ""
    title = f"{report.name} {about}".strip()
    return order_document(
        slug=slug,
        title=title,
        subject=commission.subject,
        params=kept,
        as_of=as_of,
        actor=actor,
        now=now,
        key=key,
    )


def commission_for(
    *,
    report: Report[Any],
    fund: Fund,
    params: Mapping[str, Any],
    as_of: date,
    actor: Actor,
    now: datetime,
    case: Application | None = None,
) -> Commission:
    """The order as plain values, before there is a document. Raises as the order does."""
    if not _may_order(report, actor, fund, case) or (case is not None and case.fund != fund):
        raise NotAllowed(NO_RIGHT, "policy.denied")
    if as_of > local_date(now):
        raise InvalidInput(IN_THE_FUTURE, "report.future", "as_of")
    if report.is_of_the_moment and as_of != local_date(now):
        raise InvalidInput(NOT_OF_THEN, "report.of_the_moment", "as_of")
    kept = chosen(report.params, report.choices, params, as_of=as_of)
    if "year" in kept and not fund.accounts.filter(budget_year=kept["year"]).exists():
        raise InvalidInput(NO_BUDGET, "report.year", "year")
    subject = _subject(report.subject_kind, fund, case, as_of)
    return Commission(subject=subject, params=kept, as_of=as_of, issued_at=now, creator=actor.label)


def make_again(*, document: Document, actor: Actor, now: datetime) -> Document:
    """A failed document gets new attempts; a ready report is ordered once more with the same as-of.

    One that is of the moment is then of today: what it would show of an earlier day is not kept apart.
    Raises NotAllowed, DomainError for a letter that is ready (it is made once) and for one still being made.
    """
    if not may_read_document(actor, document):
        raise NotAllowed(NO_RIGHT, "policy.denied")
    if document.state == DocumentState.FAILED:
        return _try_again(document, now)
    report = CATALOG.get(document.slug)
    if document.state != DocumentState.READY or report is None or not report.is_report:
        raise DomainError(MADE_ONCE, "document.made_once")
    return order_document(
        slug=document.slug,
        title=document.title,
        subject=document.subject,
        params=document.params,
        as_of=local_date(now) if report.is_of_the_moment else document.as_of,
        actor=actor,
        now=now,
        key=f"again:{document.uuid}:{now.isoformat()}",
        repeats=document,
    )


def _try_again(document: Document, now: datetime) -> Document:
    """Wake the dead job of the document; one that is still being tried is left to the outbox."""
    with transaction.atomic():
        item = OutboxItem.objects.filter(key=f"{MAKE_DOCUMENT}:{document.uuid}").first()
        if item is not None and retry(item_id=item.pk, now=now):
            return begin_document(document=document)
    return document


def _failed(document: Document, sentence: str, now: datetime) -> Permanent:
    fail_document(document=document, error=sentence, now=now)
    return Permanent(sentence)


def _may_order(report: Report[Any], actor: Actor, fund: Fund, case: Application | None) -> bool:
    """Rows 37 and 38: a whole case is taken out of the house by fewer people than read reports."""
    if report.subject_kind == "case_file" and case is not None:
        return policy.may_make_case_file(actor, case)
    if report.subject_kind == "procedure":
        return policy.may_read_procedure(actor, fund)
    return policy.may_read_reports(actor, fund)


def _subject(kind: str, fund: Fund, case: Application | None, as_of: date) -> str:
    if kind in ("fund", "procedure"):
        return f"{kind}:{fund.uuid}"
    if case is None:
        raise InvalidInput("Wählen Sie einen Fall aus.", "report.no_case", "case")
    if kind == "case_file":
        return f"case_file:{case.uuid}"
    if not ProofVersion.objects.filter(proof__grant__case=case, recorded_at__date__lte=as_of).exists():
        raise DomainError(NOT_YET, "report.no_proof")
    return case.subject
