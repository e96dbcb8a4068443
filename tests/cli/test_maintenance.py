from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.shell import Letbe
from tests.surroundings import CLOCK, HOLD_CLOCK


@pytest.fixture
def full(letbe: Letbe) -> Letbe:
    os.chmod(os.environ["XDG_STATE_HOME"] + "/letbe", 0o700)
    letbe("redo")
    letbe("done", "quiet")
    return letbe


def test_a_backup_is_made_listed_and_restored_and_the_restore_undone(full: Letbe) -> None:
    full.now = full.now.replace(hour=13)
    kept = full.out("backup", "now").split()[2]
    full.now = full.now.replace(minute=1)  # where a day begins in UTC by now, its first change makes one too
    full("done", "listen", "--on", "yesterday")
    full("clear", "quiet")
    assert kept in full.out("backup")
    assert full.json("backup", "list")[0]["id"] == kept
    assert full.out("backup", "restore", kept[:17]) == f"The book is as it was in {kept} (undo: letbe undo)\n"
    assert full.one("log", "quiet")["mark"] == "done"
    assert full.json("log", "listen") == []
    assert full.out("backup", "restore", "latest").startswith("The book is as it was")
    full("undo", "2")
    assert full.json("log", "quiet") == []
    assert full("backup", "restore", "1999").code == 3
    assert full("backup", "restore").code == 2
    assert full("backup", "shred").code == 2


def test_a_restore_is_asked_about_on_a_terminal_only(full: Letbe) -> None:
    kept = full.out("backup", "now").split()[2]
    full("clear", "quiet")
    assert full("backup", "restore", kept, stdin="n\n", terminal=True).code == 1
    assert full("backup", "restore", kept, stdin="y\n", terminal=True).code == 0


def test_where_nobody_has_begun_there_is_nothing_to_look_after(empty: Letbe) -> None:
    assert empty("backup").err.startswith("There are no backups yet")
    assert empty("backup", "now").code == 1
    assert empty.out("doctor").startswith("  There is no file")
    assert empty.bytes is None


def elsewhere(full: Letbe, path: Path, *words: str, patch: pytest.MonkeyPatch) -> None:
    """Change a copy of the book on another machine."""
    shutil.copy(full.path, path)
    with patch.context() as other:
        other.setenv("XDG_STATE_HOME", str(path.parent / "another state"))
        Letbe(str(path))(*words)


