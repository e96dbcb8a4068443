"""Windows and macOS, as far as they can be known from elsewhere: stand-ins for what is another there."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import unicodedata
from contextlib import nullcontext
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.surroundings import ROOT
from tracker.cli.console import Console, Surroundings
from tracker.editor import edit_text
from tracker.storage.file.disk import Disk
from tracker.storage.file.names import find_copies


@pytest.mark.skipif(sys.platform != "linux", reason="the stand-in’s locks are those of Linux")
def test_on_windows_every_module_can_be_imported_and_the_command_line_and_the_app_keep_a_book(tmp_path: Path) -> None:
    env = {**os.environ, "LOCALAPPDATA": str(tmp_path / "Local"), "PYTHONUTF8": "1"}
    env |= {"TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver"}
    program = [sys.executable, str(ROOT / "tests" / "windows_stand_in.py"), str(tmp_path)]
    ran = subprocess.run(program, env=env, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    seen = json.loads(ran.stdout)
    assert seen["failed"] == {}
    own = os.path.join(tmp_path, "Local", "letbe")
    assert seen["places"] == [os.path.join(own, "habits.json"), own, os.path.join(own, "settings.toml")]
    assert {seen[word][0] for word in ("add", "done", "again", "today", "doctor")} == {0}
    assert seen["app"] == 0
    assert seen["refused"][0] == 4
    in_use, free = seen["lock"]
    assert "is in use by process" in in_use
    assert free == "free"
    assert "or another program has it open" in seen["refused"][2]
    assert [habit["mark"] for habit in json.loads(seen["today"][1]) if habit["name"] == "Walk"] == ["done"]


@pytest.mark.parametrize(
    ("wish", "line"),
    [
        ("", '"notepad" '),
        ("code --wait", r'"C:\bin\code.CMD" --wait '),
        (r'"C:\Program Files\Ed\ed.exe" -w "a b"', r'"C:\Program Files\Ed\ed.exe" -w "a b" '),
        (r"C:\ed.exe", r'"C:\ed.exe" '),
    ],
)
def test_on_windows_an_editor_is_called_as_windows_calls_it(
    wish: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    class Program(nullcontext["Program"]):
        """A program that does nothing, and ends well."""

        def __init__(self, command: str) -> None:
            super().__init__(self)
            called.append(command)

        def wait(self) -> int:
            return 0

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", wish)
    monkeypatch.setattr("shutil.which", lambda word: r"C:\bin\code.CMD" if word == "code" else None)
    monkeypatch.setattr("subprocess.Popen", Program)
    monkeypatch.setattr(sys, "platform", "win32")
    assert edit_text("a line") == "a line"
    assert [command.startswith(line) for command in called] == [True], called


class _Terminal(StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


@pytest.mark.parametrize(("known", "painted"), [(1, "\x1b[1mWalk\x1b[0m"), (0, "Walk")])
def test_on_windows_a_console_is_asked_for_colours_and_goes_without_where_it_has_none(
    known: int, painted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []

    class Kernel:
        def GetConsoleMode(self, handle: ctypes.c_void_p, mode: Any) -> int:  # noqa: N802 - so Windows calls it
            mode._obj.value = 3
            return 1

        def SetConsoleMode(self, handle: ctypes.c_void_p, mode: int) -> int:  # noqa: N802
            modes.append(mode)
            return known

    msvcrt = ModuleType("msvcrt")
    msvcrt.get_osfhandle = lambda handle: handle + 100  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(ctypes, "windll", ModuleType("windll"), raising=False)
    monkeypatch.setattr(ctypes.windll, "kernel32", Kernel(), raising=False)  # type: ignore[attr-defined]
    monkeypatch.setattr(sys, "platform", "win32")
    console = Console(Surroundings(StringIO(), _Terminal(), StringIO(), {}, lambda *_: 0))
    assert console.paint("Walk", "bold") == painted
    assert modes == [3 | 4]


@pytest.mark.parametrize("ways", [["through"], ["through", "plainly"]], ids=["to the disk", "as far as a share can"])
def test_on_macos_a_save_waits_for_the_disk_itself_where_it_can(
    ways: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    asked: list[str] = []

    def control(handle: int, command: int) -> int:
        asked.append("through" if command == 51 else "?")
        if len(ways) > 1:
            raise OSError(45, "Operation not supported")
        return 0

    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", control)
    monkeypatch.setattr("os.fsync", lambda handle: asked.append("plainly"))
    monkeypatch.setattr(sys, "platform", "darwin")
    Disk().sync(1)
    assert asked == ways


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_a_copy_is_found_however_a_disk_writes_its_accents(typed: str, form: str, tmp_path: Path) -> None:
    book = unicodedata.normalize(typed, str(tmp_path / "bücher.json"))  # type: ignore[arg-type]
    names = [unicodedata.normalize(form, name) for name in ("bücher.json", "bücher (1).json", "bücher.json.bak")]  # type: ignore[arg-type]

    class Folder(Disk):
        def names(self, path: str) -> list[str]:
            return names

    found = [os.path.basename(path) for path in find_copies(Folder(), book)]
    assert found == [names[1]]
