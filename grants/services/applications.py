"""What the applicant does with an application: begin, save, send, answer, withdraw."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from applicants.models import Applicant
from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from foundation.values.errors import InvalidInput, NotAllowed
from foundation.values.phrases import say
from grants import policy
from grants.models import Application, ApplicationVersion, CostItem, Fund, LedgerKind, Particulars
from grants.rules.eligibility.financing import proposed_request
from grants.rules.questions_of_applicant import implied_channel
from grants.services.drafts import discard_drafts
from grants.services.ledger import Movement, book
from grants.services.on_behalf import Spoken, keep_spoken
from grants.services.references import next_reference
from grants.services.workflow import lock, perform
from grants.workflows.facts import application_facts

WITHDRAWN = say("Der Antrag ist zurückgezogen.")


@dataclass(frozen=True)
class CostLine:
    """One line of the cost plan as typed: what, and how many cents."""

    item: str
    amount_cents: int
    eligible: bool | None = None


def start_draft(*, fund: Fund, applicant: Applicant, now: datetime, channel: str = "web") -> Application:
    """Make a draft that knows what the same applicant said last about name, contact and address.

    The fund's rules of today are stored with it; the day of sending decides anew.
    """
    earlier = Particulars.objects.filter(application__applicant=applicant)
    last = earlier.order_by("-application__created_at", "-pk").first()
    with transaction.atomic():
        draft = Application.objects.create(
            fund=fund,
            rules=fund.rules_on(local_date(now)),
            applicant=applicant,
            channel=channel,
            created_at=now,
            changed_at=now,
        )
        Particulars.objects.create(application=draft, **(last.answers if last else {}))
    return draft


def save_answers(
    *,
    application: Application,
    actor: Actor,
    now: datetime,
    answers: Mapping[str, Any] | None = None,
    applicant_answers: Mapping[str, Any] | None = None,
    costs: Sequence[CostLine] | None = None,
    unread: Mapping[str, Mapping[str, str]] | None = None,
) -> Application:
    """Save what was typed on one page of a draft. Nothing is demanded here: that is asked when it is sent.

    `unread` names the questions of the page, each with the inputs that could not be read, or with none when
    it is answered well: then what was kept of it before goes.
    Raises NotAllowed when the draft is somebody else's or has been sent.
    """
    with transaction.atomic():
        fresh = lock(application)
        if fresh.state != "draft" or not policy.may_edit_draft(actor, fresh):
            raise NotAllowed(
                say("Dieser Antrag ist schon abgeschickt und lässt sich so nicht mehr ändern."), "draft.sent"
            )
        for name, value in (answers or {}).items():
            setattr(fresh, name, value)
        if applicant_answers:
            for name, value in applicant_answers.items():
                setattr(fresh.particulars, name, value)
            said = fresh.particulars
            said.channel = said.channel or implied_channel(said.answers)
            said.save()
        if costs is not None:
            fresh.costs.all().delete()
            CostItem.objects.bulk_create(
                CostItem(application=fresh, position=number, **vars(line))
                for number, line in enumerate(costs, 1)
            )
        fresh.unread = {name: inputs for name, inputs in {**fresh.unread, **(unread or {})}.items() if inputs}
        fresh.changed_at = now
        fresh.save()
    return fresh


def submit_application(
    *, application: Application, actor: Actor, now: datetime, expected_version: int | None = None
) -> Application:
    """Send the draft: it gets its reference, a version is kept word for word, a receipt is made.

    Raises Blocked with every missing answer, NotAllowed, StaleVersion.
    """

    def work(fresh: Application) -> None:
        fresh.submitted_at = now
        fresh.unread = {}  # at most of questions that do not concern this person any more
        fresh.reference = next_reference(fund=fresh.fund, series="", now=now)
        keep_version(fresh, now)

    rules = application.fund.rules_on(local_date(now))
    payload: dict[str, Any] = {"rules": rules}
    if application.requested_cents is None:
        # left free on the form: we work it out from costs and other money
        facts = application_facts(application, local_date(now))
        payload["requested_cents"] = proposed_request(facts, rules.parameters())
    return perform(
        application,
        "submit",
        actor=actor,
        now=now,
        expected_version=expected_version,
        payload=payload,
        work=work,
    )


def keep_version(application: Application, now: datetime) -> ApplicationVersion:
    """Store what the applicant sent as canonical JSON with its hash."""
    content = snapshot(application)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return ApplicationVersion.objects.create(
        application=application,
        number=application.versions.count() + 1,
        sent_at=now,
        content=content,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def snapshot(application: Application) -> dict[str, Any]:
    """Everything the applicant has said, as plain values."""
    return {
        "applicant": application.particulars.answers,
        "title": application.title,
        "description": application.description,
        "place": application.place,
        "starts_on": _iso(application.starts_on),
        "ends_on": _iso(application.ends_on),
        "deducts_input_tax": application.deducts_input_tax,
        "costs": [{"item": cost.item, "amount_cents": cost.amount_cents} for cost in application.costs.all()],
        "requested_cents": application.requested_cents,
        "own_cents": application.own_cents,
        "donations_cents": application.donations_cents,
        "other_public_cents": application.other_public_cents,
        "other_money_from": application.other_money_from,
        "price_reason": application.price_reason,
        "not_begun_confirmed": application.not_begun_confirmed,
        "terms_accepted": application.terms_accepted,
        "answers": [request.answer for request in application.information_requests.all()],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def answer_question(
    *,
    application: Application,
    text: str,
    actor: Actor,
    now: datetime,
    spoken: Spoken | None = None,
    expected_version: int | None = None,
) -> Application:
    """Answer the open question; the case is the office's turn again. A late answer is welcome.

    `spoken`: the office types in what the applicant said. Raises InvalidInput when the answer is empty, or
    when somebody of the office does not say from whom it is.
    """
    if not text.strip():
        raise InvalidInput(say("Schreiben Sie Ihre Antwort."), "answer.empty", "text")

    def work(fresh: Application) -> None:
        request = fresh.information_requests.filter(answered_at__isnull=True).order_by("number")[0]
        request.answer, request.answered_at = text.strip(), now
        keep_spoken(request, spoken, actor=actor, now=now)
        request.save()
        keep_version(fresh, now)

    return perform(
        application,
        "answer",
        actor=actor,
        now=now,
        expected_version=expected_version,
        reason=spoken.in_words if spoken else "",
        work=work,
    )


def withdraw_application(
    *,
    application: Application,
    actor: Actor,
    now: datetime,
    reason: str = "",
    expected_version: int | None = None,
) -> Application:
    """Take the application back before it is approved; what was reserved becomes free again.

    A drafted rejection is discarded: nobody refuses what is no longer asked for.
    """

    def work(fresh: Application) -> None:
        discard_drafts(fresh, WITHDRAWN, actor=actor, now=now)
        release_reservation(fresh, actor=actor, now=now)

    return perform(
        application,
        "withdraw",
        actor=actor,
        now=now,
        expected_version=expected_version,
        reason=reason,
        work=work,
    )


def release_reservation(application: Application, *, actor: Actor, now: datetime) -> None:
    """Book back what the jury's vote had reserved, if anything."""
    entries = list(application.ledger_entries.select_related("account"))
    reserved = sum(entry.reserved_cents for entry in entries)
    if not reserved:
        return
    book(
        account=entries[-1].account,
        case=application,
        kind=LedgerKind.UNRESERVE,
        key=f"unreserve:{application.uuid}:{len(entries)}",
        movement=Movement(reserved=-reserved),
        actor=actor,
        now=now,
    )
