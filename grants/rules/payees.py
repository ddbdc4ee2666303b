"""Whose account money goes to: a stranger's account is questioned, not forbidden."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from grants.rules.findings import Finding, warning


def check_holder(*, holder: str, applicant: str, also: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The account belongs to who applied, or somebody looks twice before money goes to a third person.

    `also` are other names that are as good: the person who stands for a group without legal form. Source:
    person rule 1 and domain handbook 1.6 (the bank compares the names, VoP). The order of words, accents
    and capitals do not matter. Does not check whether the bank knows the holder by this name.
    """
    known = {_words(name) for name in (applicant, *also) if name.strip()}
    if _words(holder) in known:
        return ()
    sentence = (
        f"Das Konto gehört: {holder}. Den Antrag hat gestellt: {applicant}. "
        "Fragen Sie bei der Person nach, ob das Geld auf dieses Konto gehen soll."
    )
    return (
        warning("order.other_holder", sentence, "Handbuch 1.6; § 8 I Nr. 3 KomKBVO LSA", "holder_checked"),
    )


def _words(name: str) -> tuple[str, ...]:
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    return tuple(sorted(re.findall(r"\w+", plain)))
