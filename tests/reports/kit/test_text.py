"""What is read aloud, copied and searched: words, scripts, strange characters."""

from __future__ import annotations

import re
import time

import pikepdf
import pytest

from reports.kit import Block, Kit, Letterhead, Run
from tests.reports.kit.conftest import Make
from tests.reports.kit.inspection import (
    all_findings,
    elements,
    opened,
    page_operators,
    words_copied,
    words_heard,
)

SENTENCE = "Sie haben am 3. Februar 2027 einen Antrag gestellt. Die Jury hat darüber entschieden."


def test_word_spaces_survive_every_line_end(kit: Kit, letter: Make) -> None:
    text = " ".join([SENTENCE] * 60)
    pdf = letter(kit.paragraph(text))
    assert text in words_heard(pdf)
    assert SENTENCE in words_copied(pdf)


def test_paragraph_over_pages_is_one_element(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.paragraph(" ".join(["Wort"] * 2000)))
    assert len(opened(pdf).pages) == 3
    pages = [
        [kid for kid in e.K if isinstance(kid, pikepdf.Dictionary)]
        for e in elements(pdf, "P")
        if len(e.K) > 2
    ]
    assert [len(kids) for kids in pages] == [2]


def test_runs_of_one_word_stay_one_word(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.paragraph(["Ant", kit.bold("rag"), ". ", Run("Ende")]))
    assert "Antrag. Ende" in words_heard(pdf)


def test_no_break_space_holds_amount_and_currency_together(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.paragraph("1.250,00\u00a0€ " * 40))
    lines = re.findall(r"Tm\n.*\n?.*\((.*)\)Tj", page_operators(pdf, 0))
    starts = [line.encode("latin-1").decode("utf-16-be", "replace")[:1] for line in lines]
    assert "€" not in starts


def test_line_feeds_begin_new_lines_and_blanks_collapse(kit: Kit, letter: Make) -> None:
    assert "eins zwei drei" in words_heard(letter(kit.paragraph("eins\r\nzwei   drei")))


@pytest.mark.parametrize(
    "poison",
    [
        "Herr <Müller",
        '<img src="/etc/passwd">',
        "]]>",
        "<b>fett</b> &amp; &lt;",
        "a)Tj ET (b\\",
        "<</Type/Catalog>> endobj",
        "%PDF-1.7 stream endstream",
        "{{ 7*7 }} ${x} %s %(a)s",
        "čĈ⸨⸩ Ш( )\\",
    ],
)
def test_markup_is_shown_as_it_was_typed(kit: Kit, letter: Make, letterhead: Letterhead, poison: str) -> None:
    head = Letterhead([poison], [poison], poison, [(poison, poison)], [poison])
    pdf = letter(
        kit.heading(poison, 2),
        kit.paragraph([poison, kit.link(poison, poison)]),
        kit.bullets([poison]),
        kit.notice_box(poison),
        kit.facts([(poison, poison)]),
        kit.qr(poison, poison),
        kit.signatures([poison]),
        letterhead=head,
    )
    assert all_findings(pdf) == []
    assert words_heard(pdf).count(poison) >= 8


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x00b\x07c\x1b[0m", "abc[0m"),
        ("a\ud800b", "a\ufffdb"),
        ("u\u0308ber", "über"),
        ("a\u202eb\u2066c\u200bd\ufeff", "abcd"),
        ("a\tb\u2003c", "a b c"),
    ],
)
def test_invisible_characters_vanish(kit: Kit, letter: Make, typed: str, shown: str) -> None:
    pdf = letter(kit.paragraph(typed + " Ende"))
    assert all_findings(pdf) == []
    assert f"{shown} Ende" in words_heard(pdf)


def test_more_than_300_different_characters_in_one_document(kit: Kit, letter: Make) -> None:
    characters = [
        chr(p) for start, end in [(0xC0, 0x17F), (0x391, 0x3C9), (0x410, 0x44F)] for p in range(start, end)
    ]
    characters = [char for char in characters if char.isalpha()]
    assert len(characters) > 300
    pdf = letter(kit.paragraph(" ".join(characters)))
    assert all_findings(pdf) == []
    assert " ".join(characters) in words_heard(pdf)
    assert set(characters) <= set(words_copied(pdf))


def test_character_without_a_font_is_named_and_read_as_itself(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.paragraph("Danke 😀 李明!"))
    assert all_findings(pdf) == []
    assert "Danke [GRINNING FACE] [CJK UNIFIED IDEOGRAPH-674E][CJK UNIFIED IDEOGRAPH-660E]!" in words_heard(
        pdf
    )
    assert [str(e.ActualText) for e in elements(pdf, "Span")] == ["😀", "李", "明"]
    assert kit.missing_characters("Danke 😀 李!") == ["李", "😀"]


def test_long_text_in_an_unknown_script_is_counted(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.paragraph("漢" * 500))
    assert "[500 Zeichen ohne Schriftbild]" in words_heard(pdf)
    assert [str(e.ActualText) for e in elements(pdf, "Span")] == ["漢" * 500]


