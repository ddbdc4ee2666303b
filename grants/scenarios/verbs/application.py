"""Verbs of the application: apply, ask, answer, declare, withdraw."""

from typing import Any

from applicants.actors import actor_for
from applicants.models import Applicant
from grants.models import Grant, Particulars
from grants.rules.deadlines import question_due_on
from grants.scenarios.world import World, cents, find_applicant
from grants.services.applications import (
    CostLine,
    answer_question,
    save_answers,
    start_draft,
    submit_application,
    withdraw_application,
)
from grants.services.proof_questions import ask_about_proof, complete_proof
from grants.services.review import ask_question
from grants.services.review import declare_eligible as declare_eligible_service
from grants.services.review import declare_ineligible as declare_ineligible_service


def apply(world: World) -> None:
    """An application is made and sent by its applicant, with everything a form would ask for."""
    keys, where = world.step.keys, f"Schritt {world.step.number}"
    name, kind = str(keys.get("applicant", "Beispiel Muster")), str(keys.get("kind", "person"))
    applicant = find_applicant(name, kind) or Applicant.objects.create(created_at=world.now)
    costs = [
        CostLine(str(row["item"]), cents(row["amount"], f"{where}, costs")) for row in keys.get("costs", [])
    ]
    money = {key: cents(raw, f"{where}, financing") for key, raw in keys.get("financing", {}).items()}
    others = sum(money.values())
    requested = world.cents("requested", sum(line.amount_cents for line in costs) - others)
    draft = start_draft(fund=world.fund, applicant=applicant, now=world.now)
    actor = actor_for(applicant)
    saved = save_answers(
        application=draft,
        actor=actor,
        now=world.now,
        costs=costs,
        answers={
            "title": str(keys.get("title", world.step.case)),
            "description": str(
                keys.get("description", f"{keys.get('title', '')}: eine Aktion für das Quartier.")
            ),
            "place": str(keys.get("place", "Quartier Am Leipziger Tor")),
            "starts_on": keys.get("starts_on"),
            "ends_on": keys.get("ends_on", keys.get("starts_on")),
            "requested_cents": requested,
            "own_cents": money.get("own", 0),
            "donations_cents": money.get("donations", 0),
            "other_public_cents": money.get("other_public", 0),
            "other_money_from": "Eigenes Geld und Spenden" if others else "",
            "not_begun_confirmed": True,
            "terms_accepted": True,
        },
        applicant_answers={"kind": kind, "name": name, **_reached_at(world, applicant, kind)},
    )
    sent = submit_application(application=saved, actor=actor, now=world.now)
    world.cases[world.step.case] = sent.pk
    world.plans[world.step.case] = [bool(row.get("eligible", True)) for row in keys.get("costs", [])]


def _reached_at(world: World, applicant: Applicant, kind: str) -> dict[str, Any]:
    """Where they can be reached: as the step says, as they said before, else at an address of their own.

    A step may send its notice by e-mail or portal, so everybody has an e-mail address.
    """
    number = Applicant.objects.filter(pk__lte=applicant.pk).count()
    last = (
        Particulars.objects.filter(application__applicant=applicant)
        .exclude(street="")
        .order_by("-pk")
        .first()
    )
    known = {
        "contact_person": "" if kind in ("person", "owner") else "Alex Beispiel",
        "channel": "letter",
        "email": f"antrag{number}@muster.example",
        "street": f"Musterstraße {number}",
    }
    if last is not None:
        known = {key: getattr(last, key) for key in known}
    said = {key: str(world.step.keys[key]) for key in known if key in world.step.keys}
    return {**known, **said, "postcode": "06844", "town": "Dessau-Roßlau", "is_adult": True}


def ask(world: World) -> None:
    """The manager asks the applicant about the application, or about the proof that was sent."""
    application, keys = world.application(), world.step.keys
    default = question_due_on(world.step.on, application.rules.question_days, application.rules.land)
    text, due_on = str(keys.get("text", "Bitte ergänzen Sie, was fehlt.")), keys.get("until", default)
    actor, now = world.person("manager"), world.now
    grant = Grant.objects.filter(case=application).first()
    if grant is not None:
        ask_about_proof(grant=grant, text=text, due_on=due_on, actor=actor, now=now)
    else:
        ask_question(application=application, text=text, due_on=due_on, actor=actor, now=now)


def answer(world: World) -> None:
    """The applicant answers."""
    text = str(world.step.keys.get("text", "Hier ist die Antwort."))
    application, actor, now = world.application(), world.person("applicant"), world.now
    grant = Grant.objects.filter(case=application).first()
    if grant is not None:
        complete_proof(grant=grant, answer=text, actor=actor, now=now)
    else:
        answer_question(application=application, text=text, actor=actor, now=now)


def declare_eligible(world: World) -> None:
    """The formal check is done; each line is judged as the plan at `apply` said. The field of action is the
    first of the catalogue unless the step names one.
    """
    application = world.application()
    first = next(iter(application.rules.fields_of_action), None)
    declare_eligible_service(
        application=application,
        field_of_action=world.step.keys.get("field_of_action", first),
        eligible_items=dict(enumerate(world.plans[world.step.case], 1)),
        eligible_cents=world.cents("amount"),
        actor=world.person("manager"),
        now=world.now,
    )


def declare_ineligible(world: World) -> None:
    """The manager proposes a refusal without the jury; the notice confirms it."""
    declare_ineligible_service(
        application=world.application(),
        reason=str(world.step.keys.get("reason", "Die Aktion passt nicht zur Richtlinie.")),
        actor=world.person("manager"),
        now=world.now,
    )


def withdraw(world: World) -> None:
    """The applicant takes the application back."""
    withdraw_application(
        application=world.application(),
        reason=str(world.step.keys.get("reason", "")),
        actor=world.person("applicant"),
        now=world.now,
    )
