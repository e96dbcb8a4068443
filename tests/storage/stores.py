"""Stores on a file in a folder of its own, and the file edited by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, commit, still
from tracker.storage.file.disk import Disk
from tracker.storage.file.file_store import FileStore


def store_at(path: Path, disk: Disk | None = None) -> FileStore:
    return FileStore(str(path), str(path.parent.parent / "state"), still, disk or QuickDisk())


def begun(path: Path) -> FileStore:
    store = store_at(path)
    commit(store, BEGIN)
    return store


def tables(path: Path) -> Any:
    return json.loads(path.read_text())


def rewrite(path: Path, *replacements: tuple[str, str]) -> None:
    text = path.read_text()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
