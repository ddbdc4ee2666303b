"""The catalogues hold what the code says, and no translation can break a page."""

import pytest
from babel.messages.catalog import Message
from django.conf import settings

from config.translations import (
    LANGUAGES,
    Catalogue,
    broken,
    catalogue_file,
    is_translated,
    messages_of_the_code,
    read_catalogue,
    updated,
    written,
)


@pytest.fixture(scope="module")
def code() -> Catalogue:
    return messages_of_the_code()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_up_to_date(language: str, code: Catalogue) -> None:
    """Fails after a new or changed sentence: ./run translate."""
    kept = {each.id for each in read_catalogue(language) if each.id}
    assert kept == {each.id for each in code if each.id}
    assert catalogue_file(language).read_bytes() == written(updated(language, code))


@pytest.mark.parametrize("language", [code for code in settings.OFFERED_LANGUAGES if code != "de"])
def test_every_sentence_of_an_offered_language_is_translated(language: str) -> None:
    """A page that is half German helps nobody."""
    missing = [each.id for each in read_catalogue(language) if each.id and not is_translated(each)]
    assert missing == []


def test_a_plural_that_is_said_in_part_is_missing() -> None:
    assert is_translated(Message(("Ein Bild", "{count} Bilder"), ("صورة", "{count} صور")))
    assert not is_translated(Message(("Ein Bild", "{count} Bilder"), ("صورة", "")))
    assert not is_translated(Message("Ein Bild", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_its_placeholders(language: str) -> None:
    assert [broken(each) for each in read_catalogue(language) if each.id and broken(each)] == []


@pytest.mark.parametrize(("source", "translation"), [
    ("Bis {day}.", "Until {tag}."),
    ("Bis {day}.", "Until then."),
    ("%(name)s fehlt.", "Missing."),
    ("<strong>Ja</strong>", "<b>Yes</b>"),
    (("Ein Bild von {who} fehlt.", "{count} Bilder von {who} fehlen."), ("A picture.", "{count} by {who}")),
])  # fmt: skip
def test_a_lost_placeholder_is_found(source: str, translation: str) -> None:
    assert broken(Message(source, translation))


def test_a_fuzzy_translation_stops_nobody() -> None:
    assert not broken(Message("Ab {day}.", "From {begin}.", flags=["fuzzy"]))


def test_one_and_two_need_no_number() -> None:
    assert not broken(
        Message(("Ein Bild fehlt.", "{count} Bilder fehlen."), ("صورة", "صورتان", "{count} صور"))
    )


def test_python_and_templates_are_read(code: Catalogue) -> None:
    assert code["Sprache"] is not None
    assert code["Direkt zum Inhalt"] is not None
