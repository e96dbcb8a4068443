"""What the project promises about itself: that its papers say what its programs do."""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
VERSIONS = runpy.run_path(str(ROOT / ".ci" / "versions.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_continuous_check_runs_the_very_line_that_the_readme_gives() -> None:
    commands = re.findall(r"^python3 -m venv .+$", README, re.MULTILINE)
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_picture_and_page_that_the_papers_point_to_is_there() -> None:
    for paper in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!http)([^)#]+)", paper.read_text(encoding="utf-8")):
            assert (paper.parent / target).exists(), f"{paper.name} points to {target}"


def test_every_file_that_contributors_are_sent_to_is_there() -> None:
    named = re.findall(r"`((?:tracker|tests|docs|screenshots|benchmarks)/[\w./-]+)`", CONTRIBUTING)
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []
    there = {path.name for folder in ("tracker", "tests", "screenshots") for path in (ROOT / folder).rglob("*.py")}
    short = re.findall(r"`(?:\.\./)?(?:[\w]+/)*(\w+\.py)`", CONTRIBUTING)
    assert len(short) > 60
    assert [name for name in short if name not in there] == []


MAPS = {
    path.parent: doc
    for path in sorted((ROOT / "tracker").rglob("__init__.py"))
    if "\n    " in (doc := ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")), clean=False) or "")
}


@pytest.mark.parametrize("folder", MAPS, ids=lambda folder: folder.name)
def test_the_map_of_a_folder_names_every_file_in_it_and_no_other(folder: Path) -> None:
    drawn = set(re.findall(r"^    (\w+)/?,? ", MAPS[folder], re.MULTILINE))
    there = {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/__init__.py")}
    assert len(drawn) > 2
    assert drawn - there == set()
    assert {name for name in there - {"__init__"} if not re.search(rf"\b{name}\b", MAPS[folder])} == set()


def test_every_promise_names_a_test_that_there_is() -> None:
    promise = README[README.index("### Nothing is ever lost") :].split("\n\n")[1]
    lines = promise.removeprefix("- ").split("\n- ")
    assert len(lines) == 14
    tests = {path: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    for line in lines:
        for name in re.findall(r"`((?:tests/\S*)?test_\w+(?:\.py)?)`", line) or [f"none in: {line}"]:
            found = any(str(path).endswith(f"/{name}") or f"def {name}(" in text for path, text in tests.items())
            assert found, name


def test_every_dependency_earns_its_line_in_the_readme() -> None:
    names = [re.match("[a-z-]+", requirement)[0] for requirement in _requirements()]  # type: ignore[index]
    table = README[README.index("### What it stands on") :].casefold()
    assert len(names) > 8
    assert [name for name in names if name not in table] == []


def test_every_dependency_says_from_which_version_up_to_which_it_was_tried() -> None:
    bounded = re.compile(r"[a-z-]+>=\d+(\.\d+)+,<\d+(\.\d+)?")
    assert [requirement for requirement in _requirements() if not bounded.fullmatch(requirement)] == []


def test_every_python_that_is_declared_is_tried_with_the_lowest_and_the_newest_versions() -> None:
    declared = [name.rpartition(" ")[2] for name in PROJECT["project"]["classifiers"] if "Python :: 3." in name]
    assert declared[0] == PROJECT["project"]["requires-python"].removeprefix(">=")
    every = {f"{python}-{end}" for python in declared for end in ("lowest", "newest")}
    assert set(VERSIONS["environments"](PROJECT["project"])) == every | {"archive"}
    assert VERSIONS["lowest"](["rich>=14.2,<16", "import-linter>=2.3,<3"]) == ["rich==14.2", "import-linter==2.3"]
    assert len(VERSIONS["lowest"](_requirements())) == len(_requirements())


def test_every_library_that_is_imported_is_declared() -> None:
    imported = {
        name
        for path in (ROOT / "tracker").rglob("*.py")
        for name in re.findall(r"^\s*(?:from (?=\S+ import)|import )(\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    extra = PROJECT["project"]["optional-dependencies"]["calendar"]  # what `letbe calendar` alone needs
    declared = {requirement.partition(">")[0] for requirement in (*PROJECT["project"]["dependencies"], *extra)}
    assert imported - set(sys.stdlib_module_names) - {"tracker"} == declared


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a clone knows what belongs to it")
def test_the_source_archive_holds_all_that_a_clone_does() -> None:
    listing = ["git", "-c", "safe.directory=*", "ls-files", "-z"]  # whoever it belongs to
    kept = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    included = {name.removeprefix("/") for name in PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]}
    by_itself = {"pyproject.toml", ".gitignore"}
    assert {name.partition("/")[0] for name in kept.split("\0") if name} == included | by_itself


def _requirements() -> list[str]:
    project = PROJECT["project"]
    return [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
