"""Where the office sets a new term for what a letter in the outbox asks: the term belongs to the case."""

from collections.abc import Mapping

from grants.models import Letter

_QUESTION, _PROOF_QUESTION, _PROOF = "frist-verlaengern", "nachweis-frist-verlaengern", "nachweis-frist"
WAYS: Mapping[str, str] = {
    "nachforderung": _QUESTION,
    "nachforderung-erinnerung": _QUESTION,
    "nachweis-nachforderung": _PROOF_QUESTION,
    "nachweis-nachforderung-erinnerung": _PROOF_QUESTION,
    "nachweis-aufforderung": _PROOF,
    "nachweis-erinnerung": _PROOF,
    "nachweis-mahnung": _PROOF,
    "nachweis-verlaengerung": _PROOF,
    "anhoerung-rueckforderung": "rueckforderung-korrigieren",
    "anhoerung-zinsen": "rueckforderung-korrigieren",
    "anhoerung-beginn": "beginn-anhoeren",
}


def way_to_new_term(letter: Letter) -> str:
    """The action of the case that moves the term of this letter, by its name in the address; "" for none.

    A letter about more time follows a question about the application or about the proof: its case says which.
    """
    if letter.kind == "fristverlaengerung":
        return _QUESTION if letter.case.state == "incomplete" else _PROOF_QUESTION
    return WAYS.get(letter.kind, "")
