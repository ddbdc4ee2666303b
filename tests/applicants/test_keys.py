"""The code of an access sheet: the same form gives the same code, and nobody else's does."""

from datetime import datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from applicants.models import AccessKey, Applicant, KeyKind
from applicants.services.keys import SheetCode, issue_sheet_code, open_with_code
from foundation.values.codes import make_token
from foundation.values.errors import DomainError, InvalidInput

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]

NONCE = "n" * 43


@pytest.fixture
def krause(db: None, now: datetime) -> Applicant:
    return Applicant.objects.create(created_at=now)


def issue(applicant: Applicant, now: datetime, nonce: str = NONCE, asked_by: str = "a") -> SheetCode:
    return issue_sheet_code(applicant=applicant, form_nonce=nonce, asked_by=asked_by, now=now)


def live_keys() -> int:
    return AccessKey.objects.filter(kind=KeyKind.SHEET, superseded_at=None).count()


def test_same_form_gives_the_same_code_and_one_key(krause: Applicant, now: datetime) -> None:
    first, second = issue(krause, now), issue(krause, now + timedelta(minutes=59))
    assert (first.code, first.is_new, second.is_new) == (second.code, True, False)
    assert (AccessKey.objects.count(), live_keys()) == (1, 1)
    assert open_with_code(code=first.groups.lower(), now=now) == krause


def test_code_depends_on_form_person_and_case(krause: Applicant, now: datetime) -> None:
    other = Applicant.objects.create(created_at=now)
    codes = {
        issue(krause, now).code,
        issue(krause, now, nonce=make_token()).code,
        issue(krause, now, asked_by="b").code,
        issue(other, now).code,
    }
    assert len(codes) == 4


def test_secret_key_is_part_of_the_code(krause: Applicant, now: datetime, settings: Settings) -> None:
    first = issue(krause, now).code
    settings.SECRET_KEY = "another secret of this installation"
    assert issue(krause, now).code != first


def test_newer_code_ends_the_older_for_good(krause: Applicant, now: datetime) -> None:
    old = issue(krause, now)
    new = issue(krause, now, nonce=make_token())
    with pytest.raises(DomainError, match="nicht noch einmal gezeigt"):
        issue(krause, now)
    with pytest.raises(DomainError):
        open_with_code(code=old.code, now=now)
    assert open_with_code(code=new.code, now=now) == krause
    assert live_keys() == 1


def test_code_is_shown_again_for_an_hour_only(krause: Applicant, now: datetime) -> None:
    code = issue(krause, now).code
    with pytest.raises(DomainError, match="nicht noch einmal gezeigt"):
        issue(krause, now + timedelta(hours=1))
    assert open_with_code(code=code, now=now + timedelta(days=400)) == krause


@pytest.mark.parametrize("nonce", ["", "short", "x" * 65, "ä" * 43, "n" * 42 + "\n"])
def test_form_without_its_token_makes_no_code(krause: Applicant, now: datetime, nonce: str) -> None:
    with pytest.raises(InvalidInput):
        issue(krause, now, nonce=nonce)
    assert not AccessKey.objects.exists()
