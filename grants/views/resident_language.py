"""Another language in the middle of a form: what was typed comes along."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import translate_url
from django.utils.translation import override

from foundation.languages.spoken import spoken
from foundation.values.phrases import say
from grants.views.resident_lost import keep_typed, typed_here

#: The id of the form that the buttons of the language menu send (components/_languages.html).
FORM_ID = "formular"
#: Pages that save by themselves what they can read; all others carry what was typed along.
SAVES = frozenset({"draft_section"})
WITH_FORM = SAVES | frozenset(
    {
        "my_question",
        "my_more_time",
        "my_early_start",
        "my_withdraw",
        "my_waiver",
        "my_accept",
        "my_cancel",
        "my_change",
        "my_decline",
        "my_bank_details",
        "my_receipt_new",
        "my_receipt_edit",
        "my_report",
        "my_proof_question",
    }
)
CAME_ALONG = say("Hier ist, was Sie geschrieben haben. Es ist noch nicht gespeichert.")
FILE_AGAIN = say("Die Datei müssen Sie noch einmal auswählen.")
IBAN_AGAIN = say("Die IBAN geben Sie bitte noch einmal ein. Zu Ihrer Sicherheit heben wir sie nicht auf.")


def chosen_language(request: HttpRequest) -> str:
    """The language whose button was pressed; "" for every other button."""
    chosen = request.POST.get("language", "") if request.method == "POST" else ""
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def pressed(request: HttpRequest) -> str:
    """The button of a page that saves. Another language is a pause: it lets everybody go (decision 0039)."""
    return "later" if chosen_language(request) else request.POST.get("action", "continue")


def in_language(request: HttpRequest, language: str) -> str:
    """This page in another language."""
    return translate_url(request.get_full_path(), language)


def switch(request: HttpRequest, language: str) -> HttpResponse:
    """To the same page, with what was typed, which is not saved yet. Files and the IBAN do not come along."""
    address, typed = in_language(request, language), typed_here(request)
    if typed is not None:
        with override(language):
            keep_typed(request, typed, page=address)
            messages.info(request, spoken(CAME_ALONG))
            if typed.had_file:
                messages.info(request, spoken(FILE_AGAIN))
            if typed.asks_for_iban:
                messages.info(request, spoken(IBAN_AGAIN))
    return redirect(address)
