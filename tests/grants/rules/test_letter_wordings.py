"""Kinds, wordings and papers of the outbox belong together, and no default has a hole."""

import pytest

from grants.rules.letter_wordings import LETTER_KINDS, LetterKind
from grants.rules.text_catalog import BY_NAME
from grants.rules.wordings import PLACEHOLDER, filled
from grants.services.letter_occasions import OCCASIONS, POINTLESS
from reports.catalog import CATALOG


@pytest.mark.parametrize("kind", LETTER_KINDS.values(), ids=lambda kind: kind.slug)
def test_letter_has_wording_paper_and_occasion(kind: LetterKind) -> None:
    wording = BY_NAME[kind.wording]
    assert wording.default.strip()
    assert set(PLACEHOLDER.findall(wording.default)) <= set(wording.placeholders)
    assert not {"{", "}"} & set(filled(kind.subject, {"antrag": "Hof"}))
    assert CATALOG[kind.slug].params == ("letter",)
    assert CATALOG[kind.slug].title == kind.title


def test_occasions_name_letters_that_there_are() -> None:
    named = {each.kind for each in OCCASIONS.values()} | {
        kind for each in POINTLESS.values() for kind in each.kinds
    }
    assert named <= set(LETTER_KINDS)
