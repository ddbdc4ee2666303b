"""The texts of a fund's letters: rows that are only ever added, and how a fund's rules say them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from grants.rules.financing_words import FINANCING
from grants.rules.text_catalog import BY_NAME, WORDINGS
from grants.rules.wordings import filled

if TYPE_CHECKING:
    from grants.models.fund import Fund


class FundText(models.Model):
    """One version of one text. It holds from when it was written; before the first, the default does."""

    fund = models.ForeignKey("grants.Fund", on_delete=models.PROTECT, related_name="texts")
    name = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    written_by = models.CharField(max_length=32)
    written_by_label = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "Text des Fonds"
        verbose_name_plural = "Texte des Fonds"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "name", "version"], name="fund_text_version_once")
        ]

    def __str__(self) -> str:
        return f"{BY_NAME[self.name].label}, Fassung {self.version}"


def last_text(fund_id: int, until: datetime | None = None) -> int:
    """The newest of a fund's texts, or the newest that was written by then: 0 while there is none.

    Texts are only added, one change of a fund after the other: the number says which ones hold.
    """
    rows = FundText.objects.filter(fund_id=fund_id)
    if until is not None:
        rows = rows.filter(written_at__lte=until)
    return rows.aggregate(last=models.Max("pk"))["last"] or 0


def remedy_name_of(kind: str | None) -> str:
    """The remedy by its kind, as a page calls it; the usual one while a fund has said nothing."""
    wording = BY_NAME["remedy_kind"]
    return dict(wording.choices)[kind or wording.default]


class SaysTexts:
    """What letters and pages of a fund say. A needed text left empty keeps a notice in the house."""

    fund: "Fund"
    fund_id: int
    _read: Mapping[str, str] | None = None
    _last: int | None = None
    _written: Sequence[tuple[str, str, int]] | None = None

    def hold_texts(self, last: int) -> None:
        """Say the texts up to this one from now on, so that a letter made again says what it said."""
        self._read, self._last, self._written = None, last, None

    def try_texts(self, texts: Mapping[str, str]) -> None:
        """Say these texts from now on, before anybody has stored them: for a preview."""
        self._read = {**self.texts, **texts}

    @property
    def texts(self) -> Mapping[str, str]:
        """Every text by its name, as it was written."""
        if self._read is None:
            defaults = {wording.name: wording.default for wording in WORDINGS}
            self._read = defaults | {name: text for name, text, _ in self._rows()}
        return self._read

    def text_then(self, name: str, last: int) -> str:
        """What one text said when the text of this number was the fund's newest (`last_text`)."""
        said = [text for each, text, pk in self._rows() if each == name and pk <= last]
        return said[-1] if said else BY_NAME[name].default

    def _rows(self) -> Sequence[tuple[str, str, int]]:
        """Every text that was ever written, oldest first: read once."""
        if self._written is None:
            rows = FundText.objects.filter(fund_id=self.fund_id).order_by("version")
            if self._last is not None:
                rows = rows.filter(pk__lte=self._last)
            self._written = list(rows.values_list("name", "text", "pk"))
        return self._written

    def says(self, name: str, /, **values: str) -> str:
        """One text with its placeholders filled."""
        return filled(self.texts[name], values)

    @property
    def is_by_agreement(self) -> bool:
        """Awards are agreements, as these texts say; a case keeps the form of its award (`award_form`)."""
        return self.texts["award_form"] == "agreement"

    @property
    def remedy_name(self) -> str:
        """Which remedy the instruction names; the pages offer no other one."""
        return remedy_name_of(self.texts["remedy_kind"])

    @property
    def remedy_word(self) -> str:
        """The remedy as it stands in a sentence: die Klage, den Widerspruch."""
        return f"{'den' if self.texts['remedy_kind'] == 'objection' else 'die'} {self.remedy_name}"

    def remedy(self) -> str:
        """The instruction on the remedy."""
        return self.says("remedy_text", stelle=self.texts["remedy_body"])

    def financing_sentence(self, financing: str, rate_percent: int) -> str:
        """What the kind of financing means: the fund's sentence, else the general one for the kind."""
        return filled(
            self.texts["financing_text"] or FINANCING[financing], {"foerdersatz": str(rate_percent)}
        )
