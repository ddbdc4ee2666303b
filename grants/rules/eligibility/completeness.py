"""Everything that an application must contain is there. The sentences are those of the form."""

from __future__ import annotations

from collections.abc import Mapping

from foundation.values.phrases import say
from grants.rules.facts import ApplicationFacts, RuleParameters
from grants.rules.findings import Finding, blocker, warning
from grants.rules.questions import question_by_name, too_long

_SOURCE = "Handbuch 5.1: Pflichtangaben; 1.6: Antragsformular"
_MINORS = "§ 12 VwVfG; §§ 106 ff. BGB"
PARENT_MISSING = say("Die Unterschrift eines Elternteils fehlt noch.")
_GROUPS = frozenset({"group", "association", "business"})


def applicant_is_known(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """It is known who applies, how to reach them, and where a letter goes.

    Source: domain handbook 1.6 (Applicant), § 37 VwVfG (addressee). For a group one natural person signs.
    Does not check that the person exists.
    """
    answers = {"kind": facts.applicant_kind}
    demands = (
        ("kind", facts.applicant_kind is not None),
        ("name", bool(facts.applicant_name.strip())),
        ("contact_person", facts.applicant_kind not in _GROUPS or bool(facts.contact_person.strip())),
        ("channel", facts.contact_known),
        ("street", facts.address_known),
    )
    return tuple(_missing(name, answers) for name, is_there in demands if not is_there)


def applicant_is_of_age(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """Who applies is of age, or a legal representative has signed.

    Source: §§ 106 ff. BGB, § 12 VwVfG; domain handbook 5.1 ("age/representation"). A minor may send: before
    the sending the sentence says what will happen, afterwards what the office waits for; only
    `representative_has_signed` stops anything. Does not check lower ages from which a fund lets young people
    apply.
    """
    if facts.adult_confirmed or facts.represented:
        return ()
    if facts.adult_confirmed is None:
        return (_missing("is_adult", {}),)
    sentence = PARENT_MISSING
    if facts.received_on is None:
        sentence = say(
            "Sie sind noch nicht 18. Sie können den Antrag trotzdem absenden. Danach melden wir uns bei "
            "Ihnen: Ein Elternteil unterschreibt dann mit."
        )
    return (warning("is_adult.not_represented", sentence, _MINORS, "is_adult"),)


def representative_has_signed(facts: ApplicationFacts) -> tuple[Finding, ...]:
    """Nothing is decided on the application of a minor before a legal representative has signed.

    Source: §§ 106 ff. BGB, § 12 VwVfG. Asked once, at the formal check.
    """
    if facts.adult_confirmed is not False or facts.represented:
        return ()
    sentence = say(
        "{parent_missing} Holen Sie sie ein und setzen Sie dann das Häkchen.",
        parent_missing=PARENT_MISSING,
    )
    return (blocker("represented.missing", sentence, _MINORS, "represented"),)


def project_is_described(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """Title, description and place are there, and no text is too long.

    Source: domain handbook 1.6 (Project). Does not judge the idea.
    """
    texts = (("title", facts.title), ("description", facts.description), ("place", facts.place))
    findings: list[Finding] = []
    for name, text in texts:
        question = question_by_name(name)
        excess = too_long(question, text)
        if not text.strip():
            findings.append(_missing(name, {}))
        elif excess is not None:
            findings.append(excess)
    return tuple(findings)


def terms_are_accepted(facts: ApplicationFacts, parameters: RuleParameters) -> tuple[Finding, ...]:
    """The applicant has declared that the facts are true and the guideline is kept.

    Source: domain handbook 1.6 (Declarations). Not a consent under the GDPR, which is never a condition.
    """
    return () if facts.terms_accepted else (_missing("terms_accepted", {}),)


def _missing(name: str, answers: Mapping[str, object]) -> Finding:
    sentence = question_by_name(name, answers).missing_sentence
    return blocker(f"{name}.missing", sentence, _SOURCE, name)