def test_a_copy_is_merged_with_a_report(full: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "there.json"
    elsewhere(full, there, "done", "listen", "--note", "a walk", patch=monkeypatch)
    full("done", "listen", "--note", "rained")
    before = full.bytes
    dry = full.out("merge", str(there), "--dry-run")
    assert "kept beside: " in dry
    assert "set in both: the later one holds" in dry
    assert full.bytes == before
    assert full.out("merge", str(there)) == dry.replace("would come", "came")
    assert "Kept beside another note in a merge" in full.out("doctor")
    merged = full.bytes
    full("merge", str(there))
    assert full.bytes == merged
    assert full("merge", str(tmp_path / "nowhere")).code == 4


def in_another_month(full: Letbe, month: str, folder: Path) -> Path:
    """Make a copy of the book in which the mark of this month is one of another month."""
    folder.mkdir()
    copy = folder / "there.json"
    copy.write_bytes((full.bytes or b"").replace(b'"2026-11": {"', f'"{month}": {{"'.encode()))
    return copy


@pytest.mark.parametrize("month", ["2026-12", "2027-01", "2150-01"])
def test_a_mark_of_a_day_to_come_is_not_merged(full: Letbe, tmp_path: Path, month: str) -> None:
    before, there = full.bytes, in_another_month(full, month, tmp_path / "usb")
    for words in ((), ("--dry-run",)):
        answer = full("merge", str(there), *words)
        assert (answer.code, full.bytes) == (1, before)
        assert f"cannot be merged: {month}-22 has not come yet" in answer.err


@pytest.mark.parametrize("month", ["1899-12", "1969-12", "2026-12", "2150-01"])
def test_marks_beyond_the_calendar_are_named_by_doctor_and_can_be_cleared(
    full: Letbe, tmp_path: Path, month: str
) -> None:
    assert full("doctor").code == 0
    Path(full.path).write_bytes(in_another_month(full, month, tmp_path / "usb").read_bytes())
    found = full("doctor")
    assert found.code == 1
    assert f"has 1 mark on days that no mark can be made on: {month}-22" in " ".join(found.out.split())
    full("clear", "quiet", "--on", f"{month}-22")
    assert "no mark can be made on" not in full("doctor").out


def test_an_undo_after_a_merge_keeps_what_the_merge_brought(
    full: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there.json"
    elsewhere(full, there, "edit", "quiet", "--why", "calm", patch=monkeypatch)
    full("edit", "quiet", "--name", "Silence")
    full("merge", str(there))
    assert "calm" in full.out("habits", "export")
    full("undo")
    exported = full.out("habits", "export")
    assert "Quiet time alone" in exported
    assert "calm" in exported


def test_git_merges_two_branches_of_a_book(full: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    shutil.copy(full.path, ours)
    elsewhere(full, theirs, "done", "listen", patch=monkeypatch)
    full("done", "mindful", "5")
    shutil.copy(full.path, ours)
    assert full("merge", "--git", full.path, str(ours), str(theirs)).code == 0
    merged = Letbe(str(ours))
    assert all(len(merged.json("log", name)) == 1 for name in ("quiet", "listen", "mindful"))
    assert full("merge", "--git", str(ours)).code == 2


def test_the_doctor_finds_and_mends_what_is_wrong(full: Letbe) -> None:
    assert full.out("doctor").splitlines()[0] == "  Everything is in order."
    assert "There was nothing to mend." in full.out("doctor", "--repair")
    path = Path(full.path)
    path.with_name("habits.json.new").write_text("half a sa")
    path.chmod(0o644)
    text = path.read_text()
    path.write_text(text.replace('"area": "communication"', '"area": "nowhere"', 1))
    shutil.copy(path, path.with_name("habits (1).json"))
    answer = full("doctor")
    assert answer.code == 1
    for words in (
        "Not all is in order: 5 things to mend.",
        "changed from outside",
        "cut short",
        "read by others",
        "without an area",
        "sync program",
    ):
        assert words in " ".join(answer.out.split())
    assert full("doctor", "--repair").code == 0
    assert full("doctor").code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.with_name("habits (1).json").exists()
    assert "Found again" in full.out("habits")


def test_the_doctor_looks_at_a_damaged_file_without_touching_it(full: Letbe) -> None:
    path = Path(full.path)
    path.write_bytes(path.read_bytes()[:500])
    broken = full.bytes
    answer = full("doctor")
    assert (answer.code, full.bytes) == (1, broken)
    assert "cannot be read" in " ".join(answer.out.split())
    assert full("doctor", "--repair").code == 0
    assert full.one("log", "quiet")["mark"] == "done"


def test_the_doctor_counts_days_and_weeks_apart(full: Letbe) -> None:
    full("ease", "4")
    assert "days with an ease or a line: 1, looked back on: 0 weeks, 0 months, 0 years." in " ".join(
        full.out("doctor").split()
    )


def test_a_folder_that_is_synced_is_named(full: Letbe, tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert "Syncthing" in full.out("doctor")


def test_letbe_runs_as_the_merge_driver_that_the_readme_names() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert "letbe merge --git %O %A %B" in readme
    assert subprocess.run(["git", "--version"], check=False, capture_output=True).returncode == 0


def test_checking_off_loads_nothing_that_is_only_needed_when_something_is_wrong(full: Letbe) -> None:
    probe = (
        f"{HOLD_CLOCK}\nimport sys; from tracker.__main__ import main; sys.argv = ['letbe', 'done', 'listen']; main(); "
        "print(*(name for name in sys.modules if name.startswith('tracker.')))"
    )
    env = {**os.environ, "LETBE_FILE": full.path, CLOCK: "by hand"}
    subprocess.run([sys.executable, "-c", probe], env=env, check=True, capture_output=True)  # may make a day's backup
    ran = subprocess.run([sys.executable, "-c", probe], env=env, check=True, capture_output=True, text=True)
    loaded = {name.removeprefix("tracker.") for name in ran.stdout.splitlines()[-1].split()}
    assert "storage.file.file_store" in loaded
    assert not loaded & {
        "storage.merge.merge",
        "storage.merge.merge_months",
        "storage.merge.merge_copies",
        "storage.recovery.rescue",
        "storage.recovery.salvage",
        "storage.recovery.examine",
        "storage.file.standalone_file",
        "service.files.maintenance",
        "service.files.importing",
    }
