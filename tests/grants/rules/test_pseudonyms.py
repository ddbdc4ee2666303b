"""Names that the jury does not read."""

import pytest

from grants.rules.pseudonyms import names_in, pseudonym, without_names


@pytest.mark.parametrize(
    ("position", "name"), [(1, "Projekt A"), (26, "Projekt Z"), (27, "Projekt AA"), (53, "Projekt BA")]
)
def test_items_are_lettered(position: int, name: str) -> None:
    assert pseudonym(position) == name


def test_names_are_hidden_whole_and_whatever_their_capitals() -> None:
    names = names_in(name="Gartenfreunde Süd", contact_person="Alex Beispiel", is_person=False)
    text = "GARTENFREUNDE SÜD und Alex Beispiel: Frau Beispiel sagt, die Gartenfreunde und Beispielhaftes."
    shown = "[Name] und [Name]: Frau [Name] sagt, die Gartenfreunde und Beispielhaftes."
    assert without_names(text, names) == shown


def test_empty_and_tiny_names_hide_nothing() -> None:
    assert without_names("Die Idee", names_in(name="Li", contact_person="", is_person=True)) == "Die Idee"
    assert without_names("Die Idee", ("", " ")) == "Die Idee"
