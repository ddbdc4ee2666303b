"""An e-mail is a row first, and leaves the house once."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as outbound
from pytest_django.fixtures import Settings

from foundation.outbox.mail import deliver_mail
from foundation.outbox.models import Mail, OutboxItem
from foundation.outbox.services import drain, send_mail
from foundation.values.errors import InvalidInput

NOW = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db, pytest.mark.usefixtures("no_broker")]


def send(
    key: str = "k", to: str = "erika@example.org", subject: str = "Ihr Antrag", body: str = "Guten Tag"
) -> Mail:
    return send_mail(key=key, now=NOW, to=to, subject=subject, body=body)


def test_mail_is_sent_once_and_only_when_delivered() -> None:
    row = send()
    assert outbound.outbox == []
    assert drain(now=NOW) == 1
    deliver_mail({"mail": row.pk}, NOW)
    assert [(m.to, m.subject, m.body) for m in outbound.outbox] == [
        (["erika@example.org"], "Ihr Antrag", "Guten Tag")
    ]
    assert Mail.objects.get().sent_at == NOW


def test_same_key_writes_one_mail() -> None:
    assert send().pk == send(body="anders").pk
    drain(now=NOW)
    assert [m.body for m in outbound.outbox] == ["Guten Tag"]


def test_message_id_belongs_to_the_row() -> None:
    row = send()
    drain(now=NOW)
    assert outbound.outbox[0].extra_headers["Message-ID"] == f"<{row.uuid}@localhost>"


@pytest.mark.parametrize("subject", ["Ihr\r\nBcc: alle@example.org", "Ihr\u2028Antrag", "  Ihr\n Antrag "])
def test_subject_with_line_breaks_becomes_one_line(subject: str) -> None:
    send(subject=subject)
    assert drain(now=NOW) == 1
    assert len(outbound.outbox[0].subject.splitlines()) == 1
    assert set(outbound.outbox[0].message().keys()).isdisjoint({"Bcc", "Cc"})


@pytest.mark.parametrize(
    "to", ["", "erika", "a@b", "erika@example.org\nBcc: x@example.org", "a@example.org, b@example.org"]
)
def test_address_that_is_none_is_refused(to: str) -> None:
    with pytest.raises(InvalidInput, match="keine E-Mail-Adresse"):
        send(to=to)
    assert (Mail.objects.count(), OutboxItem.objects.count()) == (0, 0)


class MailServer:
    """A mail server on this machine that answers every recipient with the same line."""

    def __init__(self) -> None:
        self.answer = b"250 OK"
        self.received: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                with connection, suppress(OSError):
                    self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        connection.sendall(b"220 test\r\n")
        for line in stream:
            verb = line.split()[0].upper() if line.strip() else b""
            if verb == b"RCPT":
                connection.sendall(self.answer + b"\r\n")
            elif verb == b"DATA":
                connection.sendall(b"354 go\r\n")
                lines = []
                for text in stream:
                    if text == b".\r\n":
                        break
                    lines.append(text)
                self.received.append(b"".join(lines))
                connection.sendall(b"250 taken\r\n")
            elif verb == b"QUIT":
                connection.sendall(b"221 bye\r\n")
                return
            else:
                connection.sendall(b"250 OK\r\n")


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_SSL = "127.0.0.1", server.port, False
    yield server
    server.listener.close()


def test_real_server_gets_the_mail(mail_server: MailServer) -> None:
    send(subject="Größe", body="Schöne Grüße")
    assert drain(now=NOW) == 1
    assert len(mail_server.received) == 1
    assert b"To: erika@example.org" in mail_server.received[0]


@pytest.mark.parametrize(
    ("answer", "state"),
    [(b"550 no such user", "dead"), (b"451 try later", "waiting"), (b"421 closing", "waiting")],
)
def test_refused_recipient_is_dead_for_good_and_retried_for_now(
    mail_server: MailServer, answer: bytes, state: str
) -> None:
    mail_server.answer = answer
    send()
    assert drain(now=NOW) == 0
    item = OutboxItem.objects.get()
    assert item.state == state
    assert "erika" not in item.last_error
    assert Mail.objects.get().sent_at is None


def test_mail_leaves_after_the_server_has_recovered(mail_server: MailServer, settings: Settings) -> None:
    settings.EMAIL_PORT = 1
    send()
    assert drain(now=NOW) == 0
    settings.EMAIL_PORT = mail_server.port
    assert drain(now=NOW + timedelta(minutes=1)) == 1
    assert len(mail_server.received) == 1
