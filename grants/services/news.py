"""E-mails that say that there is news about a case and where to read it, and the other ways to tell."""

import logging
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from foundation.languages.spoken import spoken
from foundation.outbox.services import send_mail
from foundation.values.errors import InvalidInput
from foundation.values.phrases import Phrase, say
from grants.models import Application

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class News:
    """What a mail says: its subject, before the reference, and one sentence; `{day}` is a term."""

    subject: Phrase
    sentence: Phrase


QUESTION = News(
    say("Eine Frage zu Ihrem Antrag"), say("wir haben eine Frage an Sie. Bitte antworten Sie bis {day}.")
)
PROOF_QUESTION = News(
    say("Eine Frage zu Ihren Belegen"),
    say("wir haben eine Frage zu Ihren Belegen. Bitte antworten Sie bis {day}."),
)
QUESTION_REMINDER = News(
    say("Erinnerung: Eine Frage"), say("wir warten noch auf Ihre Antwort. Bitte antworten Sie bis {day}.")
)
MORE_TIME = News(
    say("Mehr Zeit für Ihre Antwort"), say("Sie haben jetzt mehr Zeit für Ihre Antwort: bis {day}.")
)
NO_MORE_TIME = News(say("Ihre Bitte um mehr Zeit"), say("wir haben auf Ihre Bitte um mehr Zeit geantwortet."))
NOTICE = News(say("Neues zu Ihrem Antrag"), say("die Stadt hat Ihnen geschrieben."))
RECONSIDERED = News(say("Neues zu Ihrem Antrag"), say("über Ihren Antrag wird neu entschieden."))
REMINDER = News(say("Ihre Belege"), say("uns fehlen noch Ihre Belege. Bitte schicken Sie sie bis {day}."))
DEMAND = News(
    say("Mahnung: Ihre Belege"), say("Ihre Belege fehlen uns immer noch. Bitte schicken Sie sie bis {day}.")
)
MORE_TIME_FOR_PROOF = News(
    say("Mehr Zeit für Ihre Belege"), say("Sie haben jetzt mehr Zeit für Ihre Belege: bis {day}.")
)
START = News(
    say("Hat Ihre Aktion begonnen?"),
    say(
        "die Zeit für den Beginn Ihrer Aktion ist vorbei. Bitte sagen Sie uns bis {day}, ob sie begonnen hat."
    ),
)
PAYMENT = News(say("Neues zu Ihrem Geld"), say("die Stadt hat Geld an Sie überwiesen."))
CORRECTION = News(say("Neues zu Ihrem Antrag"), say("wir haben Ihre Angaben berichtigt."))
HEARING = News(say("Neues zu Ihrem Geld"), say("es geht um Ihr Geld. Sie können bis {day} etwas dazu sagen."))
PAYMENT_RETURNED = News(
    say("Ihr Konto"),
    say("eine Überweisung an Sie kam zurück. Bitte prüfen Sie Ihr Konto und geben Sie es neu an."),
)
ACCOUNT_CHANGED = News(
    say("Ihr Konto"),
    say("für Ihren Antrag gilt ein anderes Konto. Waren Sie das nicht? Rufen Sie uns gleich an."),
)
CLAIM_REMINDER = News(
    say("Ihre Rückzahlung"), say("Ihre Rückzahlung fehlt noch. Bitte zahlen Sie bis {day}.")
)
INTEREST_REMINDER = News(
    say("Ihre Zinsen"), say("das Geld für die Zinsen fehlt noch. Bitte zahlen Sie bis {day}.")
)
CLAIM_DEFERRED = News(say("Ihre Rückzahlung"), say("Sie dürfen später zahlen, bis {day}."))
LETTER = News(say("Ein Brief für Sie"), say("wir haben Ihnen einen Brief geschrieben."))
CUTS = News(say("Neues zu Ihrem Antrag"), say("wir haben Ihre Belege geprüft."))


BODY = say(
    "Guten Tag,\n\n"
    "{sentence}\n"
    "Es gibt Neues zu Ihrem Antrag.\n"
    "Ihr Aktenzeichen: {reference}\n\n"
    "Lesen Sie es auf der Seite „Mein Antrag“:\n"
    "{address}\n"
    "Dort öffnen Sie Ihren Antrag mit einem Link oder mit Ihrem Code.\n\n"
    "Fragen? {whom}, Telefon {phone}\n"
)


def tell(
    news: News,
    *,
    case: Application,
    cause: str,
    now: datetime,
    until: date | None = None,
    is_only_way: bool = False,
) -> None:
    """Write to who wants e-mail, in the transaction of the cause; once for each `cause`, a stable key.

    `is_only_way`: nothing else leaves the house, so it goes to the address whatever way is liked best.
    A mail is read over shoulders: it holds no sum, no reason and no link that opens the case. An address
    that cannot be used stops nothing: the status page tells of it all the same.
    """
    particulars, fund = case.particulars, case.fund
    if not particulars.email or not (is_only_way or particulars.channel == "email"):
        return
    with override(case.applicant.language):
        body = spoken(
            BODY.filled(
                sentence=news.sentence.filled(day=until) if until else news.sentence,
                reference=case.reference,
                address=f"{settings.PUBLIC_URL}{reverse('key')}",
                whom=fund.department or fund.name,
                phone=fund.phone,
            )
        )
        subject = f"{fund.name}: {spoken(news.subject)} {case.reference}"
    try:
        send_mail(to=particulars.email, subject=subject, body=body, key=cause, now=now)
    except InvalidInput:
        logger.warning("case %s: the e-mail address cannot be used", case.pk)


def how_the_letter_goes(case: Application) -> str:
    """What the office does next when a step has put a letter into the outbox."""
    said = case.particulars
    if said.channel == "email" and said.email:
        return f"Wir schreiben eine E-Mail an {said.email}. Der Brief dazu wartet im Ausgang."
    if said.channel == "phone":
        return f"Rufen Sie an: {said.phone}. Der Brief dazu wartet im Ausgang."
    return "Der Brief wartet im Ausgang. Senden Sie ihn dort."


def how_to_tell(case: Application) -> str:
    """What the office does next so that the applicant learns of it, by the way that the applicant chose."""
    said = case.particulars
    if said.channel == "email" and said.email:
        return f"Wir schreiben eine E-Mail an {said.email}."
    if said.channel == "phone":
        return f"Rufen Sie an: {said.phone}."
    if said.channel == "in_person":
        return "Die Person kommt ins Büro: Sagen Sie es ihr dort. Kommt sie nicht, schreiben Sie einen Brief."
    return "Schreiben Sie einen Brief."


def how_to_post(case: Application) -> str:
    """What is still to be done by hand once a notice is released."""
    released = case.notices.filter(released_at__isnull=False).order_by("-released_at", "-pk").first()
    if released is None:
        return ""
    if released.channel == "letter":
        return "Drucken Sie das Schreiben aus, und geben Sie es heute zur Post."
    return "Das Schreiben steht auf der Seite „Mein Antrag“, und es geht eine E-Mail hinaus."
