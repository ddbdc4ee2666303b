"""Briefkopf: what stands at the head of a fund's letters, and the logo that the office sets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.values.dates import local_date
from foundation.values.errors import DomainError
from grants.forms.office_logo import LogoForm
from grants.models import Fund
from grants.services.fund_logos import remove_logo, set_logo
from grants.views.office_access import actor_of, form_page
from grants.views.office_forms import ask_for_files_again, attach
from grants.views.office_texts import READERS, fund_or_404


@form_page(*READERS)
def letterhead(request: HttpRequest, fund: str) -> HttpResponse:
    """The sender as letters print it; set another logo, or take it away."""
    found, actor, now = fund_or_404(request, fund), actor_of(request), timezone.now()
    is_removal = "remove" in request.POST
    sent = request.method == "POST" and not is_removal
    form = LogoForm(
        request.POST.copy() if sent else None,
        files=request.FILES if sent else None,
        target=found,
        actor=actor,
        today=local_date(now),
        version=0,
    )
    if request.method != "POST":
        return _show(request, found, form)
    if not is_removal and not form.is_valid():
        ask_for_files_again(form)
        return _show(request, found, form)
    try:
        if is_removal:
            remove_logo(fund=found, actor=actor, now=now)
        else:
            file = form.cleaned_data["file"]
            alt = form.cleaned_data["alt"]
            set_logo(fund=found, name=file.name, data=file.read(), alt=alt, actor=actor, now=now)
    except DomainError as error:
        if is_removal:
            messages.error(request, error.message)
            return redirect("office_letterhead", found.slug)
        attach(form, error)
        ask_for_files_again(form)
        return _show(request, found, form)
    done = "entfernt" if is_removal else "gespeichert"
    messages.success(request, f"Das Logo ist {done}. Das gilt für Briefe, die jetzt entstehen.")
    return redirect("office_letterhead", found.slug)


def _show(request: HttpRequest, fund: Fund, form: LogoForm) -> HttpResponse:
    page = {"fund": fund, "form": form, "logo": fund.logos.select_related("file").last()}
    return render(request, "office/settings/letterhead.html", page)
