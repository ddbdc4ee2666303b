"""A receipt that another case has sent in is found in every fund, and the checker must answer (INV-09)."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.audit.actors import SYSTEM, Actor
from foundation.files.models import StoredFile
from foundation.files.services import store_bytes
from foundation.values.errors import Blocked
from grants.models import Fund, Grant, Receipt
from grants.scenarios.cast import hire
from grants.scenarios.founding import found
from grants.selectors.receipts import review_facts
from grants.services.judgements import Cut
from grants.services.proofs import ReceiptLine, add_receipt, check_proof
from tests.conftest import SECTION
from tests.grants.rows import findings
from tests.stories import Story

pytestmark = pytest.mark.django_db
Stories = Callable[..., Story]
USED = ("receipt.used_elsewhere",)


def sent(story: Story, *amounts: int) -> Story:
    """Receipts of the same shops on the same day in every story."""
    story.accepted()
    story.proof_sent(*amounts)
    return story


def check(story: Story, cuts: dict[int, Cut] | None = None, **more: object) -> None:
    check_proof(
        grant=story.grant,
        cuts=cuts or {},
        purpose_achieved=True,
        actor=story.people["manager"],
        now=story.now,
        **more,  # type: ignore[arg-type]  # names of the service, values of many types
    )


def sentences(story: Story) -> tuple[str, ...]:
    with pytest.raises(Blocked) as caught:
        check(story)
    return caught.value.sentences


def picture(story: Story) -> StoredFile:
    """The same bytes every time, as a row of its own."""
    return store_bytes(
        data=b"the same", name="b.png", media_type="image/png", subject="x:1", actor=SYSTEM, now=story.now
    )


def photographed(story: Story, payee: str, cents: int) -> Story:
    """Sent in with one receipt, and its picture."""
    story.accepted()
    line = ReceiptLine(story.grant.ends_on, payee, "Stauden", cents, picture(story))
    story.day = story.grant.ends_on
    add_receipt(grant=story.grant, line=line, actor=story.resident, now=story.now)
    story.proof_sent()
    return story


def elsewhere() -> tuple[Story, dict[str, Actor]]:
    """A case of another fund, and people who work for both."""
    fund = found({**SECTION, "name": "Zweite Kasse DEMO"})
    Fund.objects.filter(pk=fund.pk).update(reference_prefix="ZW")
    fund = Fund.objects.get(pk=fund.pk)
    people = hire(fund, now=Story(fund, {}).now)
    return Story(fund, people), people


def test_receipt_of_another_case_wants_a_cut_or_a_remark(stories: Stories) -> None:
    first, second = sent(stories(1), 20_000, 500), sent(stories(2), 20_000, 600)
    assert findings(check, second) == USED
    assert findings(check, second, kept={2: "der falsche Beleg"}) == USED
    check(second, {1: Cut(20_000, "schon im ersten Fall")})
    check(second, kept={1: "  Zwei gleiche Kisten am selben Tag  "})
    reasons = Receipt.objects.filter(proof=second.grant.proof).values_list("kept_reason", flat=True)
    assert list(reasons) == ["Zwei gleiche Kisten am selben Tag", ""]
    check(second, {1: Cut(1, "Pfand")})
    assert not Receipt.objects.exclude(kept_reason="").exists()
    assert findings(check, first) == USED


def test_sentence_names_the_other_case(stories: Stories) -> None:
    first, second = sent(stories(1), 20_000), sent(stories(2), 20_000)
    assert sentences(second) == (
        (
            "Beleg 1: Ein Beleg mit gleichem Tag, Geschäft und Betrag liegt schon bei "
            f"{first.application.reference}. Kürzen Sie ihn, oder schreiben Sie auf, warum er hier zählt."
        ),
    )


def test_case_of_another_fund_is_named_only_to_who_may_read_it(story: Story) -> None:
    other, people = elsewhere()
    sent(story, 20_000)
    sent(other, 20_000)
    (unnamed,) = sentences(story)
    assert "liegt schon in einem Fall, den Sie nicht einsehen dürfen." in unnamed
    assert str(other.application.reference) not in unnamed
    story.people = people
    assert f"liegt schon bei {other.application.reference}." in sentences(story)[0]


def test_same_picture_is_found_whatever_was_typed(stories: Stories) -> None:
    first = photographed(stories(1), "Gartenmarkt", 20_000)
    second = photographed(stories(2), "Baumarkt", 19_900)
    assert sentences(second)[0].startswith(
        f"Beleg 1: Derselbe Beleg liegt schon bei {first.application.reference}."
    )


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, USED),
        ({"payee": "GARTENMARKT  beispiel 1"}, USED),
        ({"payee": "Baumarkt"}, ()),
        ({"amount_cents": 20_001}, ()),
        ({"issued_on": "2026-04-01"}, ()),
        ({"accepted_cents": 0, "cut_cents": 20_000, "cut_reason": "zu spät"}, ()),
        ({"accepted_cents": 19_999, "cut_cents": 1, "cut_reason": "Pfand"}, USED),
    ],
)
def test_what_counts_as_the_same(stories: Stories, change: dict[str, object], codes: tuple[str, ...]) -> None:
    first, second = sent(stories(1), 20_000), sent(stories(2), 20_000)
    Receipt.objects.filter(proof=first.grant.proof).update(**change)
    if codes:
        assert findings(check, second) == codes
    else:
        check(second)
        assert second.grant.checks.count() == 1


def test_receipts_that_are_not_sent_yet_are_nobodys_business(stories: Stories) -> None:
    first, second = stories(1), stories(2)
    first.accepted()
    sent(second, 20_000)
    line = ReceiptLine(second.grant.ends_on, "Gartenmarkt Beispiel 1", "Stauden", 20_000)
    add_receipt(grant=first.grant, line=line, actor=first.resident, now=second.now)
    check(second)
    assert second.grant.checks.count() == 1


def test_number_of_queries_does_not_grow(stories: Stories) -> None:
    counted = []
    for number, receipts in ((1, 1), (3, 20)):
        amounts = range(number * 100, number * 100 + receipts)
        for place in (number, number + 1):
            story = sent(stories(place, cents=5_000), *amounts)
        grant = Grant.objects.get(pk=story.grant.pk)
        with CaptureQueriesContext(connection) as queries:
            facts = review_facts(grant, reader=story.people["manager"], today=story.day)
        assert len(facts.used_receipts) == receipts
        counted.append(len(queries))
    assert counted[0] == counted[1]
