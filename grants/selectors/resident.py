"""What a resident may see of their own cases. A stranger gets None, never a hint that something exists."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from applicants.models import AccessKey, Applicant, KeyKind
from foundation.audit.actors import Actor, ActorKind
from foundation.files.models import Audience, Document, DocumentState, StoredFile
from foundation.files.selectors import documents_of, files_of
from foundation.values.codes import digest
from grants import policy
from grants.models import Application, Fund, Grant, JurySession, LitigationHold, Particulars
from grants.rules.catalog import check
from grants.rules.eligibility.financing import proposed_request
from grants.rules.facts import ApplicationFacts
from grants.rules.findings import Finding
from grants.rules.questions import SECTIONS, Section, all_missing, asked, missing, unread
from grants.selectors.joined import hold
from grants.workflows.answers import answers_of
from grants.workflows.facts import application_facts

EMPTY: tuple[Any, ...] = (None, "", [], False)
RECEIPT_SHEET = "belegblatt"
SESSIONS_TO_COME = ("planned", "invited", "open")


@dataclass(frozen=True)
class SectionProgress:
    """A page of the form in the task list; an optional one can be left out."""

    section: Section
    is_done: bool
    is_optional: bool


@dataclass(frozen=True)
class Letters:
    """The documents of a case for its applicant: ready, still being made, failed."""

    ready: tuple[Document, ...]
    waiting: int
    failed: int


def own_applications(actor: Actor) -> QuerySet[Application]:
    """The cases of this resident, newest first; nothing for anybody else, staff included."""
    if actor.kind is not ActorKind.APPLICANT:
        return Application.objects.none()
    found = policy.scope(
        actor, Application.objects.select_related("fund", "rules", "applicant", "particulars")
    )
    return found.order_by("-created_at", "-pk")


def own_application(actor: Actor, *, uuid: UUID | None = None, reference: str = "") -> Application | None:
    """The resident's own case by its address, or None."""
    wanted = {"uuid": uuid} if uuid else {"reference": reference}
    disputes = LitigationHold.objects.filter(case=OuterRef("pk"))  # lifted ones tell of a remedy won
    cases = own_applications(actor).annotate(was_disputed=Exists(disputes))
    case: Any = cases.filter(**wanted).first()
    if case is not None and not case.was_disputed:  # nearly always: then nobody asks again
        hold(case, "holds", [])
    return cast("Application | None", case)


def issued_grant(application: Application) -> Grant | None:
    """The grant once its notice has left the house: before that nobody outside may know of it."""
    grants = Grant.objects.select_related(
        "case__applicant", "case__particulars", "case__fund", "case__rules", "bank_account", "proof"
    ).prefetch_related("checks", "orders", "proof_questions", "claims")
    return grants.filter(case=application).exclude(state="draft_notice").first()


def untouched_draft(actor: Actor, fund: Fund) -> Application | None:
    """A draft that says nothing about the idea yet: beginning twice gives the same one."""
    drafts = own_applications(actor).filter(fund=fund, state="draft")
    return next((draft for draft in drafts if not _says_anything(draft)), None)


def _says_anything(draft: Application) -> bool:
    answers = answers_of(draft)
    questions = [each for section in SECTIONS for each in section.questions if each.owner == "application"]
    says = any(answers[each.name] not in EMPTY for each in questions)
    return says or bool(draft.unread) or pictures_of(draft).exists()


def section_progress(application: Application, *, has_pictures: bool) -> list[SectionProgress]:
    """The nine pages; one without a required answer is done when something was answered."""
    answers = answers_of(application)
    return [
        SectionProgress(
            section,
            is_done=not wrong and _is_done(section, answers, has_pictures=has_pictures),
            is_optional=not wrong and not missing(section, {}) and not missing(section, answers),
        )
        for section in SECTIONS
        for wrong in [unread(section, answers, application.unread)]
    ]


def unread_findings(application: Application) -> list[Finding]:
    """What was typed into this draft and could not be read, on all pages."""
    answers = answers_of(application)
    return [each for section in SECTIONS for each in unread(section, answers, application.unread)]


def _is_done(section: Section, answers: dict[str, Any], *, has_pictures: bool) -> bool:
    if missing(section, answers):
        return False
    if section.slug == "bilder":
        return has_pictures
    return any(answers[question.name] not in EMPTY for question in asked(section, answers))


