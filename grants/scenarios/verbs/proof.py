"""Verbs of the proof: remind, demand, send, check."""

import re
from datetime import datetime

from grants.models import CostItem
from grants.models.letter import IS_WAITING
from grants.scenarios.reading import ScenarioMistake
from grants.scenarios.world import World, cents
from grants.services.exits import settle_without_proof
from grants.services.grants import demand_proof, extend_proof_term, remind_proof
from grants.services.judgements import Cut
from grants.services.letters import release_letters
from grants.services.proof_questions import complete_proof
from grants.services.proofs import ReceiptLine, add_receipt, confirm_proof, save_report
from grants.services.proofs import check_proof as check_proof_service
from grants.services.proofs import submit_proof as submit_proof_service


def remind(world: World) -> None:
    """A friendly reminder with a new term."""
    remind_proof(
        grant=world.grant(), until=world.step.keys["until"], actor=world.person("manager"), now=world.now
    )
    post(world, "nachweis-erinnerung")


def dun(world: World) -> None:
    """The formal demand with hearing."""
    demand_proof(
        grant=world.grant(), until=world.step.keys["until"], actor=world.person("officer"), now=world.now
    )
    post(world, "nachweis-mahnung")


def post(world: World, kind: str, now: datetime | None = None) -> None:
    """The manager sends the letter on the day of the step, or at the moment that is given."""
    letters = list(world.grant().case.letters.filter(IS_WAITING, kind=kind))
    by = world.people["manager"]
    release_letters(letters=letters, count=len(letters), actor=by, now=now or world.now)


def extend_proof(world: World) -> None:
    """More time for the proof."""
    keys = world.step.keys
    reason = str(keys.get("reason", "Die Person hat um mehr Zeit gebeten."))
    actor = world.person("manager")
    extend_proof_term(grant=world.grant(), until=keys["until"], reason=reason, actor=actor, now=world.now)


def submit_proof(world: World) -> None:
    """The applicant sends receipts and report; a receipt is for the line of the plan that it sounds like.

    After a question about the proof these are further receipts, and they answer it.
    """
    keys, where = world.step.keys, f"Schritt {world.step.number}, receipts"
    grant, actor = world.grant(), world.person("applicant")
    for row in keys.get("receipts", []):
        line = ReceiptLine(
            issued_on=row["on"],
            payee=str(row["payee"]),
            purpose=str(row.get("purpose", "")),
            amount_cents=cents(row["amount"], where),
            cost_item=_sounds_like(str(row.get("purpose", "")), grant.case.plan_items),
        )
        add_receipt(grant=grant, line=line, actor=actor, now=world.now)
    said = str(keys.get("report", "Die Aktion hat stattgefunden."))
    if grant.state == "proof_incomplete":
        complete_proof(grant=grant, answer=said, actor=actor, now=world.now)
        return
    save_report(
        grant=grant,
        report=said,
        donations_actual_cents=world.cents("donations_actual"),
        actor=actor,
        now=world.now,
    )
    submit_proof_service(grant=grant, actor=actor, now=world.now)


def _sounds_like(purpose: str, plan: list[CostItem]) -> CostItem | None:
    """The line with which a receipt has most words in common, short ones apart; None without any."""
    common = {each: len(_words(purpose) & _words(each.item)) for each in plan}
    best = max(plan, key=common.__getitem__, default=None)
    return best if best and common[best] else None


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w{4,}", text)}


def check_proof(world: World) -> None:
    """The manager checks, an officer confirms."""
    keys, where = world.step.keys, f"Schritt {world.step.number}, cut"
    cuts = {
        int(row["receipt"]): Cut(cents(row["amount"], where), str(row.get("reason", "")))
        for row in keys.get("cut", [])
    }
    was_cancelled = world.grant().state == "cancelled"
    if was_cancelled:
        no_receipts_come(world)
    open_obligations = [str(text) for text in keys.get("open_obligations", [])]
    _demand_known(world, open_obligations)
    check_proof_service(
        grant=world.grant(),
        cuts=cuts,
        purpose_achieved=bool(keys.get("purpose_achieved", not was_cancelled)),
        open_obligations=open_obligations,
        actor=world.people["manager"],
        now=world.now,
    )
    confirm_proof(grant=world.grant(), actor=world.person("officer"), now=world.now)


def _demand_known(world: World, obligations: list[str]) -> None:
    """An obligation that the notice does not name would stay open unseen. Raises ScenarioMistake."""
    known = list(world.grant().obligations.values_list("text", flat=True))
    for text in obligations:
        if text not in known:
            allowed = ", ".join(known) or "keine"
            raise ScenarioMistake(
                f"Schritt {world.step.number}: Die Auflage „{text}“ gibt es nicht. Es gibt: {allowed}."
            )


def no_receipts_come(world: World) -> None:
    """A stopped project is judged by what there is, when its applicant sent nothing."""
    settle_without_proof(
        grant=world.grant(),
        reason="Es kommen keine Belege.",
        none_come=True,
        actor=world.people["manager"],
        now=world.now,
    )
