"""Every state of every machine, with three names: the code, the office's label, the resident's sentence.

The machines are those of the domain handbook 5.1 to 5.5. A sentence never says "we" without saying who is
next: `turn` names the one whose move it is, `step` the place on the resident's line of six steps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.db import models


class Turn(StrEnum):
    """Whose move it is."""

    APPLICANT = "applicant"
    OFFICE = "office"
    JURY = "jury"
    CITY = "city"
    KASSE = "kasse"
    NOBODY = "nobody"


TURN_SENTENCES: Mapping[Turn, str] = {
    Turn.APPLICANT: "Sie sind dran.",
    Turn.OFFICE: "Wir sind dran.",
    Turn.JURY: "Die Jury ist dran.",
    Turn.CITY: "Die Stadt ist dran.",
    Turn.KASSE: "Die Stadtkasse ist dran.",
    Turn.NOBODY: "Es ist nichts zu tun.",
}


class Step(IntEnum):
    """The six steps that a resident sees, and the end."""

    RECEIVED = 1
    CHECK = 2
    JURY = 3
    DECISION = 4
    MONEY = 5
    PROOF = 6
    DONE = 7


STEP_LABELS: Mapping[Step, str] = {
    Step.RECEIVED: "Eingegangen",
    Step.CHECK: "Wird geprüft",
    Step.JURY: "Jury",
    Step.DECISION: "Entscheidung",
    Step.MONEY: "Geld",
    Step.PROOF: "Nachweis",
}


@dataclass(frozen=True)
class StateNames:
    """What a state is called in the office, and what it means for the resident."""

    office: str
    resident: str
    turn: Turn
    step: Step


class ApplicationState(models.TextChoices):
    """Antrag, domain handbook 5.1."""

    DRAFT = "draft", "Entwurf"
    SUBMITTED = "submitted", "Eingegangen"
    INCOMPLETE = "incomplete", "Nachforderung läuft"
    LAPSED = "lapsed", "Eingestellt"
    ELIGIBLE = "eligible", "Förderfähig"
    INELIGIBLE = "ineligible", "Nicht förderfähig"
    SCHEDULED = "scheduled", "Auf der Tagesordnung"
    DEFERRED = "deferred", "Vertagt"
    VOTED_YES = "voted_yes", "Jury: Ja"
    VOTED_PARTIAL = "voted_partial", "Jury: teilweise"
    VOTED_NO = "voted_no", "Jury: Nein"
    APPROVED = "approved", "Bewilligt"
    REJECTED = "rejected", "Abgelehnt"
    WITHDRAWN = "withdrawn", "Zurückgezogen"
    ARCHIVED = "archived", "Archiviert"
    DELETED = "deleted", "Gelöscht"


class GrantState(models.TextChoices):
    """Förderfall, domain handbook 5.2."""

    DRAFT_NOTICE = "draft_notice", "Bescheid im Entwurf"
    ISSUED = "issued", "Bescheid versandt"
    ACCEPTED = "accepted", "Angenommen"
    DECLINED = "declined", "Nicht angenommen"
    RUNNING = "running", "Projekt läuft"
    LAPSED_NOT_STARTED = "lapsed_not_started", "Nicht begonnen, verfallen"
    CHANGE_PENDING = "change_pending", "Änderung beantragt"
    CANCELLED = "cancelled", "Abgebrochen"
    PROOF_DUE = "proof_due", "Nachweis fällig"
    PROOF_OVERDUE = "proof_overdue", "Nachweis überfällig"
    PROOF_SUBMITTED = "proof_submitted", "Nachweis liegt vor"
    PROOF_INCOMPLETE = "proof_incomplete", "Nachweis unvollständig"
    CHECKED = "checked", "Nachweis geprüft"
    SETTLING = "settling", "Abrechnung"
    CLOSED = "closed", "Abgeschlossen"
    REVOKED = "revoked", "Widerrufen"
    IN_BINDING = "in_binding", "In der Zweckbindung"
    ARCHIVED = "archived", "Archiviert"
    DELETED = "deleted", "Gelöscht"


class PaymentOrderState(models.TextChoices):
    """Auszahlungsanordnung, domain handbook 5.3."""

    DRAFT = "draft", "Entwurf"
    CERTIFIED_FACTUAL = "certified_factual", "Sachlich richtig"
    CERTIFIED_ARITH = "certified_arith", "Sachlich und rechnerisch richtig"
    ORDERED = "ordered", "Angeordnet"
    HANDED_OVER = "handed_over", "An die Kasse übergeben"
    EXECUTED = "executed", "Ausgezahlt"
    RETURNED = "returned", "Zurückgekommen"
    CANCELLED = "cancelled", "Storniert"


class ReceiptOrderState(models.TextChoices):
    """Annahmeanordnung (§ 8 KomKBVO LSA). What has come in is no state: it is summed from the bookings."""

    DRAFT = "draft", "Entwurf"
    CERTIFIED = "certified", "Sachlich und rechnerisch richtig"
    ORDERED = "ordered", "Angeordnet"
    CANCELLED = "cancelled", "Storniert"


class ClaimState(models.TextChoices):
    """Erstattung, domain handbook 5.4."""

    HEARING = "hearing", "Anhörung"
    NOTICE = "notice", "Bescheid"
    DUE = "due", "Fällig"
    REMINDED_1 = "reminded_1", "1. Mahnung"
    REMINDED_2 = "reminded_2", "2. Mahnung"
    PARTLY_PAID = "partly_paid", "Teilweise gezahlt"
    PAID = "paid", "Gezahlt"
    DEFERRED = "deferred", "Gestundet"
    ENFORCEMENT = "enforcement", "Vollstreckung"
    WRITTEN_OFF = "written_off", "Niedergeschlagen"
    WAIVED = "waived", "Erlassen"


class SessionState(models.TextChoices):
    """Sitzung des Vergabegremiums, domain handbook 5.5."""

    PLANNED = "planned", "Geplant"
    INVITED = "invited", "Eingeladen"
    OPEN = "open", "Eröffnet"
    CLOSED = "closed", "Geschlossen"
    MINUTES_APPROVED = "minutes_approved", "Protokoll bestätigt"


def _names(state: models.TextChoices, resident: str, turn: Turn, step: Step) -> tuple[str, StateNames]:
    return state.value, StateNames(state.label, resident, turn, step)


_A, _G = ApplicationState, GrantState

APPLICATION_NAMES: Mapping[str, StateNames] = dict(
    (
        _names(_A.DRAFT, "Ihr Antrag ist noch nicht abgeschickt.", Turn.APPLICANT, Step.RECEIVED),
        _names(_A.SUBMITTED, "Ihr Antrag ist da. Wir prüfen ihn.", Turn.OFFICE, Step.CHECK),
        _names(_A.INCOMPLETE, "Uns fehlt noch etwas. Bitte antworten Sie uns.", Turn.APPLICANT, Step.CHECK),
        _names(
            _A.LAPSED,
            "Auf unsere Frage kam keine Antwort. Der Antrag ist eingestellt. "
            "Sie können jederzeit einen neuen stellen.",
            Turn.NOBODY,
            Step.DONE,
        ),
        _names(
            _A.ELIGIBLE,
            "Ihr Antrag ist vollständig. Er kommt in die nächste Sitzung.",
            Turn.OFFICE,
            Step.JURY,
        ),
        _names(
            _A.INELIGIBLE,
            "Ihr Antrag passt leider nicht zu den Regeln. Sie bekommen einen Brief.",
            Turn.CITY,
            Step.DECISION,
        ),
        _names(_A.SCHEDULED, "Die Jury berät über Ihren Antrag.", Turn.JURY, Step.JURY),
        _names(
            _A.DEFERRED,
            "Die Jury braucht noch Zeit. Ihr Antrag kommt noch einmal dran.",
            Turn.OFFICE,
            Step.JURY,
        ),
        _names(_A.VOTED_YES, "Die Jury hat beraten. Die Stadt schreibt Ihnen.", Turn.CITY, Step.DECISION),
        _names(_A.VOTED_PARTIAL, "Die Jury hat beraten. Die Stadt schreibt Ihnen.", Turn.CITY, Step.DECISION),
        _names(_A.VOTED_NO, "Die Jury hat beraten. Die Stadt schreibt Ihnen.", Turn.CITY, Step.DECISION),
        _names(_A.APPROVED, "Die Stadt schreibt gerade ihre Entscheidung.", Turn.CITY, Step.DECISION),
        _names(
            _A.REJECTED,
            "Sie bekommen für diese Idee leider kein Geld. Den Grund lesen Sie im Brief.",
            Turn.NOBODY,
            Step.DONE,
        ),
        _names(_A.WITHDRAWN, "Sie haben den Antrag zurückgezogen.", Turn.NOBODY, Step.DONE),
        _names(_A.ARCHIVED, "Der Antrag ist abgeschlossen und aufbewahrt.", Turn.NOBODY, Step.DONE),
        _names(_A.DELETED, "Die Daten zu diesem Antrag sind gelöscht.", Turn.NOBODY, Step.DONE),
    )
)

GRANT_NAMES: Mapping[str, StateNames] = dict(
    (
        _names(_G.DRAFT_NOTICE, "Die Stadt schreibt gerade ihre Entscheidung.", Turn.CITY, Step.DECISION),
        _names(
            _G.ISSUED,
            "Gute Nachricht: Sie bekommen Geld. Bitte nehmen Sie die Förderung an.",
            Turn.APPLICANT,
            Step.DECISION,
        ),
        _names(
            _G.ACCEPTED, "Sie haben angenommen. Jetzt kann Ihre Aktion beginnen.", Turn.APPLICANT, Step.MONEY
        ),
        _names(_G.DECLINED, "Sie haben die Förderung nicht angenommen.", Turn.NOBODY, Step.DONE),
        _names(
            _G.RUNNING,
            "Ihre Aktion läuft. Heben Sie alle Belege auf und schicken Sie sie uns.",
            Turn.APPLICANT,
            Step.PROOF,
        ),
        _names(
            _G.LAPSED_NOT_STARTED,
            "Die Aktion hat nicht begonnen. Die Förderung ist verfallen.",
            Turn.NOBODY,
            Step.DONE,
        ),
        _names(
            _G.CHANGE_PENDING, "Wir prüfen die Änderung, um die Sie gebeten haben.", Turn.OFFICE, Step.MONEY
        ),
        _names(
            _G.CANCELLED,
            "Ihre Aktion ist abgebrochen. Schicken Sie uns die Belege, die Sie schon haben.",
            Turn.APPLICANT,
            Step.PROOF,
        ),
        _names(
            _G.PROOF_DUE,
            "Ihre Aktion ist zu Ende. Bitte schicken Sie uns die Belege.",
            Turn.APPLICANT,
            Step.PROOF,
        ),
        _names(
            _G.PROOF_OVERDUE,
            "Ihre Belege fehlen uns noch. Bitte schicken Sie sie gleich.",
            Turn.APPLICANT,
            Step.PROOF,
        ),
        _names(_G.PROOF_SUBMITTED, "Ihre Belege sind da. Wir prüfen sie.", Turn.OFFICE, Step.PROOF),
        _names(
            _G.PROOF_INCOMPLETE, "Zu Ihren Belegen haben wir noch eine Frage.", Turn.APPLICANT, Step.PROOF
        ),
        _names(_G.CHECKED, "Ihre Belege sind geprüft. Wir rechnen ab.", Turn.CITY, Step.PROOF),
        _names(_G.SETTLING, "Ihre Belege sind geprüft. Wir rechnen ab.", Turn.CITY, Step.PROOF),
        _names(_G.CLOSED, "Fertig! Danke für Ihre Aktion.", Turn.NOBODY, Step.DONE),
        _names(
            _G.REVOKED,
            "Die Stadt hat die Förderung beendet. Den Grund lesen Sie im Brief.",
            Turn.CITY,
            Step.DONE,
        ),
        _names(
            _G.IN_BINDING,
            "Fertig! Bitte nutzen Sie die Sachen weiter wie vereinbart.",
            Turn.NOBODY,
            Step.DONE,
        ),
        _names(_G.ARCHIVED, "Der Fall ist abgeschlossen und aufbewahrt.", Turn.NOBODY, Step.DONE),
        _names(_G.DELETED, "Die Daten zu diesem Fall sind gelöscht.", Turn.NOBODY, Step.DONE),
    )
)
