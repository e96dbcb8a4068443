"""Pages for a browser: they stand by themselves, may load nothing, and are written only when they have changed."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from tests.cli.shell import Letbe


def test_pages_are_written_once_and_again_only_when_they_changed(letbe: Letbe, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    letbe("done", "quiet", "--note", "<b>rain</b>")
    assert letbe.out("page", "-o", str(folder)) == f"{folder}: 3 pages written\n"
    assert sorted(path.name for path in folder.iterdir()) == ["index.html", "review.html", "week.html"]
    times = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert letbe.out("page", "-o", str(folder)) == f"{folder}: 0 pages written; 3 pages had not changed\n"
    assert times == {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    letbe("note", "quiet", "sun")
    assert "0 pages written" not in letbe.out("page", "-o", str(folder))
    assert "sun" in (folder / "index.html").read_text()


def test_a_page_takes_the_place_of_no_file_that_letbe_did_not_write(letbe: Letbe, tmp_path: Path) -> None:
    letbe("done", "quiet")
    folder = tmp_path / "site"
    folder.mkdir()
    for name in ("index.html", "review.html"):
        (folder / name).write_text("<p>mine</p>")
        answer = letbe("page", "-o", str(folder))
        assert (answer.code, answer.err) == (1, f"{folder / name} was not written by letbe; name another folder.\n")
        assert [path.read_text() for path in folder.iterdir()] == ["<p>mine</p>"], "none of them is written"
        (folder / name).unlink()
    (folder / "week.html").touch()  # an empty one is nobody's
    assert "3 pages written" in letbe.out("page", "-o", str(folder))


def test_a_page_may_load_and_run_nothing_but_its_own_style(letbe: Letbe, tmp_path: Path) -> None:
    letbe("done", "quiet", "--note", "<script>alert(1)</script>")
    letbe("page", "-o", str(tmp_path / "pages"))
    for path in (tmp_path / "pages").iterdir():
        html = path.read_text()
        (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
        (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        own = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy == f"default-src 'none'; style-src 'sha256-{own}'; base-uri 'none'; form-action 'none'"
        assert "<script" not in html
        assert re.findall(r' style="|(?:src|href)="(?!index|week|review)', html) == []
    assert "&lt;script&gt;" in (tmp_path / "pages" / "index.html").read_text()


def test_pages_for_other_eyes_have_no_names_and_refusals_are_sentences(letbe: Letbe, tmp_path: Path) -> None:
    letbe("done", "quiet", "--note", "private")
    letbe("page", "-o", str(tmp_path / "pages"), "--mask")
    html = (tmp_path / "pages" / "index.html").read_text()
    assert "private" not in html
    assert "Quiet time" not in html
    assert "habit jsn" in html
    assert "<td>done</td>" in html, "what was done is judged as it was"
    letbe("page", "-o", str(tmp_path / "part"), "--no-notes", "--area", "personal")
    html = (tmp_path / "part" / "index.html").read_text()
    assert ("Quiet time" in html, "private" in html, "Listen" in html) == (True, False, False)
    assert letbe("page", "-o", str(tmp_path / "part"), "--habit", "harpsichord").code == 3
    (tmp_path / "file").write_text("x")
    assert letbe("page", "-o", str(tmp_path / "file")).code == 4
    assert letbe("page").code == 2
    assert Letbe(str(tmp_path / "none" / "habits.json"))("page", "-o", str(tmp_path / "p")).code == 1
