"""A proof as it was: what is stored reads back the same."""

from __future__ import annotations

import pytest

from grants.models import Application, CostItem, Proof, ProofVersion
from grants.selectors.proof_then import as_content, as_values, proof_now
from grants.services.judgements import Cut
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def checked(story: Story) -> Story:
    story.accepted()
    CostItem.objects.filter(application=story.application).update(offers=1)
    Application.objects.update(price_judgement="Sonst verkauft sie niemand.")
    story.proof_sent(10_000, 2_000)
    story.proof_confirmed({2: Cut(500, "Pfand")})
    return story


def test_what_is_stored_reads_back_the_same(checked: Story) -> None:
    then = proof_now(Proof.objects.get(), checked.now)
    assert [(each.number, each.accepted_cents, each.cut_cents) for each in then.receipts] == [
        (1, 10_000, 0),
        (2, 1_500, 500),
    ]
    assert as_values(as_content(then)) == then
    assert [as_values(each.content).receipts[1].cut_cents for each in ProofVersion.objects.all()] == [
        None,
        500,
    ]
