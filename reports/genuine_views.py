"""The public page on which anybody finds out whether a document is one of ours. It says nothing else of it.

A number and a code can be copied onto another paper. So the page never vouches for a content: it names the
hashes of the files, and compares a file with them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from foundation.accounts.limits import begin_attempt, forget_failures, say_wait
from foundation.files.genuine import find_genuine
from foundation.files.models import Document, ErasedDocument
from foundation.files.upload_handlers import COPY_FIELD, HashedCopy
from foundation.values.codes import in_groups
from grants.forms.resident_fields import Problem
from grants.views.resident_access import form_page, remote_address
from grants.views.resident_keys import TOO_MANY, too_many
from reports.genuine import compared, genuine_line
from reports.genuine_form import GenuineForm

NOT_FOUND = (
    "Zu dieser Nummer und diesem Prüfcode gibt es kein Dokument. "
    "Vergleichen Sie beide Zeichen für Zeichen mit Ihrem Papier."
)
CHOOSE_FILE = "Wählen Sie die Datei aus, die Sie vergleichen möchten."
View = Callable[..., HttpResponse]
Found = Document | ErasedDocument


def _public(view: View) -> View:
    """For everybody, kept in no cache and in no search engine."""

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = view(request, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(form_page(wrapper))


@_public
def genuine(request: HttpRequest) -> HttpResponse:
    """Ask for number and code, and for a copy to compare if there is one."""
    if request.method != "POST":
        return render(request, "reports/genuine_form.html", {"form": GenuineForm()})
    form = GenuineForm(request.POST)
    if not form.is_valid():
        return render(request, "reports/genuine_form.html", {"form": form})
    typed = form.cleaned_data
    found, wait = _find(request, typed["number"], typed["code"])
    if found is None:
        return _refused(request, form, wait, status=200)
    copy = _copy_in(request)
    if copy is not None:
        return _answer(request, found, copy)
    return redirect("genuine_document", number=found.number, code=found.check_code)


@_public
def genuine_document(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The answer for one document, where its QR code leads; POST compares a copy."""
    found, wait = _find(request, number, code)
    if found is None:
        form = GenuineForm(QueryDict(urlencode({"number": number, "code": code})))
        form.is_valid()
        return _refused(request, form, wait, status=404)
    copy = _copy_in(request)
    is_missing = request.method == "POST" and copy is None
    return _answer(request, found, copy, problem=CHOOSE_FILE if is_missing else "")


def _copy_in(request: HttpRequest) -> HashedCopy | None:
    """What the upload handler made of the file; None when no file was chosen."""
    sent: Any = request.FILES.get(COPY_FIELD)
    return sent if isinstance(sent, HashedCopy) else None


def _find(request: HttpRequest, number: str, code: str) -> tuple[Found | None, timedelta | None]:
    """What was asked for, guarded against guessing; else how long to wait, if that is why."""
    now, address = timezone.now(), remote_address(request)
    account = f"document/code/{address}"
    wait = begin_attempt(account=account, address=address, now=now)
    if wait:
        return None, wait
    found = find_genuine(number=number, code=code)
    if found is not None:
        forget_failures(account=account, address=address)
    return found, None


def _refused(request: HttpRequest, form: GenuineForm, wait: timedelta | None, *, status: int) -> HttpResponse:
    """The same page for an unknown number and for a wrong code."""
    form.add_error(None, TOO_MANY.format(wait=say_wait(wait)) if wait else NOT_FOUND)
    response = render(request, "reports/genuine_form.html", {"form": form}, status=status)
    return too_many(response, wait) if wait else response


def _answer(
    request: HttpRequest, found: Found, copy: HashedCopy | None = None, problem: str = ""
) -> HttpResponse:
    if isinstance(found, ErasedDocument):
        context = {"erased": found, "code": in_groups(found.check_code)}
        return render(request, "reports/genuine_erased.html", context)
    line = genuine_line(found)
    context = {
        "document": line,
        "comparison": compared(line, copy) if copy else None,
        "problems": [Problem(problem, f"id_{COPY_FIELD}")] if problem else [],
    }
    return render(request, "reports/genuine.html", context)
