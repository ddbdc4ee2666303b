"""The texts of a fund's notices, as fields of its dated rules: see `grants.rules.wordings`."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from foundation.values.errors import InvalidInput
from grants.rules.financing_words import FINANCING
from grants.rules.letter_wordings import LETTER_TEXTS
from grants.rules.wordings import BY_NAME, WORDINGS, check_placeholders, filled


def _text(name: str) -> "models.TextField[str, str]":
    wording = BY_NAME[name]
    return models.TextField(wording.label, blank=True, default=wording.default)


class RemedyKind(models.TextChoices):
    """Which remedy the instruction names; the pages offer no other one."""

    ACTION = "action", "Klage"
    OBJECTION = "objection", "Widerspruch"


class FundTexts(models.Model):
    """What letters and previews say in this version. A needed text left empty keeps a notice in the house."""

    remedy_kind = models.CharField(
        "Rechtsbehelf", max_length=9, choices=RemedyKind, default=RemedyKind.ACTION
    )
    remedy_body = models.CharField("Stelle für den Rechtsbehelf", max_length=200, blank=True)
    remedy_text = _text("remedy_text")
    legal_basis_text = _text("legal_basis_text")
    conditions_text = _text("conditions_text")
    financing_text = _text("financing_text")
    proof_text = _text("proof_text")
    revocation_text = _text("revocation_text")
    duty_to_report_text = _text("duty_to_report_text")
    checking_rights_text = _text("checking_rights_text")
    repayment_text = _text("repayment_text")
    interest_text = _text("interest_text")
    jury_followed_text = _text("jury_followed_text")
    discretion_award_text = _text("discretion_award_text")
    discretion_rejection_text = _text("discretion_rejection_text")
    after_rejection_text = _text("after_rejection_text")
    claim_unspent_text = _text("claim_unspent_text")
    claim_cut_text = _text("claim_cut_text")
    claim_not_achieved_text = _text("claim_not_achieved_text")
    claim_not_proven_text = _text("claim_not_proven_text")
    hearing_text = _text("hearing_text")
    no_interest_text = _text("no_interest_text")
    discretion_repayment_text = _text("discretion_repayment_text")
    revocation_ground_text = _text("revocation_ground_text")
    discretion_revocation_text = _text("discretion_revocation_text")
    closing_text = _text("closing_text")
    signature_text = _text("signature_text")
    electronic_text = _text("electronic_text")
    acknowledgement_text = _text("acknowledgement_text")

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Store the version. Raises InvalidInput for a placeholder that no letter can fill."""
        for name, text in self.texts.items():
            for finding in check_placeholders(name, text):
                raise InvalidInput(finding.message, finding.code, name)
        super().save(**kwargs)

    @property
    def texts(self) -> Mapping[str, str]:
        """Every text by its name, as it was written."""
        return {wording.name: getattr(self, wording.name) for wording in WORDINGS}

    @property
    def remedy_word(self) -> str:
        """The remedy as it stands in a sentence: die Klage, den Widerspruch."""
        return "den Widerspruch" if self.remedy_kind == RemedyKind.OBJECTION else "die Klage"

    def says(self, name: str, /, **values: str) -> str:
        """One text with its placeholders filled; that of a letter is its default."""
        text: str = LETTER_TEXTS[name].default if name in LETTER_TEXTS else getattr(self, name)
        return filled(text, values)

    def remedy(self) -> str:
        """The instruction on the remedy."""
        return self.says("remedy_text", stelle=self.remedy_body)

    def financing_sentence(self, financing: str, rate_percent: int) -> str:
        """What the kind of financing means: this version's sentence, else the general one for the kind."""
        return filled(self.financing_text or FINANCING[financing], {"foerdersatz": str(rate_percent)})
