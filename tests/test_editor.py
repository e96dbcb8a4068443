from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tracker.domain.errors import Unreadable
from tracker.editor import edit_text

WRITES = "import sys; path = sys.argv[1]; text = open(path).read(); open(path, 'w').write(text + ' and more\\n\\n')"


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


def test_what_was_written_comes_back_without_the_last_line_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c "{WRITES}"')
    assert edit_text("a line") == "a line and more"


def test_visual_comes_before_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' -c pass")
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    assert edit_text("as it was") == "as it was"


@pytest.mark.parametrize("command", ["/no/such/editor", "vi 'unfinished", "false"])
def test_an_editor_that_cannot_be_run_gives_nothing(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", command)
    assert edit_text("a line") is None


def test_a_blank_editor_means_the_usual_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vi = tmp_path / "vi"
    vi.write_text(f"#!{sys.executable}\n{WRITES}\n")
    vi.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("EDITOR", "  ")
    assert edit_text("a line") == "a line and more"


def test_what_is_no_text_is_refused_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    broken = "import sys; open(sys.argv[1], 'wb').write(b'schl' + bytes([0xe4]) + b'ft')"
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c "{broken}"')
    with pytest.raises(Unreadable, match="not text in UTF-8; it is kept in "):
        edit_text("a line")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"schl\xe4ft"]


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    edit_text("a secret")
    assert list(tmp_path.iterdir()) == []
