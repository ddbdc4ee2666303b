"""One way to render every form: label, hint, error, input; the summary leads to the fields."""

import re

from django import forms
from django.template import Context, Template

from tests.browser.form_gallery import Gallery


def rendered(form: Gallery) -> str:
    summary = '{% include "components/_error_summary.html" %}{{ form }}'
    return Template(summary).render(Context({"form": form}))


def test_new_form_shows_no_error_and_no_star() -> None:
    html = rendered(Gallery())
    assert "Fehler" not in html
    assert "*" not in html
    assert " required" not in html


def test_optional_fields_are_marked_unless_the_form_decides_itself() -> None:
    html = rendered(Gallery())
    assert html.count("(freiwillig)") == 1
    assert re.search(r"Ort der Aktion<span[^>]*> \(freiwillig\)", html)


def test_every_error_stands_at_its_field_and_in_the_summary_with_a_link() -> None:
    form = Gallery({})
    html = rendered(form)
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert len(targets) == len(form.errors) == 9
    assert set(targets) <= ids
    assert html.count("Geben Sie Ihren Namen ein.") == 2
    assert html.count('<span class="kern-sr-only">Fehler: </span>') == 9


def test_every_described_by_has_its_element() -> None:
    html = rendered(Gallery({}))
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    described = {name for value in re.findall(r'aria-describedby="([^"]+)"', html) for name in value.split()}
    assert described
    assert described <= ids


def test_what_was_typed_stays_after_an_error() -> None:
    html = rendered(
        Gallery({"name": "Ayşe O'Neil", "text": "Zeile 1\nZeile 2", "day_day": "32", "kind": "group"})
    )
    assert 'value="Ayşe O&#x27;Neil"' in html
    assert ">\nZeile 1\nZeile 2</textarea>" in html
    assert 'value="32"' in html
    assert re.search(r'value="group" id="id_kind_1" checked', html)


def test_error_comes_before_the_input_and_after_the_hint() -> None:
    html = rendered(Gallery({}))
    field = html[html.index("Ihr Vor- und Nachname") :]
    assert field.index("_helptext") < field.index("_error") < field.index("<input")


def test_suffix_and_size_are_no_attributes_of_the_input() -> None:
    html = rendered(Gallery())
    assert "suffix=" not in html
    assert ' size="' not in html
    assert "ak-size-10" in html


def test_sentences_of_a_service_enter_the_summary() -> None:
    template = Template('{% include "components/_error_summary.html" %}')
    html = template.render(Context({"problems": ["Der Titel fehlt.", "<b>"]}))
    assert "<li>Der Titel fehlt.</li>" in html
    assert "&lt;b&gt;" in html


def test_summary_is_absent_without_errors() -> None:
    assert (
        Template('{% include "components/_error_summary.html" %}')
        .render(Context({"form": Gallery()}))
        .strip()
        == ""
    )


def test_hint_of_a_checkbox_follows_what_it_explains() -> None:
    class Form(forms.Form):
        sure = forms.BooleanField(label="Die Steuer kommt zurück", help_text="Dann zählt nur das Netto.")

    html = Template("{{ form }}").render(Context({"form": Form({})}))
    places = [html.index(text) for text in ("id_sure_error", "<input", "Die Steuer kommt", "Dann zählt")]
    assert places == sorted(places)
