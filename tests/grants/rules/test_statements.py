"""Bank statements: what is read of them, what is refused, and that nothing ever breaks or leads outside."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.values.errors import InvalidInput
from grants.rules.statements import MOST_BYTES, Movement, _parse, _text_of, read_statement
from tests.statement_files import OWN, entry, statement

DAY = date(2026, 3, 2)


def only(*entries: str, version: str = "08") -> Movement:
    (found,) = read_statement(statement(*entries, version=version)).movements
    return found


@pytest.mark.parametrize("version", ["02", "08"])
def test_payment_is_read_in_both_versions(version: str) -> None:
    out = only(entry(-125_050, end_to_end="LT-2026-A0001", version=version), version=version)
    assert out == Movement(
        number=1,
        day=DAY,
        amount_cents=125_050,
        is_out=True,
        end_to_end="LT-2026-A0001",
        bank_reference="BANK-1",
    )
    assert read_statement(statement(version=version)).ibans == {OWN}


def test_return_carries_its_reason_in_plain_words() -> None:
    back = only(entry(10_000, end_to_end="LT-2026-A0001", code="AC04"))
    assert (back.is_return, back.return_reason) == (True, "Das Konto ist geschlossen. (AC04)")
    assert only(entry(1, code="XY99")).return_reason == "Der Grund steht nur als Kürzel da. (XY99)"
    assert not only(entry(10_000, text="Spende")).is_return


def test_nothing_of_other_people_is_read() -> None:
    assert "Erika" not in repr(read_statement(statement(entry(100, text="LT-2026-0001"))))


def batch(*parts: str) -> str:
    head, tail = entry(-300).split("<NtryDtls>")[0], "</NtryDtls></Ntry>"
    return f"{head}<NtryDtls>{''.join(parts)}{tail}"


def part(cents: str, number: str) -> str:
    refs = f"<Refs><EndToEndId>{number}</EndToEndId></Refs>"
    return f'<TxDtls>{refs}<Amt Ccy="EUR">{cents}</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>'


def test_batch_is_read_payment_by_payment_where_the_bank_lists_them() -> None:
    found = read_statement(statement(batch(part("1.00", "A-1"), part("2.00", "A-2")), entry(5))).movements
    assert [(each.number, each.amount_cents, each.end_to_end) for each in found] == [
        (1, 100, "A-1"),
        (2, 200, "A-2"),
        (3, 5, "NOTPROVIDED"),
    ]


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        (batch("<Btch><NbOfTxs>7</NbOfTxs></Btch>"), "Sammelbuchung ohne Einzelposten"),
        (entry(100, currency="USD"), "nicht in Euro"),
        (entry(100, status="PDNG"), "nur vorgemerkt"),
        (entry(100).replace(">1.00<", ">-1.00<"), "Betrag ist nicht lesbar"),
        (entry(100).replace(">1.00<", ">1.005<"), "Betrag ist nicht lesbar"),
        (entry(100).replace(">1.00<", "><"), "Betrag ist nicht lesbar"),
        (entry(0), "Betrag ist 0,00"),
        (entry(100).replace("CRDT", "XXXX"), "ob Geld kam oder ging"),
        (entry(100).replace("2026-03-02", "2026-02-30"), "Tag der Buchung fehlt"),
        (entry(-100, code="AC04"), "Gutschrift zurückgenommen"),
        ("<Ntry/>", "nur vorgemerkt"),
    ],
)
def test_payment_that_cannot_be_read_whole_says_why(told: str, problem: str) -> None:
    assert problem in only(told).problem


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "statement.empty"),
        (b"PK\x03\x04", "statement.zip"),
        (b"x" * (MOST_BYTES + 1), "statement.big"),
        (b"\xff\xfe<\0", "statement.encoding"),
        (b"\x80abc", "statement.encoding"),
        (statement().replace(b"UTF-8", b"ISO-8859-1"), "statement.encoding"),
        (statement(more=BOMB), "statement.doctype"),
        (statement(more=OUTSIDE), "statement.doctype"),
        (b"Anordnungsnummer;Datum", "statement.no_xml"),
        (statement()[:-20], "statement.no_xml"),
        (b"%PDF-1.7 Kontoauszug", "statement.other_kind"),
        (statement().replace(b"<Stmt>", b"\0"), "statement.no_xml"),
        (b"<html/>", "statement.other_kind"),
        (statement().replace(b"camt.053", b"camt.052"), "statement.other_kind"),
        (statement(version="04"), "statement.version"),
        (statement().replace(b"Stmt>", b"Rpt>"), "statement.none"),
        (statement(iban=""), "statement.no_iban"),
        (statement("<a>" * 60 + "</a>" * 60), "statement.too_much"),
        (statement("<a/>" * 100_001), "statement.too_much"),
        (statement("<Ntry/>" * 5_001), "statement.many_entries"),
    ],
)
def test_file_that_is_no_such_statement_is_refused_with_a_sentence(data: bytes, code: str) -> None:
    begun = time.monotonic()
    with pytest.raises(InvalidInput) as caught:
        read_statement(data)
    assert (caught.value.code, caught.value.field) == (code, "file")
    assert caught.value.message.endswith(".")
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("net", [_text_of, lambda data: _parse(data.decode())])
@pytest.mark.parametrize("more", [BOMB, OUTSIDE])
def test_each_of_the_two_nets_alone_stops_a_document_type(net: Callable[[bytes], object], more: str) -> None:
    with pytest.raises(InvalidInput, match="in keinem Kontoauszug"):
        net(statement(more=more))


SAMPLE = statement(entry(100, code="AC04", text="x"), entry(-5, end_to_end="A-1"))


@given(st.integers(0, len(SAMPLE) - 1), st.binary(max_size=12), st.integers(0, 12))
def test_no_change_of_a_file_breaks_the_reader(at: int, put: bytes, cut: int) -> None:
    reads_or_refuses(SAMPLE[:at] + put + SAMPLE[at + cut :])


TAGS = (
    "Ntry",
    "Amt",
    "TxDtls",
    "NtryDtls",
    "Sts",
    "Cd",
    "Refs",
    "EndToEndId",
    "RtrInf",
    "Rsn",
    "Btch",
    "NbOfTxs",
)
NESTED = st.recursive(
    st.text(alphabet="0123456789.-ADEBIT \u0663\u00b2", max_size=8),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(TAGS),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@given(st.lists(NESTED, max_size=6))
def test_no_shape_of_entries_breaks_the_reader(parts: list[str]) -> None:
    reads_or_refuses(statement(*(f"<Ntry>{each}</Ntry>" for each in parts)))


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    reads_or_refuses(data)


def reads_or_refuses(data: bytes) -> None:
    try:
        found = read_statement(data)
    except InvalidInput:
        return
    assert all(each.problem or (each.amount_cents > 0 and each.day) for each in found.movements)
