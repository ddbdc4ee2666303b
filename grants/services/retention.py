"""Archive and deletion: the city archives, proposes what is over; a second person releases the deletion."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.files.services import expire_document
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants import policy, predicates
from grants.models import Application, DeletionRecord, DeletionRun, Fund, Grant, ReportExpiry
from grants.person_rules import is_not_proposer
from grants.selectors.report_retention import expirable_reports, reports_kept
from grants.selectors.retention import deletable_cases
from grants.services.erasure import erase_case
from grants.services.workflow import perform
from grants.workflows.retention import ended_on, kept_until


@dataclass(frozen=True)
class Kept:
    """A case of a proposal that was not deleted, and why."""

    reference: str
    reasons: tuple[str, ...]


def archive_case(*, target: Any, actor: Actor, now: datetime, expected_version: int | None = None) -> Any:
    """Put an application without a grant, or a grant, into the archive. Raises Blocked, NotAllowed."""
    return perform(target, "archive", actor=actor, now=now, expected_version=expected_version)


def propose_deletion(
    *, fund: Fund, periods_confirmed: bool, final_account_accepted: bool, actor: Actor, now: datetime
) -> DeletionRun:
    """Propose every case of the fund and every report on it whose retention is over.

    The two answers are what this program cannot know; without a yes to both nothing is proposed. Raises
    NotAllowed, InvalidInput, DomainError when nothing can be deleted or a proposal waits.
    """
    with transaction.atomic():
        Fund.objects.select_for_update().get(pk=fund.pk)
        if not policy.may_propose_deletion(actor, fund):
            raise NotAllowed(policy.may_propose_deletion.why_not(actor, fund), "policy.denied")
        if not periods_confirmed:
            sentence = "Erst muss die Stadt die Fristen der Aufbewahrung bestätigen."
            raise InvalidInput(sentence, "retention.not_confirmed", "periods_confirmed")
        if not final_account_accepted:
            sentence = "Erst muss das Land die Schlussabrechnung annehmen."
            raise InvalidInput(sentence, "retention.no_final_account", "final_account_accepted")
        if any(run.is_open for run in fund.deletion_runs.all()):
            raise DomainError("Es gibt schon einen Vorschlag. Erledigen Sie ihn zuerst.", "deletion.exists")
        cases = deletable_cases(fund, on=local_date(now))
        reports = [row.document for row in expirable_reports(fund, on=local_date(now))]
        if not cases and not reports:
            sentence = "Bei keinem Fall und keinem Bericht ist die Aufbewahrung vorbei."
            raise DomainError(sentence, "deletion.nothing")
        run = DeletionRun.objects.create(
            fund=fund,
            periods_confirmed=True,
            final_account_accepted=True,
            proposed_by=actor.reference,
            proposed_by_label=actor.label,
            proposed_at=now,
        )
        run.cases.set(cases)
        run.reports.set(reports)
        _log("deletion.propose", run, actor, now, count=len(cases), reports=len(reports))
    return run


def withdraw_deletion(*, run: DeletionRun, actor: Actor, now: datetime) -> DeletionRun:
    """Nothing of the proposal is deleted. Raises NotAllowed, DomainError when it is not open any more."""
    may = predicates.any_of(policy.may_propose_deletion, policy.may_run_deletion)
    with transaction.atomic():
        held = _open_run(run, actor, may)
        held.withdrawn_by, held.withdrawn_at = actor.reference, now
        held.save()
        _log("deletion.withdraw", held, actor, now)
    return held


def release_deletion(*, run: DeletionRun, actor: Actor, now: datetime) -> Sequence[Kept]:
    """A second person has the proposed cases deleted, each by its own edge, and the files of the reports.

    -> What stays, with the reasons.

    Raises NotAllowed (no right, the proposer, no fresh proof of identity), DomainError when it is not open.
    """
    kept: list[Kept] = []
    with transaction.atomic():
        held = _open_run(run, actor, predicates.all_of(policy.may_run_deletion, policy.has_stepped_up))
        if held.proposed_by == actor.reference:
            raise NotAllowed(is_not_proposer.sentence, "policy.denied")
        for case in held.cases.select_related("rules", "particulars").order_by("pk"):
            try:
                _delete(case, held, actor, now)
            except (Blocked, DomainError) as error:
                sentences = error.sentences if isinstance(error, Blocked) else (error.message,)
                kept.append(Kept(case.reference or "", sentences))
        kept += _expire(held, actor, now)
        held.released_by, held.released_by_label, held.released_at = actor.reference, actor.label, now
        held.save()
        gone = {"count": held.records.count(), "reports": held.expiries.count()}
        _log("deletion.release", held, actor, now, **gone)
    return kept


def _expire(run: DeletionRun, actor: Actor, now: datetime) -> Iterator[Kept]:
    """The files of each report that still nothing keeps; its row and the record stay."""
    rows = {row.document.pk: row for row in reports_kept([run.fund], on=local_date(now))}
    for document in run.reports.order_by("pk"):
        row = rows.get(document.pk)
        if row is None:  # its files have gone already
            continue
        if row.reasons:
            yield Kept(document.number, row.reasons)
            continue
        ReportExpiry.objects.create(
            document=document,
            run=run,
            number=document.number,
            deletable_from=row.deletable_from,
            deleted_by=actor.reference,
            deleted_at=now,
        )
        expire_document(document=document, now=now)


def _delete(case: Application, run: DeletionRun, actor: Actor, now: datetime) -> None:
    target = Grant.objects.filter(case=case).first() or case

    def work(fresh: Any) -> None:
        ended, first_day = ended_on(fresh), kept_until(fresh)
        DeletionRecord.objects.create(
            case=fresh.case,
            run=run,
            reference=fresh.case.reference or "",
            ended_on=ended,
            deletable_from=first_day,
            deleted_by=actor.reference,
            deleted_at=now,
        )
        erase_case(fresh.case, fresh if isinstance(fresh, Grant) else None, now)

    perform(target, "delete_after_retention", actor=actor, now=now, work=work)


def _open_run(run: DeletionRun, actor: Actor, may: predicates.Predicate) -> DeletionRun:
    held = DeletionRun.objects.select_for_update().get(pk=run.pk)
    if not may(actor, held):
        raise NotAllowed(may.why_not(actor, held), "policy.denied")
    if not held.is_open:
        raise DomainError("Dieser Vorschlag ist schon erledigt.", "deletion.wrong_state")
    return held


def _log(action: str, run: DeletionRun, actor: Actor, now: datetime, **details: int) -> None:
    subject = f"fund:{run.fund.uuid}"
    append_entry(action=action, subject=subject, actor=actor, details={"run": run.pk, **details}, now=now)
