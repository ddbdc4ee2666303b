"""What goes when a case is deleted: all about persons, and the files. Figures, ledger and audit stay."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from applicants.models import AccessKey, BankAccount
from applicants.services.bank_details import forget_account
from foundation.files.services import erase_documents, erase_files
from foundation.outbox.services import erase_mails
from grants.models import (
    AgendaItem,
    Application,
    Grant,
    HandOver,
    HandOverLine,
    ImportRow,
    JurySession,
    Objection,
    PaymentOrder,
    QuestionTerm,
    ReceiptOrder,
    ReconciliationNote,
)
from grants.services.proof_versions import forget_words

GONE = "gelöscht"
MEETING_PACK = "sitzungsmappe"


def erase_case(case: Application, grant: Grant | None, now: datetime) -> None:
    """Take the personal data out of a case, in the transaction of its deletion record.

    The record comes first: only with it the database lets go of the append-only rows of this case. `case`
    (and `grant`) are changed in place and saved by the caller's edge or here.
    """
    subjects = [case.subject, f"case_file:{case.uuid}"]
    if grant is not None:
        subjects += [each.subject for each in (grant, *grant.orders.all(), *grant.claims.all())]
        subjects += [each.subject for each in ReceiptOrder.objects.filter(claim__grant=grant)]
        _erase_grant(grant)
    _erase_application(case)
    if grant is not None:
        _erase_accounts(grant)
    if not _living_cases(case).exists():
        AccessKey.objects.filter(applicant=case.applicant_id).delete()
    erase_files(subjects=subjects, now=now)
    if grant is not None:
        _erase_hand_overs(grant, now)
    _erase_jury_papers(case, now)
    if case.reference:
        erase_mails(naming=case.reference)


def _erase_hand_overs(grant: Grant, now: datetime) -> None:
    """The file of a run names the payees of several cases: it goes with the last of them."""
    runs = HandOver.objects.filter(lines__order__grant=grant)
    living = HandOverLine.objects.filter(
        hand_over=OuterRef("pk"), order__grant__case__deletion_record__isnull=True
    )
    over = list(runs.exclude(Exists(living)))
    HandOver.objects.filter(pk__in=[each.pk for each in over]).update(file=None)
    erase_files(subjects=[each.subject for each in over], now=now)


def _erase_jury_papers(case: Application, now: datetime) -> None:
    """The pack of a session holds the whole application; the other papers go with the last case on them."""
    sessions = JurySession.objects.filter(items__application=case)
    erase_documents(subjects=[each.subject for each in sessions], slug=MEETING_PACK, now=now)
    items = AgendaItem.objects.filter(session=OuterRef("pk"), application__deletion_record__isnull=True)
    over = list(sessions.exclude(Exists(items.exclude(application=case))))
    JurySession.objects.filter(pk__in=[each.pk for each in over]).update(minutes=None)
    erase_files(subjects=[each.subject for each in over], now=now)


def _erase_application(case: Application) -> None:
    case.title = case.description = case.place = case.other_money_from = ""
    case.price_reason = case.price_judgement = ""
    case.unread = {}
    case.save()
    said = case.particulars
    empty = type(said)()
    for name in said.ANSWERS:
        if name != "kind":
            setattr(said, name, getattr(empty, name))
    said.save()
    case.costs.update(item=GONE)
    case.corrections.all().delete()
    case.rulings.all().delete()
    case.early_starts.all().delete()
    case.released_pictures.all().delete()
    case.versions.all().delete()
    QuestionTerm.objects.filter(question__application=case).delete()
    case.information_requests.all().delete()
    case.conflicts.update(reason="")
    case.transitions.update(reason="")
    case.transitions.filter(actor_kind="applicant").update(actor_label="")
    case.reminder_pauses.update(reason=GONE)
    case.holds.update(reason=GONE, lift_reason=GONE)
    objections = Objection.objects.filter(notice__case=case)
    objections.update(text=GONE)
    objections.exclude(outcome="").update(end_reason=GONE)
    for notice in case.notices.all():
        notice.texts.all().delete()
        notice.reason, notice.document = "", None
        notice.discard_reason = GONE if notice.discarded_at else ""
        notice.save()
    for letter in case.letters.all():
        letter.steps.all().delete()
        letter.title = letter.body = ""
        letter.params, letter.document = {}, None
        letter.discard_reason = GONE if letter.discarded_at else ""
        letter.save()


def _erase_grant(grant: Grant) -> None:
    grant.own_less_reason = ""
    for change in grant.changes.all():
        change.rulings.all().delete()
    QuestionTerm.objects.filter(proof_question__grant=grant).delete()
    rows: list[Any] = [
        grant.changes,
        grant.obligations,
        grant.proof_questions,
        grant.bound_things,
        grant.state_aid_entries,
    ]
    for each in rows:
        each.all().delete()
    grant.checks.update(remark="")
    grant.account_sheets.exclude(withdrawn_reason="").update(withdrawn_reason=GONE)
    grant.claims.exclude(relief="").update(relief_reason=GONE)
    grant.claims.exclude(forgone_by="").update(forgone_reason=GONE)
    grant.orders.update(document=None, reason=GONE)
    ReceiptOrder.objects.filter(claim__grant=grant).update(document=None, payer=GONE, reason=GONE)
    ImportRow.objects.filter(order__grant=grant).update(reason="")
    ReconciliationNote.objects.filter(Q(entry__case=grant.case) | Q(posting__row__order__grant=grant)).update(
        text=GONE
    )
    if hasattr(grant, "proof"):
        grant.proof.report = ""
        grant.proof.save()
        forget_words(grant.proof, gone=GONE)
        receipts = grant.proof.receipts
        receipts.filter(cut_cents__gt=0).update(cut_reason=GONE)
        receipts.update(payee=GONE, purpose=GONE, document_number="", kept_reason="", file=None)


def _erase_accounts(grant: Grant) -> None:
    """Accounts that no other case of the person needs; orders go on pointing at the empty row."""
    mine = {order.bank_account_id for order in grant.orders.all()} | {grant.bank_account_id}
    mine |= {sheet.bank_account_id for sheet in grant.account_sheets.all()}
    others = Grant.objects.filter(case__applicant=grant.case.applicant_id, case__deletion_record__isnull=True)
    others = others.exclude(pk=grant.pk)
    orders = PaymentOrder.objects.filter(grant__in=others)
    needed = {*others.values_list("bank_account", flat=True), *orders.values_list("bank_account", flat=True)}
    grant.bank_account = None
    for account in BankAccount.objects.filter(pk__in=[pk for pk in mine - needed if pk]):
        forget_account(account=account)


def _living_cases(case: Application) -> Any:
    others = Application.objects.filter(applicant=case.applicant_id).exclude(pk=case.pk)
    return others.filter(deletion_record__isnull=True)