def test_missing_character_in_header_footer_and_table_does_no_harm(kit: Kit, report: Make) -> None:
    pdf = report(kit.facts([("😀", "😀")]), running_title="😀", footer_lines=["😀"], watermark="😀")
    assert all_findings(pdf) == []


def test_arabic_is_joined_and_ordered_and_keeps_its_logical_text(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.paragraph("Frau محمد علي kommt."))
    spans = elements(pdf, "Span")
    assert [(str(e.ActualText), str(e.Lang)) for e in spans] == [("محمد علي ", "ar")]
    shown = re.findall(r"\(((?:\\.|[^)\\])*)\)Tj", page_operators(pdf, 0))
    drawn = [text.encode("latin-1").decode("utf-16-be", "replace") for text in shown]
    assert (
        "\ufef2\ufee0\ufecb \ufeaa\ufee4\ufea4\ufee3" in drawn
    )  # last letter first, every letter in its joined form
    assert "محمد" in words_copied(pdf)


def test_persian_ligatures_and_vowel_marks_do_no_harm(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.paragraph("الله ﷲ می\u200cخواهم السَّلَامُ لا پیچ گچ ڤ"))
    assert all_findings(pdf) == []
    assert "[" not in words_heard(pdf)


def test_to_unicode_maps_every_code_to_its_character(kit: Kit, letter: Make) -> None:
    pdf = opened(letter(kit.paragraph("Äпривет محمد")))
    for font in pdf.pages[0].Resources.Font.values():
        cmap = font.ToUnicode.read_bytes().decode()
        pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", cmap, re.MULTILINE)
        assert pairs.pop(0) == ("0000", "FFFF")  # the range of codes
        assert pairs
        assert all(0xFB50 <= int(code, 16) <= 0xFEFC or code == text for code, text in pairs)
        assert "0000" not in {text for _, text in pairs}
        blocks = re.findall(r"(\d+) beginbfchar\n(.*?)\nendbfchar", cmap, re.DOTALL)
        assert all(int(count) == len(lines.split("\n")) <= 100 for count, lines in blocks)


@pytest.mark.parametrize("char", ["x", "م", "漢", "\u0301", "a-", "ä "])
def test_endless_text_is_broken_in_linear_time(kit: Kit, letter: Make, char: str) -> None:
    letter(kit.paragraph(char * 1000))
    start = time.process_time()
    short = letter(kit.paragraph(char * 20_000))
    middle = time.process_time()
    long = letter(kit.paragraph(char * 200_000))
    end = time.process_time()
    assert len(opened(short).pages) <= len(opened(long).pages)
    assert end - middle < 40 * max(middle - start, 0.02)  # quadratic would be 100 times


def test_one_long_word_is_cut_and_stays_inside_the_margins(kit: Kit, letter: Make) -> None:
    word = "Donaudampfschifffahrt" * 30
    pdf = letter(kit.paragraph(f"Das Wort {word} ist lang."))
    assert all_findings(pdf) == []
    assert f"Das Wort {word} ist lang." in words_heard(pdf)


def test_two_equal_links_are_two_links(kit: Kit, letter: Make) -> None:
    link = kit.link("hier", "https://musterstadt.example/ä?x=(1)")
    pdf = letter(kit.paragraph([link, " und ", link]))
    assert all_findings(pdf) == []
    assert len(elements(pdf, "Link")) == 2
    urls = [str(note.A.URI) for note in opened(pdf).pages[0].Annots]
    assert urls == ["https://musterstadt.example/%C3%A4?x=%281%29"] * 2


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "../x", "", "data:text/html,x"])
def test_other_addresses_stay_plain_text(kit: Kit, letter: Make, url: str) -> None:
    pdf = letter(kit.paragraph(kit.link("hier", url)))
    assert elements(pdf, "Link") == []
    assert "hier" in words_heard(pdf)


def test_language_of_a_run_is_told(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.paragraph(["Danke: ", kit.foreign("Дякуємо", "uk")]))
    assert [str(e.Lang) for e in elements(pdf, "Span")] == ["uk"]


def test_lists_have_labels_and_bodies(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.numbered(["eins", "zwei"]))
    assert [str(e.S) for e in elements(pdf)][-7:] == ["/L", "/LI", "/Lbl", "/LBody", "/LI", "/Lbl", "/LBody"]
    assert "1.eins2.zwei" in words_heard(pdf)


def test_heading_never_stays_behind_alone(kit: Kit, report: Make) -> None:
    for lines in range(25, 40):
        blocks: list[Block] = [kit.paragraph("Zeile", space_after=0)] * lines
        pdf = report(*blocks, kit.heading("Kosten", 2), kit.paragraph(SENTENCE * 3))
        heading, body = elements(pdf, "H2")[0], elements(pdf, "P")[-1]
        assert heading.Pg.objgen == body.Pg.objgen
