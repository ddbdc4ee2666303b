"""The letters of the outbox: drafted by a step, changed or discarded, sent in a batch, called back, made.

Nothing here walks an edge. A letter that nobody sends keeps nobody waiting but its reader.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from foundation.audit.actors import Actor, ActorKind
from foundation.audit.services import append_entry
from foundation.files.models import Audience
from foundation.files.services import order_document
from foundation.outbox.services import enqueue
from foundation.values.dates import format_long_date, local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants import policy
from grants.models import Application, Letter, LetterChannel, LetterStep, LetterStepKind
from grants.models.letter import IS_WAITING, UNDO_FOR
from grants.rules.channels import channel_of
from grants.rules.letter_wordings import LETTER_KINDS
from grants.rules.wordings import filled
from grants.services.news import LETTER, tell

MAKE_LETTER = "letters.make"
MOVE_TERM = "Setzen Sie im Fall eine neue Frist. Oder verwerfen Sie den Brief."
GONE_MEANWHILE = "Dieser Brief ist nicht mehr im Ausgang. Sehen Sie sich den neuen Stand an."


def draft_letter(
    *,
    case: Application,
    kind: str,
    cause: str,
    actor: Actor,
    now: datetime,
    fillings: Mapping[str, str] | None = None,
    params: Mapping[str, Any] | None = None,
    until: date | None = None,
    is_told: bool = False,
) -> Letter:
    """Put a letter into the outbox, in the transaction of its cause; the same cause returns the one there is.

    `kind` is a slug of `LETTER_KINDS`. `fillings` are the words for the braces of its wording, beside those
    of fund and case. `params`, plain values, is what its paper prints beside the body. `until` is the term it
    names. `is_told`: an e-mail has gone with the cause. Asks for no right: whoever took the step brought
    the letter about.
    """
    known = {**case.rules.fillings, "antrag": case.title, "aktenzeichen": case.reference or ""}
    words = {**known, **(fillings or {})}
    about = LETTER_KINDS[kind]
    letter, is_new = Letter.objects.get_or_create(
        cause=cause,
        defaults={
            "case": case,
            "kind": kind,
            "title": filled(about.subject, words),
            "body": case.rules.says(case.award_form.text(about.wording), **words).strip(),
            "channel": _channel(case),
            "params": {**(params or {}), **_named(until)},
            "is_told": is_told,
            "drafted_by": actor.reference,
            "drafted_by_label": actor.label,
            "drafted_at": now,
        },
    )
    if is_new:
        _keep(letter, LetterStepKind.DRAFT, actor, now, text=letter.body)
    return letter


def _named(until: date | None) -> dict[str, str]:
    return {"until": until.isoformat()} if until else {}


def _channel(case: Application) -> str:
    """What the addressee wished for; who wants to be called or comes by gets it by the fund's usual way."""
    said = case.particulars
    wish = said.channel if said.channel in LetterChannel.values else case.rules.posting
    return channel_of(wish, said.email)


def edit_letter(
    *, letter: Letter, body: str, actor: Actor, now: datetime, seen_step: int | None = None
) -> Letter:
    """Change the body of a waiting letter; the wording before it stays in its steps.

    `seen_step` is the newest step that the person had before them. Raises NotAllowed, InvalidInput without a
    text, StaleVersion when the letter went, or somebody has done something to it meanwhile.
    """
    wording = body.replace("\r\n", "\n").strip()
    if not wording:
        raise InvalidInput("Schreiben Sie den Text des Briefs.", "letter.empty", "body")
    with transaction.atomic():
        fresh = _waiting(letter, actor)
        if seen_step is not None and fresh.steps.latest("pk").pk != seen_step:
            raise StaleVersion(
                "Jemand hat den Text inzwischen geändert. Lesen Sie ihn, bevor Sie weitermachen.",
                "version.stale",
            )
        if wording != fresh.body:
            fresh.body = wording
            fresh.save()
            _keep(fresh, LetterStepKind.EDIT, actor, now, text=wording)
    return fresh


def move_term_in_letters(
    *, case: Application, kinds: Sequence[str], until: date, actor: Actor, now: datetime
) -> int:
    """The waiting letters of these kinds name the new day. Asks for no right. -> How many there were."""
    moved = 0
    for letter in case.letters.filter(IS_WAITING, kind__in=kinds):
        if letter.until is not None:
            moved += 1
            letter.body = letter.body.replace(format_long_date(letter.until), format_long_date(until))
            letter.params = {**letter.params, "until": until.isoformat()}
            letter.save()
            _keep(letter, LetterStepKind.EDIT, actor, now, text=letter.body)
    return moved


def discard_letter(*, letter: Letter, reason: str, actor: Actor, now: datetime) -> Letter:
    """Take a waiting letter out of the outbox for good. Raises NotAllowed, StaleVersion, InvalidInput."""
    if not reason.strip():
        raise InvalidInput("Schreiben Sie, warum der Brief nicht gesendet wird.", "reason.missing", "reason")
    with transaction.atomic():
        fresh = _waiting(letter, actor)
        _discard(fresh, reason.strip(), actor, now)
    return fresh


def drop_letters(
    *, case: Application, kinds: Sequence[str], reason: str, actor: Actor, now: datetime
) -> None:
    """Discard the waiting letters of these kinds, or all: a step made them pointless. Asks for no right."""
    waiting = case.letters.filter(IS_WAITING)
    for letter in waiting.filter(kind__in=kinds) if kinds else waiting:
        _discard(letter, reason, actor, now)


