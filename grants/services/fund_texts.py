"""The texts of a fund: the office writes a new version, the old ones stay."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import InvalidInput, NotAllowed, StaleVersion
from grants import policy
from grants.models import Fund, FundText
from grants.rules.text_catalog import BY_NAME, check_remedy, check_text

STALE = "Inzwischen hat jemand diesen Text geändert. Vergleichen Sie die neue Fassung mit Ihrer."


def write_texts(
    *,
    fund: Fund,
    texts: Mapping[str, str],
    actor: Actor,
    now: datetime,
    seen: Mapping[str, int] | None = None,
) -> list[FundText]:
    """Add a new version of each text that differs from the one in force; it holds at once.

    `seen` are the versions that the person had before them (0: the default). Released notices keep their
    words. Source: permissions 41. Raises NotAllowed, StaleVersion, InvalidInput for a placeholder that no
    letter can fill, for an instruction that does not name the remedy, and when nothing is new.
    """
    with transaction.atomic():
        # Releases of notices wait, so that the numbers of a fund's texts come in the order they hold.
        held = Fund.objects.select_for_update(no_key=True).get(pk=fund.pk)
        if not policy.may_edit_texts(actor, held):
            raise NotAllowed(policy.may_edit_texts.why_not(actor, held), "policy.denied")
        versions = versions_of(held, texts)
        if seen is not None and any(seen.get(name) != version for name, version in versions.items()):
            raise StaleVersion(STALE, code="version.stale")
        in_force = current_texts(held)
        new = {name: text.strip() for name, text in texts.items()}
        _check({**in_force, **new}, list(new))
        changed = {name: text for name, text in new.items() if text != in_force[name]}
        if not changed:
            raise InvalidInput("Sie haben nichts geändert.", "text.nothing")
        return [_add(held, name, versions[name] + 1, text, actor, now) for name, text in changed.items()]


def current_texts(fund: Fund) -> Mapping[str, str]:
    """Every text of the fund as it holds now, by its name."""
    defaults = {name: wording.default for name, wording in BY_NAME.items()}
    return defaults | dict(fund.texts.order_by("version").values_list("name", "text"))


def versions_of(fund: Fund, names: Mapping[str, str] | tuple[str, ...]) -> dict[str, int]:
    """Which version of each text is in force; 0 is the default."""
    rows = fund.texts.filter(name__in=list(names)).order_by("version").values_list("name", "version")
    return dict.fromkeys(names, 0) | dict(rows)


def _check(texts: Mapping[str, str], names: list[str]) -> None:
    found = [finding for name in names for finding in check_text(name, texts[name])]
    for finding in (*found, *check_remedy(texts)):
        raise InvalidInput(finding.message, finding.code, finding.field or "")


def _add(fund: Fund, name: str, version: int, text: str, actor: Actor, now: datetime) -> FundText:
    row = FundText.objects.create(
        fund=fund,
        name=name,
        version=version,
        text=text,
        written_by=actor.reference,
        written_by_label=actor.label,
        written_at=now,
    )
    append_entry(
        action="fund.text",
        subject=f"fund:{fund.uuid}",
        actor=actor,
        details={"name": name, "version": version},
        now=now,
    )
    return row
