"""Bank statements as banks write them, camt.053 in both versions."""

from datetime import date
from xml.sax.saxutils import escape

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."
OWN = "DE89370400440532013000"


def entry(
    cents: int,
    *,
    day: date = date(2026, 3, 2),
    end_to_end: str = "NOTPROVIDED",
    text: str = "",
    code: str = "",
    version: str = "08",
    currency: str = "EUR",
    status: str = "BOOK",
    bank: str = "BANK-1",
) -> str:
    """One booked payment: above zero money came in, below it went out. `code`: it came back, and why."""
    amount = f'<Amt Ccy="{currency}">{abs(cents) / 100:.2f}</Amt>'
    sign = "CRDT" if cents > 0 else "DBIT"
    sts = f"<Sts><Cd>{status}</Cd></Sts>" if version == "08" else f"<Sts>{status}</Sts>"
    back = f"<RtrInf><Rsn><Cd>{code}</Cd></Rsn></RtrInf>" if code else ""
    within = amount if version == "08" else f"<AmtDtls><TxAmt>{amount}</TxAmt></AmtDtls>"
    return (
        f"<Ntry>{amount}<CdtDbtInd>{sign}</CdtDbtInd>{sts}<BookgDt><Dt>{day}</Dt></BookgDt>"
        f"<ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{bank}</AcctSvcrRef><NtryDtls><TxDtls>"
        f"<Refs><EndToEndId>{escape(end_to_end)}</EndToEndId></Refs>{within}<CdtDbtInd>{sign}</CdtDbtInd>"
        f"<RltdPties><Dbtr><Pty><Nm>Erika Fremd</Nm></Pty></Dbtr></RltdPties>"
        f"<RmtInf><Ustrd>{escape(text)}</Ustrd></RmtInf>{back}</TxDtls></NtryDtls></Ntry>"
    )


def statement(*entries: str, iban: str = OWN, version: str = "08", more: str = "") -> bytes:
    """A file with one statement of this account."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{more}<Document xmlns="{NAMESPACE}{version}"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>{iban}</IBAN></Id></Acct>"
        f"{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()
