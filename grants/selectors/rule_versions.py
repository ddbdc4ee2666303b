"""The versions of a fund's rules as people read them: what holds, what held, what a proposal changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from foundation.audit.actors import Actor
from foundation.values.money import format_euro
from grants import policy
from grants.models import Fund, FundRules, RulesProposal
from grants.models.rules_proposal import rule_columns, values_of
from grants.rules.answers import Difference
from grants.rules.rule_versions import PERCENT

NOT_SET = "nicht festgelegt"


@dataclass(frozen=True)
class RulesVersion:
    """One version: since when, by whom and why, and what reads differently from the one before."""

    rules: FundRules
    proposal: RulesProposal | None
    is_in_force: bool
    changes: Sequence[Difference]


def in_words(column: Any, value: Any) -> str:
    """A rule as people read it."""
    if value is None or value == "":
        return NOT_SET
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if column.name.endswith("_cents"):
        return format_euro(value)
    if column.name in PERCENT:
        return f"{value}\u00a0%"
    return str(dict(column.flatchoices).get(value, value))


def rules_in_words(rules: FundRules) -> list[tuple[str, str]]:
    """Every rule of a version with its German name."""
    return [(str(each.verbose_name), in_words(each, getattr(rules, each.name))) for each in rule_columns()]


def rule_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """The rules that read differently in two versions."""
    return tuple(
        Difference(
            str(each.verbose_name),
            (in_words(each, before.get(each.name)),),
            (in_words(each, after.get(each.name)),),
        )
        for each in rule_columns()
        if before.get(each.name) != after.get(each.name)
    )


def versions_of_rules(fund: Fund, *, today: date) -> list[RulesVersion]:
    """Every version, the newest first."""
    in_force, before, found = fund.rules_on(today), None, []
    for rules in fund.rules.select_related("proposal").order_by("valid_from", "version"):
        changes = rule_differences(values_of(before), values_of(rules)) if before else ()
        proposal = getattr(rules, "proposal", None)
        found.append(RulesVersion(rules, proposal, rules.pk == in_force.pk, changes))
        before = rules
    return found[::-1]


def open_proposal(fund: Fund) -> RulesProposal | None:
    """The proposal that waits, if there is one."""
    return next((each for each in fund.rules_proposals.all() if each.is_open), None)


def find_rules_proposal(actor: Actor, uuid: UUID, codes: tuple[str, ...]) -> RulesProposal | None:
    """The proposal, if it belongs to a fund of the person."""
    found = RulesProposal.objects.filter(uuid=uuid).select_related("fund", "based_on")
    return policy.scope(actor, found, codes=codes).first()
