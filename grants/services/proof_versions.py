"""Keeping what a proof said: when it is sent, and when it has been checked."""

from datetime import datetime

from grants.models import Proof, ProofVersion
from grants.selectors.proof_then import as_content, proof_now


def send(proof: Proof, *, now: datetime) -> None:
    """The proof is sent as it stands now; sent again, it has another version."""
    proof.sent_at = now
    proof.save()
    keep_proof_version(proof, now=now)


def keep_proof_version(proof: Proof, *, now: datetime) -> ProofVersion:
    """Store what reports say of the proof from now on. Call under the lock of the case."""
    return ProofVersion.objects.create(
        proof=proof,
        number=proof.versions.count() + 1,
        recorded_at=now,
        content=as_content(proof_now(proof, now)),
    )


def forget_words(proof: Proof, *, gone: str) -> None:
    """Take names and words out of every version; figures and days stay."""
    for version in proof.versions.all():
        content = version.content
        for name in ("applicant", "title", "place", "prices", "report"):
            content[name] = gone if content[name] else ""
        for receipt in content["receipts"]:
            receipt |= {"payee": gone, "purpose": gone, "sha256": ""}
            receipt["cut_reason"] = gone if receipt["cut_reason"] else ""
        for line in content["plan"]:
            line["item"] = gone
        version.save(update_fields=["content"])
