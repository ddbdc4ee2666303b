"""What residents and the public read can be translated: no German sentence outside the tags for it."""

import re
from pathlib import Path

import pytest

from config.translations import messages_of_the_code
from tests.templates.markup import unmarked

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
#: Pages of the office, the jury and the payment desk stay German; these are read by everybody else.
PUBLIC = (
    "resident/*",
    "quarter/*",
    "components/*",
    "django/**/*",
    "reports/genuine*",
    "reports/_copy_field*",
    "[0-9]*",
    "base",
    "base_error",
)
PAGES = sorted({path for pattern in PUBLIC for path in TEMPLATES.glob(f"{pattern}.html")})


@pytest.mark.parametrize("path", PAGES, ids=[str(path.relative_to(TEMPLATES)) for path in PAGES])
def test_every_german_text_is_marked(path: Path) -> None:
    assert unmarked(path) == []


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("<p>\n  Noch kein Beleg.</p>", 2),
        ('<nav aria-label="Zurück">', 1),
        ('<td data-label="Für {{ name }}">', 1),
        ('{% include "x.html" with tone="info" label="Weiter" %}', 1),
        ('{{ label|default:"Weiter" }}', 1),
        ("{% if a %}Schritt {{ step }}{% endif %}", 1),
        ('{% translate "Ja" %}\n{% blocktranslate %}Von\n{{ a }}{% endblocktranslate %}\nnetto', 4),
        ('<p lang="de">Hallo</p>', 1),
        ("120&nbsp;MB", 1),
    ],
)
def test_forgotten_text_is_found_with_its_line(tmp_path: Path, source: str, line: int) -> None:
    page = tmp_path / "page.html"
    page.write_text(source, encoding="utf-8")
    assert [found.split(":")[1] for found in unmarked(page)] == [str(line)]


def test_what_nobody_reads_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "{# Ein Hinweis #}{% comment %}<p>Ein Hinweis</p>{% endcomment %}"
        '<p class="Hinweis" lang="en">Hello</p>'
        '{% include "x.html" with tone="info" label=_("Weiter") %} · {{ cents|default:"–" }}, 5,00&nbsp;€',
        encoding="utf-8",
    )
    assert unmarked(page) == []


def test_words_handed_to_a_partial_reach_the_translators() -> None:
    handed = {
        text for path in PAGES for text in re.findall(r'_\("([^"]+)"\)', path.read_text(encoding="utf-8"))
    }
    assert "Nachweis senden" in handed
    assert handed - {each.id for each in messages_of_the_code()} == set()
