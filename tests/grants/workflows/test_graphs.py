"""The machines as graphs: from the first state to an end, without traps, twins or steps that say nothing.

Read from django-fsm itself, so that a new edge is asked at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import pytest

from grants.workflows.edges import EdgeInfo
from tests.grants.workflows.tables import MODELS
from tests.grants.workflows.test_edges import edges, infos, service_modules

#: Where a case may stay for ever. An approved application lives on as a grant.
FINAL: Mapping[str, frozenset[str]] = {
    "application": frozenset({"approved", "deleted"}),
    "grant": frozenset({"deleted"}),
    "payment_order": frozenset({"executed", "returned", "cancelled"}),
    "receipt_order": frozenset({"ordered", "cancelled"}),
    "claim": frozenset({"paid", "written_off", "waived"}),
    "session": frozenset({"minutes_approved"}),
}
#: (machine, source, target) -> why two steps lead the same way.
TWINS: Mapping[tuple[str, str, str], str] = {
    ("grant", "issued", "declined"): "the applicant says no; or says nothing, and the city ends the offer",
    ("grant", "running", "running"): "a late acceptance and the hearing before it lapses move nothing",
    ("grant", "cancelled", "proof_submitted"): "receipts come, or the office settles without",
    ("grant", "proof_due", "proof_due"): "a late acceptance, a reminder and more time leave it due",
    ("grant", "proof_overdue", "proof_overdue"): "a late acceptance, a reminder and the demand move nothing",
    (
        "claim",
        "deferred",
        "deferred",
    ): "other days in the place of the old ones; a part payment moves nothing",
    ("claim", "hearing", "notice"): "a notice of its own, or the one that revokes the grant",
}
#: (machine, edge) -> why nothing is asked but who it is and where the case stands.
UNCONDITIONAL: Mapping[tuple[str, str], str] = {
    ("grant", "reopen"): "the return of a payment asks",
    ("application", "ask"): "a question is always allowed",
    ("application", "answer"): "a late answer is welcome",
    ("application", "lapse"): "may be asked for more",
    ("application", "declare_ineligible"): "its reason is the demand",
    ("application", "withdraw"): "nobody is held",
    ("application", "archive"): "the daily run asks for the days",
    ("application", "delete_after_retention"): "the daily run asks for the days",
    ("grant", "accept"): "at once after the notice; later ones are asked for the earlier one",
    ("grant", "lapse"): "its reason is the demand",
    ("grant", "remind"): "a reminder is always allowed",
    ("grant", "question_proof"): "a question is always allowed",
    ("grant", "settle"): "follows its confirmation in the same transaction",
    ("grant", "archive"): "the daily run asks for the days",
    ("grant", "bind"): "the daily run asks for the days",
    ("grant", "delete_after_retention"): "the daily run asks for the days",
    ("payment_order", "hand_over"): "asked at its execution in the same transaction",
    ("payment_order", "cancel"): "its reason is the demand",
    ("payment_order", "return_payment"): "the bank has done it",
    ("payment_order", "void_certificates"): "whoever doubts takes a signature back",
    ("receipt_order", "certify"): "what it says is what the claim or the drawdown says",
    ("receipt_order", "order"): "a second person signs what was certified",
    ("receipt_order", "void_certificate"): "whoever doubts takes a signature back",
    ("claim", "fall_due"): "follows its notice in the same transaction",
    ("claim", "remind_once"): "mirrors the Kasse",
    ("claim", "remind_twice"): "mirrors the Kasse",
    ("claim", "enforce"): "mirrors the Kasse",
    ("claim", "pay_late"): "mirrors the Kasse",
    ("claim", "defer"): "its reason is the demand",
    ("claim", "write_off"): "its reason is the demand",
    ("claim", "waive"): "its reason is the demand",
    ("session", "invite"): "a planned session can always be invited to",
    ("session", "approve_minutes"): "a closed session has all its results",
}


def states(machine: str) -> set[str]:
    return {value for value, _ in MODELS[machine]._meta.get_field("state").choices or ()}


def first(machine: str) -> str:
    return str(MODELS[machine]._meta.get_field("state").default)


def reached(starts: Iterable[str], arrows: Iterable[tuple[str, str]]) -> set[str]:
    """Every state to which arrows lead from the starts, and these."""
    leads: dict[str, set[str]] = defaultdict(set)
    for source, target in arrows:
        leads[source].add(target)
    found, waiting = set(starts), list(starts)
    while waiting:
        new = leads[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def arrows(machine: str, *, built: bool = False) -> list[tuple[str, str]]:
    return [(e.source, e.target) for e in edges(machine) if e.custom["info"].service or not built]


def backwards(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(target, source) for source, target in pairs]


@pytest.mark.parametrize("machine", MODELS)
def test_every_state_can_be_reached_from_the_first(machine: str) -> None:
    assert states(machine) - reached({first(machine)}, arrows(machine)) == set()


@pytest.mark.parametrize("machine", MODELS)
def test_every_state_can_reach_a_final_one(machine: str) -> None:
    assert states(machine) - reached(FINAL[machine], backwards(arrows(machine))) == set()


@pytest.mark.parametrize("machine", MODELS)
def test_no_state_but_a_final_one_is_a_trap(machine: str) -> None:
    """A step that stays where it is does not lead out."""
    left = {source for source, target in arrows(machine) if source != target}
    assert states(machine) - left - FINAL[machine] == set()


#: Where a case rests as long as nothing archives it, and what waits for a step of the Kasse.
RESTS: Mapping[str, frozenset[str]] = {
    "application": frozenset({"approved", "rejected", "withdrawn", "lapsed", "archived"}),
    "grant": frozenset(
        {"closed", "declined", "cancelled", "revoked", "lapsed_not_started", "in_binding", "archived"}
    ),
    "payment_order": frozenset(),
    "receipt_order": frozenset(),
    "claim": frozenset(),
    "session": frozenset({"closed"}),
}


@pytest.mark.parametrize("machine", MODELS)
def test_no_case_is_stuck_where_a_built_step_has_brought_it(machine: str) -> None:
    """With the steps that have a service today, every state they lead to has a way to an end or a rest."""
    built = arrows(machine, built=True)
    ends = FINAL[machine] | RESTS[machine]
    assert reached({first(machine)}, built) - reached(ends, backwards(built)) == set()


def twins(machine: str) -> dict[tuple[str, str, str], set[str]]:
    """Pairs of states that more than one step joins."""
    names: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for edge in edges(machine):
        names[machine, edge.source, edge.target].add(edge.name)
    return {pair: steps for pair, steps in names.items() if len(steps) > 1}


def test_no_two_steps_do_the_same_without_a_reason() -> None:
    found = {pair for machine in MODELS for pair in twins(machine)}
    assert found - set(TWINS) == set()
    assert set(TWINS) - found == set()


def test_every_step_asks_for_something_or_says_why_not() -> None:
    asks_nothing = {(machine, name) for machine, name, info in infos() if not info.requires}
    assert asks_nothing - set(UNCONDITIONAL) == set()
    assert set(UNCONDITIONAL) - {(machine, name) for machine, name, _ in infos()} == set()


def incomplete(info: EdgeInfo, services: AbstractSet[str]) -> list[str]:
    """What an edge should say about itself and does not."""
    missing = []
    if not info.label.strip():
        missing.append("label")
    if not info.may.words:
        missing.append("policy")
    if not all(each.__doc__ or _maker(each) for each in info.requires):
        missing.append("requirement")
    if info.service is not None and info.service not in services:
        missing.append("service")
    return missing


def _maker(requirement: Any) -> bool:
    """A requirement made by another function is explained there."""
    return "<locals>" in requirement.__qualname__


def test_every_step_names_label_policy_requirement_and_service() -> None:
    services = service_modules().keys()
    found = {(machine, name): incomplete(info, services) for machine, name, info in infos()}
    assert {step: missing for step, missing in found.items() if missing} == {}
