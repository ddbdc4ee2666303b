"""Pictures and papers of a draft: one upload a POST, a list with "entfernen"."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from foundation.files.services import delete_file
from foundation.languages.spoken import spoken
from foundation.values.errors import DomainError, InvalidInput
from foundation.values.money import format_euro
from foundation.values.phrases import say
from grants.forms.resident_fields import Problem
from grants.forms.resident_section import SectionForm
from grants.forms.resident_unread import section_form, unread_inputs
from grants.models import Application
from grants.selectors.resident import pictures_of
from grants.services.applications import save_answers
from grants.views.resident_access import who, with_draft
from grants.views.resident_language import pressed
from grants.views.resident_uploads import chosen_file, demand_room, take_upload
from grants.workflows.answers import answers_of, costs_to_compare

NOTHING_CHOSEN = say("Wählen Sie zuerst eine Datei aus.")


def pictures_page(request: HttpRequest, application: Application, frame: dict[str, Any]) -> HttpResponse:
    """A8. A chosen file is stored whichever button was pressed, so that "Weiter" loses nothing."""
    answers = answers_of(application)
    form = section_form(frame["section"], answers, unread=application.unread)
    if request.method == "POST":
        form = SectionForm(frame["section"], answers, request.POST)
    frame = {**frame, "form": form, "compared": _lines_to_compare(application)}
    if request.method != "POST":
        return _show(request, application, frame)
    is_saved = not form.fields or _save_reason(request, application, form)
    wants_upload = request.POST.get("action") == "upload"
    try:
        chosen = chosen_file(request)
        if chosen is None and wants_upload:
            raise InvalidInput(NOTHING_CHOSEN, "file.missing", "file")
        if chosen is not None:
            demand_room(application.subject)
            stored = take_upload(request, chosen, subject=application.subject, now=timezone.now())
            messages.success(
                request,
                spoken(
                    say(
                        "{original_name} ist da.",
                        original_name=stored.original_name,
                    )
                ),
            )
    except InvalidInput as error:
        return _show(request, application, frame, error=error.message)
    if form.errors and not (is_saved and pressed(request) == "later"):
        return _show(request, application, frame)
    if wants_upload:
        return redirect(request.get_full_path())
    return redirect(frame["onward"])


def _save_reason(request: HttpRequest, application: Application, form: SectionForm) -> bool:
    """The reason for fewer offers stays, right or wrong, whatever becomes of the file."""
    form.is_valid()
    try:
        save_answers(
            application=application,
            actor=who(request),
            now=timezone.now(),
            answers=form.saved_answers("application"),
            unread=unread_inputs(form),
        )
    except DomainError as error:
        form.add_error(None, error.message)
        return False
    return True


def _lines_to_compare(application: Application) -> list[str]:
    return [f"{each.item}, {format_euro(each.amount_cents)}" for each in costs_to_compare(application)]


@require_POST
@with_draft
def draft_file_remove(request: HttpRequest, application: Application, file: UUID) -> HttpResponse:
    """Remove one's own picture from a draft; one that is gone already is no error."""
    found = pictures_of(application).filter(pk=file).first()
    if found is not None:
        delete_file(file=found)
        messages.success(
            request,
            spoken(
                say(
                    "{original_name} ist entfernt.",
                    original_name=found.original_name,
                )
            ),
        )
    back = reverse("draft_section", args=[application.uuid, "bilder"])
    return redirect(f"{back}?von=pruefen" if request.GET.get("von") == "pruefen" else back)


def _show(
    request: HttpRequest, application: Application, frame: dict[str, Any], error: str = ""
) -> HttpResponse:
    problems = [*frame["form"].problems, *([Problem(error, "id_file")] if error else [])]
    context = {**frame, "pictures": pictures_of(application), "error": error, "problems": problems}
    return render(request, "resident/pictures.html", context)
