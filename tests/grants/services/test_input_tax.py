"""Who deducts input tax is paid net, to the cent, and the paper keeps what was paid."""

from datetime import date

import pytest

from grants.models import Application, Receipt
from grants.services.proofs import ReceiptLine, add_receipt, check_proof
from tests.grants.rows import fetch
from tests.stories import Story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("deducts", "counts", "tax"), [(True, 10_083, 1_916), (False, 10_083, 0), (None, 10_083, 0)]
)
def test_net_amount_is_the_entitlement(story: Story, deducts: bool | None, counts: int, tax: int) -> None:
    story.accepted()
    Application.objects.update(deducts_input_tax=deducts)
    story.grant = fetch(story.grant)
    line = ReceiptLine(story.grant.ends_on, "Baumarkt", "Holz", 10_083, tax_cents=1_916)
    story.day = story.grant.ends_on
    add_receipt(grant=story.grant, line=line, actor=story.resident, now=story.now)
    story.proof_sent()
    check = check_proof(
        grant=story.grant, cuts={}, purpose_achieved=True, actor=story.people["manager"], now=story.now
    )
    receipt = Receipt.objects.get()
    assert (check.entitlement_cents, receipt.amount_cents, receipt.tax_cents) == (counts, counts, tax)
    assert receipt.gross_cents == counts + tax
    assert receipt.issued_on > date(2026, 1, 1)
