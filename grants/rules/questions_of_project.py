"""Pages A4 to A9 of the application form (UX handbook 3.2): idea, days, money, consent."""

from __future__ import annotations

from typing import Final

from foundation.values.phrases import say
from grants.rules.question_model import Answers, Question, Section

MAX_TITLE: Final = 80
MAX_DESCRIPTION: Final = 1500

_MAY_RUN_A_BUSINESS: Final = frozenset({"association", "business", "owner"})
_AMOUNT_HINT: Final = say("In Euro, zum Beispiel 49,90.")
_AMOUNT_MISSING: Final = say("Geben Sie einen Betrag in Euro ein, zum Beispiel 49,90.")


def _gets_money_of_others(answers: Answers) -> bool:
    return any(_is_some(answers.get(name)) for name in ("donations_cents", "other_public_cents"))


def _may_run_a_business(answers: Answers) -> bool:
    return answers.get("kind") in _MAY_RUN_A_BUSINESS


def _compares_prices(answers: Answers) -> bool:
    """Where the fund wants several offers for a line, or a reason was given when it did."""
    return bool(answers.get("compares_prices") or answers.get("price_reason"))


def _is_some(value: object) -> bool:
    """Cents or what was typed: anything but nothing and zero."""
    return bool(value.strip(" 0.,€") if isinstance(value, str) else value)


IDEA = Section(
    slug="idee",
    title=say("Was haben Sie vor?"),
    short=say("Ihre Idee"),
    questions=(
        Question(
            name="title",
            owner="application",
            label=say("Wie heißt Ihre Aktion?"),
            hint=say("Ein kurzer Name, zum Beispiel: Blumen für den Hof. Höchstens 80 Zeichen."),
            missing_sentence=say("Geben Sie Ihrer Aktion einen kurzen Namen."),
            max_length=MAX_TITLE,
        ),
        Question(
            name="description",
            owner="application",
            label=say("Was möchten Sie tun? Wer hat etwas davon? Wer hilft mit?"),
            hint=(
                say(
                    "Schreiben Sie einfach, wie Sie es erzählen würden. Fehler sind nicht schlimm. "
                    "Sie können in Ihrer Sprache schreiben. Höchstens 1.500 Zeichen."
                )
            ),
            kind="textarea",
            missing_sentence=say("Schreiben Sie in ein paar Sätzen, was Sie vorhaben."),
            max_length=MAX_DESCRIPTION,
        ),
    ),
)

WHEN_AND_WHERE = Section(
    slug="wann-wo",
    title=say("Wann und wo ist Ihre Aktion?"),
    short=say("Ort und Zeit"),
    questions=(
        Question(
            name="place",
            owner="application",
            label=say("Wo ist Ihre Aktion?"),
            hint=say("Zum Beispiel eine Straße, ein Hof oder ein Platz."),
            missing_sentence=say("Schreiben Sie, wo Ihre Aktion ist."),
            max_length=200,
        ),
        Question(
            name="starts_on",
            owner="application",
            label=say("Wann ist Ihre Aktion?"),
            hint=say("Zum Beispiel 12 3 2027. Dauert sie länger, ist das der erste Tag."),
            kind="date",
            missing_sentence=say("Geben Sie ein, wann Ihre Aktion ist, zum Beispiel 12.3.2027."),
            inputmode="numeric",
        ),
        Question(
            name="ends_on",
            owner="application",
            label=say("Letzter Tag, wenn Ihre Aktion länger dauert"),
            hint=say("Ist alles an einem Tag? Dann lassen Sie das frei."),
            kind="date",
            required=False,
            inputmode="numeric",
        ),
    ),
)

