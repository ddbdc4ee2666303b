"""Adding one receipt: a page, a photo, four answers."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants.forms.resident_proof import ReceiptForm
from grants.models import Grant, Receipt
from grants.services.proofs import ReceiptLine, add_receipt
from grants.services.workflow import lock
from grants.views.resident_access import form_page, who, with_grant
from grants.views.resident_lost import typed_before
from grants.views.resident_proof import is_open, leave, proof_frame
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
        form = ReceiptForm(typed, today=local_date(now), plan=grant.case.plan_items)
        return _show(request, grant, form, photo)
    form = ReceiptForm(request.POST, today=local_date(now), plan=grant.case.plan_items)
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
    messages.success(request, "Der Beleg ist gespeichert.")
    return redirect("my_proof", reference=grant.case.reference)


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


def _show(request: HttpRequest, grant: Grant, form: ReceiptForm, photo: WaitingFile) -> HttpResponse:
    frame = proof_frame(grant)
    context = {
        **frame,
        "form": form,
        "number": form.data.get("number") or len(frame["receipts"]) + 1,
        "waiting": photo.file,
    }
    return render(request, "resident/receipt.html", context)
