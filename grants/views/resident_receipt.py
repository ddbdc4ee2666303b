"""Adding one receipt, and changing it: a page, a photo, four answers."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.languages.spoken import spoken
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from foundation.values.phrases import say
from grants.forms.plan_item import NO_ITEM
from grants.forms.resident_proof import ReceiptForm
from grants.models import Grant, Receipt
from grants.services.proofs import ReceiptLine, add_receipt, correct_receipt
from grants.services.workflow import lock
from grants.views.resident_access import form_page, who, with_grant
from grants.views.resident_lost import typed_before
from grants.views.resident_proof import is_open, leave, proof_frame, whole
from grants.views.resident_waiting import WaitingFile, receive_file, waiting_before


@form_page
@with_grant
def my_receipt_new(request: HttpRequest, grant: Grant) -> HttpResponse:
    """T5: one receipt. The hidden number makes a second click find its receipt there already."""
    if not is_open(grant):
        return leave(grant)
    now = timezone.now()
    if request.method != "POST":
        typed = typed_before(request)
        photo = waiting_before(request, typed, name=_form_name(grant))
        form = ReceiptForm(typed, **_asks(grant, now))
        return _show(request, grant, form, photo)
    form = ReceiptForm(request.POST, **_asks(grant, now))
    photo = receive_file(request, form, name=_form_name(grant), now=now)
    if form.is_valid():
        try:
            _add(request, grant, form, photo, now)
        except DomainError as error:
            form.refuse(error)
            if error.code == "receipt.double":
                photo.discard()
                photo = WaitingFile()
    if form.errors:
        return _show(request, grant, form, photo)
    messages.success(request, spoken(say("Der Beleg ist gespeichert.")))
    return redirect("my_proof", reference=grant.case.reference)


@form_page
@with_grant
def my_receipt_edit(request: HttpRequest, grant: Grant, number: int) -> HttpResponse:
    """The same page with what is there; the photo stays unless another is chosen.

    The receipt is named by its row, because numbers close up when one is removed.
    """
    if not is_open(grant):
        return leave(grant)
    receipt = _receipt_of(request, grant, number)
    if receipt is None:
        messages.info(request, spoken(say("Diesen Beleg gibt es nicht mehr.")))
        return redirect("my_proof", reference=grant.case.reference)
    now, name = timezone.now(), f"receipt-{receipt.pk}-{grant.uuid.hex}"
    if request.method != "POST":
        typed = typed_before(request, saved=receipt.pk)
        form = ReceiptForm(typed, **_asks(grant, now), initial=_as_typed(receipt))
        return _show(request, grant, form, waiting_before(request, typed, name=name), receipt)
    form = ReceiptForm(request.POST, **_asks(grant, now))
    photo = receive_file(request, form, name=name, now=now)
    if form.is_valid():
        try:
            _correct(request, grant, receipt, form, photo, now)
        except DomainError as error:
            form.refuse(error)
    if form.errors:
        return _show(request, grant, form, photo, receipt)
    messages.success(request, spoken(say("Der Beleg ist geändert.")))
    return redirect("my_proof", reference=grant.case.reference)


def _asks(grant: Grant, now: datetime) -> dict[str, Any]:
    """What the form must know: the day, the plan, whether the net amount is asked for."""
    case = grant.case
    return {"today": local_date(now), "plan": case.plan_items, "net": bool(case.deducts_input_tax)}


def _receipt_of(request: HttpRequest, grant: Grant, number: int) -> Receipt | None:
    wanted = request.POST.get("receipt", "")
    by = {"pk": whole(wanted)} if wanted else {"number": number}
    return Receipt.objects.filter(proof__grant=grant, **by).select_related("file", "cost_item").first()


def _as_typed(receipt: Receipt) -> dict[str, Any]:
    """What stands in the form at first; the day of payment only when it was another one."""
    return {
        "payee": receipt.payee,
        "issued_on": receipt.issued_on,
        "amount_cents": receipt.gross_cents,
        "net_cents": receipt.amount_cents,
        "purpose": receipt.purpose,
        "document_number": receipt.document_number,
        "paid_on": receipt.paid_on if receipt.paid_on != receipt.issued_on else None,
        "cost_item": receipt.cost_item.position if receipt.cost_item else NO_ITEM,
    }


def _correct(
    request: HttpRequest,
    grant: Grant,
    receipt: Receipt,
    form: ReceiptForm,
    photo: WaitingFile,
    now: datetime,
) -> None:
    with transaction.atomic():
        line = ReceiptLine(**form.cleaned_data, file=photo.attach(grant.subject))
        correct_receipt(grant=grant, receipt=receipt, line=line, actor=who(request), now=now)


def _form_name(grant: Grant) -> str:
    return f"receipt-{grant.uuid.hex}"


def _add(request: HttpRequest, grant: Grant, form: ReceiptForm, photo: WaitingFile, now: datetime) -> Receipt:
    """Receipt and photo together, or neither: after a refusal the photo goes on waiting."""
    with transaction.atomic():
        lock(grant)
        twin = _twin(grant, request.POST.get("number", ""), form)
        if twin is not None:
            photo.discard()
            return twin
        line = ReceiptLine(**form.cleaned_data, file=photo.attach(grant.subject))
        return add_receipt(grant=grant, line=line, actor=who(request), now=now)


def _twin(grant: Grant, number: str, form: ReceiptForm) -> Receipt | None:
    """The receipt that this very page has added before, because it was sent twice."""
    if not (number.isascii() and number.isdigit() and len(number) < 5):
        return None
    return Receipt.objects.filter(proof__grant=grant, number=int(number), **form.cleaned_data).first()


def _show(
    request: HttpRequest,
    grant: Grant,
    form: ReceiptForm,
    photo: WaitingFile,
    receipt: Receipt | None = None,
) -> HttpResponse:
    frame = proof_frame(grant)
    context = {
        **frame,
        "form": form,
        "number": form.data.get("number") or len(frame["receipts"]) + 1,
        "waiting": photo.file,
        "receipt": receipt,
    }
    return render(request, "resident/receipt.html", context)
