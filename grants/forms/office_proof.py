"""Forms of the proof of use: reminders, the check of the receipts, obligations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms

from foundation.values.dates import format_date
from foundation.values.money import format_euro
from grants.forms.office_base import (
    ActionForm,
    DayField,
    LongText,
    ShortText,
    amount_field,
    radio_field,
    set_choices,
)
from grants.forms.plan_item import plan_item_field
from grants.models import (
    ChangeKind,
    ChangeRuling,
    Grant,
    Obligation,
    PaymentMethod,
    ProofCheck,
    Receipt,
)
from grants.rules.changes import check_items
from grants.rules.findings import Finding
from grants.rules.receipts import outside_period, used_elsewhere
from grants.selectors.receipts import review_facts
from grants.services.assignments import Assignment
from grants.services.judgements import Cut
from grants.workflows.facts import plan_item_facts

REMINDER_DAYS = 14
WRONG_OBLIGATION = "Kreuzen Sie nur Auflagen aus der Liste an."


class TermForm(ActionForm):
    """A new term for the proof."""

    until = DayField(label="Neue Frist", error_messages={"required": "Geben Sie die neue Frist ein."})

    def prepare(self) -> None:
        self.initial.setdefault("until", self.today + timedelta(days=REMINDER_DAYS))

    def clean_until(self) -> object:
        until = self.cleaned_data["until"]
        if until <= self.today:
            raise forms.ValidationError("Wählen Sie einen Tag in der Zukunft.", code="past")
        return until


class MoreTimeForm(TermForm):
    """A later term for the proof, and why: the resident asked for it, or the office sees fit."""

    reason = LongText(
        label="Warum gibt es mehr Zeit?",
        help_text="Hat die Person darum gebeten? Wie und wann?",
        error_messages={"required": "Schreiben Sie auf, warum es mehr Zeit gibt."},
    )

    def prepare(self) -> None:
        if self.target.proof_due_on:
            now_until = format_date(self.target.proof_due_on)
            self.fields["until"].help_text = f"Jetzt gilt der {now_until}. Geben Sie einen späteren Tag ein."
        due_on = max(self.today, self.target.proof_due_on or self.today)
        self.initial.setdefault("until", due_on + timedelta(days=REMINDER_DAYS))


@dataclass(frozen=True)
class CheckedReceipt:
    """One receipt on the page of the check; `double` and `kept` when another case has used it."""

    receipt: Receipt
    fields: list[forms.BoundField]
    double: Finding | None
    kept: forms.BoundField | None
    outside: Finding | None


class CheckProofForm(ActionForm):
    """Each receipt assigned, accepted or cut with a reason; one used elsewhere answered; the purpose."""

    purpose = radio_field(
        "Ist der Zweck erreicht?",
        [("ja", "Ja"), ("nein", "Nein")],
        missing="Tragen Sie ein, ob der Zweck erreicht ist.",
    )
    remark = LongText(label="Bemerkung", required=False)

    def prepare(self) -> None:
        self.receipts: list[Receipt] = (
            list(self.target.proof.receipts.select_related("file", "cost_item"))
            if hasattr(self.target, "proof")
            else []
        )
        self.doubles: Mapping[int, Finding] = {}
        self.outside: Mapping[int, Finding] = {}
        if self.receipts:
            facts = review_facts(self.target, reader=self.actor, today=self.today)
            self.doubles, self.outside = used_elsewhere(facts), outside_period(facts)
        for receipt in self.receipts:
            number = receipt.number
            self.fields[f"cut_{number}"] = amount_field(f"Beleg {number} kürzen um", required=False)
            self.fields[f"reason_{number}"] = ShortText(
                label=f"Grund der Kürzung bei Beleg {number}", limit=300, required=False
            )
            if receipt.cut_cents:
                self.initial.setdefault(f"cut_{number}", receipt.cut_cents)
                self.initial.setdefault(f"reason_{number}", receipt.cut_reason)
            self._offer_assignment(receipt)
            if number in self.doubles:
                self.fields[f"kept_{number}"] = ShortText(
                    label=f"Warum Beleg {number} hier zählt", limit=300, required=False
                )
                self.initial.setdefault(f"kept_{number}", receipt.kept_reason)
        self.obligations = open_obligations(self.target)
        if self.obligations:
            self.fields["fulfilled"] = forms.MultipleChoiceField(
                label="Welche Auflagen sind erfüllt?",
                help_text="Was Sie nicht ankreuzen, bleibt offen und hält den Fall offen.",
                choices=[(str(each.pk), each.text) for each in self.obligations],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                error_messages={"invalid_choice": WRONG_OBLIGATION},
            )

    def _offer_assignment(self, receipt: Receipt) -> None:
        """The line of the plan, where there is a choice, and how the receipt was paid."""
        number, plan = receipt.number, self.target.case.plan_items
        if len(plan) > 1:
            self.fields[f"item_{number}"] = plan_item_field(
                f"Kostenposition von Beleg {number}", plan, none="Ohne Kostenposition", widget=forms.Select
            )
            if receipt.cost_item:
                self.initial.setdefault(f"item_{number}", str(receipt.cost_item.position))
        self.fields[f"method_{number}"] = forms.ChoiceField(
            label=f"Zahlungsart von Beleg {number}",
            choices=[("", "Nicht angegeben"), *PaymentMethod.choices],
            required=False,
            error_messages={"invalid_choice": "Wählen Sie eine Zahlungsart aus der Liste."},
        )
        self.initial.setdefault(f"method_{number}", receipt.payment_method)

    def lines(self) -> list[CheckedReceipt]:
        """Each receipt with its inputs and what there is to say of it."""
        kinds = ("cut", "reason", "item", "method")
        return [
            CheckedReceipt(
                receipt=each,
                fields=[self[name] for kind in kinds if (name := f"{kind}_{each.number}") in self.fields],
                double=self.doubles.get(each.number),
                kept=self[f"kept_{each.number}"] if each.number in self.doubles else None,
                outside=self.outside.get(each.number),
            )
            for each in self.receipts
        ]

    def rest(self) -> list[forms.BoundField]:
        """The other inputs."""
        names = ("purpose", "fulfilled", "remark")
        return [self[name] for name in names if name in self.fields]

    def over_plan(self) -> list[Finding]:
        """Lines of the plan that the receipts exceed by more than a fifth, unless that was granted."""
        if not self.receipts:
            return []
        granted = ChangeRuling.objects.filter(
            request__grant=self.target, request__kind=ChangeKind.COSTS, is_final=True, approves=True
        )
        return list(check_items(plan_item_facts(self.target), change_was_granted=granted.exists()))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for receipt in self.receipts:
            number = receipt.number
            cut = data.get(f"cut_{number}")
            if cut is not None and cut > receipt.amount_cents:
                limit = format_euro(receipt.amount_cents)
                self.add_error(f"cut_{number}", f"Beleg {number}: Kürzen Sie um höchstens {limit}.")
            reason = data.get(f"reason_{number}")
            if cut and not reason:
                self.add_error(f"reason_{number}", f"Beleg {number}: Schreiben Sie auf, warum Sie kürzen.")
            if number in self.doubles and not cut and not data.get(f"kept_{number}"):
                self.add_error(f"kept_{number}", self.doubles[number].message)
            if reason and not cut and f"cut_{number}" not in self.errors:
                how_much = "Tragen Sie ein, um wie viel Sie kürzen, oder löschen Sie den Grund."
                self.add_error(f"cut_{number}", f"Beleg {number}: {how_much}")
        return data

    def cuts(self) -> Mapping[int, Cut]:
        """Number of the receipt -> cut."""
        data = self.cleaned_data
        return {
            each.number: Cut(data[f"cut_{each.number}"], data[f"reason_{each.number}"])
            for each in self.receipts
            if data.get(f"cut_{each.number}")
        }

    def assignments(self) -> Mapping[int, Assignment]:
        """Number of the receipt -> where it belongs."""
        data = self.cleaned_data
        return {
            each.number: Assignment(data.get(f"item_{each.number}"), data[f"method_{each.number}"])
            for each in self.receipts
        }

    def kept(self) -> Mapping[int, str]:
        """Number of the receipt -> why it counts although another case has used it."""
        answers = {number: self.cleaned_data[f"kept_{number}"] for number in self.doubles}
        return {number: answer for number, answer in answers.items() if answer}

    def still_open(self) -> tuple[str, ...]:
        """The texts of the obligations that were not ticked."""
        ticked = self.cleaned_data.get("fulfilled", [])
        return tuple(each.text for each in self.obligations if str(each.pk) not in ticked)


class ObligationsForm(ActionForm):
    """Which of the open obligations are fulfilled, since when, and what shows it."""

    fulfilled = forms.MultipleChoiceField(
        label="Welche Auflagen sind erfüllt?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kreuzen Sie an, was erfüllt ist.",
            "invalid_choice": WRONG_OBLIGATION,
        },
    )
    shown_by = ShortText(
        label="Woran sehen Sie das?",
        help_text="Zum Beispiel: Foto vom Schild, Brief vom 3. Mai. Die Person liest das auf ihrer Seite.",
        limit=300,
        error_messages={"required": "Schreiben Sie, woran Sie das sehen, zum Beispiel: Foto vom Schild."},
    )
    fulfilled_on = DayField(label="Erfüllt am", error_messages={"required": "Geben Sie den Tag ein."})

    def prepare(self) -> None:
        self.initial.setdefault("fulfilled_on", self.today)
        self.obligations = open_obligations(self.target)
        set_choices(self, "fulfilled", [(str(each.pk), each.text) for each in self.obligations])

    def still_open(self) -> tuple[str, ...]:
        """The texts of those that were not ticked."""
        ticked = self.cleaned_data["fulfilled"]
        return tuple(each.text for each in self.obligations if str(each.pk) not in ticked)


def open_obligations(grant: Grant) -> list[Obligation]:
    """The obligations that are not fulfilled yet."""
    return [each for each in grant.obligations.all() if each.fulfilled_on is None]


class ConfirmProofForm(ActionForm):
    """The second person sees the check with its explained rows."""

    def check_made(self) -> ProofCheck | None:
        """The note of the check that waits for its confirmation."""
        found: ProofCheck | None = (
            self.target.checks.filter(confirmed_at__isnull=True).order_by("-pk").first()
        )
        return found

    def cut_receipts(self) -> list[Receipt]:
        """The receipts that were cut, each with its reason."""
        return list(self.target.proof.receipts.filter(cut_cents__gt=0).order_by("number"))

    def kept_receipts(self) -> list[Receipt]:
        """The receipts that count although another case has used them, each with the checker's reason."""
        return list(self.target.proof.receipts.exclude(kept_reason="").order_by("number"))
