"""What the public reads of a place: the street, never the door."""

import pytest

from grants.rules.places import street_level


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Musterhof", "Musterhof"),
        ("Musterstraße 12", "Musterstraße"),
        ("Musterstraße 12a, 2. OG links", "Musterstraße"),
        ("Musterstraße 12 b", "Musterstraße"),
        ("Hof Musterweg 3–5", "Hof Musterweg"),
        ("Musterweg 3/5 b Hinterhaus", "Musterweg Hinterhaus"),
        ("Musterweg 3 – bei Beispiel klingeln", "Musterweg"),
        ("Musterweg 3\nbei Beispiel", "Musterweg"),
        ("Straße des 17. Juni 135", "Straße des 17. Juni"),
        ("شارع النموذج 12", "شارع النموذج"),
        ("  12 ", ""),
        ("", ""),
    ],
)
def test_place_is_told_to_the_street(typed: str, shown: str) -> None:
    assert street_level(typed) == shown
