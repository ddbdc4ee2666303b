"""Pages with every kind of field, for the tests of the form templates (a ROOT_URLCONF of its own)."""

from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config import urls as project

FORM = """{% extends "base.html" %}
{% block title %}Alle Felder{% endblock %}
{% block content %}
  {% include "components/_error_summary.html" %}
  <h1>Alle Felder</h1>
  <form method="post" novalidate enctype="multipart/form-data">
    {% csrf_token %}{{ form }}
    {% include "components/_buttons.html" with label="Weiter" later="/" %}
  </form>
{% endblock %}"""


class DayWidget(forms.MultiWidget):
    """Three inputs for a day."""

    def __init__(self) -> None:
        super().__init__(
            {
                "day": forms.TextInput({"label": "Tag", "size": "2", "inputmode": "numeric"}),
                "month": forms.TextInput({"label": "Monat", "size": "2", "inputmode": "numeric"}),
                "year": forms.TextInput({"label": "Jahr", "size": "4", "inputmode": "numeric"}),
            }
        )

    def decompress(self, value: object) -> list[object]:
        return [None, None, None]


class DayField(forms.MultiValueField):
    widget = DayWidget

    def __init__(self, **options: object) -> None:
        parts = tuple(forms.CharField() for _ in range(3))
        super().__init__(parts, **options)  # type: ignore[arg-type]  # options of any field

    def compress(self, data_list: list[str]) -> str:
        return ".".join(data_list)


def _needed(sentence: str) -> dict[str, str]:
    return {"required": sentence}


class Gallery(forms.Form):
    """One of each."""

    use_required_attribute = False
    without_optional_mark: ClassVar[tuple[str, ...]] = ("phone",)

    name = forms.CharField(
        label="Ihr Vor- und Nachname",
        help_text="So, wie er auf einem Brief stehen soll",
        error_messages=_needed("Geben Sie Ihren Namen ein."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    phone = forms.CharField(label="Telefon", required=False, widget=forms.TextInput({"size": "20"}))
    place = forms.CharField(label="Ort der Aktion", required=False)
    amount = forms.CharField(
        label="Betrag",
        error_messages=_needed("Geben Sie einen Betrag in Euro ein, zum Beispiel 49,90."),
        widget=forms.TextInput({"size": "10", "suffix": "€", "inputmode": "decimal"}),
    )
    text = forms.CharField(
        label="Ihre Idee",
        widget=forms.Textarea({"rows": "5"}),
        error_messages=_needed("Beschreiben Sie Ihre Idee."),
    )
    kind = forms.ChoiceField(
        label="Wer stellt den Antrag?",
        help_text="Wählen Sie eine Antwort.",
        widget=forms.RadioSelect,
        choices=[("person", "Ich allein"), ("group", "Eine Gruppe aus der Nachbarschaft")],
        error_messages=_needed("Wählen Sie aus, wer den Antrag stellt."),
    )
    topics = forms.MultipleChoiceField(
        label="Was passt?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("green", "Grün"), ("art", "Kunst")],
        error_messages=_needed("Wählen Sie mindestens eines aus."),
    )
    month = forms.ChoiceField(
        label="Monat", choices=[("", "Bitte wählen"), ("3", "März")], error_messages=_needed("Wählen Sie.")
    )
    day = DayField(label="Wann ist Ihre Aktion?", error_messages=_needed("Geben Sie den Tag ein."))
    photo = forms.FileField(
        label="Foto",
        help_text="Foto oder PDF, höchstens 15 MB",
        error_messages=_needed("Wählen Sie ein Foto."),
    )
    agreed = forms.BooleanField(
        label="Ich habe noch nicht angefangen und nichts gekauft.",
        error_messages=_needed("Bestätigen Sie, dass Sie noch nicht angefangen haben."),
    )
    secret = forms.CharField(widget=forms.HiddenInput, required=False, initial="7")


def gallery(request: HttpRequest) -> HttpResponse:
    """Filled by POST; a GET with ?richtung=rtl turns the page."""
    form = Gallery(request.POST, request.FILES) if request.method == "POST" else Gallery()
    form.is_valid()
    context = {"form": form, "LANGUAGE_BIDI": "rtl" in request.GET.values()}
    return HttpResponse(engines["django"].from_string(FORM).render(context, request))


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


urlpatterns = [
    path("felder/", gallery),
    path("kaputt/", broken),
    *project.urlpatterns,  # not include(): languages stand in the address of the first list only
]
