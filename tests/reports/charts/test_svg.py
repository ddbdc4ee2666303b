"""A chart on a page: valid XML that says what it is, nothing inline, hostile names as text."""

import re
from xml.etree import ElementTree as ET

from django.template.loader import render_to_string

from reports.charts.chart import Chart
from reports.charts.svg import picture_of
from tests.reports.charts.examples import HOSTILE, bars

SVG = "{http://www.w3.org/2000/svg}"


def page(chart: Chart) -> str:
    return render_to_string("components/_chart.html", {"picture": picture_of(chart)})


def svg_of(markup: str) -> ET.Element:
    found = re.search(r"<svg.*</svg>", markup, re.DOTALL)
    assert found is not None
    return ET.fromstring(found[0].replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))  # noqa: S314  our own markup


def test_picture_has_a_name_a_description_patterns_and_no_inline_style() -> None:
    markup = page(bars(("Grün", 2, 0, 10_000, 5_000)))
    picture = svg_of(markup)
    assert picture.get("role") == "img"
    said = {each.get("id"): each.text for each in (*picture.iter(f"{SVG}title"), *picture.iter(f"{SVG}desc"))}
    assert set((picture.get("aria-labelledby") or "").split()) == set(said)
    assert all(said.values())
    fills = {each.get("fill") for each in picture.findall(f"{SVG}rect")}
    assert fills == {"url(#handlungsfelder-hatched)", "currentColor"}
    patterns = {f"url(#{each.get('id')})" for each in picture.iter(f"{SVG}pattern")}
    assert fills - {"currentColor"} <= patterns
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", markup)


def test_table_beneath_says_every_figure() -> None:
    markup = page(bars(("Grün", 2, 12_000, 10_000, 5_000)))
    cells = re.findall(r'data-label="([^"]*)"[^>]*>([^<]*)<', markup)
    assert [text for _, text in cells] == ["Grün", "2", "120,00", "100,00", "50,00"]
    assert cells[2][0] == "Beantragt (€)"


def test_hostile_name_is_text() -> None:
    markup = page(bars((HOSTILE, 1, 0, 100, 0)))
    assert "<script" not in markup
    words = [each.text for each in svg_of(markup).iter(f"{SVG}text")]
    assert (words[0] or "").startswith("<script>alert(1)</script>\"&'")


def test_chart_with_nothing_in_it_is_a_sentence() -> None:
    markup = page(bars())
    assert "In diesem Jahr ist noch kein Antrag eingegangen." in markup
    assert "<svg" not in markup
    assert "<table" not in markup
