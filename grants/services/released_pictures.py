"""Releasing a picture for the public with the consent of those on it, and taking the release back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.files.inspection import CleanFile
from foundation.files.names import clean_name, name_for_type
from foundation.files.sandbox import inspect_apart
from foundation.files.services import store_bytes
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import Application, ReleasedPicture
from grants.services.workflow import lock


@dataclass(frozen=True)
class NewPicture:
    """A picture as it was sent, what it shows, and the consent: whose, how, on which day."""

    name: str
    data: bytes
    shows: str
    consent: str
    agreed_on: date


def release_picture(
    *, case: Application, picture: NewPicture, actor: Actor, now: datetime
) -> ReleasedPicture:
    """Store the picture in the case and release it. Raises NotAllowed, InvalidInput with the field."""
    with transaction.atomic():
        fresh = lock(case)
        if not policy.may_release_picture(actor, fresh):
            raise NotAllowed(policy.may_release_picture.why_not(actor, fresh), "policy.denied")
        shows, consent = picture.shows.strip(), picture.consent.strip()
        if not shows:
            raise InvalidInput("Schreiben Sie, was zu sehen ist.", "picture.no_words", "shows")
        if not consent:
            raise InvalidInput("Schreiben Sie, wer zugestimmt hat und wie.", "picture.no_consent", "consent")
        if picture.agreed_on > local_date(now):
            raise InvalidInput("Dieser Tag liegt in der Zukunft.", "picture.future", "agreed_on")
        clean = _photo(picture)
        name = name_for_type(clean_name(picture.name), clean.media_type)
        file = store_bytes(
            data=clean.data,
            name=name,
            media_type=clean.media_type,
            subject=fresh.subject,
            actor=actor,
            now=now,
        )
        released = ReleasedPicture.objects.create(
            case=fresh,
            file=file,
            shows=shows,
            consent=consent,
            agreed_on=picture.agreed_on,
            released_by=actor.reference,
            released_by_label=actor.label,
            released_at=now,
        )
        _log("picture.release", released, actor, now)
    return released


def _photo(picture: NewPicture) -> CleanFile:
    """The picture made harmless. Where only a photo will do, nobody is told to choose a PDF."""
    no_photo = InvalidInput("Wählen Sie ein Foto, keine PDF.", "picture.no_image", "file")
    try:
        clean = inspect_apart(name=picture.name, data=picture.data)
    except InvalidInput as error:
        raise no_photo if error.code == "file.type" else error from None
    if not clean.media_type.startswith("image/"):
        raise no_photo
    return clean


def withdraw_picture(*, picture: ReleasedPicture, actor: Actor, now: datetime) -> ReleasedPicture:
    """The picture is shown nowhere any more; it stays in the case. Raises NotAllowed, DomainError."""
    with transaction.atomic():
        fresh = lock(picture.case)
        if not policy.may_release_picture(actor, fresh):
            raise NotAllowed(policy.may_release_picture.why_not(actor, fresh), "policy.denied")
        held = ReleasedPicture.objects.get(pk=picture.pk)
        if held.withdrawn_at is not None:
            raise DomainError("Diese Freigabe ist schon zurückgenommen.", "picture.withdrawn")
        held.withdrawn_by, held.withdrawn_at = actor.reference, now
        held.save()
        _log("picture.withdraw", held, actor, now)
    return held


def _log(action: str, picture: ReleasedPicture, actor: Actor, now: datetime) -> None:
    details = {"picture": picture.pk}
    append_entry(action=action, subject=picture.case.subject, actor=actor, details=details, now=now)
