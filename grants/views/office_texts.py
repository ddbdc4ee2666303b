"""Texte des Fonds: the office reads, changes and takes up again what the letters of a fund say."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.forms.office_texts import TextsForm
from grants.models import Fund
from grants.rules.plain_german import check_plain_german
from grants.rules.text_catalog import BY_NAME, edited_with, placeholder_meaning
from grants.selectors.cases import funds_of
from grants.selectors.fund_texts import history_of, texts_by_letter
from grants.services.fund_texts import current_texts, versions_of, write_texts
from grants.views.office_access import actor_of, form_page, office_page

READERS = ("QM", "CI")


@office_page(*READERS)
def texts(request: HttpRequest) -> HttpResponse:
    """Every text by the letter that says it, fund by fund."""
    funds = funds_of(actor_of(request), READERS)
    page = {"funds": [(fund, texts_by_letter(fund)) for fund in funds]}
    return render(request, "office/settings/texts.html", page)


@form_page(*READERS)
def text(request: HttpRequest, fund: str, name: str) -> HttpResponse:
    """One text: change it, look at it as a letter, read its history, begin anew with an older version."""
    found = fund_or_404(request, fund)
    names = edited_with(name)
    if name not in BY_NAME or names[0] != name:
        raise Http404
    form = form_of(request, found, names)
    if request.method != "POST":
        return show_text(request, found, form)
    if not form.is_valid():
        return show_text(request, found, form)
    now = timezone.now()
    try:
        write_texts(fund=found, texts=form.texts(), actor=actor_of(request), now=now, seen=form.seen())
    except DomainError as error:
        return _refuse(request, found, form, error)
    messages.success(request, f"Gespeichert: {BY_NAME[name].label}. Der neue Text gilt ab jetzt.")
    return redirect("office_text", found.slug, name)


def fund_or_404(request: HttpRequest, slug: str) -> Fund:
    """The fund, if the person writes its texts."""
    found = next((each for each in funds_of(actor_of(request), READERS) if each.slug == slug), None)
    if found is None:
        raise Http404
    return found


def form_of(request: HttpRequest, fund: Fund, names: tuple[str, ...]) -> TextsForm:
    """The form as it was sent; else with the texts in force, or with the older version that was asked for."""
    held: Mapping[str, str] = current_texts(fund)
    if request.method != "POST":
        held = {**held, **_older(fund, names, request.GET.get("fassung", ""))}
    data = request.POST.copy() if request.method == "POST" else None
    return TextsForm(data, names=names, texts=held, versions=versions_of(fund, names))


def show_text(
    request: HttpRequest, fund: Fund, form: TextsForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of one text with placeholders, hints on plain German and history."""
    names = form.names
    values = {name: str(form[name].value() or "") for name in names}
    page = {
        "fund": fund,
        "form": form,
        "wording": BY_NAME[names[0]],
        "placeholders": [
            (word, *placeholder_meaning(word)) for name in names for word in BY_NAME[name].placeholders
        ],
        "hints": [each.message for name in names for each in check_plain_german(values[name])],
        "histories": [(BY_NAME[name], history_of(fund, name)) for name in names],
        "error_title": "Das geht nicht" if status != 200 else "",
    }
    return render(request, "office/settings/text.html", page | more, status=status)


def _older(fund: Fund, names: tuple[str, ...], asked: str) -> dict[str, str]:
    """The text of an older version of the first text, to begin a new one with."""
    if not asked.isascii() or not asked.isdigit():
        return {}
    version = next((each for each in history_of(fund, names[0]) if each.number == int(asked)), None)
    return {names[0]: version.text} if version is not None else {}


def _refuse(request: HttpRequest, fund: Fund, form: TextsForm, error: DomainError) -> HttpResponse:
    """The page again with everything typed. Who was overtaken sees the other text and can save after that."""
    field = error.field if isinstance(error, InvalidInput) and error.field in form.fields else None
    form.add_error(field, error.message)
    if isinstance(error, StaleVersion):
        held = current_texts(fund)
        for name, version in versions_of(fund, form.names).items():
            form.data[f"seen_{name}"] = str(version)  # type: ignore[index]  # a copy: writable
        others = [(BY_NAME[name], held[name]) for name in form.names]
        return show_text(request, fund, form, status=409, others=others)
    return show_text(request, fund, form, status=403 if isinstance(error, NotAllowed) else 200)
