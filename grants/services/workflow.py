"""The one door for state: `perform`. Nothing else in this project walks an edge of a workflow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django_fsm import Transition

from foundation.audit.actors import Actor, ActorKind
from foundation.audit.services import append_entry
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, NotAllowed, StaleVersion
from grants.models import Application, TransitionRecord, WorkflowModel
from grants.signals import transitioned
from grants.workflows.edges import EdgeInfo

W = TypeVar("W", bound=WorkflowModel)


@dataclass(frozen=True)
class AvailableAction:
    """A button, or the reasons why it is none."""

    name: str
    label: str
    tone: str
    needs_reason: bool
    service: str
    why_not: tuple[str, ...]

    @property
    def is_allowed(self) -> bool:
        return not self.why_not


def perform(
    obj: W,
    action: str,
    *,
    actor: Actor,
    now: datetime,
    payload: Mapping[str, Any] | None = None,
    expected_version: int | None = None,
    reason: str = "",
    work: Callable[[W], None] | None = None,
) -> W:
    """Walk one edge and return the fresh object; the one given stays as it was.

    In this order: transaction, lock case and row, policy, the version the person saw, all requirements as
    sentences, the edge, the service's own work, save, transition record and audit entry, the one signal.
    `payload` holds fields that change together with the state; requirements see them already changed. `work`
    is called with the object after the edge and before the audit entry, because the audit head is the last
    lock: bookings belong in there. Whatever fails takes everything back.

    Raises NotAllowed (no right), StaleVersion (somebody was faster), Blocked (with every finding),
    DomainError (no such step from here, reason missing).
    """
    with transaction.atomic():
        fresh = lock(obj)
        actor, edge = named(actor, fresh), _edge(fresh, action)
        info = edge_info(edge)
        if not info.may(actor, fresh):
            raise NotAllowed(info.may.why_not(actor, fresh), code="policy.denied")
        check_version(fresh, expected_version)
        if info.needs_reason and not reason.strip():
            raise DomainError("Schreiben Sie eine Begründung dazu.", code="reason.missing")
        for name, value in (payload or {}).items():
            setattr(fresh, name, value)
        findings = _findings(fresh, info, local_date(now))
        if findings:
            raise Blocked(findings=findings)
        source = fresh.state
        getattr(fresh, action)()
        fresh.version += 1
        if work is not None:
            work(fresh)
        fresh.save()
        _record(fresh, action, info, source, actor=actor, now=now, reason=reason)
        transitioned.send(sender=type(fresh), instance=fresh, action=action, actor=actor, now=now)
    return fresh


def check_version(fresh: WorkflowModel, expected: int | None) -> None:
    """The object must be as the person saw it; None asks for nothing. Raises StaleVersion."""
    if expected is not None and expected != fresh.version:
        raise StaleVersion(
            "Inzwischen hat sich hier etwas geändert. Sehen Sie sich den neuen Stand an. "
            "Versuchen Sie es dann noch einmal.",
            code="version.stale",
        )


def named(actor: Actor, obj: WorkflowModel) -> Actor:
    """A resident goes into the record under the name that the case itself says."""
    if actor.kind is not ActorKind.APPLICANT or obj.case is None:
        return actor
    return replace(actor, label=obj.case.particulars.name)


def lock(obj: W) -> W:
    """Fetch the row again and hold it until the transaction ends: the case first, then the object itself.

    Everybody locks in this order (case, order, fund account, audit head), so nobody waits in a circle.
    Raises StaleVersion when the object is gone: grant and claim go with a draft that is taken back.
    """
    case = obj.case
    if case is not None and obj is not case:
        Application.objects.select_for_update().get(pk=case.pk)
    manager = type(obj)._default_manager  # noqa: SLF001  Django names it so; it is its public way
    try:
        return manager.select_for_update().get(pk=obj.pk)
    except ObjectDoesNotExist:
        raise StaleVersion(
            "Der Entwurf, zu dem das gehört, ist inzwischen zurückgenommen. Sehen Sie sich den Stand an.",
            code="version.stale",
        ) from None


def blockers(obj: WorkflowModel, action: str, *, actor: Actor, today: date) -> tuple[str, ...]:
    """Every reason why this actor cannot walk this edge now, as sentences; empty when it is open."""
    edge = next((each for each in _edges(obj) if each.name == action), None)
    if edge is None:
        return ("Dieser Schritt ist im jetzigen Stand nicht möglich.",)
    info = edge_info(edge)
    if info.service is None:
        return ("Dieser Schritt ist noch nicht eingebaut.",)
    if not info.may(actor, obj):
        return (info.may.why_not(actor, obj),)
    return tuple(finding.message for finding in _findings(obj, info, today))


def available_actions(obj: WorkflowModel, *, actor: Actor, today: date) -> tuple[AvailableAction, ...]:
    """The edges from here that a person may see: each as a button, or with the reasons why not."""
    actions = []
    for edge in _edges(obj):
        info = edge_info(edge)
        if info.automatic or info.service is None:
            continue
        why_not = blockers(obj, edge.name, actor=actor, today=today)
        actions.append(
            AvailableAction(edge.name, info.label, info.tone, info.needs_reason, info.service, why_not)
        )
    return tuple(actions)


def edge_info(edge: Transition) -> EdgeInfo:
    """What was declared with the edge."""
    return cast("EdgeInfo", edge.custom["info"])


def _edges(obj: WorkflowModel) -> list[Transition]:
    """The edges that leave the object's state, in the order of their declaration."""
    declared: Any = obj  # django-fsm adds the method to each machine
    leaving = [edge for edge in declared.get_all_state_transitions() if edge.source == obj.state]
    order = vars_in_order(type(obj))
    return sorted(leaving, key=lambda edge: order.index(edge.name))


def vars_in_order(model: type[WorkflowModel]) -> list[str]:
    """Names of the methods of a machine's mixin as they are written in its file."""
    return [name for base in model.__mro__ for name in vars(base)]


def _edge(obj: WorkflowModel, action: str) -> Transition:
    edge = next((each for each in _edges(obj) if each.name == action), None)
    if edge is None:
        raise DomainError("Dieser Schritt ist im jetzigen Stand nicht möglich.", code="state.no_edge")
    if edge_info(edge).service is None:
        raise DomainError("Dieser Schritt ist noch nicht eingebaut.", code="state.no_service")
    return edge


def _findings(obj: WorkflowModel, info: EdgeInfo, today: date) -> list[Any]:
    return [finding for requirement in info.requires for finding in requirement(obj, today)]


def _record(
    obj: WorkflowModel, action: str, info: EdgeInfo, source: str, *, actor: Actor, now: datetime, reason: str
) -> None:
    TransitionRecord.objects.create(
        machine=obj.machine,
        object_id=obj.pk,
        case=obj.case,
        action=action,
        label=info.label,
        source=source,
        target=obj.state,
        reason=reason,
        actor_kind=actor.kind.value,
        actor_reference=actor.reference,
        actor_label=actor.label,
        occurred_on=local_date(now),
        recorded_at=now,
        days=obj.days,
    )
    append_entry(
        action=f"{obj.machine}.{action}",
        subject=obj.subject,
        actor=actor,
        details={"from": source, "to": obj.state, "version": obj.version},
        now=now,
    )
