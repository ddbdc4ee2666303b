"""By which form a case is handled, an act or an agreement, and the words that follow from it in every paper.

The form of a case is that of its award (`Application.award_form`). A rejection is an act in either case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grants.rules.wordings import NoticeName


@dataclass(frozen=True)
class AwardForm:
    """The words of one form. Phrases stand in a sentence as their names say; the day of the award may follow.

    papers: what a paper of an act is called here; notices: which texts it needs; texts: what is said instead
    of a text of an act, "" for nothing.
    """

    is_agreement: bool
    the_award: str
    award_first: str
    our_award: str
    by_award: str
    by_claim: str
    another_paper: str
    promised: str
    decision: str
    after_check: str
    without_receipts: str
    without_proof: str
    takes_part: str
    takes_all: str
    takes_grant: str
    refuses_change: str
    claim_stays: str
    term_to_come: str
    papers: Mapping[str, str] = field(default_factory=dict)
    notices: Mapping[str, NoticeName] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def named(self, title: str) -> str:
        """What this paper is called: the name of the act, or what stands in its place."""
        return self.papers.get(title, title)

    def notice_name(self, notice: NoticeName) -> NoticeName:
        """Which texts the paper needs that stands in the place of this act."""
        return self.notices.get(notice, notice)

    def text(self, name: str) -> str:
        """Which text is said where an act says this one; empty where nothing is."""
        return self.texts.get(name, name)


BY_NOTICE = AwardForm(
    is_agreement=False,
    the_award="der Bewilligungsbescheid",
    award_first="Der Bewilligungsbescheid",
    our_award="Unser Bescheid",
    by_award="unserem Bescheid",
    by_claim="unserem Bescheid",
    another_paper="einen eigenen Bescheid",
    promised="bewilligt",
    decision="Entscheidung",
    after_check="Wir haben ihn geprüft und entschieden:",
    without_receipts="Wir haben entschieden:",
    without_proof="Wir haben entschieden:",
    takes_part="Den Bewilligungsbescheid{award} widerrufen wir in Höhe von {amount}.",
    takes_all="Den Bewilligungsbescheid{award} widerrufen wir ganz.",
    takes_grant="Die Förderung für „{title}“ widerrufen wir ganz.",
    refuses_change="Diese Änderung genehmigen wir nicht.",
    claim_stays="Der Bescheid gilt sonst unverändert.",
    term_to_come="Ende der Frist für den Rechtsbehelf",
)
_TERMINATION = "Kündigung der Vereinbarung"
_ADDENDUM = "Ergänzung zur Vereinbarung"
BY_AGREEMENT = AwardForm(
    is_agreement=True,
    the_award="die Vereinbarung",
    award_first="Die Vereinbarung",
    our_award="Unsere Vereinbarung",
    by_award="unserer Vereinbarung",
    by_claim="unserem Schreiben",
    another_paper="ein eigenes Schreiben",
    promised="zugesagt",
    decision="Worum es geht",
    after_check="Wir haben ihn geprüft. Das ist das Ergebnis:",
    without_receipts="Das bedeutet:",
    without_proof="Darum kündigen wir:",
    takes_part="Nach der Vereinbarung{award} steht Ihnen dieser Teil des Geldes nicht zu: {amount}.",
    takes_all="Die Vereinbarung{award} kündigen wir. Sie endet, wenn Sie diesen Brief bekommen.",
    takes_grant="Die Vereinbarung über „{title}“ kündigen wir.",
    refuses_change="Dieser Änderung stimmen wir nicht zu.",
    claim_stays="Alles andere aus diesem Schreiben bleibt, wie es ist.",
    term_to_come="[Tag, der bei der Freigabe feststeht]",
    papers={
        "Bewilligungsbescheid": "Fördervereinbarung",
        "Erstattungsbescheid": "Zahlungsaufforderung",
        "Widerrufs- und Erstattungsbescheid": _TERMINATION,
        "Widerrufsbescheid": _TERMINATION,
        "Änderungsbescheid": _ADDENDUM,
        "Verlängerungsbescheid": _ADDENDUM,
        "Erlassbescheid": "Erlass der Zahlung",
        "Stundungsbescheid": "Stundung",
        "Zinsbescheid": "Zinsforderung",
    },
    notices={
        "award": "agreement",
        "repayment": "demand",
        "revocation": "termination",
        "change": "addendum",
        "waiver": "remission",
        "lapse": "expiry",
        "interest": "arrears",
        "recall": "resumption",
    },
    texts={
        "remedy_text": "",
        "electronic_text": "letter_electronic_text",
        "legal_basis_text": "agreement_basis_text",
        "claim_unspent_text": "agreement_unspent_text",
        "claim_cut_text": "agreement_cut_text",
        "claim_not_achieved_text": "agreement_not_achieved_text",
        "claim_not_proven_text": "agreement_not_proven_text",
        "hearing_text": "agreement_hearing_text",
        "no_interest_text": "agreement_interest_text",
        "discretion_repayment_text": "agreement_demand_text",
        "revocation_ground_text": "agreement_ground_text",
        "discretion_revocation_text": "agreement_termination_text",
        "discretion_change_text": "agreement_change_text",
        "discretion_waiver_text": "agreement_waiver_text",
        "discretion_recall_text": "agreement_recall_text",
        "nachweis_mahnung_text": "agreement_mahnung_text",
        "anhoerung_rueckforderung_text": "agreement_anhoerung_rueckforderung_text",
        "late_text": "agreement_late_text",
        "anhoerung_zinsen_text": "agreement_anhoerung_zinsen_text",
        "anhoerung_beginn_text": "agreement_anhoerung_beginn_text",
    },
)
FORMS: Mapping[str, AwardForm] = {"notice": BY_NOTICE, "agreement": BY_AGREEMENT}
