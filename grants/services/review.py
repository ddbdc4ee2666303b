"""What the office does with an application before the jury: ask, judge the costs, declare eligible or not."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.values.errors import InvalidInput
from grants.models import Application, InformationRequest
from grants.services.news import NOTICE, QUESTION, tell
from grants.services.workflow import lock, perform


def ask_question(
    *,
    application: Application,
    text: str,
    due_on: date,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Application:
    """Ask the applicant for something that is missing, with a term (Nachforderung).

    Who wants e-mail is told; the others are told by the office.
    """
    if not text.strip():
        raise InvalidInput("Schreiben Sie, was fehlt.", "question.empty", "text")

    def work(fresh: Application) -> None:
        number = fresh.information_requests.count() + 1
        InformationRequest.objects.create(
            application=fresh,
            number=number,
            text=text.strip(),
            due_on=due_on,
            asked_at=now,
            asked_by=actor.reference,
        )
        tell(QUESTION, case=fresh, cause=f"question:{fresh.uuid}:{number}", now=now, until=due_on)

    return perform(application, "ask", actor=actor, now=now, expected_version=expected_version, work=work)


def discontinue_application(
    *,
    application: Application,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Application:
    """End an application whose question nobody answered; a short letter says so (Einstellungsmitteilung).

    Raises Blocked before a reminder went, while the term runs, or while a wish for more time waits.
    """

    def work(fresh: Application) -> None:
        tell(NOTICE, case=fresh, cause=f"lapse:{fresh.uuid}", now=now)

    return perform(
        application,
        "lapse",
        actor=actor,
        now=now,
        expected_version=expected_version,
        reason=reason,
        work=work,
    )


def declare_eligible(
    *,
    application: Application,
    eligible_items: Mapping[int, bool],
    actor: Actor,
    now: datetime,
    eligible_cents: int | None = None,
    field_of_action: str | None = None,
    represented: bool = False,
    acts_economically: bool = False,
    deducts_input_tax: bool | None = None,
    offers: Mapping[int, int] | None = None,
    price_judgement: str = "",
    expected_version: int | None = None,
) -> Application:
    """The formal check is done: each cost line is judged (position -> eligible), the eligible sum is fixed.

    `eligible_cents` overrides the sum of the eligible lines, for instance when only a part of a line counts.
    `field_of_action` is one of the catalogue in the rules; not asked where there is none.
    `represented`: a parent has signed for a minor. `acts_economically`: a grant is De-minimis aid.
    `deducts_input_tax`: receipts count net; None leaves what the applicant said. `offers`: position -> how
    many there are, `price_judgement` why fewer are enough than the rules want. Raises Blocked when a line is
    not judged, nothing is eligible, or offers, field or signature are missing.
    """
    with transaction.atomic():
        fresh = lock(application)
        for cost in fresh.costs.all():
            if cost.position in eligible_items:
                cost.eligible = eligible_items[cost.position]
                cost.offers = (offers or {}).get(cost.position, cost.offers)
                cost.save()
        total = sum(cost.amount_cents for cost in fresh.costs.all() if cost.eligible)
        return perform(
            fresh,
            "declare_eligible",
            actor=actor,
            now=now,
            expected_version=expected_version,
            payload={
                "eligible_cents": total if eligible_cents is None else eligible_cents,
                "field_of_action": field_of_action,
                "represented": represented,
                "acts_economically": acts_economically,
                "price_judgement": price_judgement.strip(),
                "deducts_input_tax": (
                    fresh.deducts_input_tax if deducts_input_tax is None else deducts_input_tax
                ),
            },
        )


def declare_ineligible(
    *,
    application: Application,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Application:
    """Propose that the application cannot be funded; the city confirms it with the rejection notice."""
    return perform(
        application,
        "declare_ineligible",
        actor=actor,
        now=now,
        expected_version=expected_version,
        reason=reason,
    )
