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
from foundation.values.errors import InvalidInput
from grants.forms.resident_fields import Problem
from grants.models import Application
from grants.selectors.resident import pictures_of
from grants.views.resident_access import with_draft
from grants.views.resident_uploads import chosen_file, demand_room, take_upload

NOTHING_CHOSEN = "Wählen Sie zuerst eine Datei aus."


def pictures_page(request: HttpRequest, application: Application, frame: dict[str, Any]) -> HttpResponse:
    """A8. A chosen file is stored whichever button was pressed, so that "Weiter" loses nothing."""
    if request.method != "POST":
        return _show(request, application, frame)
    wants_upload = request.POST.get("action") == "upload"
    try:
        chosen = chosen_file(request)
        if chosen is None and wants_upload:
            raise InvalidInput(NOTHING_CHOSEN, "file.missing", "file")
        if chosen is not None:
            demand_room(application.subject)
            stored = take_upload(request, chosen, subject=application.subject, now=timezone.now())
            messages.success(request, f"{stored.original_name} ist da.")
    except InvalidInput as error:
        return _show(request, application, frame, error=error.message)
    if wants_upload:
        return redirect(request.get_full_path())
    return redirect(frame["onward"])


@require_POST
@with_draft
def draft_file_remove(request: HttpRequest, application: Application, file: UUID) -> HttpResponse:
    """Remove one's own picture from a draft; one that is gone already is no error."""
    found = pictures_of(application).filter(pk=file).first()
    if found is not None:
        delete_file(file=found)
        messages.success(request, f"{found.original_name} ist entfernt.")
    back = reverse("draft_section", args=[application.uuid, "bilder"])
    return redirect(f"{back}?von=pruefen" if request.GET.get("von") == "pruefen" else back)


def _show(
    request: HttpRequest, application: Application, frame: dict[str, Any], error: str = ""
) -> HttpResponse:
    problems = [Problem(error, "id_file")] if error else []
    context = {**frame, "pictures": pictures_of(application), "error": error, "problems": problems}
    return render(request, "resident/pictures.html", context)