COSTS = Section(
    slug="kosten",
    title=say("Was kostet Ihre Aktion?"),
    short=say("Ihre Kosten"),
    hint=say("Schätzen Sie. Ein Preis aus dem Internet oder Prospekt reicht."),
    questions=(
        Question(
            name="deducts_input_tax",
            owner="application",
            label=say("Bekommen Sie die Mehrwertsteuer vom Finanzamt zurück (Vorsteuerabzug)?"),
            hint=say("Wenn ja: Schreiben Sie alle Preise ohne Mehrwertsteuer auf (netto)."),
            kind="yes_no",
            required=False,
            condition=_may_run_a_business,
            choices=(("yes", say("Ja")), ("no", say("Nein"))),
        ),
        Question(
            name="costs",
            owner="application",
            label=say("Was brauchen Sie, und wie viel kostet es?"),
            hint=say("Eine Zeile für jede Sache, zum Beispiel: Erde 89,90."),
            kind="costs",
            missing_sentence=say("Tragen Sie ein, was Sie brauchen und wie viel es kostet."),
            inputmode="decimal",
        ),
        Question(
            name="requested_cents",
            owner="application",
            label=say("Wie viel Geld möchten Sie von uns?"),
            hint=say("Lassen Sie das frei, wenn wir es für Sie ausrechnen sollen."),
            kind="amount",
            required=False,
            missing_sentence=_AMOUNT_MISSING,
            inputmode="decimal",
        ),
    ),
)

OTHER_MONEY = Section(
    slug="anderes-geld",
    title=say("Bekommen Sie noch anderes Geld?"),
    short=say("Anderes Geld"),
    hint=say("Wenn nicht, lassen Sie alles frei und gehen weiter."),
    questions=(
        Question(
            name="own_cents",
            owner="application",
            label=say("Wie viel zahlen Sie selbst?"),
            hint=_AMOUNT_HINT,
            kind="amount",
            required=False,
            inputmode="decimal",
        ),
        Question(
            name="donations_cents",
            owner="application",
            label=say("Wie viel bekommen Sie als Spende?"),
            hint=_AMOUNT_HINT,
            kind="amount",
            required=False,
            inputmode="decimal",
        ),
        Question(
            name="other_public_cents",
            owner="application",
            label=say("Wie viel bekommen Sie von anderen Ämtern oder Stiftungen?"),
            hint=_AMOUNT_HINT,
            kind="amount",
            required=False,
            inputmode="decimal",
        ),
        Question(
            name="other_money_from",
            owner="application",
            label=say("Von wem bekommen Sie das Geld?"),
            required=False,
            required_when=_gets_money_of_others,
            missing_sentence=say("Schreiben Sie, von wem Sie das andere Geld bekommen."),
            max_length=300,
        ),
    ),
)

PICTURES = Section(
    slug="bilder",
    title=say("Möchten Sie uns Bilder oder Unterlagen zeigen?"),
    short=say("Bilder"),
    hint=say("Sie können diesen Schritt auslassen."),
    questions=(
        Question(
            name="price_reason",
            owner="application",
            label=say("Haben Sie weniger Angebote? Schreiben Sie kurz, warum."),
            hint=say("Zum Beispiel: Nur ein Geschäft in der Nähe hat es."),
            required=False,
            condition=_compares_prices,
            max_length=500,
        ),
        Question(
            name="files",
            owner="application",
            label=say("Datei auswählen"),
            hint=say("Foto oder PDF, höchstens 15 MB"),
            kind="files",
            required=False,
        ),
    ),
)

CONSENT = Section(
    slug="zustimmung",
    title=say("Was müssen Sie bestätigen?"),
    short=say("Zustimmung"),
    questions=(
        Question(
            name="not_begun_confirmed",
            owner="application",
            label=say("Ich habe noch nicht angefangen und nichts gekauft."),
            kind="checkbox",
            missing_sentence=say("Bestätigen Sie, dass Sie noch nicht angefangen haben."),
        ),
        Question(
            name="terms_accepted",
            owner="application",
            label=say("Meine Angaben stimmen. Ich halte mich an die Regeln des Fonds."),
            hint=(
                say(
                    "Sie zeigen uns später, wofür Sie das Geld ausgegeben haben (Verwendungsnachweis). "
                    "Was Sie nicht brauchen, zahlen Sie zurück."
                )
            ),
            kind="checkbox",
            missing_sentence=say("Bestätigen Sie, dass Ihre Angaben stimmen und Sie die Regeln einhalten."),
        ),
    ),
)
