"""What an application says, read from its rows: by the name of each question, and its cost plan as facts."""

from typing import TYPE_CHECKING, Any

from grants.rules.eligibility.prices import lines_to_compare
from grants.rules.facts import CostFact
from grants.rules.questions import SECTIONS, Question

if TYPE_CHECKING:
    from grants.models import Application


def answers_of(application: "Application") -> dict[str, Any]:
    """Every answer of an application by the name of its question, as the section table asks for them."""
    questions = [question for section in SECTIONS for question in section.questions]
    answers: dict[str, Any] = {question.name: _answer(application, question) for question in questions}
    return answers | {"compares_prices": bool(costs_to_compare(application))}


def costs_to_compare(application: "Application") -> tuple[CostFact, ...]:
    """The cost lines for which the rules of the case want several offers."""
    return lines_to_compare(costs_of(application), application.rules.parameters())


def costs_of(application: "Application") -> tuple[CostFact, ...]:
    """The cost plan as the rules see it."""
    return tuple(
        CostFact(cost.item, cost.amount_cents, cost.eligible, cost.offers) for cost in application.costs.all()
    )


def _answer(application: "Application", question: Question) -> Any:
    if question.kind == "costs":
        return list(application.costs.all())
    if question.kind == "files":
        return None
    owner = application.particulars if question.owner == "applicant" else application
    return getattr(owner, question.name)
