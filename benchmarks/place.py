"""Place: a folder of its own for a run, with the books, the programs and the environment to start them in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.books import Shape, write_book

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).resolve().parent / "floors"

_ENTRY = "import sys\nfrom tracker.__main__ import start\nsys.exit(start())\n"
_LEFT_OUT = ("PYTHON", "TEXTUAL", "LETBE", "XDG_", "TMUX", "NO_COLOR", "COLUMNS", "LINES")


class Place:
    """Where one run of the benchmark happens; nothing outside the folder is read or written by letbe."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_LEFT_OUT)}
        homes = {f"XDG_{name}_HOME": os.path.join(folder, name.lower()) for name in ("DATA", "STATE", "CONFIG")}
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self.env = {**kept, **homes, **terminal, "HOME": folder, "PYTHONPATH": str(ROOT)}
        self._entry = os.path.join(folder, "letbe")
        Path(self._entry).write_text(_ENTRY, encoding="utf-8")  # what an installer writes
        subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "tracker")], check=True)

    def letbe(self, *words: str) -> list[str]:
        """Return the command that starts letbe."""
        return [sys.executable, self._entry, *words]

    def floor(self, name: str) -> list[str]:
        """Return the command that starts a floor."""
        return [sys.executable, str(FLOORS / f"{name}.py")]

    def book(self, shape: Shape) -> str:
        """Return the path of a book that is only ever copied, made when first asked for."""
        path = os.path.join(self.folder, "-".join(map(str, tuple(shape))), "habits.json")
        if not os.path.exists(path):
            write_book(path, shape)
            # letbe itself brings it into the shape in which it keeps a book.
            subprocess.run(self.letbe("ease", "3", "--on", "-9"), env=self.on(path), check=True, capture_output=True)
        return path

    def copy(self, shape: Shape, name: str = "work") -> str:
        """Copy a book to where it may be changed, with its journal: without that it would be brought up from it."""
        folder = os.path.join(self.folder, name)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(os.path.dirname(self.book(shape)), folder)
        return os.path.join(folder, "habits.json")

    def on(self, path: str) -> dict[str, str]:
        """Return the environment in which letbe works on a book."""
        return {**self.env, "LETBE_FILE": path, "XDG_STATE_HOME": os.path.join(os.path.dirname(path), "state")}