def release_letters(*, letters: Sequence[Letter], count: int, actor: Actor, now: datetime) -> list[Letter]:
    """Send these letters, all or none: for ten minutes they can be called back, then they are made.

    `count` is how many the person believes to send. Raises InvalidInput for another number or none,
    NotAllowed, StaleVersion when one is not in the outbox any more, and InvalidInput for one whose text names
    a term that is over or too near.
    """
    if not letters:
        raise InvalidInput("Wählen Sie mindestens einen Brief aus.", "letters.none", "letters")
    if count != len(letters):
        sentence = f"Ausgewählt sind {len(letters)} Briefe, nicht {count}. Zählen Sie noch einmal."
        raise InvalidInput(sentence, "letters.count", "count")
    with transaction.atomic():
        sent = []
        # Cases in one order, so that two batches do not wait for each other in a circle.
        for letter in sorted(letters, key=lambda each: (each.case_id, each.pk)):
            fresh = _waiting(letter, actor)
            if trouble := fresh.term_trouble(local_date(now)):
                sentence = f"{fresh.title}, {fresh.case.reference}: {trouble} {MOVE_TERM}"
                raise InvalidInput(sentence, "letter.term_over", "letters")
            fresh.released_by, fresh.released_by_label = actor.reference, actor.label
            fresh.released_at, fresh.posted_on = now, local_date(now)
            fresh.save()
            sent.append(fresh)
        for fresh in sent:
            _keep(fresh, LetterStepKind.RELEASE, actor, now)
            # One row for each sending: a letter that was called back may be sent again.
            key = f"{MAKE_LETTER}:{fresh.uuid}:{fresh.steps.count()}"
            payload = {"letter": str(fresh.uuid)}
            enqueue(kind=MAKE_LETTER, key=key, payload=payload, now=now, due_at=now + UNDO_FOR)
    return sent


def undo_release(*, letter: Letter, actor: Actor, now: datetime) -> Letter:
    """Call a letter back into the outbox. Raises NotAllowed, DomainError when the ten minutes are over."""
    with transaction.atomic():
        fresh = _locked(letter, actor)
        if fresh.undo_until is None:
            raise StaleVersion("Dieser Brief ist nicht gesendet.", "version.stale")
        if fresh.document_id is not None or now >= fresh.undo_until:
            raise DomainError(
                "Die zehn Minuten sind vorbei. Der Brief ist gesendet. Schreiben Sie einen neuen.",
                "letter.sent",
            )
        fresh.released_by = fresh.released_by_label = ""
        fresh.released_at = fresh.posted_on = None
        fresh.save()
        _keep(fresh, LetterStepKind.UNDO, actor, now)
    return fresh


def make_letter(*, letter_uuid: UUID, now: datetime) -> None:
    """The ten minutes are over: order the document, once, and tell who gets no paper. Then it is frozen.

    A letter that was called back meanwhile, or sent again later, is left alone: its own time comes.
    """
    with transaction.atomic():
        letter = _held(Letter.objects.get(uuid=letter_uuid))
        if letter.document_id is not None or letter.undo_until is None or now < letter.undo_until:
            return
        case = letter.case
        sender = Actor(ActorKind.STAFF, letter.released_by, letter.released_by_label)
        letter.document = order_document(
            slug=letter.kind,
            title=f"{LETTER_KINDS[letter.kind].title} {case.reference}",
            subject=case.subject,
            params={"letter": str(letter.uuid)},
            as_of=letter.posted_on or local_date(now),
            actor=sender,
            now=now,
            key=f"letter:{letter.uuid}",
            audience=Audience.APPLICANT,
        )
        letter.save()
        if letter.channel != LetterChannel.LETTER and not letter.is_told:
            tell(LETTER, case=case, cause=f"letter:{letter.uuid}", now=now, is_only_way=True)


def _discard(letter: Letter, reason: str, actor: Actor, now: datetime) -> None:
    letter.discarded_at, letter.discarded_by_label = now, actor.label
    letter.discard_reason = reason
    letter.save()
    _keep(letter, LetterStepKind.DISCARD, actor, now, text=reason)


def _waiting(letter: Letter, actor: Actor) -> Letter:
    fresh = _locked(letter, actor)
    if not fresh.is_waiting:
        raise StaleVersion(GONE_MEANWHILE, "version.stale")
    return fresh


def _locked(letter: Letter, actor: Actor) -> Letter:
    fresh = _held(letter)
    if not policy.may_send_letters(actor, fresh):
        raise NotAllowed(policy.may_send_letters.why_not(actor, fresh), "policy.denied")
    return fresh


def _held(letter: Letter) -> Letter:
    """The letter as it is now, locked after its case."""
    Application.objects.select_for_update().get(pk=letter.case_id)
    return Letter.objects.select_for_update().get(pk=letter.pk)


def _keep(letter: Letter, kind: LetterStepKind, actor: Actor, now: datetime, text: str = "") -> None:
    """The row of the step, and the entry in the audit log."""
    LetterStep.objects.create(
        letter=letter, kind=kind, text=text, at=now, by=actor.reference, by_label=actor.label
    )
    details = {"letter": letter.uuid.hex, "kind": letter.kind}
    append_entry(action=f"letter.{kind}", subject=letter.case.subject, actor=actor, details=details, now=now)
