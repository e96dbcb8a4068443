from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.shell import Letbe


def place(folder: Path, patch: pytest.MonkeyPatch) -> Letbe:
    """Keep everything that letbe reads and writes in one folder."""
    for name in ("DATA", "STATE", "CONFIG"):
        patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    return Letbe(str(folder / "habits.json"))


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the starters in it, made once and copied for every test."""
    folder = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patch:
        letbe = place(folder, patch)
        letbe("done", "quiet")
        letbe("undo")
    return folder


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Letbe:
    """letbe where nobody has begun yet."""
    return place(tmp_path, monkeypatch)


@pytest.fixture
def letbe(empty: Letbe, begun: Path, tmp_path: Path) -> Letbe:
    """letbe with the starters, and nothing recorded."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    return empty
