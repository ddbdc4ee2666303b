"""Übergabeläufe: the Kasse chooses ordered payments, sees number and sum, takes them with a file."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from foundation.audit.actors import Actor
from foundation.audit.services import record_access
from foundation.files.services import read_bytes
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError
from grants import policy
from grants.models import Fund, HandOver, HandOverKind
from grants.selectors.cases import funds_of
from grants.selectors.hand_overs import find_run, lines_of_run, list_runs, run_of
from grants.selectors.payment_batches import chosen_orders, orders_to_sign
from grants.selectors.payment_profiles import READERS as SETTINGS_READERS
from grants.selectors.payment_profiles import profile_in_force
from grants.selectors.payments import READERS
from grants.services.hand_overs import fetch_file, hand_over_orders
from grants.services.payment_batches import SeenOrders
from grants.states import PaymentOrderState
from grants.views.office_access import actor_of, form_page, office_page
from grants.views.office_payment_batches import seen_orders
from reports.payments.files import write_file

CONFLICT = 409
STEP_UP = "Bestätigen Sie kurz, dass Sie es sind. Danach geht es weiter."
CHOOSE = "Wählen Sie mindestens eine Auszahlung aus."
DONE_BEFORE = "Diese Auszahlungen sind schon übergeben, mit diesem Lauf. Es ist nichts zweimal übergeben."
NOTHING_DONE = "Es ist nichts übergeben. Sehen Sie sich die Liste noch einmal an:"
GONE = "Die Datei ist nicht lesbar. Rufen Sie die Administration an."


@office_page(*READERS)
def hand_overs(request: HttpRequest) -> HttpResponse:
    """The runs so far, and for the Kasse the way to a new one."""
    actor = actor_of(request)
    context = {
        "runs": list_runs(funds_of(actor, READERS)),
        "kasse_of": funds_of(actor, ("KA",)),
        "may_read_settings": bool(funds_of(actor, SETTINGS_READERS)),
    }
    return render(request, "office/hand_overs.html", context)


@form_page("KA")
def hand_over_new(request: HttpRequest, fund: str) -> HttpResponse:
    """Choose from the ordered payments; POST shows number and sum, then hands over what was seen."""
    actor = actor_of(request)
    found = next((each for each in funds_of(actor, ("KA",)) if each.slug == fund), None)
    if found is None:
        raise Http404
    if not actor.stepped_up:
        return _prove(request, request.path)
    if request.method != "POST":
        return _choose(request, found)
    seen = seen_orders(request)
    if not seen.versions or "choose" in request.POST:
        return _confirm(request, found, seen)
    return _hand_over(request, found, seen)


@office_page(*READERS)
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """One run: number, sum, file, and what became of each order."""
    actor = actor_of(request)
    run = _run_or_404(actor, number)
    record_access(actor=actor, subject=run.subject, purpose="hand_over.read", now=timezone.now())
    context = {
        "run": run,
        "lines": lines_of_run(run, actor),
        "downloads": list(run.downloads.order_by("number")),
        "may_fetch": policy.may_hand_over(replace(actor, stepped_up=True), run),
    }
    return render(request, "office/hand_over.html", context)


@office_page("KA", methods=("POST",))
def hand_over_file(request: HttpRequest, number: str) -> HttpResponse:
    """The stored bytes. That they go out is recorded before the first of them does; again is marked so."""
    actor = actor_of(request)
    run = _run_or_404(actor, number)
    proven = replace(actor, stepped_up=True)
    if not policy.may_hand_over(proven, run):
        raise PermissionDenied(policy.may_hand_over.why_not(proven, run))
    page = reverse("hand_over", args=[number])
    if not actor.stepped_up:
        return _prove(request, page)
    try:
        data = read_bytes(run.file) if run.file else b""
        fetched = fetch_file(hand_over=run, actor=actor, now=timezone.now())
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(page)
    except OSError:
        messages.error(request, GONE)
        return redirect(page)
    return _sent(run, data, is_again=fetched.is_again)


def _sent(run: HandOver, data: bytes, *, is_again: bool) -> HttpResponse:
    ending = "xml" if run.kind == HandOverKind.PAIN001 else "csv"
    name = f"{run.number}-erneut-geladen.{ending}" if is_again else f"{run.number}.{ending}"
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _choose(
    request: HttpRequest, fund: Fund, problems: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    rows = orders_to_sign(
        funds=[fund],
        state=PaymentOrderState.ORDERED,
        may=policy.may_execute,
        actor=actor_of(request),
        today=local_date(timezone.now()),
    )
    total = sum(row.order.amount_cents for row in rows if not row.why_not)
    context = {"fund": fund, "rows": rows, "problems": problems, "total_cents": total}
    context["count"] = sum(not row.why_not for row in rows)
    return render(request, "office/hand_over_new.html", context, status=status)


def _confirm(request: HttpRequest, fund: Fund, seen: SeenOrders) -> HttpResponse:
    chosen = chosen_orders([fund], seen.versions)
    if not chosen:
        return _choose(request, fund, (CHOOSE,))
    profile = profile_in_force(fund)
    context = {
        "fund": fund,
        "chosen": chosen,
        "total_cents": sum(order.amount_cents for order in chosen),
        "has_bank_file": profile is not None and profile.bank_file,
    }
    return render(request, "office/hand_over_confirm.html", context)


def _hand_over(request: HttpRequest, fund: Fund, seen: SeenOrders) -> HttpResponse:
    kind = request.POST.get("kind", "")
    own = {order.pk for order in chosen_orders([fund], seen.versions)}
    if own != set(seen.versions) or kind not in HandOverKind.values:
        raise Http404
    try:
        run = hand_over_orders(
            fund=fund,
            kind=HandOverKind(kind),
            seen=seen,
            write=write_file,
            actor=actor_of(request),
            now=timezone.now(),
        )
    except DomainError as error:
        run_before = run_of(own, fund)
        if run_before is not None:  # a second click: the first one did it
            messages.info(request, DONE_BEFORE)
            return redirect("hand_over", run_before.number)
        sentences = error.sentences if isinstance(error, Blocked) else (error.message,)
        return _choose(request, fund, (NOTHING_DONE, *sentences), CONFLICT)
    messages.success(request, "Die Auszahlungen sind übergeben. Laden Sie jetzt die Datei herunter.")
    return redirect("hand_over", run.number)


def _prove(request: HttpRequest, then: str) -> HttpResponse:
    messages.info(request, STEP_UP)
    return redirect(f"{reverse('confirm_identity')}?{urlencode({'next': then})}")


def _run_or_404(actor: Actor, number: str) -> HandOver:
    found = find_run(actor, number)
    if found is None:
        raise Http404
    return found
