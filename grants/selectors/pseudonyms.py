"""What the jury reads instead of names, where the fund's rules say so. The office goes on reading names."""

from collections.abc import Sequence

from grants.models import AgendaItem, Application, JurySession
from grants.rules.pseudonyms import names_in, pseudonym, without_names


def jury_sees_names(session: JurySession) -> bool:
    """By the rules of the day of the session."""
    return session.fund.rules_on(session.held_on).jury_sees_names


def title_for_jury(item: AgendaItem, *, sees_names: bool) -> str:
    """The title of an item; without names it begins with the pseudonym."""
    if sees_names:
        return item.application.title
    return f"{pseudonym(item.position)}: {text_for_jury(item.application, item.application.title)}"


def text_for_jury(application: Application, text: str) -> str:
    """A text of the applicant with their names hidden."""
    person = application.particulars
    names = names_in(
        name=person.name,
        contact_person=person.contact_person,
        is_person=person.kind in ("person", "owner"),
    )
    return without_names(text, names)


def names_on_agenda(session: JurySession) -> Sequence[tuple[str, str]]:
    """(reference of the applicant, their names), in the order of the alphabet: nothing says which project."""
    people = {}
    for item in session.items.select_related("application__particulars", "application__applicant"):
        said = item.application.particulars
        names = ", ".join(part for part in (said.name, said.contact_person) if part)
        people[item.application.applicant.reference] = names
    return sorted(people.items(), key=lambda pair: pair[1].casefold())
