"""Reads templates for words: which German text, attribute or literal would nobody be able to translate."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

TAG = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\})", re.DOTALL)
HTML = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
#: Said aloud or shown although it is no text: `data-label` is the heading of a cell on a phone.
SPOKEN = re.compile(r'\b(?:aria-label|aria-description|alt|title|placeholder|data-label)="([^"]*)"')
#: `with label="Weiter"` and `|default:"Weiter"`, but not `tone="info"` or `_("Weiter")`.
LITERAL = re.compile(r'(?:\w=|default(?:_if_none)?:|yesno:)"([^"]*)"')
READS_LIKE_TEXT = re.compile(r"[A-ZÄÖÜ][a-zäöüß]|[äöüß]|\w \w")
LETTER = re.compile(r"[^\W\d_]")
#: `<p lang="uk">Сталася помилка.</p>` says its language itself and is never translated.
OTHER_LANGUAGE = re.compile(r'(<(\w+)[^<>]*\slang="(?!de\b)[a-z]{2}"[^<>]*>)[^<>]*(?=</\2>)')
#: The program's own name is the same in every language.
NAME = re.compile(r"\bAktionskasse\b")
CLOSED_BY = {"comment": "endcomment", "blocktranslate": "endblocktranslate"}


def unmarked(path: Path) -> list[str]:
    """`file:line: words` for every piece of text that stands outside the tags for translation."""
    source = OTHER_LANGUAGE.sub(lambda found: found[1], NAME.sub("", path.read_text(encoding="utf-8")))
    return [f"{path.name}:{line}: {words}" for line, words in _found_in(source)]


def _found_in(source: str) -> Iterator[tuple[int, str]]:
    plain = ""
    for token, is_skipped in _tokens(source):
        if not token.startswith("{") or is_skipped:
            plain += _blank(token) if is_skipped else token
            continue
        line = plain.count("\n") + 1
        if not token.startswith("{#"):
            yield from ((line, text) for text in LITERAL.findall(token) if READS_LIKE_TEXT.search(text))
        plain += _blank(token)
    for attribute in SPOKEN.finditer(plain):
        if LETTER.search(html.unescape(attribute[1])):
            yield plain.count("\n", 0, attribute.start()) + 1, attribute[0]
    without_tags = HTML.sub(lambda tag: _blank(tag[0]), plain)
    for number, line_of_text in enumerate(without_tags.splitlines(), start=1):
        if LETTER.search(html.unescape(line_of_text)):
            yield number, " ".join(line_of_text.split())


def _tokens(source: str) -> Iterator[tuple[str, bool]]:
    """Pieces of the template, and whether each lies in a comment or in a text that is already marked."""
    waits_for = ""
    for token in TAG.split(source):
        name = token[2:-2].split()[0] if token.startswith("{%") else ""
        if waits_for:
            yield token, True
            waits_for = "" if name == waits_for else waits_for
        else:
            yield token, name in CLOSED_BY
            waits_for = CLOSED_BY.get(name, "")


def _blank(text: str) -> str:
    """As many lines as before, so that the numbers stay right, and no words."""
    return "\n" * text.count("\n") if "\n" in text else " "
