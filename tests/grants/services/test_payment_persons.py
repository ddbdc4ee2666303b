"""Certifier, orderer and executor are three persons (INV-05): by policy, and by the database alone."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor, ActorKind
from foundation.values.errors import NotAllowed
from grants.models import PaymentKind, PaymentOrder
from grants.services.conflicts import declare_own_conflict
from grants.services.payments import (
    certify_order,
    execute_payment,
    order_payment,
    prepare_order,
)
from tests.grants.rows import refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ADVANCE, INSTALMENT, FINAL = PaymentKind.ADVANCE, PaymentKind.INSTALMENT, PaymentKind.FINAL
DENIED = (NotAllowed, "policy.denied")
APPROVED = 48_765


def prepare(
    story: Story, cents: int, kind: PaymentKind = ADVANCE, actor: Actor | None = None
) -> PaymentOrder:
    return prepare_order(
        grant=story.grant,
        kind=kind,
        amount_cents=cents,
        actor=actor or story.people["certifier"],
        now=story.now,
    )


def everything_may(actor: Actor) -> Actor:
    """The same person with every right there is: only the comparison of persons is left to say no."""
    roles = frozenset((role, "") for role in ("QM", "CI", "FC", "FO", "KA"))
    return Actor(ActorKind.STAFF, actor.reference, label=actor.label, roles=roles, stepped_up=True)


@pytest.mark.parametrize(
    ("certifier", "orderer", "executor", "refused_at"),
    [
        ("certifier", "orderer", "cashier", None),
        ("certifier", "certifier", "cashier", "order"),
        ("certifier", "orderer", "certifier", "execute"),
        ("certifier", "orderer", "orderer", "execute"),
        ("orderer", "cashier", "certifier", None),
    ],
)
def test_three_persons_whatever_their_roles(
    story: Story,
    people: dict[str, Actor],
    certifier: str,
    orderer: str,
    executor: str,
    refused_at: str | None,
) -> None:
    story.accepted()
    order = certify_order(order=prepare(story, 100), actor=everything_may(people[certifier]), now=story.now)
    ordering: dict[str, Any] = {"order": order, "actor": everything_may(people[orderer]), "now": story.now}
    if refused_at == "order":
        assert refusal(order_payment, **ordering) == DENIED
        return
    order = order_payment(**ordering)
    executing: dict[str, Any] = {"order": order, "actor": everything_may(people[executor]), "now": story.now}
    if refused_at == "execute":
        assert refusal(execute_payment, **executing) == DENIED
        return
    done = execute_payment(**executing)
    assert (done.certified_factual_by, done.certified_arith_by, done.ordered_by, done.executed_by) == (
        people[certifier].reference,
        people[certifier].reference,
        people[orderer].reference,
        people[executor].reference,
    )


@pytest.mark.parametrize("signature", ["certified_factual_by", "certified_arith_by"])
def test_each_of_two_certifiers_neither_orders_nor_executes(
    story: Story, people: dict[str, Actor], signature: str
) -> None:
    """One stamp signs both; two persons may have signed all the same, and each of them is a certifier."""
    story.accepted()
    order, second = story.certified(ADVANCE, 100), everything_may(people["orderer"])
    PaymentOrder.objects.update(**{signature: second.reference})
    assert refusal(order_payment, order=order, actor=second, now=story.now) == DENIED
    order = order_payment(order=order, actor=everything_may(people["officer"]), now=story.now)
    assert refusal(execute_payment, order=order, actor=second, now=story.now) == DENIED


@pytest.mark.parametrize(
    ("signatures", "constraint"),
    [
        ({"certified_factual_by": "a", "ordered_by": "a"}, "payment_order_orderer_not_certifier"),
        ({"certified_arith_by": "a", "ordered_by": "a"}, "payment_order_orderer_not_certifier"),
        ({"certified_factual_by": "a", "executed_by": "a"}, "payment_order_executor_apart"),
        ({"certified_arith_by": "a", "executed_by": "a"}, "payment_order_executor_apart"),
        ({"ordered_by": "a", "executed_by": "a"}, "payment_order_executor_apart"),
    ],
)
def test_database_alone_keeps_each_pair_of_persons_apart(
    story: Story, signatures: dict[str, str], constraint: str
) -> None:
    story.accepted()
    prepare(story, 100)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PaymentOrder.objects.update(**signatures)
    with transaction.atomic():
        apart = {name: f"{number}" for number, name in enumerate(signatures)}
        PaymentOrder.objects.update(**apart)
        transaction.set_rollback(True)


@pytest.mark.parametrize("missing", ["ordered_by", "certified_factual_by", "certified_arith_by"])
def test_database_knows_no_order_without_signatures(story: Story, missing: str) -> None:
    story.accepted()
    story.ordered(ADVANCE, 100)
    with pytest.raises(IntegrityError, match="payment_order_ordered_is_signed"), transaction.atomic():
        PaymentOrder.objects.update(**{missing: ""})


@pytest.mark.parametrize("missing", [{"executed_by": ""}, {"executed_on": None}])
def test_database_knows_no_payment_without_executor_and_day(
    story: Story, missing: dict[str, str | None]
) -> None:
    story.accepted()
    story.paid(ADVANCE, 100)
    with pytest.raises(IntegrityError, match="payment_order_executed_is_signed"), transaction.atomic():
        PaymentOrder.objects.update(**missing)


def test_who_is_biased_signs_nothing(story: Story, people: dict[str, Actor]) -> None:
    story.accepted()
    draft, certified = prepare(story, 100), story.certified(ADVANCE, 100)
    ordered = story.ordered(ADVANCE, 100)
    for who in ("certifier", "orderer"):
        declare_own_conflict(application=story.application, actor=people[who], now=story.now)
    assert refusal(certify_order, order=draft, actor=people["certifier"], now=story.now) == DENIED
    assert refusal(order_payment, order=certified, actor=people["orderer"], now=story.now) == DENIED
    assert refusal(prepare, story, 100) == DENIED
    assert execute_payment(order=ordered, actor=people["cashier"], now=story.now).state == "executed"
