"""All documents, listed. A new one is a file here, a line below, and its test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reports.catalog import (
    acceptance_form,
    account_letter,
    activity_report,
    agreement,
    application_receipt,
    award_notice,
    bound_things,
    budget_watch,
    change_notice,
    claim_hearing,
    closing_letter,
    data_copy,
    deferral_letter,
    deletion_proof,
    discontinuation_letter,
    drawdown_list,
    early_start_permission,
    early_start_refusal,
    ending_letter,
    extension_notice,
    final_letter,
    information_reminder,
    information_request,
    interest_hearing,
    interest_notice,
    jury_deferral,
    jury_invitation,
    jury_minutes,
    lapse_letter,
    meeting_pack,
    more_time,
    numeric_proof,
    open_commitments,
    payment_journal,
    payment_letter,
    payment_order,
    proof_call,
    proof_demand,
    proof_more_time,
    proof_question,
    proof_question_reminder,
    proof_reminder,
    receipt_list,
    receipt_order,
    rejection_notice,
    repayment_notice,
    revocation_notice,
    share_proof,
    start_hearing,
    waiver_notice,
    write_off_note,
    year_sheet,
    yearly_overview,
)
from reports.contract import Report

REPORTS: Sequence[Report[Any]] = (
    application_receipt.REPORT,
    award_notice.REPORT,
    agreement.REPORT,
    acceptance_form.REPORT,
    rejection_notice.REPORT,
    repayment_notice.REPORT,
    interest_notice.REPORT,
    revocation_notice.REPORT,
    change_notice.REPORT,
    extension_notice.REPORT,
    lapse_letter.REPORT,
    ending_letter.REPORT,
    deferral_letter.REPORT,
    waiver_notice.REPORT,
    write_off_note.REPORT,
    discontinuation_letter.REPORT,
    early_start_permission.REPORT,
    early_start_refusal.REPORT,
    information_request.REPORT,
    information_reminder.REPORT,
    more_time.REPORT,
    proof_call.REPORT,
    proof_reminder.REPORT,
    proof_demand.REPORT,
    proof_more_time.REPORT,
    proof_question.REPORT,
    proof_question_reminder.REPORT,
    claim_hearing.REPORT,
    interest_hearing.REPORT,
    start_hearing.REPORT,
    jury_deferral.REPORT,
    payment_letter.REPORT,
    account_letter.REPORT,
    final_letter.REPORT,
    closing_letter.REPORT,
    data_copy.REPORT,
    deletion_proof.REPORT,
    payment_order.REPORT,
    receipt_order.REPORT,
    jury_invitation.REPORT,
    meeting_pack.REPORT,
    jury_minutes.REPORT,
    receipt_list.REPORT,
    numeric_proof.REPORT,
    activity_report.REPORT,
    yearly_overview.REPORT,
    budget_watch.REPORT,
    open_commitments.REPORT,
    payment_journal.REPORT,
    drawdown_list.REPORT,
    share_proof.REPORT,
    bound_things.REPORT,
    year_sheet.REPORT,
)


def by_slug(reports: Sequence[Report[Any]]) -> Mapping[str, Report[Any]]:
    """The reports by their slugs. Raises ValueError when two have the same."""
    found: dict[str, Report[Any]] = {}
    for report in reports:
        if report.slug in found:
            raise ValueError(f"two documents are called {report.slug!r}")
        found[report.slug] = report
    return found


CATALOG = by_slug(REPORTS)
