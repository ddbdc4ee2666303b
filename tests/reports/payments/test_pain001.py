"""The file for the bank: against the schema with another validator, and word by word."""

from pathlib import Path
from typing import Any

import pytest
import sepaxml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from foundation.values.errors import DomainError
from grants.rules.payment_files import PaymentLine
from reports.payments.characters import sepa_text
from reports.payments.pain001 import NAMESPACE, SCHEMA, bank_file, check_schema
from tests.reports.payments.examples import DEBTOR, FIRST, RUN, line

XSD = Path(sepaxml.__file__).with_name("schemas") / f"{SCHEMA}.xsd"


def schema() -> Any:
    return etree.XMLSchema(etree.parse(str(XSD)))


def texts(data: bytes, name: str) -> list[str]:
    return [str(each.text) for each in etree.fromstring(data).iter(f"{{{NAMESPACE}}}{name}")]


def two(**changes: Any) -> bytes:
    second = line(number="LT-2026-A0002", amount_cents=1, due_on=RUN.made_at.date().replace(day=9), **changes)
    return bank_file(DEBTOR, RUN, [second, FIRST])


def test_another_validator_accepts_the_file_and_refuses_a_wrong_one() -> None:
    data, judge = two(), schema()
    judge.assertValid(etree.fromstring(data))
    for right, wrong in ((b'Ccy="EUR"', b'Ccy="eu"'), (b"<MsgId>", b"<MsgIdx>"), (b"DE02", b"!!02")):
        broken = data.replace(right, wrong).replace(
            b"</MsgId>", b"</MsgIdx>" if b"MsgIdx" in wrong else b"</MsgId>"
        )
        assert not judge.validate(etree.fromstring(broken))
        with pytest.raises(DomainError) as caught:
            check_schema(broken)
        assert caught.value.code == "hand_over.invalid_file"


def test_number_and_sum_are_those_of_the_lines() -> None:
    data = two()
    assert texts(data, "NbOfTxs") == ["2", "1", "1"]
    assert texts(data, "CtrlSum") == ["1234.57", "1234.56", "0.01"]
    assert texts(data, "InstdAmt") == ["1234.56", "0.01"]


def test_identifiers_and_moment_are_those_of_the_run() -> None:
    data = two()
    assert texts(data, "MsgId") == ["LT-2026-U0001"]
    assert texts(data, "PmtInfId") == ["LT-2026-U0001-1", "LT-2026-U0001-2"]
    assert texts(data, "EndToEndId") == ["LT-2026-A0001", "LT-2026-A0002"]
    assert texts(data, "CreDtTm") == ["2026-03-05T10:30:00"]
    assert data == two()


def test_payment_that_was_due_is_executed_on_the_day_of_the_run() -> None:
    assert texts(two(), "Dt") == ["2026-03-05", "2026-03-09"]


def test_names_in_the_letters_of_banks_and_no_address() -> None:
    data = two()
    assert texts(data, "Nm") == [
        "Stadt Muesterstadt",
        "Stadt Muesterstadt",
        "Foerderverein 'Oeko' e.V.",
        "Stadt Muesterstadt",
        "Foerderverein 'Oeko' e.V.",
    ]
    assert texts(data, "Ustrd") == ["LT-2026-0001 Bluehstreifen + Rosen"] * 2
    assert b"PstlAdr" not in data
    assert data.isascii()


def test_payee_without_a_bic_has_none() -> None:
    data = bank_file(DEBTOR, RUN, [line(bic="")])
    assert texts(data, "BICFI") == ["COBADEFFXXX"]
    schema().assertValid(etree.fromstring(data))


@pytest.mark.parametrize(
    "changes", [{"payee": ""}, {"iban": "falsch"}, {"number": "x" * 36}, {"bic": "kurz"}]
)
def test_what_no_bank_takes_is_refused_before_it_is_stored(changes: dict[str, str]) -> None:
    with pytest.raises(DomainError) as caught:
        bank_file(DEBTOR, RUN, [line(**changes)])
    assert caught.value.code == "hand_over.invalid_file"


@given(st.text(max_size=200), st.integers(min_value=1, max_value=140))
def test_text_for_banks(text: str, limit: int) -> None:
    found = sepa_text(text, limit)
    assert len(found) <= limit
    assert set(found) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/?:().,'+ -")
    assert "//" not in found
    assert not found.startswith(("/", " "))
    assert not found.endswith(("/", " "))


def test_long_text_is_cut_after_its_umlauts_are_written_out() -> None:
    assert sepa_text("ä" * 140, 140) == "ae" * 70


@given(st.text(min_size=1, max_size=70), st.text(min_size=1, max_size=140))
def test_whatever_people_write_the_file_is_valid_or_refused(payee: str, remittance: str) -> None:
    made: PaymentLine = line(payee=payee, remittance=remittance)
    if sepa_text(payee, 70) and sepa_text(remittance, 140):
        data = bank_file(DEBTOR, RUN, [made])
        assert texts(data, "NbOfTxs") == ["1", "1"]
    else:
        with pytest.raises(DomainError):
            bank_file(DEBTOR, RUN, [made])
