"""The whole case, read at once, and whose names may stand in what is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from foundation.accounts.models import User
from foundation.audit.models import AuditEntry
from foundation.files.models import Document, DocumentState, StoredFile
from grants.models import (
    Application,
    Claim,
    Grant,
    LedgerEntry,
    Letter,
    PaymentOrder,
    Receipt,
    ReceiptOrder,
)
from grants.rules.pseudonyms import names_in
from reports.contract import Commission

APPLICANT, OFFICE, JURY, ADDRESS = "Antragsteller", "Sachbearbeitung", "Jurymitglied", "[Adresse]"
_OF_CASE = (
    "costs",
    "information_requests",
    "conflicts",
    "rulings",
    "versions__correction",
    "corrections",
    "early_starts",
    "notices__texts",
    "notices__document__files__file",
    "holds__objections__notice",
    "transitions",
    "agenda_items__session__minutes__files__file",
    "agenda_items__session__chair",
    "agenda_items__votes__member",
    "released_pictures__file",
)
_OF_GRANT = (
    "changes__rulings",
    "obligations",
    "bound_things",
    "proof_questions",
    "checks",
    "orders__payee_checks",
)


@dataclass(frozen=True)
class Dossier:
    """The rows of a case. `is_open`: people are named; else the file is for outsiders."""

    commission: Commission
    is_open: bool
    case: Application
    grant: Grant | None
    documents: tuple[Document, ...]
    uploads: tuple[StoredFile, ...]

    def who(self, name: str, role: str = OFFICE) -> str:
        """The name, or what the person is."""
        return name if self.is_open or not name else role

    def inner(self, text: str) -> str:
        """A text that the office wrote for itself, or that somebody wrote to it: not for outsiders."""
        return text if self.is_open else ""

    @property
    def receipts(self) -> list[Receipt]:
        """The receipts in the order of their numbers."""
        has_proof = self.grant is not None and hasattr(self.grant, "proof")
        return list(self.grant.proof.receipts.all()) if self.grant and has_proof else []

    @property
    def orders(self) -> list[PaymentOrder]:
        return list(self.grant.orders.all()) if self.grant else []

    @property
    def claims(self) -> list[Claim]:
        return list(self.grant.claims.all()) if self.grant else []

    @cached_property
    def letters(self) -> list[Letter]:
        """The letters of the outbox, sent or not."""
        made = self.case.letters.select_related("document").prefetch_related("steps", "document__files__file")
        return list(made.order_by("pk"))

    @cached_property
    def audit(self) -> list[AuditEntry]:
        """What the audit log says of the case and its parts, up to the order of this file."""
        until = self.commission.issued_at
        return list(AuditEntry.objects.filter(subject__in=self.subjects, recorded_at__lte=until))

    @property
    def subjects(self) -> list[str]:
        """The names of the case and its parts in the audit log and the file store."""
        parts = [self.case, *([self.grant] if self.grant else []), *self.orders, *self.claims]
        receipt_orders = [each for claim in self.claims for each in claim.receipt_orders.all()]
        return [each.subject for each in (*parts, *receipt_orders)]

    @cached_property
    def hidden(self) -> Mapping[str, str]:
        """Every name and address that is known in this case, with what stands there for outsiders."""
        people = dict.fromkeys(self._office_names(), OFFICE)
        people |= dict.fromkeys(self.case.fund.jury_members.values_list("name", flat=True), JURY)
        return people | self._of_applicant()

    def _office_names(self) -> Iterator[str]:
        yield from User.objects.values_list("display_name", flat=True)
        for record in self.case.transitions.all():
            if record.actor_kind == "staff":
                yield record.actor_label

    def _of_applicant(self) -> dict[str, str]:
        """As the application says it now, and as every earlier version said it."""
        said = [self.case.particulars.answers, *(each.content.get("applicant", {}) for each in self.versions)]
        found: dict[str, str] = {}
        for each in said:
            is_person = each.get("kind") in ("person", "owner")
            name, contact = each.get("name") or "", each.get("contact_person") or ""
            names = names_in(name=name, contact_person=contact, is_person=is_person)
            found |= dict.fromkeys(names, APPLICANT)
            found |= dict.fromkeys((each.get("street") or "", each.get("postcode") or ""), ADDRESS)
            found |= {each.get("email") or "": "[E-Mail]", each.get("phone") or "": "[Telefon]"}
        holders = self.case.applicant.bank_accounts.values_list("holder", flat=True)
        return found | dict.fromkeys(holders, APPLICANT)

    @property
    def versions(self) -> list[Any]:
        """What was sent, each time it was sent."""
        return list(self.case.versions.all())


def read(commission: Commission, *, is_open: bool) -> Dossier:
    """The case of the commission with all that belongs to it. Raises DoesNotExist."""
    cases = Application.objects.select_related("fund", "rules__fund", "applicant", "particulars")
    case = cases.prefetch_related(*_OF_CASE).get(uuid=commission.subject_uuid)
    grant = _grant_of(case)
    dossier = Dossier(commission, is_open, case, grant, (), ())
    made = Document.objects.filter(
        subject__in=dossier.subjects, state=DocumentState.READY, issued_at__lte=commission.issued_at
    )
    files = StoredFile.objects.filter(
        subject__in=dossier.subjects, document_file__isnull=True, created_at__lte=commission.issued_at
    )
    documents = made.prefetch_related("files__file").order_by("issued_at", "pk")
    return Dossier(
        commission, is_open, case, grant, tuple(documents), tuple(files.order_by("created_at", "uuid"))
    )


def _grant_of(case: Application) -> Grant | None:
    orders = PaymentOrder.objects.select_related("bank_account", "document")
    entries = LedgerEntry.objects.order_by("pk")
    claims = Claim.objects.select_related("notice").prefetch_related(
        Prefetch("entries", entries),
        "rows",
        "periods",
        Prefetch("receipt_orders", ReceiptOrder.objects.all()),
    )
    receipts = Receipt.objects.select_related("file", "cost_item")
    grants = Grant.objects.select_related("bank_account", "proof").prefetch_related(
        Prefetch("orders", orders.prefetch_related("document__files__file")),
        Prefetch("claims", claims),
        Prefetch("proof__receipts", receipts),
        *_OF_GRANT,
    )
    grant = grants.filter(case=case).first()
    if grant is not None:
        grant.case = case
    return grant