def draft_facts(application: Application, today: date) -> ApplicationFacts:
    """The draft as the rules see it when it is sent today, with the sum we compute if it was left free."""
    facts = application_facts(application, today)
    session = next_session(application.fund, today)
    facts = replace(facts, decision_on=session.held_on if session else None, received_on=None)
    if application.rules.price_comparison_from_cents is not None:
        facts = replace(facts, papers=pictures_of(application).count())
    if facts.requested_cents is None:
        facts = replace(facts, requested_cents=proposed_request(facts, application.rules.parameters()))
    return facts


def draft_findings(application: Application, today: date) -> list[Finding]:
    """Everything that is missing or worth a look before sending; one sentence for each field at most."""
    answers = answers_of(application)
    found = all_missing(answers, application.unread)
    named = {finding.field for finding in found}
    if "costs" in named:
        named.add("requested_cents")  # without costs there is no sum yet that anybody could ask for
    for finding in check(draft_facts(application, today), application.rules.parameters()):
        if finding.field not in named and finding.code != "state_aid.register":
            found.append(finding)
    return found


def pictures_of(application: Application) -> QuerySet[StoredFile]:
    """What the resident has uploaded with the application."""
    return files_of(application.subject)


def next_session(fund: Fund, today: date) -> JurySession | None:
    """The next meeting of the jury that still takes applications."""
    still_takes = Q(cut_off_on__isnull=True) | Q(cut_off_on__gte=today)
    coming = fund.sessions.filter(
        still_takes, is_circular=False, held_on__gte=today, state__in=SESSIONS_TO_COME
    )
    return coming.order_by("held_on").first()


def session_of(application: Application) -> JurySession | None:
    """The meeting on whose agenda the case stands undecided."""
    item = application.agenda_items.filter(decided_at__isnull=True).select_related("session").last()
    return item.session if item else None


def letters_of(application: Application, grant: Grant | None = None) -> Letters:
    """The documents meant for the resident, of the application, its grant and its released notices."""
    subjects = [application.subject, *([grant.subject] if grant else [])]
    documents = [document for subject in subjects for document in documents_of(subject)]
    own = [document for document in documents if document.audience == Audience.APPLICANT]
    old_sheets = [each for each in own if each.slug == RECEIPT_SHEET][:-1]  # with numbers of a list that was
    own = [each for each in own if each not in old_sheets]
    return Letters(
        ready=tuple(each for each in own if each.state == DocumentState.READY),
        waiting=sum(each.state in (DocumentState.WAITING, DocumentState.MAKING) for each in own),
        failed=sum(each.state == DocumentState.FAILED for each in own),
    )


def receipt_document(application: Application) -> Document | None:
    """The receipt of the application: the first document made for its applicant."""
    return documents_of(application.subject).filter(audience=Audience.APPLICANT).first()


def key_of_link(token: str) -> AccessKey | None:
    """The key behind a link, live or not."""
    keys = AccessKey.objects.select_related("applicant")
    return keys.filter(digest=digest(token), kind=KeyKind.LINK).first()


def addresses_of(applicant: Applicant | OuterRef) -> QuerySet[Particulars]:
    """What this applicant has said with an e-mail address in it; the first row is the address that counts."""
    said = Particulars.objects.filter(application__applicant=applicant).exclude(email="")
    return said.order_by("-application__created_at", "-pk")


def latest_email(applicant: Applicant) -> str:
    """The e-mail address in the newest application of this applicant that gives one; else empty."""
    newest = addresses_of(applicant).first()
    return newest.email if newest else ""


def has_way_back(applicant: Applicant) -> bool:
    """Whether this applicant can come back on another device: an address for a link, or a code that opens."""
    codes = AccessKey.objects.filter(applicant=applicant, kind=KeyKind.SHEET, superseded_at__isnull=True)
    return bool(latest_email(applicant)) or codes.exists()


def is_live(key: AccessKey, now: datetime) -> bool:
    """Whether a link can still be used; looking does not use it up."""
    is_in_time = key.expires_at is None or key.expires_at > now
    return is_in_time and key.used_at is None and key.superseded_at is None
