"""The logo of a fund's letters: the office sets one or takes it away, the old ones stay."""

from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.files.models import StoredFile
from foundation.files.names import clean_name
from foundation.files.pictures import small_picture
from foundation.files.sandbox import inspect_apart
from foundation.files.services import store_bytes
from foundation.values.errors import InvalidInput, NotAllowed
from grants import policy
from grants.models import Fund, FundLogo

NO_PICTURE = "Das ist kein Bild. Wählen Sie eine Datei im Format PNG oder JPEG."
NO_ALT = "Schreiben Sie, was das Logo zeigt."
NOTHING = "Es gibt kein Logo, das Sie entfernen können."


def set_logo(*, fund: Fund, name: str, data: bytes, alt: str, actor: Actor, now: datetime) -> FundLogo:
    """Print this PNG or JPEG on every letter of the fund from now on; letters that are made stay.

    Small and made anew, so that nothing but the picture is kept, and no letter grows by its size. One person
    is enough, as for the texts (permissions 41): a logo promises nothing. Raises NotAllowed, InvalidInput.
    """
    _demand_right(fund, actor)
    if not alt.strip():
        raise InvalidInput(NO_ALT, "logo.alt", "alt")
    clean = inspect_apart(name=name, data=data)
    if not clean.media_type.startswith("image/"):
        raise InvalidInput(NO_PICTURE, "logo.no_picture", "file")
    with transaction.atomic():
        stored = store_bytes(
            data=small_picture(clean.data),
            name=f"{clean_name(name).rpartition('.')[0] or 'Logo'}.png",
            media_type="image/png",
            subject=f"fund:{fund.uuid}",
            actor=actor,
            now=now,
        )
        return _add(fund, stored, alt.strip(), actor, now)


def remove_logo(*, fund: Fund, actor: Actor, now: datetime) -> FundLogo:
    """Print none from now on. Raises NotAllowed; InvalidInput when there is none."""
    with transaction.atomic():
        _demand_right(fund, actor)
        last = fund.logos.last()
        if last is None or last.file_id is None:
            raise InvalidInput(NOTHING, "logo.nothing")
        return _add(fund, None, "", actor, now)


def _demand_right(fund: Fund, actor: Actor) -> None:
    if not policy.may_edit_texts(actor, fund):
        raise NotAllowed(policy.may_edit_texts.why_not(actor, fund), "policy.denied")


def _add(fund: Fund, file: StoredFile | None, alt: str, actor: Actor, now: datetime) -> FundLogo:
    append_entry(
        action="fund.logo",
        subject=f"fund:{fund.uuid}",
        actor=actor,
        details={"sha256": file.sha256 if file else "", "alt": alt},
        now=now,
    )
    return FundLogo.objects.create(
        fund=fund,
        file=file,
        alt=alt,
        written_by=actor.reference,
        written_by_label=actor.label,
        written_at=now,
    )
