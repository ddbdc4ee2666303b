"""Every state of every machine, with three names: the code, the office's label, the resident's sentence.

The machines are those of the domain handbook 5.1 to 5.5. A sentence never says "we" without saying who is
next: `turn` names the one whose move it is, `step` the place on the resident's line of six steps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.db import models

from foundation.values.phrases import say


class Turn(StrEnum):
    """Whose move it is."""

    APPLICANT = "applicant"
    OFFICE = "office"
    JURY = "jury"
    CITY = "city"
    KASSE = "kasse"
    NOBODY = "nobody"


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
    Step.RECEIVED: say(say("Eingegangen")),
    Step.CHECK: say(say("Wird geprüft")),
    Step.JURY: say(say("Jury")),
    Step.DECISION: say(say("Entscheidung")),
    Step.MONEY: say(say("Geld")),
    Step.PROOF: say(say("Nachweis")),
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

    DRAFT = "draft", say("Entwurf")
    SUBMITTED = "submitted", say("Eingegangen")
    INCOMPLETE = "incomplete", say("Nachforderung läuft")
    LAPSED = "lapsed", say("Eingestellt")
    ELIGIBLE = "eligible", say("Förderfähig")
    INELIGIBLE = "ineligible", say("Nicht förderfähig")
    SCHEDULED = "scheduled", say("Auf der Tagesordnung")
    DEFERRED = "deferred", say("Vertagt")
    VOTED_YES = "voted_yes", say("Jury: Ja")
    VOTED_PARTIAL = "voted_partial", say("Jury: teilweise")
    VOTED_NO = "voted_no", say("Jury: Nein")
    APPROVED = "approved", say("Bewilligt")
    REJECTED = "rejected", say("Abgelehnt")
    WITHDRAWN = "withdrawn", say("Zurückgezogen")
    ARCHIVED = "archived", say("Archiviert")
    DELETED = "deleted", say("Gelöscht")


class GrantState(models.TextChoices):
    """Förderfall, domain handbook 5.2."""

    DRAFT_NOTICE = "draft_notice", say("Bescheid im Entwurf")
    ISSUED = "issued", say("Bescheid versandt")
    ACCEPTED = "accepted", say("Angenommen")
    DECLINED = "declined", say("Nicht angenommen")
    RUNNING = "running", say("Projekt läuft")
    LAPSED_NOT_STARTED = "lapsed_not_started", say("Nicht begonnen, verfallen")
    CHANGE_PENDING = "change_pending", say("Änderung beantragt")
    CANCELLED = "cancelled", say("Abgebrochen")
    PROOF_DUE = "proof_due", say("Nachweis fällig")
    PROOF_OVERDUE = "proof_overdue", say("Nachweis überfällig")
    PROOF_SUBMITTED = "proof_submitted", say("Nachweis liegt vor")
    PROOF_INCOMPLETE = "proof_incomplete", say("Nachweis unvollständig")
    CHECKED = "checked", say("Nachweis geprüft")
    SETTLING = "settling", say("Abrechnung")
    CLOSED = "closed", say("Abgeschlossen")
    REVOKED = "revoked", say("Widerrufen")
    IN_BINDING = "in_binding", say("In der Zweckbindung")
    ARCHIVED = "archived", say("Archiviert")
    DELETED = "deleted", say("Gelöscht")


class PaymentOrderState(models.TextChoices):
    """Auszahlungsanordnung, domain handbook 5.3."""

    DRAFT = "draft", say("Entwurf")
    CERTIFIED_FACTUAL = "certified_factual", say("Sachlich richtig")
    CERTIFIED_ARITH = "certified_arith", say("Sachlich und rechnerisch richtig")
    ORDERED = "ordered", say("Angeordnet")
    HANDED_OVER = "handed_over", say("An die Kasse übergeben")
    EXECUTED = "executed", say("Ausgezahlt")
    RETURNED = "returned", say("Zurückgekommen")
    CANCELLED = "cancelled", say("Storniert")


class ReceiptOrderState(models.TextChoices):
    """Annahmeanordnung (§ 8 KomKBVO LSA). What has come in is no state: it is summed from the bookings."""

    DRAFT = "draft", say("Entwurf")
    CERTIFIED = "certified", say("Sachlich und rechnerisch richtig")
    ORDERED = "ordered", say("Angeordnet")
    CANCELLED = "cancelled", say("Storniert")


class ClaimState(models.TextChoices):
    """Erstattung, domain handbook 5.4."""

    HEARING = "hearing", say("Anhörung")
    NOTICE = "notice", say("Bescheid")
    DUE = "due", say("Fällig")
    REMINDED_1 = "reminded_1", say("1. Mahnung")
    REMINDED_2 = "reminded_2", say("2. Mahnung")
    PARTLY_PAID = "partly_paid", say("Teilweise gezahlt")
    PAID = "paid", say("Gezahlt")
    DEFERRED = "deferred", say("Gestundet")
    ENFORCEMENT = "enforcement", say("Vollstreckung")
    WRITTEN_OFF = "written_off", say("Niedergeschlagen")
    WAIVED = "waived", say("Erlassen")


class SessionState(models.TextChoices):
    """Sitzung des Vergabegremiums, domain handbook 5.5."""

    PLANNED = "planned", say("Geplant")
    INVITED = "invited", say("Eingeladen")
    OPEN = "open", say("Eröffnet")
    CLOSED = "closed", say("Geschlossen")
    MINUTES_APPROVED = "minutes_approved", say("Protokoll bestätigt")


def _names(state: models.TextChoices, resident: str, turn: Turn, step: Step) -> tuple[str, StateNames]:
    return state.value, StateNames(state.label, resident, turn, step)


_A, _G = ApplicationState, GrantState

APPLICATION_NAMES: Mapping[str, StateNames] = dict(
    (
        _names(_A.DRAFT, say("Ihr Antrag ist noch nicht abgeschickt."), Turn.APPLICANT, Step.RECEIVED),
        _names(_A.SUBMITTED, say("Ihr Antrag ist da. Wir prüfen ihn."), Turn.OFFICE, Step.CHECK),
        _names(
            _A.INCOMPLETE, say("Uns fehlt noch etwas. Bitte antworten Sie uns."), Turn.APPLICANT, Step.CHECK
        ),
        _names(
            _A.LAPSED,
            say(
                "Auf unsere Frage kam keine Antwort. Der Antrag ist eingestellt. "
                "Sie können jederzeit einen neuen stellen."
            ),
            Turn.NOBODY,
            Step.DONE,
        ),
        _names(
            _A.ELIGIBLE,
            say("Ihr Antrag ist vollständig. Er kommt in die nächste Sitzung."),
            Turn.OFFICE,
            Step.JURY,
        ),
        _names(
            _A.INELIGIBLE,
            say("Ihr Antrag passt leider nicht zu den Regeln. Sie bekommen einen Brief."),
            Turn.CITY,
            Step.DECISION,
        ),
        _names(_A.SCHEDULED, say("Die Jury berät über Ihren Antrag."), Turn.JURY, Step.JURY),
        _names(
            _A.DEFERRED,
            say("Die Jury braucht noch Zeit. Ihr Antrag kommt noch einmal dran."),
            Turn.OFFICE,
            Step.JURY,
        ),
        _names(
            _A.VOTED_YES, say("Die Jury hat beraten. Die Stadt schreibt Ihnen."), Turn.CITY, Step.DECISION
        ),
        _names(
            _A.VOTED_PARTIAL, say("Die Jury hat beraten. Die Stadt schreibt Ihnen."), Turn.CITY, Step.DECISION
        ),
        _names(_A.VOTED_NO, say("Die Jury hat beraten. Die Stadt schreibt Ihnen."), Turn.CITY, Step.DECISION),
        _names(_A.APPROVED, say("Die Stadt schreibt gerade ihre Entscheidung."), Turn.CITY, Step.DECISION),
        _names(
            _A.REJECTED,
            say("Sie bekommen für diese Idee leider kein Geld. Den Grund lesen Sie im Brief."),
            Turn.NOBODY,
            Step.DONE,
        ),
        _names(_A.WITHDRAWN, say("Sie haben den Antrag zurückgezogen."), Turn.NOBODY, Step.DONE),
        _names(_A.ARCHIVED, say("Der Antrag ist abgeschlossen und aufbewahrt."), Turn.NOBODY, Step.DONE),
        _names(_A.DELETED, say("Die Daten zu diesem Antrag sind gelöscht."), Turn.NOBODY, Step.DONE),
    )
)

GRANT_NAMES: Mapping[str, StateNames] = dict(
    (
        _names(
            _G.DRAFT_NOTICE, say("Die Stadt schreibt gerade ihre Entscheidung."), Turn.CITY, Step.DECISION
        ),
        _names(
            _G.ISSUED,
            say("Gute Nachricht: Sie bekommen Geld. Bitte nehmen Sie die Förderung an."),
            Turn.APPLICANT,
            Step.DECISION,
        ),
        _names(
            _G.ACCEPTED,
            say("Sie haben angenommen. Jetzt kann Ihre Aktion beginnen."),
            Turn.APPLICANT,
            Step.MONEY,
        ),
        _names(_G.DECLINED, say("Sie haben die Förderung nicht angenommen."), Turn.NOBODY, Step.DONE),
        _names(
            _G.RUNNING,
            say("Ihre Aktion läuft. Heben Sie alle Belege auf und schicken Sie sie uns."),
            Turn.APPLICANT,
            Step.PROOF,
        ),
        _names(
            _G.LAPSED_NOT_STARTED,
            say("Die Aktion hat nicht begonnen. Die Förderung ist verfallen."),
            Turn.NOBODY,
            Step.DONE,
        ),
        _names(
            _G.CHANGE_PENDING,
            say("Wir prüfen die Änderung, um die Sie gebeten haben."),
            Turn.OFFICE,
            Step.MONEY,
        ),
        _names(
            _G.CANCELLED,
            say("Ihre Aktion ist abgebrochen. Schicken Sie uns die Belege, die Sie schon haben."),
            Turn.APPLICANT,
            Step.PROOF,
        ),
        _names(
            _G.PROOF_DUE,
            say("Ihre Aktion ist zu Ende. Bitte schicken Sie uns die Belege."),
            Turn.APPLICANT,
            Step.PROOF,
        ),
        _names(
            _G.PROOF_OVERDUE,
            say("Ihre Belege fehlen uns noch. Bitte schicken Sie sie gleich."),
            Turn.APPLICANT,
            Step.PROOF,
        ),
        _names(_G.PROOF_SUBMITTED, say("Ihre Belege sind da. Wir prüfen sie."), Turn.OFFICE, Step.PROOF),
        _names(
            _G.PROOF_INCOMPLETE,
            say("Zu Ihren Belegen haben wir noch eine Frage."),
            Turn.APPLICANT,
            Step.PROOF,
        ),
        _names(_G.CHECKED, say("Ihre Belege sind geprüft. Wir rechnen ab."), Turn.CITY, Step.PROOF),
        _names(_G.SETTLING, say("Ihre Belege sind geprüft. Wir rechnen ab."), Turn.CITY, Step.PROOF),
        _names(_G.CLOSED, say("Fertig! Danke für Ihre Aktion."), Turn.NOBODY, Step.DONE),
        _names(
            _G.REVOKED,
            say("Die Stadt hat die Förderung beendet. Den Grund lesen Sie im Brief."),
            Turn.CITY,
            Step.DONE,
        ),
        _names(
            _G.IN_BINDING,
            say("Fertig! Bitte nutzen Sie die Sachen weiter wie vereinbart."),
            Turn.NOBODY,
            Step.DONE,
        ),
        _names(_G.ARCHIVED, say("Der Fall ist abgeschlossen und aufbewahrt."), Turn.NOBODY, Step.DONE),
        _names(_G.DELETED, say("Die Daten zu diesem Fall sind gelöscht."), Turn.NOBODY, Step.DONE),
    )
)
