"""Links by e-mail that open a case without a password. They go at once, never into the held outbox."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import override

from applicants.models import AccessKey, Applicant, KeyKind, LinkRequest
from applicants.services.keys import DRAFT_LINK_DAYS, SIGN_IN_LINK_MINUTES, issue_link
from foundation.languages.spoken import spoken
from foundation.outbox.services import enqueue, send_mail
from foundation.values.codes import digest
from foundation.values.dates import local_date
from foundation.values.phrases import say
from grants.models import Application
from grants.selectors.resident import addresses_of

LINKS_IN_ONE_MAIL = 10
SEND_LINKS = "access.links"
ADVICE = say(
    "Der Link gilt einmal. Brauchen Sie später wieder einen? Auf der Seite „Mein Antrag“ bekommen Sie ihn.\n"
    "Haben Sie diese E-Mail nicht bestellt? Dann müssen Sie nichts tun.\n"
)
DRAFT_SUBJECT = say("{name}: Ihr Link zum Weitermachen")
DRAFT_BODY = say(
    "Guten Tag,\n\nIhr Antrag ist gespeichert.\nMit diesem Link können Sie weitermachen:\n\n"
    "{link}\n\nDer Link gilt {days} Tage.\n\n{advice}"
)
SUBJECT = say("Ihr Link zu Ihrem Antrag")
BODY = say(
    "Guten Tag,\n\nhier geht es zu Ihrem Antrag:\n\n{links}\n\nDer Link gilt {minutes} Minuten.\n\n{advice}"
)
AddressOf = Callable[[str], str]


def send_draft_link(*, application: Application, address_of: AddressOf, now: datetime) -> None:
    """Send the link with which a draft can be continued; lives 14 days, an older one stops working.

    It does not name the idea: whoever types an address could write to it with our letterhead.
    `address_of` makes the full address from the token. Raises InvalidInput for a wrong e-mail address.
    """
    applicant, email = application.applicant, application.particulars.email
    with transaction.atomic():
        token = issue_link(applicant=applicant, now=now, lifetime=timedelta(days=DRAFT_LINK_DAYS))
        with override(applicant.language):
            body = DRAFT_BODY.filled(link=address_of(token), days=DRAFT_LINK_DAYS, advice=ADVICE)
            said = {"subject": spoken(DRAFT_SUBJECT.filled(name=application.fund.name)), "body": spoken(body)}
        _send(email, **said, token=token, now=now)


def ask_for_links(*, email: str, now: datetime) -> None:
    """Note that somebody wants links to this address; the worker sends them (outbox kind `access.links`).

    Whether the address is known is not looked up here: neither the answer nor its time may tell.
    """
    with transaction.atomic():
        request = LinkRequest.objects.create(email=email.strip(), asked_at=now)
        payload = {"request": request.uuid.hex}
        enqueue(kind=SEND_LINKS, key=f"{SEND_LINKS}:{request.uuid.hex}", payload=payload, now=now)


def answer_request(*, request_uuid: str, address_of: AddressOf, now: datetime) -> int:
    """Send the links that were asked for, once; the request is gone afterwards. -> how many links."""
    with transaction.atomic():
        request = LinkRequest.objects.select_for_update().filter(pk=request_uuid).first()
        if request is None:
            return 0
        sent = send_sign_in_links(email=request.email, address_of=address_of, now=now)
        request.delete()
    return sent


def send_sign_in_links(*, email: str, address_of: AddressOf, now: datetime) -> int:
    """Send a link for each case behind this address, in one e-mail. -> how many.

    Lives 30 minutes. Only the address that a person gave last opens anything: an older one may be somebody
    else's by now. Nothing is sent to an address that nobody has given; the page must not tell. Cases that
    were opened from this mailbox come first, then the oldest: drafts that a stranger makes with this address
    push nobody out of their own case.
    """
    opened = AccessKey.objects.filter(applicant=OuterRef("pk"), kind=KeyKind.LINK, used_at__isnull=False)
    last_said = addresses_of(OuterRef("pk")).values("email")[:1]
    known = Applicant.objects.annotate(email=Subquery(last_said)).filter(email__iexact=email.strip())
    own = known.filter(Exists(opened)).order_by("-created_at")[:LINKS_IN_ONE_MAIL]
    others = known.exclude(Exists(opened)).order_by("created_at")[:LINKS_IN_ONE_MAIL]
    applicants = [*own, *others]
    # Letters that only look alike can match: what leaves goes to the address as it was given to us.
    given = dict(known.filter(pk__in=[each.pk for each in applicants]).values_list("pk", "email"))
    with transaction.atomic():
        for address in dict.fromkeys(given[each.pk] for each in applicants):
            sharing = [each for each in applicants if given[each.pk] == address]
            send_links_to(email=address, applicants=sharing, address_of=address_of, now=now)
    return len(applicants)


def send_links_to(
    *, email: str, applicants: Sequence[Applicant], address_of: AddressOf, now: datetime
) -> None:
    """Send one e-mail with a fresh link for each of these applicants, who share the address."""
    lifetime = timedelta(minutes=SIGN_IN_LINK_MINUTES)
    tokens = {each: issue_link(applicant=each, now=now, lifetime=lifetime) for each in applicants}
    with override(applicants[0].language):
        parts = [f"{_cases(applicant)}:\n{address_of(token)}" for applicant, token in tokens.items()]
        body = BODY.filled(links="\n\n".join(parts), minutes=SIGN_IN_LINK_MINUTES, advice=ADVICE)
        said = {"subject": spoken(SUBJECT), "body": spoken(body)}
    _send(email, **said, token=tokens[applicants[0]], now=now)


def _send(email: str, *, subject: str, body: str, token: str, now: datetime) -> None:
    send_mail(to=email, subject=subject, body=body, key=f"access-link:{digest(token)}", now=now)


def _cases(applicant: Applicant) -> str:
    """The names of the cases that a link opens: reference or day, nothing that anybody has typed.

    A mail is read over shoulders, and a stranger could put words of their own into a mail of the city.
    """
    cases = Application.objects.filter(applicant=applicant).order_by("-created_at")[:LINKS_IN_ONE_MAIL]
    return ", ".join(
        each.reference or spoken(say("Entwurf vom {day}", day=local_date(each.created_at))) for each in cases
    )
