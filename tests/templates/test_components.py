"""The partials for the two colleagues' pages."""

from typing import Any

from django.template.loader import render_to_string


def component(name: str, **context: Any) -> str:
    return render_to_string(f"components/{name}.html", context)


def test_summary_list_says_not_given_and_names_what_is_changed() -> None:
    rows = [
        {"key": "Titel", "value": "Beet <b>", "change": "/x/", "about": "Titel Ihrer Idee"},
        {"key": "Ort", "value": ""},
    ]
    html = component("_summary_list", rows=rows)
    assert "Beet &lt;b&gt;" in html
    assert "Nicht angegeben" in html
    assert 'Ändern<span class="ak-hidden">: Titel Ihrer Idee</span>' in html


def test_steps_mark_the_current_one_for_screen_readers_and_in_words() -> None:
    steps = [{"label": "Eingegangen", "state": "done"}, {"label": "Jury", "state": "current"},
             {"label": "Geld", "state": "open"}]  # fmt: skip
    html = component("_steps", steps=steps)
    assert html.count('aria-current="step"') == 1
    assert [word in html for word in ("erledigt", "jetzt", "kommt noch")] == [True] * 3


def test_money_bar_repeats_its_words_for_screen_readers() -> None:
    html = component(
        "_money_bar", label="Noch frei", words="Es sind noch 10,00 € da.", value=1000, maximum=5000
    )
    assert 'value="1000" max="5000" aria-label="Noch frei"' in html
    assert html.count("Es sind noch 10,00 € da.") == 2


def test_action_form_carries_version_and_hidden_words() -> None:
    html = component(
        "_action_form", action="/a/", label="Freigeben", object={"version": 4}, hidden_label="LT-1"
    )
    assert '<input type="hidden" name="expected_version" value="4">' in html
    assert '<span class="ak-hidden"> LT-1</span>' in html


def test_table_repeats_headings_on_every_cell() -> None:
    row = [{"label": "Laden", "text": "Gärtnerei"}, {"label": "Betrag", "text": "49,90 €", "is_number": True}]
    html = component("_table", caption="Belege", rows=[row])
    assert '<th scope="row" data-label="Laden">Gärtnerei</th>' in html
    assert '<td data-label="Betrag" class="ak-number">49,90 €</td>' in html


def test_stale_page_keeps_its_promise_in_words() -> None:
    html = component("_stale", address="/neu/")
    assert "Was Sie geschrieben haben, steht noch da." in html
    assert 'href="/neu/"' in html
