"""Deletion after the retention: who may, what blocks, what goes and what stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from applicants.models import AccessKey, BankAccount
from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.files.models import Document, StoredFile
from foundation.files.services import finish_document, order_document
from foundation.outbox.models import Mail
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import (
    AnswerWay,
    Application,
    ApplicationVersion,
    ConflictOfInterest,
    DeletionRecord,
    DeletionRun,
    JurySession,
    LedgerEntry,
    Letter,
    NoticeText,
    ProofVersion,
    Receipt,
    TransitionRecord,
)
from grants.models.letter import UNDO_FOR
from grants.selectors.proof_then import as_values
from grants.selectors.retention import archived, deletable_cases
from grants.services.applications import answer_question, withdraw_application
from grants.services.corrections import correct_application
from grants.services.early_starts import ask_for_early_start
from grants.services.letters import draft_letter, edit_letter, make_letter, release_letters
from grants.services.on_behalf import Spoken
from grants.services.question_terms import ask_for_more_time, extend_term
from grants.services.retention import withdraw_deletion
from grants.services.workflow import blockers, perform
from tests.grants.rows import everything, fetch, refusal
from tests.grants.services.ended import (
    LAST_KEPT,
    archive,
    hold,
    over,
    propose,
    release,
    withdrawn,
)
from tests.stories import Story, sheet_code

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")
NAME = "Nachbarschaftsgruppe Musterhof"
OF_CASE = {
    TransitionRecord: "case",
    ApplicationVersion: "application",
    NoticeText: "notice__case",
    ProofVersion: "proof__grant__case",
}


@pytest.fixture
def admin(administrator: Actor) -> Actor:
    """The administrator, who has just shown again that it is really them."""
    return replace(administrator, stepped_up=True)


def test_deleted_case_keeps_figures_and_loses_everything_about_persons(story: Story, admin: Actor) -> None:
    over(story)
    reference = story.grant.case.reference or ""
    Mail.objects.create(key="alt", to="alex@example.org", subject=".", body=reference, created_at=story.now)
    sheet_code(story.grant.case.applicant, story.now)
    booked = list(LedgerEntry.objects.order_by("pk").values_list())
    run = propose(story)
    assert release(story, run, admin) == []
    grant, case = fetch(story.grant), Application.objects.get(pk=story.application.pk)
    assert (grant.state, grant.bank_account, case.title, case.description) == ("deleted", None, "", "")
    assert set(case.particulars.answers.values()) == {"group", "", False, None}
    assert list(LedgerEntry.objects.order_by("pk").values_list()) == booked
    receipt = Receipt.objects.get()
    assert (receipt.payee, receipt.file, receipt.amount_cents) == ("gelöscht", None, story.cents)
    _figures_of_the_proof_stay(story)
    gone = (ApplicationVersion, NoticeText, StoredFile, Mail, AccessKey)
    assert [model.objects.count() for model in gone] == [0, 0, 0, 0, 0]
    account = BankAccount.objects.get()
    assert (account.holder, account.iban_ciphertext, account.iban_index) == ("gelöscht", "", "")
    assert not TransitionRecord.objects.filter(actor_label=NAME).exists()
    record = DeletionRecord.objects.get()
    assert (record.reference, record.deletable_from) == (reference, date(2037, 1, 1))
    assert (record.deleted_by, record.run.released_by_label) == (admin.reference, admin.label)
    assert AuditEntry.objects.filter(action="grant.delete_after_retention").count() == 1


def _figures_of_the_proof_stay(story: Story) -> None:
    """Every version that was kept says its cents and days, and nothing that somebody wrote."""
    for version in ProofVersion.objects.all():
        then = as_values(version.content)
        assert {then.applicant, then.title, then.report} == {"gelöscht"}
        (receipt,) = then.receipts
        assert (receipt.payee, receipt.purpose, receipt.amount_cents) == ("gelöscht",) * 2 + (story.cents,)
    assert ProofVersion.objects.count() == 2


def test_nothing_that_was_said_about_a_question_or_corrected_stays(story: Story, admin: Actor) -> None:
    """Every free text of this case holds the word; after the deletion no row of any table does."""
    word = "Geheimgarten"
    manager, case = story.people["manager"], story.incomplete()
    ask_for_more_time(
        target=case, wished_on=date(2026, 3, 20), text=word, actor=story.resident, now=story.now
    )
    ask_for_early_start(
        application=case, wished_from=story.day, reason=word, actor=story.resident, now=story.now
    )
    extend_term(target=fetch(case), due_on=date(2026, 3, 20), reason=word, actor=manager, now=story.now)
    spoken = Spoken(AnswerWay.PHONE, word, story.day)
    case = answer_question(application=fetch(case), text=word, actor=manager, now=story.now, spoken=spoken)
    Application.objects.update(price_judgement=word, unread={"title": {"title": word}})
    correct_application(
        application=fetch(case),
        reason=word,
        answers={"place": word, "price_reason": word},
        actor=manager,
        now=story.now,
    )
    case = withdraw_application(application=fetch(case), reason=word, actor=story.resident, now=story.now)
    write_juror_bias(case, word, story)
    write_letter(case, word, story)
    archive(story, target=case)
    story.day = LAST_KEPT + timedelta(days=1)
    assert word in str(everything())
    assert release(story, propose(story), admin) == []
    assert word not in str(everything())


@pytest.mark.parametrize(("others", "left"), [(0, []), (1, ["protokoll"])])
def test_papers_of_the_jury_go_with_their_cases(
    story: Story, admin: Actor, stories: Callable[..., Story], others: int, left: list[str]
) -> None:
    """The pack with the first case on it, all papers with the last one."""
    for number in range(others):
        stories(number + 2).scheduled()
    over(story)
    session = story.fund.sessions.get(held_on=date(2026, 3, 2))
    for slug in ("sitzungsmappe", "protokoll"):
        document = order_document(
            slug=slug, title=slug, subject=session.subject, params={}, as_of=story.day,
            actor=story.people["manager"], now=story.now, key=slug,
        )  # fmt: skip
        made = {"pdf": (f"{slug}.pdf", b"%PDF")}
        finish_document(document=document, files=made, now=story.now)
    JurySession.objects.update(minutes=document)
    assert release(story, propose(story), admin) == []
    assert [each.slug for each in Document.objects.filter(subject=session.subject)] == left
    assert StoredFile.objects.count() == len(left)


def write_juror_bias(case: Application, reason: str, story: Story) -> None:
    """What a member of the jury wrote about being biased."""
    ConflictOfInterest.objects.create(
        application=case, person_reference="j", person_label="Jury Muster", reason=reason,
        declared_at=story.now,
    )  # fmt: skip


@transaction.atomic
def write_letter(case: Application, word: str, story: Story) -> None:
    """A letter that was sent, in the wording of the office."""
    manager, now = story.people["manager"], story.now
    letter = draft_letter(
        case=case, kind="nachforderung", cause=".", actor=manager, now=now, fillings={"frage": word}
    )
    Letter.objects.filter(pk=letter.pk).update(params={"von": word})
    edit_letter(letter=letter, body=f"Neu: {word}", actor=manager, now=now)
    release_letters(letters=[letter], count=1, actor=manager, now=now)
    make_letter(letter_uuid=letter.uuid, now=now + UNDO_FOR)
    assert fetch(letter).document is not None


def test_nothing_is_deleted_before_its_day(story: Story, admin: Actor) -> None:
    over(story)
    story.day = LAST_KEPT
    [row] = archived([story.fund], on=story.day)
    assert row.reasons == ("Die Aufbewahrung läuft bis 31. Dezember 2036.",)
    assert refusal(propose, story) == (DomainError, "deletion.nothing")
    with pytest.raises(DomainError) as caught:
        perform(story.grant, "delete_after_retention", actor=admin, now=story.now)
    assert caught.value.codes == ("retention.runs", "retention.not_proposed")  # type: ignore[attr-defined]


def test_application_without_money_is_kept_three_years(story: Story, admin: Actor) -> None:
    archive(story, target=withdrawn(story))
    story.day = date(2029, 12, 31)
    assert deletable_cases(story.fund, on=story.day) == []
    story.day = date(2030, 1, 1)
    assert release(story, propose(story), admin) == []
    assert Application.objects.get(pk=story.application.pk).state == "deleted"


def test_proposal_says_what_the_program_cannot_know(story: Story) -> None:
    over(story)
    assert refusal(propose, story, periods=False) == (InvalidInput, "retention.not_confirmed")
    assert refusal(propose, story, account=False) == (InvalidInput, "retention.no_final_account")
    propose(story)
    assert refusal(propose, story) == (DomainError, "deletion.exists")


def test_second_person_with_fresh_proof_releases(story: Story, admin: Actor, officer: Actor) -> None:
    over(story)
    for name in ("manager", "auditor", "administrator"):
        assert refusal(propose, story, story.people[name]) == DENIED
    run = propose(story)
    assert refusal(release, story, run, replace(admin, stepped_up=False)) == DENIED
    for name in ("officer", "officer2", "manager"):
        assert refusal(release, story, run, replace(story.people[name], stepped_up=True)) == DENIED
    both = replace(officer, stepped_up=True, roles=officer.roles | admin.roles)
    assert refusal(release, story, run, both) == DENIED
    assert (
        "schlägt"
        not in blockers(fetch(story.grant), "delete_after_retention", actor=both, today=story.day)[0]
    )


def test_database_refuses_the_proposer_as_second_person(story: Story) -> None:
    run = propose(over(story))
    with pytest.raises(DatabaseError), transaction.atomic():
        DeletionRun.objects.filter(pk=run.pk).update(released_by=run.proposed_by, released_at=story.now)


def test_hold_after_the_proposal_keeps_the_case(story: Story, admin: Actor) -> None:
    over(story)
    run = propose(story)
    hold(story)
    [kept] = release(story, run, admin)
    assert kept.reference == story.grant.case.reference
    assert kept.reasons[0].startswith("Für diesen Fall gilt seit")
    assert (fetch(story.grant).state, DeletionRecord.objects.count()) == ("archived", 0)
    assert refusal(release, story, run, admin) == (DomainError, "deletion.wrong_state")


def test_withdrawn_proposal_deletes_nothing(story: Story, admin: Actor, manager: Actor) -> None:
    run = propose(over(story))
    assert refusal(withdraw_deletion, run=run, actor=manager, now=story.now) == DENIED
    withdraw_deletion(run=run, actor=admin, now=story.now)
    assert refusal(release, story, run, admin) == (DomainError, "deletion.wrong_state")
    assert propose(story).pk != run.pk


def test_account_that_another_case_needs_stays(story: Story, admin: Actor) -> None:
    over(story)
    other = Story(story.fund, story.people, day=date(2026, 9, 1), cents=1_000)
    object.__setattr__(other, "applicant", lambda: story.grant.case.applicant)
    other.issued()
    other.grant.bank_account = story.grant.bank_account
    other.grant.save()
    release(story, propose(story), admin)
    assert BankAccount.objects.get().holder == NAME


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (TransitionRecord, {"reason": "x"}),
        (ApplicationVersion, {"content": {}}),
        (NoticeText, {"reason": "x"}),
        (ProofVersion, {"content": {}}),
        (DeletionRecord, {"reference": "x"}),
    ],
)
def test_rows_open_for_a_recorded_deletion_only(
    stories: Callable[..., Story], admin: Actor, model: Any, change: dict[str, Any]
) -> None:
    """One case is deleted, another lives: its rows stay closed, and so does the record itself."""
    gone, alive = stories(1, cents=10_000), stories(2, cents=10_000)
    over(gone)
    alive.accepted()
    alive.proof_sent(1_000)
    release(gone, propose(gone), admin)
    rows = model.objects.all()
    if model is not DeletionRecord:
        rows = rows.filter(**{OF_CASE[model]: alive.application})
    assert rows.exists()
    for attempt in (lambda: rows.update(**change), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
