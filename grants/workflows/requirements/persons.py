"""What a bias does to something that another person is to decide on (§§ 20, 21 VwVfG)."""

from collections.abc import Iterator
from typing import Any

from grants.rules.findings import Finding, blocker


def is_prepared_unbiased(case: Any, reference: str) -> Iterator[Finding]:
    """The notice will bear the name of who prepared it: whoever turned out to be biased prepares nothing.

    Does not ask about a draft that was written before: what was right when it was signed stays.
    """
    if any(conflict.person_reference == reference for conflict in case.conflicts.all()):
        yield blocker(
            "preparer.biased",
            "Wer das vorbereitet hat, hat sich inzwischen für befangen erklärt. "
            "Bitten Sie eine andere Person, es neu vorzubereiten.",
            "§§ 20, 21 VwVfG; Personenregel 1",
        )
