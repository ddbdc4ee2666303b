"""What an action is called in a case that goes by agreement: no paper there is an act (decision 0024)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from grants.actions.kind import Action

CHANGED = "Änderung speichern"
TAKEN_BACK = "Entwurf zurücknehmen"


@dataclass(frozen=True)
class Words:
    """In the place of those of the action; `done` empty where it says nothing of an act."""

    title: str
    button: str
    done: str = ""


BY_AGREEMENT: Mapping[str, Words] = {
    "bescheid-entwerfen": Words(
        "Fördervereinbarung entwerfen", "Vereinbarung entwerfen", "Die Vereinbarung ist entworfen."
    ),
    "bescheid-freigeben": Words(
        "Fördervereinbarung freigeben", "Vereinbarung freigeben", "Die Vereinbarung ist freigegeben."
    ),
    "bescheid-korrigieren": Words("Entwurf der Vereinbarung ändern", CHANGED),
    "bescheid-zuruecknehmen": Words("Entwurf der Vereinbarung zurücknehmen", TAKEN_BACK),
    "rueckforderung-freigeben": Words(
        "Zahlungsaufforderung freigeben",
        "Zahlungsaufforderung freigeben",
        "Die Zahlungsaufforderung ist freigegeben.",
    ),
    "widerruf-entwerfen": Words("Kündigung entwerfen", "Kündigung entwerfen", "Die Kündigung ist entworfen."),
    "widerruf-freigeben": Words(
        "Kündigung freigeben", "Kündigung freigeben", "Die Kündigung ist freigegeben."
    ),
    "widerruf-korrigieren": Words("Entwurf der Kündigung ändern", CHANGED),
    "widerruf-zuruecknehmen": Words("Entwurf der Kündigung zurücknehmen", TAKEN_BACK),
}


OF_INTEREST: Mapping[str, Words] = {
    "rueckforderung-freigeben": Words(
        "Zinsbescheid freigeben", "Bescheid freigeben", "Der Bescheid ist freigegeben."
    ),
    "rueckforderung-korrigieren": Words("Entwurf der Zinsen ändern", CHANGED),
    "rueckforderung-zuruecknehmen": Words(
        "Entwurf der Zinsen zurücknehmen",
        TAKEN_BACK,
        "Der Entwurf ist zurückgenommen. Die Zinsen können neu entworfen werden.",
    ),
}
OF_INTEREST_BY_AGREEMENT: Mapping[str, Words] = {
    "rueckforderung-freigeben": Words(
        "Zinsforderung freigeben", "Zinsforderung freigeben", "Die Zinsforderung ist freigegeben."
    ),
}


def as_called_for(action: Action, target: Any) -> Action:
    """The action with the words of the form of its case, and of what the claim is over."""
    of_interest = action.machine == "claim" and target.is_interest
    words = OF_INTEREST.get(action.slug) if of_interest else None
    by_agreement = (OF_INTEREST_BY_AGREEMENT if of_interest else BY_AGREEMENT).get(action.slug)
    if by_agreement is not None and target.case.award_form.is_agreement:
        words = by_agreement
    if words is None:
        return action
    return replace(action, title=words.title, button=words.button, done=words.done or action.done)
