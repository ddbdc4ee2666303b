"""Links by e-mail that open a case without a password. They go at once, never into the held outbox."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from applicants.models import Applicant
from applicants.services.keys import DRAFT_LINK_DAYS, SIGN_IN_LINK_MINUTES, issue_link
from foundation.outbox.services import send_mail
from foundation.values.codes import digest
from grants.models import Application

LINKS_IN_ONE_MAIL = 10
ADVICE = (
    "Der Link gilt einmal. Brauchen Sie später wieder einen? Auf der Seite „Mein Antrag“ bekommen Sie ihn.\n"
    "Haben Sie diese E-Mail nicht bestellt? Dann müssen Sie nichts tun.\n"
)
AddressOf = Callable[[str], str]


def send_draft_link(*, application: Application, address_of: AddressOf, now: datetime) -> None:
    """Send the link with which a draft can be continued; lives 14 days, an older one stops working.

    `address_of` makes the full address from the token. Raises InvalidInput for a wrong e-mail address.
    """
    applicant = application.applicant
    with transaction.atomic():
        token = issue_link(applicant=applicant, now=now, lifetime=timedelta(days=DRAFT_LINK_DAYS))
        body = (
            "Guten Tag,\n\n"
            f"Ihr Antrag „{application.fund.name}“ ist gespeichert.\n"
            "Mit diesem Link können Sie weitermachen:\n\n"
            f"{address_of(token)}\n\nDer Link gilt {DRAFT_LINK_DAYS} Tage.\n\n{ADVICE}"
        )
        subject = f"{application.fund.name}: Ihr Link zum Weitermachen"
        _send(applicant, subject=subject, body=body, token=token, now=now)


def send_sign_in_links(*, email: str, address_of: AddressOf, now: datetime) -> int:
    """Send a link for each case behind this address, in one e-mail. -> how many.

    Lives 30 minutes. Nothing is sent to an address that nobody has given; the page must not tell.
    """
    known = Applicant.objects.filter(email__iexact=email.strip(), applications__isnull=False).distinct()
    applicants = list(known.order_by("-created_at")[:LINKS_IN_ONE_MAIL])
    if not applicants:
        return 0
    with transaction.atomic():
        send_links_to(applicants=applicants, address_of=address_of, now=now)
    return len(applicants)


def send_links_to(*, applicants: Sequence[Applicant], address_of: AddressOf, now: datetime) -> None:
    """Send one e-mail with a fresh link for each of these applicants, who share the address."""
    lifetime = timedelta(minutes=SIGN_IN_LINK_MINUTES)
    tokens = {each: issue_link(applicant=each, now=now, lifetime=lifetime) for each in applicants}
    parts = [f"{_cases(applicant)}:\n{address_of(token)}" for applicant, token in tokens.items()]
    body = (
        "Guten Tag,\n\nhier geht es zu Ihrem Antrag:\n\n"
        + "\n\n".join(parts)
        + f"\n\nDer Link gilt {SIGN_IN_LINK_MINUTES} Minuten.\n\n{ADVICE}"
    )
    _send(applicants[0], subject="Ihr Link zu Ihrem Antrag", body=body, token=tokens[applicants[0]], now=now)


def _send(applicant: Applicant, *, subject: str, body: str, token: str, now: datetime) -> None:
    send_mail(to=applicant.email, subject=subject, body=body, key=f"access-link:{digest(token)}", now=now)


def _cases(applicant: Applicant) -> str:
    """The names of the cases that a link opens: never a person's name, a mail is read over shoulders."""
    names = [
        " ".join(filter(None, (each.reference or "Entwurf", each.title)))
        for each in Application.objects.filter(applicant=applicant).order_by("-created_at")[
            :LINKS_IN_ONE_MAIL
        ]
    ]
    return ", ".join(names)
