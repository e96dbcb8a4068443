from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Letbe
from tracker.storage.file.book_file import read_whole

HEADER = "day,habit,mark,amount,passed,acted,note\n"


@pytest.fixture
def full(letbe: Letbe) -> Letbe:
    letbe("redo")
    letbe("done", "quiet", "--note", "=rained")
    letbe("done", "mindful", "20m", "--on", "yesterday")
    letbe("skip", "listen", "--on", "-3..-2")
    letbe("ease", "4")
    return letbe


def emptied(letbe: Letbe, tmp_path: Path) -> Letbe:
    """A second book, with the same practices and no marks."""
    other = Letbe(str(tmp_path / "other" / "habits.json"))
    other("done", "quiet")
    other("clear", "quiet")
    return other


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_what_is_exported_comes_back_elsewhere(ending: str, full: Letbe, tmp_path: Path) -> None:
    path = str(tmp_path / f"out.{ending}")
    assert full("export", "-o", path).code == 0
    other = emptied(full, tmp_path)
    assert other.out("import", path).startswith("Imported 4 new marks")
    again = str(tmp_path / f"again.{ending}")
    other("export", "-o", again)
    same = [Path(each).read_text() for each in (path, again)]
    if ending == "json":
        books = [read_whole(text) for text in same]
        assert books[0].logs == books[1].logs
        assert books[0].reflections == books[1].reflections
    else:
        assert same[0] == same[1]
    assert other.out("import", path) == "Nothing new in it: 4 marks here already\n"


def test_an_import_is_one_change_that_undo_takes_back(full: Letbe, tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    path.write_text(HEADER + "2026-11-01,Quiet time alone,done,,,,\n2026-11-02,quiet time alone,missed,,,,x\n")
    before = full.out("export", "--format", "csv")
    assert full.out("import", str(path), "--dry-run") == "It would bring 2 new marks\n"
    assert full.out("export", "--format", "csv") == before
    assert full.out("import", str(path)) == "Imported 2 new marks (undo: letbe undo)\n"
    assert full.out("undo").startswith("Taken back: Imported marks.csv: 2 new marks")
    assert full.out("export", "--format", "csv") == before


def test_what_an_import_takes_the_place_of_is_counted_and_no_note_is_lost(full: Letbe, tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    path.write_text(
        HEADER
        + "2026-11-22,Quiet time alone,missed,,,,then it cleared\n"
        + "2026-11-21,Mindful minutes,,20,,,\n"
        + "2026-11-20,Quiet time alone,done,,,,new\n"
    )
    brings = "1 new mark, 1 mark in place of another, 1 note joined to the one that was there, 1 mark here already"
    assert full.out("import", str(path), "--dry-run") == f"It would bring {brings}\n"
    assert full.out("import", str(path)) == f"Imported {brings} (undo: letbe undo)\n"
    assert full.json("log", "quiet")[-1]["note"] == "=rained\nthen it cleared"
    assert full.out("import", str(path)) == "Nothing new in it: 3 marks here already\n"
    assert f"Imported marks.csv: {brings}" in full.out("history")
    full("undo")
    assert (full.one("log", "quiet")["mark"], full.one("log", "quiet")["note"]) == ("done", "=rained")


def test_a_name_that_is_not_in_the_list_is_refused_or_added(full: Letbe, tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    path.write_text(HEADER + "2026-11-01,Quiet time alone,done,,,,\n2026-11-02,Piano,done,,,,\n")
    before = full.bytes
    answer = full("import", str(path))
    assert (answer.code, full.bytes) == (1, before)
    assert answer.err.startswith("Line 3: there is no habit “Piano”")
    assert (
        full.out("import", str(path), "--create") == "Imported 2 new marks, 1 new habit, 1 pause (undo: letbe undo)\n"
    )
    assert full.one("log", "piano")["mark"] == "done"


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("2026-11-23,Quiet time alone,done,,,,\n", "has not come yet"),
        ("2026-11-01,Quiet time alone,done,,,,\n2026-11-01,Quiet time alone,skip,,,,\n", "line 3 says something else"),
        ("2026-11-01,Quiet time alone,what,,,,\n", "is not a mark"),
    ],
)
def test_a_file_with_one_bad_row_imports_nothing(content: str, hint: str, full: Letbe, tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    path.write_text(HEADER + "2026-11-05,Quiet time alone,done,,,,\n" + content)
    before = full.bytes
    answer = full("import", str(path))
    assert (answer.out, full.bytes) == ("", before)
    assert hint in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("content", ["", "{}", '{"meta": {}}', "{not json", "\x00", "name,value\n1,2\n"])
def test_what_is_neither_is_refused_in_a_sentence(content: str, full: Letbe, tmp_path: Path) -> None:
    path = tmp_path / "strange"
    path.write_text(content)
    before = full.bytes
    for words in (["--from", "json"], ["--from", "csv"], []):
        answer = full("import", str(path), *words)
        assert answer.code == 2, answer
        assert answer.err.count("\n") == 1
    assert full.bytes == before
    assert full("import", str(tmp_path / "nowhere")).code == 4
    assert full("import", str(path), "--from", "xml").code == 2
    assert full("export", "--format", "xml").code == 2


def test_a_diary_is_for_reading(full: Letbe) -> None:
    assert "### Quiet time alone" in full.out("export", "--format", "markdown")


def test_a_whole_book_begins_an_empty_place(full: Letbe, tmp_path: Path) -> None:
    path = str(tmp_path / "out.json")
    full("export", "-o", path)
    other = Letbe(str(tmp_path / "third" / "habits.json"))
    assert other("export").code == 1
    assert other("import", path).out.startswith("Imported 4 marks, 7 habits, 3 areas, 1 reflection")
    assert [item["name"] for item in other.json("habits")] == [item["name"] for item in full.json("habits")]


ENCODED = HEADER + "2026-11-01,Quiet time alone,done,,,,schön\n"


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (ENCODED.encode("utf-16"), "is not text in UTF-8, but in UTF-16; save it in UTF-8"),
        (ENCODED.encode("utf-16-le"), "but in UTF-16"),
        (ENCODED.encode("utf-16-be"), "but in UTF-16"),
        (ENCODED.encode("latin-1"), "is not text in UTF-8; save it in UTF-8"),
        (ENCODED.encode("cp1252"), "Line 2 of "),
    ],
)
@pytest.mark.parametrize("command", ["import", "habits import"])
def test_what_is_no_utf_8_is_refused_with_what_it_is(
    data: bytes, hint: str, command: str, full: Letbe, tmp_path: Path
) -> None:
    path = tmp_path / "marks.csv"
    path.write_bytes(data)
    before = full.bytes
    for answer in (full(*command.split(), str(path)), full(*command.split(), "-", stdin=data)):
        assert (answer.code, answer.out, full.bytes) == (2, "", before)
        assert hint in answer.err


