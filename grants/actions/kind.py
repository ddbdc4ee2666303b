"""What an action of the office is: one page with a form, one service behind it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from foundation.audit.actors import Actor
from grants import predicates
from grants.forms.office_base import ActionForm
from grants.models import WorkflowModel
from grants.services.workflow import blockers, edge_info

# form, target, {"actor", "now", "expected_version"} -> anything; the services raise DomainError
Call = Callable[[Any, Any, dict[str, Any]], object]
Ready = Callable[[Any, date], tuple[str, ...]]

TONES = ("primary", "secondary", "danger", "tertiary")
NOT_NOW = "Dieser Schritt ist im jetzigen Stand nicht möglich."


@dataclass(frozen=True, kw_only=True)
class Action:
    """One row of the table.

    slug: its name in the address. edge: the edge it walks, or the first of them; the action is offered
    while this edge leaves the object's state, with the edge's right and requirements. states, may: the same
    for a service that is no edge. ready: sentences why not, where the form itself brings what the edge
    demands. applies: whether it is offered at all. done: the sentence afterwards; then: what the person
    does next, said after it. seen: the number that stands for what the person saw, to refuse stale tabs.
    step_up: the person proves anew who they are. shows: the template of a page that shows what the service
    returned, at once; without it the person is led back. steps_back: when another action is what the work
    waits for; then this one is a secondary button.
    """

    slug: str
    machine: str
    title: str
    button: str
    form: type[ActionForm]
    call: Call
    done: str
    then: Callable[[Any], str] | None = None
    edge: str = ""
    states: frozenset[str] = frozenset()
    may: predicates.Predicate | None = None
    ready: Ready | None = None
    applies: Callable[[Any], bool] | None = None
    fragment: str = ""
    tone: str = "secondary"
    step_up: bool = False
    shows: str = ""
    seen: Callable[[Any], int] | None = None
    steps_back: Callable[[Any], bool] | None = None

    def tone_for(self, target: Any) -> str:
        """How the button looks for this object as it stands."""
        return "secondary" if self.steps_back is not None and self.steps_back(target) else self.tone

    def done_for(self, target: Any) -> str:
        """What the person reads afterwards."""
        return f"{self.done} {self.then(target)}".strip() if self.then else self.done

    def is_offered(self, target: Any) -> bool:
        """True when the object stands where this action begins."""
        begins = self._edge_of(target) is not None if self.edge else target.state in self.states
        return begins and (self.applies is None or self.applies(target))

    def why_not(self, target: WorkflowModel, *, actor: Actor, today: date) -> tuple[str, ...]:
        """Every reason against it as a sentence; empty when the way is free."""
        if not self.is_offered(target):
            return (NOT_NOW,)
        actor = self._as_proven(actor)
        refused = self.no_right(target, actor)
        if refused:
            return (refused,)
        if self.ready is not None:
            return self.ready(target, today)
        return blockers(target, self.edge, actor=actor, today=today) if self.edge else ()

    def no_right(self, target: WorkflowModel, actor: Actor) -> str:
        """The sentence when policy says no, whatever the state; empty when it says yes.

        A fresh proof of identity is taken for granted here: the page asks for it before it shows the form.
        """
        may = edge_info(self._edge_of(target) or self._any_edge(target)).may if self.edge else self.may
        return may.why_not(self._as_proven(actor), target) if may is not None else ""

    def _as_proven(self, actor: Actor) -> Actor:
        return replace(actor, stepped_up=True) if self.step_up else actor

    def _any_edge(self, target: Any) -> Any:
        return next(each for each in target.get_all_state_transitions() if each.name == self.edge)

    def version_of(self, target: WorkflowModel) -> int:
        """What the form sends along as the version that the person saw."""
        return self.seen(target) if self.seen else target.version

    def _edge_of(self, target: Any) -> Any:
        edges = target.get_all_state_transitions()
        return next((each for each in edges if each.name == self.edge and each.source == target.state), None)


@dataclass(frozen=True)
class Offer:
    """A button, or the reasons why it is none."""

    action: Action
    reasons: tuple[str, ...]
    tone: str

    @property
    def rank(self) -> int:
        """Primary actions come first, tertiary ones last."""
        return TONES.index(self.tone)

    @property
    def is_allowed(self) -> bool:
        return not self.reasons
