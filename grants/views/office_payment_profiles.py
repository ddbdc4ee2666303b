"""Auszahlungsdateien: how a fund writes them, a proposal, its confirmation by another person."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy, predicates
from grants.forms.office_import import TryFileForm
from grants.forms.office_payment_profile import PaymentProfileForm
from grants.models import ImportKind, PaymentProfile
from grants.rules.finance_files import PostingLine, ResultLine, read_postings, read_results
from grants.rules.import_names import MEANINGS
from grants.rules.payment_files import COLUMNS
from grants.selectors.cases import funds_of
from grants.selectors.payment_profiles import (
    READERS,
    changes_of,
    find_profile,
    import_names_of,
    neutral_values,
    open_profile,
    profile_in_force,
    profile_in_words,
    versions_of_profile,
)
from grants.services.payment_profiles import confirm_profile, propose_profile, withdraw_profile
from grants.views.office_access import actor_of, form_page, office_page

DECIDERS = ("QM", "CI")
TRIERS = (*DECIDERS, "KA")
CONFLICT = 409


@office_page(*READERS)
def payment_profiles(request: HttpRequest) -> HttpResponse:
    """What holds and held, fund by fund, with test files to try."""
    actor = actor_of(request)
    page, triers = [], funds_of(actor, TRIERS)
    for fund in funds_of(actor, READERS):
        profile = profile_in_force(fund)
        page.append(
            {
                "fund": fund,
                "profile": profile,
                "in_force": profile_in_words(profile.values if profile else neutral_values()),
                "versions": versions_of_profile(fund),
                "proposal": open_profile(fund),
                "may_propose": policy.may_propose_rules(actor, fund),
                "may_try": fund in triers,
            }
        )
    context = {"funds": page, "may_decide": bool(funds_of(actor, DECIDERS))}
    return render(request, "office/settings/payment_profiles.html", context)


@form_page("QM")
def payment_profile_new(request: HttpRequest, fund: str) -> HttpResponse:
    """Propose another way: the form begins with what holds."""
    actor = actor_of(request)
    found = next((each for each in funds_of(actor, ("QM",)) if each.slug == fund), None)
    if found is None:
        raise Http404
    profile = profile_in_force(found)
    form = PaymentProfileForm(request.POST or None, values=profile.values if profile else neutral_values())
    if request.method == "POST" and form.is_valid():
        try:
            proposed = propose_profile(
                fund=found,
                values=form.values(),
                reason=form.cleaned_data["reason"],
                actor=actor,
                now=timezone.now(),
            )
        except DomainError as error:
            field = error.field if isinstance(error, InvalidInput) and error.field in form.fields else None
            form.add_error(field, error.message)
        else:
            messages.success(request, "Der Vorschlag liegt vor. Die Sachbearbeitung der Stadt bestätigt ihn.")
            return redirect("office_payment_profile", proposed.uuid)
    columns = [(name, column.meaning) for name, column in COLUMNS.items()]
    page = {
        "fund": found,
        "form": form,
        "waiting": open_profile(found),
        "columns": columns,
        "meanings": list(MEANINGS.items()),
    }
    return render(request, "office/settings/payment_profile_new.html", page)


@form_page(*TRIERS)
def import_try(request: HttpRequest, fund: str) -> HttpResponse:
    """Read a file as the proposal says, else as it holds; it is shown and forgotten."""
    found = next((each for each in funds_of(actor_of(request), TRIERS) if each.slug == fund), None)
    if found is None:
        raise Http404
    waiting = open_profile(found)
    form = TryFileForm(request.POST or None, request.FILES or None)
    lines: Sequence[ResultLine | PostingLine] | None = None
    if request.method == "POST" and form.is_valid():
        names = waiting.import_names if waiting else import_names_of(found)
        read = read_results if form.cleaned_data["kind"] == ImportKind.RESULTS else read_postings
        try:
            lines = read(bytes(form.cleaned_data["file"].read()), names)
        except InvalidInput as error:
            form.add_error("file", error.message)
    context = {"fund": found, "form": form, "lines": lines, "is_proposed": waiting is not None}
    return render(request, "office/settings/import_try.html", context)


@form_page(*DECIDERS)
def payment_profile(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One version with what it changes: read it, confirm it, withdraw it."""
    found = find_profile(actor_of(request), uuid, DECIDERS)
    if found is None:
        raise Http404
    return _act(request, found) if request.method == "POST" else _show(request, found)


def _act(request: HttpRequest, profile: PaymentProfile) -> HttpResponse:
    by: dict[str, Any] = {"profile": profile, "actor": actor_of(request), "now": timezone.now()}
    try:
        if "confirm" in request.POST:
            confirm_profile(**by)
            messages.success(request, "Die Dateien werden ab jetzt so geschrieben und gelesen.")
        elif "withdraw" in request.POST:
            withdraw_profile(**by)
            messages.success(request, "Der Vorschlag ist zurückgezogen. Es bleibt, wie es ist.")
    except NotAllowed as error:
        raise PermissionDenied(error.message) from error
    except DomainError as error:
        return _show(request, profile, problems=[error.message], status=CONFLICT)
    return redirect("office_payment_profile", profile.uuid)


def _show(
    request: HttpRequest, profile: PaymentProfile, *, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    page = {
        "profile": profile,
        "changes": changes_of(profile),
        "may_confirm": policy.may_confirm_rules(actor, profile),
        "why_not": policy.may_confirm_rules.why_not(actor, profile) or predicates.NO_RIGHT,
        "problems": problems,
    }
    return render(request, "office/settings/payment_profile.html", page, status=status)