def test_the_table_of_another_spreadsheet_is_read(full: Letbe, tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    path.write_bytes(b"\xef\xbb\xbfsep=;\r\n" + ENCODED.replace(",", ";").replace("\n", "\r\n").encode())
    assert full.out("import", str(path)).startswith("Imported 1 new mark")
    assert full.json("log", "quiet")[0]["note"] == "schön"


@pytest.mark.more
def test_a_long_import_says_on_a_terminal_how_far_it_is_and_takes_the_line_away(full: Letbe, tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    path.write_text("day,habit,mark,note\n2026-11-02,Quiet time alone,done,\n" + "\n" * 400_000)
    answer = full("import", str(path), terminal=True)
    reading, taking = "\rReading marks.csv …\x1b[K", "\rTaking in 1 new mark …\x1b[K"
    assert answer.err == f"{reading}\r\x1b[K{taking}\r\x1b[K"
    for quiet in ({"TERM": "dumb"}, {}):
        words = ("-q",) if not quiet else ()
        assert not full("import", str(path), *words, terminal=True, env=quiet).err
    assert not full("import", str(path)).err, "no program has to read past it"
    path.write_text("day,habit,mark\n2026-11-02,Nobody,done\n" + "\n" * 400_000)
    assert full("import", str(path), terminal=True).err.startswith(f"{reading}\r\x1b[KLine 2: there is no habit")


def test_an_empty_list_of_marks_is_called_so(full: Letbe, tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    path.write_text("day,habit,mark\n")
    assert full.out("import", str(path)) == "There is nothing in it\n"


def test_a_path_of_no_letters_is_refused_as_one(full: Letbe) -> None:
    refused = full("import", "")
    assert (refused.code, refused.err) == (
        4,
        "A path of no letters names no file; write where the file or folder lies.\n",
    )


def test_the_files_of_a_folder_are_counted_before_the_first_is_read(
    full: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        (tmp_path / f"{number}.csv").write_text("date,habit\n", encoding="utf-8")
    monkeypatch.setattr("tracker.exchange.trackers.parcel.MOST_MEMBERS", 3)
    monkeypatch.setattr("tracker.service.files.chosen_file._read", lambda *_: pytest.fail("read"))
    assert "more than 3 files; name the folder of the export itself" in full("import", str(tmp_path)).err
