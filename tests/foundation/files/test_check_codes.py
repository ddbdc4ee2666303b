"""The check code of a document, and what stays of it after its retention."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from foundation.audit.actors import SYSTEM
from foundation.files.models import Document, ErasedDocument
from foundation.files.services import erase_documents, erase_files, finish_document, order_document
from foundation.values.codes import ALPHABET

NOW = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)
LATER = datetime(2038, 1, 4, 2, 0, tzinfo=UTC)
CASE = "case:4b7c"
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def order(key: str, **values: Any) -> Document:
    text = {"slug": "bescheid", "title": "Bescheid", "subject": CASE, "params": {}, **values}
    return order_document(as_of=date(2027, 3, 12), actor=SYSTEM, now=NOW, key=key, **text)


def made(key: str, **values: Any) -> Document:
    return finish_document(document=order(key, **values), files={"pdf": ("b.pdf", key.encode())}, now=NOW)


def test_each_document_has_a_code_of_its_own_that_can_be_typed() -> None:
    codes = [order(f"k{number}").check_code for number in range(20)]
    assert len(set(codes)) == 20
    assert {len(code) for code in codes} == {12}
    assert set("".join(codes)) <= set(ALPHABET)
    assert order("k0").check_code == codes[0]


def test_of_an_erased_document_number_and_code_stay(file_store: object) -> None:
    finished = made("one")
    order("never finished")
    other = made("other", subject="case:aaaa")
    assert erase_files(subjects=[CASE], now=LATER) == 1
    assert list(Document.objects.all()) == [other]
    rows = ErasedDocument.objects.values_list("number", "check_code", "erased_at")
    assert list(rows) == [(finished.number, finished.check_code, LATER)]


def test_erasing_one_kind_keeps_its_number_too(file_store: object) -> None:
    pack, other = made("pack", slug="sitzungsmappe"), made("other")
    assert erase_documents(subjects=[CASE], slug="sitzungsmappe", now=LATER) == 1
    assert list(Document.objects.all()) == [other]
    assert ErasedDocument.objects.get().number == pack.number
