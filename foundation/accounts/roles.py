"""The staff roles of the permission table, and which of them exclude one another."""

from django.db import models


class Role(models.TextChoices):
    """Codes as in permissions.md; the juror is not staff and has none."""

    QM = "QM", "Quartiersmanagement"
    CI = "CI", "Sachbearbeitung"
    FC = "FC", "Feststellung (sachlich und rechnerisch richtig)"
    FO = "FO", "Anordnung"
    KA = "KA", "Kasse"
    KM = "KM", "Kämmerei"
    AU = "AU", "Prüfung"
    AD = "AD", "Administration"


# permissions.md, person rule 7
TWO_PERSON_ROLES = frozenset({Role.FO, Role.KA, Role.KM, Role.AU, Role.AD})
EXCLUDED_PAIRS = frozenset(
    {frozenset({Role.AD, Role.FO}), frozenset({Role.AD, Role.KA})}
    | {frozenset({Role.AU, other}) for other in Role if other != Role.AU}
)


def may_hold_both(first: str, second: str) -> bool:
    """False for pairs that one person must not hold at the same time."""
    return frozenset({first, second}) not in EXCLUDED_PAIRS
