"""Downloads: asked every time, harmless for the browser."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.http import FileResponse, Http404
from django.test import RequestFactory
from django.urls import reverse

from foundation.audit.actors import ANYONE, Actor
from foundation.audit.models import AccessEntry
from foundation.files import disk
from foundation.files.models import StoredFile
from foundation.files.services import finish_document, order_document, store_bytes
from foundation.files.views import file

NOW = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.urls("foundation.files.urls")]


@pytest.fixture
def upload(owner: Actor) -> StoredFile:
    return store(owner, "application/pdf", 'Größe "1".pdf')


def store(actor: Actor, media_type: str, name: str, subject: str = "case:1") -> StoredFile:
    return store_bytes(data=b"abc", name=name, media_type=media_type, subject=subject, actor=actor, now=NOW)


def get(actor: Actor | None, row: StoredFile, query: str = "") -> tuple[int, dict[str, str], bytes]:
    request = RequestFactory().get(f"{reverse('file', args=[row.uuid])}{query}")
    if actor is not None:
        request.actor = actor  # type: ignore[attr-defined]
    response = file(request, uuid=row.uuid)
    assert isinstance(response, FileResponse)
    body = b"".join(response)
    for close in vars(response)[
        "_resource_closers"
    ]:  # not response.close(): it ends the test's connection too
        close()
    return response.status_code, dict(response.headers), body


def test_owner_downloads(owner: Actor, upload: StoredFile) -> None:
    status, headers, body = get(owner, upload)
    assert (status, body) == (200, b"abc")
    assert headers["Content-Disposition"] == "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe%20%221%22.pdf"
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == "3"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none';")
    assert headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("media_type", "query", "disposition", "sandbox"),
    [
        ("application/pdf", "", "attachment", True),
        ("application/pdf", "?ansehen=1", "inline", False),
        ("image/png", "?ansehen=1", "inline", True),
        ("image/jpeg", "?ansehen=1", "inline", True),
        ("text/csv", "?ansehen=1", "attachment", True),
        ("text/html", "?ansehen=1", "attachment", True),
        ("image/svg+xml", "?ansehen=1", "attachment", True),
    ],
)
def test_only_harmless_types_are_shown(
    owner: Actor, media_type: str, query: str, disposition: str, sandbox: bool
) -> None:
    headers = get(owner, store(owner, media_type, "a"), query)[1]
    assert headers["Content-Disposition"].split(";")[0] == disposition
    assert headers["Content-Security-Policy"].startswith("sandbox; ") is sandbox
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_stranger_and_unknown_file_get_the_same_404(
    stranger: Actor, owner: Actor, upload: StoredFile
) -> None:
    unknown = StoredFile(uuid=uuid4())
    other_kind = store(owner, "application/pdf", "a", subject="unregistered:1")
    for actor, row in (
        (stranger, upload),
        (ANYONE, upload),
        (None, upload),
        (owner, unknown),
        (owner, other_kind),
    ):
        with pytest.raises(Http404):
            get(actor, row)
    assert AccessEntry.objects.count() == 0


@pytest.mark.unsound
def test_file_that_is_lost_is_404_not_an_error(owner: Actor, upload: StoredFile) -> None:
    disk.remove(upload.path)
    with pytest.raises(Http404):
        get(owner, upload)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_other_methods_are_refused(method: str, owner: Actor, upload: StoredFile) -> None:
    call: Callable[..., object] = getattr(RequestFactory(), method)
    request = call(reverse("file", args=[upload.uuid]))
    assert file(request, uuid=upload.uuid).status_code == 405  # type: ignore[arg-type]


def test_only_reads_by_others_are_logged(owner: Actor, office: Actor, upload: StoredFile) -> None:
    get(owner, upload)
    get(office, upload)
    assert list(AccessEntry.objects.values_list("actor_reference", "subject", "purpose")) == [
        (office.reference, "case:1", "file.download")
    ]


@pytest.mark.parametrize(("audience", "allowed"), [("office", False), ("applicant", True)])
def test_internal_document_is_for_staff_only(
    owner: Actor, office: Actor, audience: str, allowed: bool
) -> None:
    document = order_document(
        slug="x",
        title="x",
        subject="case:1",
        params={},
        as_of=date(2027, 1, 1),
        actor=office,
        now=NOW,
        key="k",
        audience=audience,
    )
    finish_document(document=document, files={"pdf": ("a.pdf", b"abc")}, now=NOW)
    row = document.files.get().file
    assert get(office, row)[0] == 200
    if allowed:
        assert get(owner, row)[0] == 200
    else:
        with pytest.raises(Http404):
            get(owner, row)


def test_access_log_holds_no_name(office: Actor, upload: StoredFile) -> None:
    get(office, upload)
    assert "Frau Amt" not in str(list(AccessEntry.objects.values()))
