"""Backups: one a day, thinned out with time, and each read back before it counts."""

from __future__ import annotations

import errno
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.storage.faulty_disk import FaultyDisk, QuickDisk, failing
from tests.storage.making import BEGIN, commit, done, making, still
from tracker.storage.file.file_store import FileStore
from tracker.storage.recovery.backups import OTHERS, Backup, Backups, Occasion, unwanted

NOON = int(datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp() * 1000)
A_DAY = 86_400_000


def test_a_backup_gives_back_what_was_kept(tmp_path: Path) -> None:
    backups = Backups(QuickDisk(), str(tmp_path), "book")
    kept = backups.keep(b"data" * 1000, Occasion.NOW, NOON)
    assert kept == Backup("2026-11-22T120000-00-now", date(2026, 11, 22), Occasion.NOW, kept.size)
    assert backups.read(kept.id) == b"data" * 1000
    assert backups.all() == [kept]


def test_two_of_one_second_are_two(tmp_path: Path) -> None:
    backups = Backups(QuickDisk(), str(tmp_path), "book")
    for data in (b"one", b"two"):
        backups.keep(data, Occasion.MERGE, NOON)
    assert [backups.read(backup.id) for backup in backups.all()] == [b"one", b"two"]


def test_seven_days_four_weeks_and_six_months_are_kept() -> None:
    today = date(2026, 11, 22)
    days = [today - timedelta(days) for days in range(400)]
    made = [Backup(f"{day}T120000-00-daily", day, Occasion.DAILY, 1) for day in days]
    going = {backup.day for backup in unwanted(made)}
    kept = [day for day in days if day not in going]
    assert kept[:7] == days[:7]
    assert [str(day) for day in kept[7:]] == [
        "2026-11-15", "2026-11-08", "2026-11-01", "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30",
    ]  # fmt: skip


def test_thinning_day_by_day_keeps_as_much_as_thinning_at_once() -> None:
    kept: list[Backup] = []
    for offset in range(400):
        day = date(2025, 11, 1) + timedelta(offset)
        kept.append(Backup(f"{day}T120000-00-daily", day, Occasion.DAILY, 1))
        going = unwanted(kept)
        kept = [backup for backup in kept if backup not in going]
    assert 13 <= len(kept) <= 17
    assert (max(kept).day - min(kept).day).days >= 120


def test_the_other_occasions_do_not_push_the_days_out() -> None:
    made = [Backup(f"2026-11-22T{n:06}-00-merge", date(2026, 11, 22), Occasion.MERGE, 1) for n in range(30)]
    daily = Backup("2026-01-01T000000-00-daily", date(2026, 1, 1), Occasion.DAILY, 1)
    going = unwanted([*made, daily])
    assert going == made[9::-1]


def test_what_cannot_be_read_back_is_no_backup(tmp_path: Path) -> None:
    class Liar(QuickDisk):
        def write(self, handle: int, data: bytes | memoryview) -> int:
            super().write(handle, bytes(len(data)))
            return len(data)

    with pytest.raises(OSError, match="is damaged"):
        Backups(Liar(), str(tmp_path), "book").keep(b"data" * 100, Occasion.NOW, NOON)
    assert Backups(QuickDisk(), str(tmp_path), "book").all() == []


def test_each_day_has_one_and_a_full_disk_stops_no_save(tmp_path: Path) -> None:
    def store(disk: QuickDisk | None = None) -> FileStore:
        return FileStore(str(tmp_path / "habits.json"), str(tmp_path / "state"), still, disk or QuickDisk())

    def backups() -> int:
        return len(list((tmp_path / "state" / "backups").rglob("*.gz")))

    commit(store(), BEGIN)
    commit(store(), done(0))
    assert backups() == 1
    counting = FaultyDisk()
    store(counting).commit(making(done(1)), NOON)
    assert backups() == 2
    writes = [number for number, call in enumerate(counting.calls) if call == "write"]
    made = store(FaultyDisk(writes[-1], failing(errno.ENOSPC))).commit(making(done(2)), NOON + A_DAY)
    assert made.entry
    assert backups() == 2
    store().commit(making(done(3)), NOON + A_DAY)
    assert backups() == 3


@pytest.mark.parametrize("count", [3, 45])
def test_every_copy_that_is_merged_is_kept_however_many_come_at_once(count: int, tmp_path: Path) -> None:
    backups = Backups(QuickDisk(), str(tmp_path), "book")
    for number in range(count):
        backups.keep(b"%d" % number, Occasion.COPY, 1_760_000_000_000)
    assert {backups.read(each.id) for each in backups.all()} == {b"%d" % number for number in range(count)}
    backups.keep(b"later", Occasion.COPY, 1_760_000_000_000 + 40 * 86_400_000)
    assert len(backups.all()) == min(count + 1, OTHERS)


def test_more_than_a_hundred_backups_of_one_second_have_ids_of_their_own(tmp_path: Path) -> None:
    backups = Backups(QuickDisk(), str(tmp_path), "book")
    first = backups.keep(b"first", Occasion.COPY, 1_760_000_000_000)
    for number in range(1, 100):
        name = first.id.replace("-00-", f"-{number:02}-")
        (tmp_path / "backups" / "book" / f"{name}.json.gz").write_bytes(b"")
    last = backups.keep(b"last", Occasion.COPY, 1_760_000_000_000)
    assert "-100-copy" in last.id
    assert (backups.read(first.id), backups.read(last.id)) == (b"first", b"last")
