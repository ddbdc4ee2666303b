"""A wrong value stops the start with one German sentence."""

from pathlib import Path

import pytest

from config.env import StartRefused, env_bool, env_int, env_list, env_secret, env_text


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", True), ("ja", True), ("TRUE", True), ("0", False), ("nein", False), ("off", False), ("", True)],
)
def test_bool_of_text(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("X", text)
    assert env_bool("X", default=True) is value


def test_bool_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "vielleicht")
    with pytest.raises(StartRefused) as refused:
        env_bool("X", default=True)
    assert refused.value.sentence == "X ist „vielleicht“. Erlaubt sind 1 (ja) und 0 (nein)."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("acht", "X ist „acht“. Gebraucht wird eine ganze Zahl."),
        ("1.5", "X ist „1.5“. Gebraucht wird eine ganze Zahl."),
        ("٣", "X ist „٣“. Gebraucht wird eine ganze Zahl."),
        ("0", "X ist 0. Erlaubt ist 1 bis 9."),
        ("10", "X ist 10. Erlaubt ist 1 bis 9."),
    ],
)
def test_int_refused(monkeypatch: pytest.MonkeyPatch, text: str, sentence: str) -> None:
    monkeypatch.setenv("X", text)
    with pytest.raises(StartRefused) as refused:
        env_int("X", 5, minimum=1, maximum=9)
    assert refused.value.sentence == sentence


def test_text_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("X", raising=False)
    with pytest.raises(StartRefused, match="X fehlt"):
        env_text("X")


def test_text_outside_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "c")
    with pytest.raises(StartRefused) as refused:
        env_text("X", choices=("a", "b"))
    assert refused.value.sentence == "X ist „c“. Erlaubt sind: a, b."


def test_list_splits_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", " a, b ,,")
    assert env_list("X") == ["a", "b"]


def test_secret_from_file_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("aus der Datei\n")
    monkeypatch.setenv("X", "aus der Umgebung")
    monkeypatch.setenv("X_FILE", str(tmp_path / "secret"))
    assert env_secret("X") == "aus der Datei"


@pytest.mark.parametrize("content", [None, "", " \n"])
def test_secret_file_unusable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "secret"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("X_FILE", str(path))
    with pytest.raises(StartRefused, match="X_FILE"):
        env_secret("X")
