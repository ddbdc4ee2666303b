"""Inputs of the office: no mark within a text turns the words that stand behind it on a page."""

from foundation.values.lettering import TURNING
from grants.forms.office_base import LinesText, LongText, ShortText
from grants.rules.finance_files import read_results
from tests.result_files import HEAD

TURNED = "".join(map(chr, sorted(TURNING)))


def test_no_text_of_the_office_turns_what_stands_behind_it() -> None:
    for field in (LongText(), ShortText(), LinesText()):
        assert (
            field.clean(f"Spende {TURNED}\u062a\u0628\u0631\u0639 2026")
            == "Spende \u062a\u0628\u0631\u0639 2026"
        )


def test_no_file_of_another_system_turns_it_either() -> None:
    said = f"{HEAD}\r\nA-1;7;02.03.2026;1,00;zurück;Konto{TURNED} zu\r\n"
    (line,) = read_results(said.encode())
    assert line.reason == "Konto zu"
