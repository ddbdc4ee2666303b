"""Pages A1 to A3 of the application form (UX handbook 3.2): who, how to reach them, address."""

from __future__ import annotations

from typing import Final

from foundation.values.phrases import say
from grants.rules.question_model import Answers, Condition, Question, Section

_BY_NAME: Final = frozenset({"group", "association", "business"})


def _reached_by(channel: str) -> Condition:
    return lambda answers: answers.get("channel") == channel


def _gives_no_contact(answers: Answers) -> bool:
    return not implied_channel(answers)


def implied_channel(answers: Answers) -> str:
    """The way that somebody means who gives an address or a number and chooses none: asked for nothing twice.

    Source: UX handbook 7 (0 asked twice), WCAG 3.3.7.
    """
    return next((each for each in ("email", "phone") if answers.get(each)), "")


def _has_a_name_of_its_own(answers: Answers) -> bool:
    return answers.get("kind") in _BY_NAME


def _is_single_person(answers: Answers) -> bool:
    return not _has_a_name_of_its_own(answers)


def _has_address(answers: Answers) -> bool:
    return not answers.get("no_fixed_address")


WHO = Section(
    slug="wer",
    title=say("Wer sind Sie?"),
    short=say("Wer Sie sind"),
    questions=(
        Question(
            name="kind",
            owner="applicant",
            label=say("Wer stellt den Antrag?"),
            kind="choice",
            missing_sentence=say("Wählen Sie aus, wer den Antrag stellt."),
            choices=(
                ("person", say("Ich als Person")),
                ("group", say("Eine Gruppe von Nachbarinnen und Nachbarn")),
                ("association", say("Ein Verein")),
                ("business", say("Ein Laden oder eine Firma")),
                ("owner", say("Eine Person, der ein Haus im Quartier gehört")),
            ),
        ),
        Question(
            name="is_adult",
            owner="applicant",
            label=say("Sind Sie 18 Jahre alt oder älter?"),
            hint=say(
                "Sie können auch mitmachen, wenn Sie jünger sind. Dann unterschreibt ein Elternteil mit."
            ),
            kind="yes_no",
            missing_sentence=say("Wählen Sie aus, ob Sie 18 Jahre alt oder älter sind."),
            choices=(("yes", say("Ja")), ("no", say("Nein"))),
        ),
    ),
)

NAME = Section(
    slug="name",
    title=say("Wie heißen Sie, und wie erreichen wir Sie?"),
    short=say("Name und Kontakt"),
    questions=(
        Question(
            name="name",
            owner="applicant",
            label=say("Ihr Vor- und Nachname"),
            hint=say("So, wie er auf einem Brief stehen soll"),
            condition=_is_single_person,
            missing_sentence=say("Geben Sie Ihren Namen ein."),
            max_length=160,
            autocomplete="name",
        ),
        Question(
            name="name",
            owner="applicant",
            label=say("Name der Gruppe, des Vereins oder der Firma"),
            hint=say("So, wie er auf einem Brief stehen soll"),
            condition=_has_a_name_of_its_own,
            missing_sentence=say("Geben Sie den Namen der Gruppe, des Vereins oder der Firma ein."),
            max_length=160,
            autocomplete="organization",
        ),
        Question(
            name="contact_person",
            owner="applicant",
            label=say("Ihr Vor- und Nachname"),
            hint=say("Mit Ihnen sprechen wir. Sie unterschreiben für alle."),
            condition=_has_a_name_of_its_own,
            missing_sentence=say("Geben Sie Ihren Namen ein."),
            max_length=160,
            autocomplete="name",
        ),
        Question(
            name="channel",
            owner="applicant",
            label=say("Wie sollen wir Sie erreichen?"),
            hint=say("Oder geben Sie nur eine E-Mail-Adresse oder eine Telefonnummer ein."),
            kind="choice",
            required=False,
            required_when=_gives_no_contact,
            missing_sentence=say("Wählen Sie aus, wie wir Sie erreichen sollen."),
            choices=(
                ("email", say("Mit einer E-Mail")),
                ("phone", say("Rufen Sie mich an")),
                ("letter", say("Mit einem Brief")),
                ("in_person", say("Ich komme ins Büro")),
            ),
        ),
        Question(
            name="email",
            owner="applicant",
            label="E-Mail-Adresse",
            hint=(
                say(
                    "Wir schicken Ihnen einen Link. Damit können Sie später weitermachen. "
                    "Sie brauchen kein Passwort."
                )
            ),
            kind="email",
            required=False,
            required_when=_reached_by("email"),
            missing_sentence=(
                say("Geben Sie eine E-Mail-Adresse im richtigen Format ein, zum Beispiel name@beispiel.de.")
            ),
            max_length=254,
            autocomplete="email",
            inputmode="email",
        ),
        Question(
            name="phone",
            owner="applicant",
            label=say("Telefonnummer"),
            hint=say("Nur nötig, wenn wir Sie anrufen sollen."),
            kind="tel",
            required=False,
            required_when=_reached_by("phone"),
            missing_sentence=say("Geben Sie eine Telefonnummer ein, unter der wir Sie erreichen."),
            max_length=40,
            autocomplete="tel",
            inputmode="tel",
        ),
    ),
)

ADDRESS = Section(
    slug="adresse",
    title=say("Wohin dürfen wir Ihnen schreiben?"),
    short=say("Ihre Adresse"),
    questions=(
        Question(
            name="street",
            owner="applicant",
            label=say("Straße und Hausnummer"),
            required=False,
            required_when=_has_address,
            missing_sentence=say("Geben Sie Ihre Straße und Hausnummer ein."),
            max_length=160,
            autocomplete="street-address",
        ),
        Question(
            name="postcode",
            owner="applicant",
            label=say("Postleitzahl"),
            required=False,
            required_when=_has_address,
            missing_sentence=say("Geben Sie Ihre Postleitzahl ein, zum Beispiel 06844."),
            max_length=10,
            autocomplete="postal-code",
            inputmode="numeric",
            prefilled_from="postcode",
        ),
        Question(
            name="town",
            owner="applicant",
            label=say("Ort"),
            required=False,
            required_when=_has_address,
            missing_sentence=say("Geben Sie Ihren Ort ein."),
            max_length=80,
            autocomplete="address-level2",
            prefilled_from="town",
        ),
        Question(
            name="no_fixed_address",
            owner="applicant",
            label=say("Ich habe keine feste Adresse. Legen Sie Post für mich ins Quartiersbüro."),
            kind="checkbox",
            required=False,
        ),
    ),
)
