"""Requirements about who decided: the jury, the office alone, a second body, a city that deviates."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from grants.rules.circular import check_closing, check_item
from grants.rules.findings import Finding, blocker
from grants.rules.tiers import check_limit
from grants.workflows.circular import circular_facts
from grants.workflows.decision import decision_of, ends_with_no, waits_for_second_body


def yes_is_decided(application: Any, today: date) -> Iterator[Finding]:
    """An award is written on a yes, whoever said it last."""
    decision = decision_of(application)
    if decision is None or not decision.is_grant:
        yield blocker(
            "decision.no_yes", "Entschieden ist kein Ja. Ein Ja braucht der Bescheid.", "Handbuch 5.1"
        )


def no_is_decided(application: Any, today: date) -> Iterator[Finding]:
    """A rejection is written on a no, whoever said it last."""
    if not ends_with_no(application):
        yield blocker("decision.no_no", "Entschieden ist kein Nein. Ablehnen geht so nicht.", "Handbuch 5.1")


def second_body_has_decided(application: Any, today: date) -> Iterator[Finding]:
    """Above the jury's limit the second body's decision is noted before a notice is drafted."""
    if waits_for_second_body(application):
        body = application.rules.second_body_name or "das zweite Gremium"
        yield blocker(
            "decision.second_body",
            f"Über diesen Betrag entscheidet nach der Jury: {body}. Tragen Sie zuerst diesen Beschluss ein.",
            "Handbuch 1.2, 1.3 (Wertgrenzen)",
        )


def may_be_decided_alone(application: Any, today: date) -> Iterable[Finding]:
    """What was asked for lies within the fund's limit for the office alone (permissions, row 18)."""
    return check_limit(application.requested_cents or 0, application.rules.parameters())


def was_decided_alone(application: Any, today: date) -> Iterator[Finding]:
    """The way back leads to where the case stood."""
    decision = decision_of(application)
    if decision is None or decision.item is not None:
        yield blocker("decision.by_jury", "Über diesen Antrag hat die Jury beraten.", "Handbuch 5.1")


def circular_vote_is_over(application: Any, today: date) -> Iterable[Finding]:
    """A circular vote is counted when all were asked, and have answered or had their time."""
    item = max(application.agenda_items.all(), key=lambda each: each.pk, default=None)
    if item is None or not item.session.is_circular:
        return ()
    return check_closing(circular_facts(item, today))


def fits_circular_vote(application: Any, today: date) -> Iterable[Finding]:
    """What is put into a circular vote is small enough, and nobody has objected to it."""
    items = list(application.agenda_items.all())
    item = max(items, key=lambda each: each.pk, default=None)
    if item is None or not item.session.is_circular:
        return ()
    rules = item.session.fund.rules_on(item.session.held_on)
    return check_item(
        requested_cents=application.requested_cents or 0,
        is_allowed=rules.circular_allowed,
        limit_cents=rules.circular_limit_cents,
        was_objected=any(each.objected_by for each in items),
    )


def no_draft_waits(application: Any, today: date) -> Iterator[Finding]:
    """While a notice waits for its release, nobody else is asked to decide."""
    if any(notice.is_draft for notice in application.notices.all()):
        yield blocker(
            "notice.draft_waits",
            "Ein Bescheid wartet auf die Freigabe. Nehmen Sie zuerst den Entwurf zurück.",
            "Handbuch 5.1",
        )
