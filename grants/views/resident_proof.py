"""The proof: receipts one by one with a running total, the report, check and send, done."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.languages.spoken import spoken
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError
from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.forms.resident_fields import Problem
from grants.forms.resident_proof import ReportForm
from grants.models import Grant, Proof, Receipt
from grants.rules.findings import Finding
from grants.rules.receipts import check_proof
from grants.selectors.receipt_sheets import sheet_of
from grants.selectors.resident import issued_grant
from grants.selectors.resident_progress import takes_receipts
from grants.selectors.resident_result import check_result
from grants.services.proofs import remove_receipt, save_report, submit_proof
from grants.services.workflow import lock
from grants.views.resident_access import form_page, seen_version, status_of, who, with_grant
from grants.views.resident_lost import typed_before
from grants.workflows.facts import left_over_of, proof_facts, receipts_needed_for, wanted_cents

NOT_BEGUN = frozenset({"issued", "accepted"})
IS_CHECKED = frozenset({"checked", "settling"})
IS_SENT = IS_CHECKED | {"proof_submitted"}
IS_DONE = frozenset({"closed", "in_binding"})


def proof_of(grant: Grant) -> Proof | None:
    """The proof if anything was ever entered."""
    return Proof.objects.filter(grant=grant).prefetch_related("receipts__file", "receipts__cost_item").first()


def proof_frame(grant: Grant) -> dict[str, Any]:
    """What every page of the proof shows: the receipts and the running total."""
    proof = proof_of(grant)
    receipts = list(proof.receipts.all()) if proof else []
    total = sum(receipt.amount_cents for receipt in receipts)
    needed = wanted_cents(grant, proof)
    other = receipts_needed_for(grant, proof) - grant.approved_cents
    if grant.state == "cancelled":  # what was spent so far counts, not what was planned
        words = say(
            "Sie haben {needed} von uns bekommen · Belege {total}",
            needed=format_euro(needed),
            total=format_euro(total),
        )
    else:
        values = {"needed": format_euro(needed), "total": format_euro(total)}
        words = say("Zusammen brauchen wir Belege über {needed} · Belege {total}", **values)
        if needed > total:
            words = say(
                "Zusammen brauchen wir Belege über {needed} · Belege {total} · fehlen {missing}",
                missing=format_euro(needed - total),
                **values,
            )
    return {
        "grant": grant,
        "application": grant.case,
        "proof": proof,
        "receipts": receipts,
        "receipts_cents": total,
        "needed_cents": needed,
        "other_cents": other,
        "total_words": words,
        "receipt_sheet": partial(sheet_of, grant, local_date(timezone.now())),
    }


def is_open(grant: Grant) -> bool:
    """Receipts can be added and removed."""
    return takes_receipts(grant)


def leave(grant: Grant) -> HttpResponse:
    """Where to go when the proof is no longer open."""
    page = "my_done" if grant.state in IS_SENT | IS_DONE else "my_case"
    return redirect(page, reference=grant.case.reference)


@require_safe
@with_grant
def my_proof(request: HttpRequest, grant: Grant) -> HttpResponse:
    """T5: the list of receipts."""
    if not is_open(grant):
        return leave(grant)
    return render(request, "resident/proof.html", proof_frame(grant))


@form_page
@with_grant
def my_receipt_remove(request: HttpRequest, grant: Grant, number: int) -> HttpResponse:
    """Take one receipt out. It is named by its row, because numbers close up: twice removes once."""
    if not is_open(grant):
        return leave(grant)
    receipt = Receipt.objects.filter(proof__grant=grant, number=number).first()
    if request.method != "POST":
        if receipt is None:
            return redirect("my_proof", reference=grant.case.reference)
        return render(request, "resident/receipt_remove.html", {**proof_frame(grant), "receipt": receipt})
    with transaction.atomic():
        lock(grant)
        wanted = Receipt.objects.filter(proof__grant=grant, pk=whole(request.POST.get("receipt"))).first()
        if wanted is not None:
            remove_receipt(grant=grant, number=wanted.number, actor=who(request), now=timezone.now())
            messages.success(request, spoken(say("Der Beleg ist entfernt.")))
    return redirect("my_proof", reference=grant.case.reference)


@form_page
@with_grant
def my_report(request: HttpRequest, grant: Grant) -> HttpResponse:
    """Two sentences about what was done, and what was really given."""
    if not is_open(grant):
        return leave(grant)
    if request.method != "POST":
        proof = proof_of(grant)
        planned = grant.case.donations_cents or None
        initial = {
            "report": proof.report if proof else "",
            "donations_actual_cents": proof.donations_actual_cents if proof else planned,
        }
        form = ReportForm(typed_before(request, saved=initial), initial=initial)
        return render(request, "resident/report.html", {**proof_frame(grant), "form": form})
    form = ReportForm(request.POST)
    if form.is_valid():
        try:
            save_report(grant=grant, actor=who(request), now=timezone.now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
    if form.errors:
        return render(request, "resident/report.html", {**proof_frame(grant), "form": form})
    return redirect("my_proof_check", reference=grant.case.reference)


@form_page
@with_grant
def my_proof_check(request: HttpRequest, grant: Grant) -> HttpResponse:
    """T6: everything once more, then send; a second click finds it sent."""
    if not is_open(grant):
        return leave(grant)
    if grant.state == "proof_incomplete":
        return redirect("my_proof_question", reference=grant.case.reference)
    if request.method != "POST" or grant.state in NOT_BEGUN:
        return _show_check(request, grant)
    try:
        submit_proof(
            grant=grant, actor=who(request), now=timezone.now(), expected_version=seen_version(request)
        )
    except DomainError as error:
        fresh = issued_grant(grant.case) or grant
        if not is_open(fresh):
            return leave(fresh)
        sentences = error.sentences if isinstance(error, Blocked) else (error.message,)
        return _show_check(request, fresh, [Problem(each) for each in sentences], status_of(error))
    return redirect("my_done", reference=grant.case.reference)


def _show_check(
    request: HttpRequest, grant: Grant, problems: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    frame = proof_frame(grant)
    today = local_date(timezone.now())
    findings = check_proof(proof_facts(grant, today)) if frame["proof"] else ()
    context = {
        **frame,
        "problems": problems or [],
        "warnings": [(each.message, _where_to_write(grant, each)) for each in findings if not each.blocks],
        "left_over_cents": left_over_of(grant, frame["proof"]) if frame["proof"] else grant.paid_cents,
        "wait": _wait_in_words(grant, today),
    }
    return render(request, "resident/proof_check.html", context, status=status)


def _where_to_write(grant: Grant, finding: Finding) -> str:
    """The page with the field into which the person can write what the sentence asks for; "" without one."""
    if finding.code != "receipt.outside_period":
        return ""
    return reverse("my_report", args=[grant.case.reference]) + "#id_report"


def _wait_in_words(grant: Grant, today: date) -> str:
    """Receipts can be collected early; the proof itself goes off once the project has begun."""
    if grant.state not in NOT_BEGUN:
        return ""
    if grant.starts_on <= today:  # the daily run has not come by yet
        return say("Absenden können Sie ab morgen.")
    return say(
        "Absenden können Sie ab dem {starts_on}. Dann beginnt Ihre Aktion.",
        starts_on=grant.starts_on,
    )


@require_safe
@with_grant
def my_done(request: HttpRequest, grant: Grant) -> HttpResponse:
    """T7: thanks; after sending what comes next, after the check its result, after closing the end."""
    if grant.state not in IS_SENT | IS_DONE:
        return redirect("my_case", reference=grant.case.reference)
    context = {
        **proof_frame(grant),
        "is_closed": grant.state in IS_DONE,
        "is_checked": grant.state in IS_CHECKED,
        "result": check_result(grant),
    }
    return render(request, "resident/done.html", context)


def whole(text: str | None) -> int:
    """The number that a hidden field names; 0, which no row has, when it is spoilt."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0
