"""Adding one receipt: a page, a photo, four answers."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.files.models import StoredFile
from foundation.files.services import delete_file
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants.forms.resident_proof import ReceiptForm
from grants.models import Grant, Receipt
from grants.services.proofs import ReceiptLine, add_receipt
from grants.services.workflow import lock
from grants.views.resident_access import form_page, who, with_grant
from grants.views.resident_proof import is_open, leave, proof_frame
from grants.views.resident_uploads import chosen_file, take_upload

PHOTO_AGAIN = "Wählen Sie auch das Foto noch einmal aus."


@form_page
@with_grant
def my_receipt_new(request: HttpRequest, grant: Grant) -> HttpResponse:
    """T5: one receipt. The hidden number makes a second click find its receipt there already."""
    if not is_open(grant):
        return leave(grant)
    now = timezone.now()
    if request.method != "POST":
        return _show(request, grant, ReceiptForm(today=local_date(now)))
    form = ReceiptForm(request.POST, today=local_date(now))
    if form.is_valid():
        try:
            _add(request, grant, form, now)
        except DomainError as error:
            form.refuse(error)
    if form.errors:
        return _show(request, grant, form)
    messages.success(request, "Der Beleg ist gespeichert.")
    return redirect("my_proof", reference=grant.case.reference)


def _add(request: HttpRequest, grant: Grant, form: ReceiptForm, now: datetime) -> Receipt:
    chosen = chosen_file(request)
    with transaction.atomic():
        lock(grant)
        twin = _twin(grant, request.POST.get("number", ""), form)
        if twin is not None:
            return twin
        file = take_upload(request, chosen, subject=grant.subject, now=now) if chosen else None
        return _store(request, grant, form, file, now)


def _store(
    request: HttpRequest, grant: Grant, form: ReceiptForm, file: StoredFile | None, now: datetime
) -> Receipt:
    try:
        line = ReceiptLine(**form.cleaned_data, file=file)
        return add_receipt(grant=grant, line=line, actor=who(request), now=now)
    except DomainError:
        if file is not None and not Receipt.objects.filter(file=file).exists():
            delete_file(file=file)
        raise


def _twin(grant: Grant, number: str, form: ReceiptForm) -> Receipt | None:
    """The receipt that this very page has added before, because it was sent twice."""
    if not (number.isascii() and number.isdigit() and len(number) < 5):
        return None
    return Receipt.objects.filter(proof__grant=grant, number=int(number), **form.cleaned_data).first()


def _show(request: HttpRequest, grant: Grant, form: ReceiptForm) -> HttpResponse:
    frame = proof_frame(grant)
    has_lost_photo = form.is_bound and bool(request.FILES.get("file"))
    context = {
        **frame,
        "form": form,
        "number": request.POST.get("number") or len(frame["receipts"]) + 1,
        "photo_note": PHOTO_AGAIN if has_lost_photo else "",
    }
    return render(request, "resident/receipt.html", context)
