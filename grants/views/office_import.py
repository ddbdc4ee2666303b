"""Files of the finance system: read in, every line looked at, the chosen ones booked."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.audit.services import record_access
from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants import policy
from grants.forms.office_import import ImportForm
from grants.models import FinanceImport, ImportKind
from grants.rules.finance_files import ResultLine, write_open_lines
from grants.selectors.cases import funds_of
from grants.selectors.finance_imports import READERS, JudgedRow, find_import, judged_rows, list_imports
from grants.services.finance_imports import AT_ONCE, SeenRows, book_rows, import_results
from grants.services.postings import import_postings
from grants.services.statements import import_statement
from grants.views.office_access import actor_of, form_page, office_page
from grants.views.office_forms import ask_for_files_again, attach

CONFLICT = 409
READ_IN: Mapping[str, Callable[..., FinanceImport]] = MappingProxyType(
    {
        ImportKind.RESULTS: import_results,
        ImportKind.STATEMENT: import_statement,
        ImportKind.POSTINGS: import_postings,
    }
)


@form_page(*READERS)
def imports(request: HttpRequest) -> HttpResponse:
    """What was read in, newest first; the Kasse reads in a file."""
    actor, now = actor_of(request), timezone.now()
    own = funds_of(actor, ("KA",))
    form = None
    if own:
        form = ImportForm(
            request.POST or None,
            files=request.FILES or None,
            target=own,
            actor=actor,
            today=local_date(now),
            version=0,
        )
    if request.method == "POST":
        if form is None:
            raise PermissionDenied(policy.may_import_results.sentence)
        made = _read_in(request, form)
        if made is not None:
            return redirect("office_import", uuid=made.uuid)
    context = {"form": form, "imports": list_imports(funds_of(actor, READERS))}
    return render(request, "office/imports.html", context)


def _read_in(request: HttpRequest, form: ImportForm) -> FinanceImport | None:
    if not form.is_valid():
        ask_for_files_again(form)
        return None
    read_in = READ_IN[form.cleaned_data["kind"]]
    try:
        return read_in(
            fund=form.chosen_fund(), data=form.data_of_file(), actor=actor_of(request), now=timezone.now()
        )
    except DomainError as error:
        attach(form, error)
        return None


@form_page(*READERS)
def finance_import(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Every line with what would happen; POST shows number and sum of the chosen ones, then books them."""
    actor, now = actor_of(request), timezone.now()
    source = _import_or_404(request, uuid)
    if request.method != "POST":
        record_access(actor=actor, subject=source.subject, purpose="finance_import.read", now=now)
        return _show(request, source)
    if not policy.may_import_results(actor, source):
        raise PermissionDenied(policy.may_import_results.why_not(actor, source))
    seen = _seen(request)
    if "choose" in request.POST or not seen.keys:
        return _confirm(request, source, seen)
    return _book(request, source, seen)


def _show(
    request: HttpRequest, source: FinanceImport, problems: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    rows = judged_rows(source, actor=actor, today=local_date(timezone.now()))
    context = {
        "source": source,
        "good": [each for each in rows if each.is_good],
        "done": [each for each in rows if each.is_done],
        "open": [each for each in rows if not each.is_good and not each.is_done],
        "may_book": policy.may_import_results(actor, source),
        "problems": problems,
    }
    return render(request, "office/import.html", context, status=status)


def _confirm(request: HttpRequest, source: FinanceImport, seen: SeenRows) -> HttpResponse:
    rows = judged_rows(source, actor=actor_of(request), today=local_date(timezone.now()))
    chosen = [each.row for each in rows if each.is_good and each.row.pk in seen.keys]
    if not chosen:
        return _show(request, source, ("Wählen Sie mindestens eine Zeile aus.",))
    now, later = chosen[: AT_ONCE[source.kind]], chosen[AT_ONCE[source.kind] :]
    total = sum(row.signed_cents for row in now)
    context = {"source": source, "chosen": now, "later": len(later), "total_cents": total}
    return render(request, "office/import_confirm.html", context)


def _book(request: HttpRequest, source: FinanceImport, seen: SeenRows) -> HttpResponse:
    try:
        booked = book_rows(source=source, seen=seen, actor=actor_of(request), now=timezone.now())
    except DomainError as error:
        if _is_done(request, source, seen):
            return _said_before(request, source)
        return _show(request, source, (error.message,), CONFLICT)
    if not booked.count and _is_done(request, source, seen):
        return _said_before(request, source)
    if booked.refusals:
        problems = (
            f"{_number_done(source, booked.count)} Diese sind es nicht und bleiben offen:",
            *booked.refusals,
        )
        return _show(request, source, problems, CONFLICT)
    messages.success(request, _number_done(source, booked.count))
    return redirect("office_import", uuid=source.uuid)


def _number_done(source: FinanceImport, count: int) -> str:
    number = "1 Zeile ist" if count == 1 else f"{count} Zeilen sind"
    return f"{number} {source.done_word}."


def _is_done(request: HttpRequest, source: FinanceImport, seen: SeenRows) -> bool:
    """Every line that was chosen is booked by now: this was a second click."""
    rows = judged_rows(source, actor=actor_of(request), today=local_date(timezone.now()))
    return bool(seen.keys) and seen.keys <= {each.row.pk for each in rows if each.is_done}


def _said_before(request: HttpRequest, source: FinanceImport) -> HttpResponse:
    word = source.done_word
    messages.info(request, f"Das ist schon {word}. Es ist nichts doppelt {word}.")
    return redirect("office_import", uuid=source.uuid)


@office_page(*READERS)
def finance_import_open(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What of the file is not booked, as a file: for whoever clears it up."""
    actor, now = actor_of(request), timezone.now()
    source = _import_or_404(request, uuid)
    record_access(actor=actor, subject=source.subject, purpose="finance_import.open", now=now)
    rows = judged_rows(source, actor=actor, today=local_date(now))
    data = write_open_lines(
        (_line(each), each.sentence or f"Noch nicht {source.done_word}.") for each in rows if not each.is_done
    )
    name = f"offen-{source.sha256[:8]}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)


def _line(judged: JudgedRow) -> ResultLine:
    row = judged.row
    return ResultLine(
        line=row.line,
        order_number=row.order_number,
        document_number=row.document_number,
        day=row.day,
        amount_cents=row.amount_cents,
        verb=row.get_verb_display(),
        reason=row.reason,
    )


def _import_or_404(request: HttpRequest, uuid: UUID) -> FinanceImport:
    found = find_import(actor_of(request), uuid)
    if found is None:
        raise Http404
    return found


def _seen(request: HttpRequest) -> SeenRows:
    """What the page sent back; whatever is no number is not there."""
    posted = request.POST
    keys = frozenset(each for each in map(_number, posted.getlist("row")) if each > 0)
    total = posted.get("total", "")
    cents = _number(total.removeprefix("-"))
    signed = None if cents < 0 else -cents if total.startswith("-") else cents
    return SeenRows(keys, _number(posted.get("count", "")), signed)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1
