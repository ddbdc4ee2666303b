"""Pages A1 to A3 of the application form (UX handbook 3.2): who, how to reach them, address."""

from __future__ import annotations

from typing import Final

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
    title="Wer sind Sie?",
    short="Wer Sie sind",
    questions=(
        Question(
            name="kind",
            owner="applicant",
            label="Wer stellt den Antrag?",
            kind="choice",
            missing_sentence="Wählen Sie aus, wer den Antrag stellt.",
            choices=(
                ("person", "Ich als Person"),
                ("group", "Eine Gruppe von Nachbarinnen und Nachbarn"),
                ("association", "Ein Verein"),
                ("business", "Ein Laden oder eine Firma"),
                ("owner", "Eine Person, der ein Haus im Quartier gehört"),
            ),
        ),
        Question(
            name="is_adult",
            owner="applicant",
            label="Sind Sie 18 Jahre alt oder älter?",
            hint="Sie können auch mitmachen, wenn Sie jünger sind. Dann unterschreibt ein Elternteil mit.",
            kind="yes_no",
            missing_sentence="Wählen Sie aus, ob Sie 18 Jahre alt oder älter sind.",
            choices=(("yes", "Ja"), ("no", "Nein")),
        ),
    ),
)

NAME = Section(
    slug="name",
    title="Wie heißen Sie, und wie erreichen wir Sie?",
    short="Name und Kontakt",
    questions=(
        Question(
            name="name",
            owner="applicant",
            label="Ihr Vor- und Nachname",
            hint="So, wie er auf einem Brief stehen soll",
            condition=_is_single_person,
            missing_sentence="Geben Sie Ihren Namen ein.",
            max_length=160,
            autocomplete="name",
        ),
        Question(
            name="name",
            owner="applicant",
            label="Name der Gruppe, des Vereins oder der Firma",
            hint="So, wie er auf einem Brief stehen soll",
            condition=_has_a_name_of_its_own,
            missing_sentence="Geben Sie den Namen der Gruppe, des Vereins oder der Firma ein.",
            max_length=160,
            autocomplete="organization",
        ),
        Question(
            name="contact_person",
            owner="applicant",
            label="Ihr Vor- und Nachname",
            hint="Mit Ihnen sprechen wir. Sie unterschreiben für alle.",
            condition=_has_a_name_of_its_own,
            missing_sentence="Geben Sie Ihren Namen ein.",
            max_length=160,
            autocomplete="name",
        ),
        Question(
            name="channel",
            owner="applicant",
            label="Wie sollen wir Sie erreichen?",
            hint="Oder geben Sie nur eine E-Mail-Adresse oder eine Telefonnummer ein.",
            kind="choice",
            required=False,
            required_when=_gives_no_contact,
            missing_sentence="Wählen Sie aus, wie wir Sie erreichen sollen.",
            choices=(
                ("email", "Mit einer E-Mail"),
                ("phone", "Rufen Sie mich an"),
                ("letter", "Mit einem Brief"),
                ("in_person", "Ich komme ins Büro"),
            ),
        ),
        Question(
            name="email",
            owner="applicant",
            label="E-Mail-Adresse",
            hint=(
                "Wir schicken Ihnen einen Link. Damit können Sie später weitermachen. "
                "Sie brauchen kein Passwort."
            ),
            kind="email",
            required=False,
            required_when=_reached_by("email"),
            missing_sentence=(
                "Geben Sie eine E-Mail-Adresse im richtigen Format ein, zum Beispiel name@beispiel.de."
            ),
            max_length=254,
            autocomplete="email",
            inputmode="email",
        ),
        Question(
            name="phone",
            owner="applicant",
            label="Telefonnummer",
            hint="Nur nötig, wenn wir Sie anrufen sollen.",
            kind="tel",
            required=False,
            required_when=_reached_by("phone"),
            missing_sentence="Geben Sie eine Telefonnummer ein, unter der wir Sie erreichen.",
            max_length=40,
            autocomplete="tel",
            inputmode="tel",
        ),
    ),
)

ADDRESS = Section(
    slug="adresse",
    title="Wohin dürfen wir Ihnen schreiben?",
    short="Ihre Adresse",
    questions=(
        Question(
            name="street",
            owner="applicant",
            label="Straße und Hausnummer",
            required=False,
            required_when=_has_address,
            missing_sentence="Geben Sie Ihre Straße und Hausnummer ein.",
            max_length=160,
            autocomplete="street-address",
        ),
        Question(
            name="postcode",
            owner="applicant",
            label="Postleitzahl",
            required=False,
            required_when=_has_address,
            missing_sentence="Geben Sie Ihre Postleitzahl ein, zum Beispiel 06844.",
            max_length=10,
            autocomplete="postal-code",
            inputmode="numeric",
            prefilled_from="postcode",
        ),
        Question(
            name="town",
            owner="applicant",
            label="Ort",
            required=False,
            required_when=_has_address,
            missing_sentence="Geben Sie Ihren Ort ein.",
            max_length=80,
            autocomplete="address-level2",
            prefilled_from="town",
        ),
        Question(
            name="no_fixed_address",
            owner="applicant",
            label="Ich habe keine feste Adresse. Legen Sie Post für mich ins Quartiersbüro.",
            kind="checkbox",
            required=False,
        ),
    ),
)
