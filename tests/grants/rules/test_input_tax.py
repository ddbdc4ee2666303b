"""Who deducts input tax counts net, to the cent; everybody else counts what was paid."""

import pytest

from grants.rules.input_tax import check_net, countable_cents


@pytest.mark.parametrize(
    ("gross", "net", "deducts", "counts", "codes"),
    [
        (11_900, 10_000, True, 10_000, []),
        (4_999, 4_201, True, 4_201, []),
        (5_000, 5_000, True, 5_000, []),
        (5_000, 5_001, True, 5_001, ["receipt.net_too_high"]),
        (5_000, None, True, 5_000, ["receipt.no_net"]),
        (5_000, 0, True, 0, ["receipt.no_net"]),
        (11_900, 10_000, False, 11_900, []),
        (11_900, None, False, 11_900, []),
    ],
)
def test_net(gross: int, net: int | None, deducts: bool, counts: int, codes: list[str]) -> None:
    assert countable_cents(gross, net, deducts=deducts) == counts
    assert [each.code for each in check_net(gross, net, deducts=deducts)] == codes
