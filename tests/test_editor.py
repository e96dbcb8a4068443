from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tracker.domain.errors import Refused, Unreadable
from tracker.editor import NotKept, edit_text

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


def writes(tmp_path: Path, patch: pytest.MonkeyPatch, then: str) -> None:
    """Let a script be the editor, which writes a line and then does something; it finds the file in $1."""
    script = tmp_path / "editor"
    script.write_text(f'#!/bin/sh\necho "a line and more" > "$1"\n{then}\n')
    script.chmod(0o700)
    patch.setattr("tempfile.tempdir", str(tmp_path))
    patch.setenv("EDITOR", str(script))


LETTERS: dict[str, tuple[str, int | None]] = {
    "nothing": ("", None),
    "it gives up": ("exit 3", None),
    "it is killed": ("kill -9 $$", None),
    "the terminal is closed": ("kill -HUP $PPID", 129),
    "the system ends letbe": ("kill -TERM $PPID", 143),
    "the terminal is closed, and it closes the file in its own way": (
        """echo "a line" > "$1"; echo "a line and more" > "$1.save"; kill -HUP $PPID; exit 1""",
        129,
    ),
}


@pytest.mark.skipif(sys.platform == "win32", reason="its editors are no scripts")
@pytest.mark.parametrize(("then", "code"), LETTERS.values(), ids=LETTERS)
def test_what_was_written_is_kept_whatever_happens_then(
    then: str, code: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes(tmp_path, monkeypatch, then)
    kept: list[str] = []
    if code:
        with pytest.raises(SystemExit) as ended:
            edit_text("a line", keep=kept.append)
        assert ended.value.code == code
    else:
        assert edit_text("a line", keep=kept.append) == (None if then else "a line and more")
    assert kept == ["a line and more"]
    assert [path.name for path in tmp_path.iterdir()] == ["editor"]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.skipif(sys.platform == "win32", reason="its editors are no scripts")
@pytest.mark.parametrize(
    ("script", "gives"),
    [('rm "$1"', None), ('rm "$1"; mkdir "$1"', None), ('echo "a line" > "$1"', "a line")],
    ids=["gone", "a folder", "as it was"],
)
def test_an_editor_that_wrote_nothing_new_leaves_nothing_to_keep(
    script: str, gives: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes(tmp_path, monkeypatch, script)
    kept: list[str] = []
    assert edit_text("a line", keep=kept.append) == gives
    assert kept == []


@pytest.mark.skipif(sys.platform == "win32", reason="its editors are no scripts")
@pytest.mark.parametrize("then", ["", "exit 3"])
def test_what_cannot_be_kept_stays_where_the_editor_wrote_it(
    then: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: str) -> None:
        raise Refused("The disk is full.")

    writes(tmp_path, monkeypatch, then)
    with pytest.raises(NotKept) as refused:
        edit_text("a line", keep=refuse)
    (left,) = tmp_path.glob("letbe-*")
    assert str(refused.value) == f"The disk is full. What you typed is still in {left}."
    assert left.read_text() == "a line and more\n"


@pytest.mark.skipif(sys.platform == "win32", reason="its editors are no scripts")
@pytest.mark.parametrize("then", ["exit 3", "kill -9 $$"])
def test_without_a_place_to_keep_it_what_was_written_is_named(
    then: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes(tmp_path, monkeypatch, then)
    with pytest.raises(NotKept) as ended:
        edit_text("a line")
    (left,) = tmp_path.glob("letbe-*")
    assert str(ended.value) == f"The editor gave up. What you typed is still in {left}."
    assert left.read_text() == "a line and more\n"


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    edit_text("a secret")
    assert list(tmp_path.iterdir()) == []
