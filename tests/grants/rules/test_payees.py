"""Whose account it is."""

import pytest

from grants.rules.payees import check_holder


@pytest.mark.parametrize(
    ("holder", "is_known"),
    [
        ("Käthe Krause", True),
        ("krause, KÄTHE", True),
        ("Käthe-Krause", True),
        ("Käthe Krause und Sohn", False),
        ("Kathe Krause", True),
        ("Alex Beispiel", True),
        ("Kurt Krause", False),
        ("", False),
    ],
)
def test_holder_is_who_applied_or_stands_for_the_group(holder: str, is_known: bool) -> None:
    found = check_holder(holder=holder, applicant="Käthe Krause", also=("Alex Beispiel", ""))
    assert [each.code for each in found] == ([] if is_known else ["order.other_holder"])
    assert not any(each.blocks for each in found)
