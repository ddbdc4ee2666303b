"""The catalogues of the languages: found in the code, written to locale/, compiled. Needs no GNU gettext.

`./run translate` writes locale/<language>/LC_MESSAGES/django.po: sorted, without dates and line numbers, so
that two people can translate at the same time. What was translated stays; a sentence that changed a little
keeps its old translation, marked "fuzzy", until somebody has read it again. Compiled files (.mo) are not in
the repository.
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
#: Every language but the source, German.
LANGUAGES = ("en", "uk", "ru", "ar")
FOLDERS = ("applicants", "foundation", "grants", "quarter", "reports")
KEYWORDS: dict[str, Any] = {
    "_": None,  # `with label=_("Weiter")` in a template
    "say": None,
    "say_many": (1, 2),
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"\{(\w+)\}|%\((\w+)\)s")
_TAG = re.compile(r"</?[a-z]+")


class Catalogue(Catalog):
    """A catalogue whose head holds nothing that changes by itself."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale_identifier or "")),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: object) -> None:
        """What a file brings along is not kept."""


def catalogue_file(language: str) -> Path:
    """Where the translations into this language are."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def messages_of_the_code() -> Catalogue:
    """Every sentence that the code marks for translation, with the files it stands in."""
    found = Catalogue()
    for path, text in _sources():
        file = io.BytesIO(text.encode())
        for _, message, comments, context in extract("python", file, KEYWORDS, ("Translators:",)):
            found.add(message, locations=[(str(path.relative_to(ROOT)), 1)],
                      auto_comments=comments, context=context)  # fmt: skip
    return found


def read_catalogue(language: str) -> Catalog:
    """The translations as they stand in the file; an empty catalogue when there is none yet."""
    try:
        with catalogue_file(language).open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)
    except FileNotFoundError:
        return Catalog(locale=language)


def updated(language: str, code: Catalogue) -> Catalogue:
    """The catalogue with exactly the sentences of the code."""
    old = read_catalogue(language)
    old.update(code)
    new = Catalogue(locale=language, header_comment=f"# Aktionskasse: {language}", fuzzy=False)
    for message in old:
        if message.id:
            new[message.id] = message
    return new


def written(catalogue: Catalogue) -> bytes:
    """The catalogue as its file: the same every time."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def coverage(language: str) -> tuple[int, int]:
    """How many sentences are translated, and how many there are."""
    messages = [each for each in read_catalogue(language) if each.id]
    return sum(is_translated(each) for each in messages), len(messages)


def is_translated(message: Message) -> bool:
    """Every form is there and somebody has read it."""
    return all(_forms(message.string)) and not message.fuzzy


def broken(message: Message) -> str:
    """What a translation has lost of its sentence, or "". A plural form may leave its number out.

    A fuzzy one belongs to the sentence as it was before and is not compiled: it breaks nothing.
    """
    if message.fuzzy:
        return ""
    sources, forms = _forms(message.id), [each for each in _forms(message.string) if each]
    wanted = set().union(*(_placeholders(each) for each in sources))
    may_miss = {"count", "counter"} if len(sources) > 1 else set()
    for form in forms:
        here = _placeholders(form)
        if here - wanted or wanted - here - may_miss:
            return f"{sources[0]!r}: {sorted(wanted)} ≠ {sorted(here)}"
        if sorted(_TAG.findall(form)) != sorted(_TAG.findall(sources[-1])):
            return f"{sources[0]!r}: other tags in {form!r}"
    return ""


def update() -> None:
    """Write every catalogue anew, compile, and tell how far each language is."""
    code = messages_of_the_code()
    for language in LANGUAGES:
        path = catalogue_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(updated(language, code)))
        done, of = coverage(language)
        print(f"{language}: {done} von {of} Sätzen übersetzt ({100 * done // max(of, 1)} %)")
    compile_all()


def compile_all() -> None:
    """Write the .mo files. Raises ValueError for a translation that would break a page."""
    for language in LANGUAGES:
        catalogue = read_catalogue(language)
        problems = [problem for each in catalogue if each.id and (problem := broken(each))]
        if problems:
            raise ValueError(f"{language}: {problems[0]}")
        with catalogue_file(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


def _sources() -> Iterator[tuple[Path, str]]:
    """Python as it is; templates turned into calls, each on a line of its own without indentation."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in (".html", ".txt"):
            text = templatize(path.read_text(encoding="utf-8"), origin=path.name)
            yield path, "\n".join(line.strip() for line in text.splitlines())


def _forms(text: Any) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _placeholders(text: str) -> set[str]:
    return {one or other for one, other in _PLACEHOLDER.findall(text)}


def main(arguments: Iterable[str]) -> None:
    """`update` or `compile`."""
    if list(arguments) == ["update"]:
        update()
    else:
        compile_all()


if __name__ == "__main__":
    main(sys.argv[1:])
