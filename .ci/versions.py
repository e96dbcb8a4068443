"""Versions: the tests with every Python, and at both ends of the bounds, that pyproject.toml declares.

    python3 .ci/versions.py                  all of them, one after another, then a table; it takes a while
    python3 .ci/versions.py 3.13-lowest      some of them; --list names them all
    python3 .ci/versions.py --smoke          what is shipped, with the lowest versions: built, installed, used once

Any of the Pythons can run this: it needs the standard library alone. What it makes goes away again.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = "archive"
"""The environment in which the tests are run as the README says, in the unpacked source archive."""


class Ran(NamedTuple):
    """What came of the tests in an environment; `why` says why there were none."""

    environment: str
    passed: int = 0
    failed: int = 0
    seconds: float = 0
    why: str = ""

    @property
    def is_good(self) -> bool:
        """Whether all went well, or could not even be tried here."""
        return not self.failed and (self.passed > 0 or self.why.startswith("no Python"))


class Wrong(Exception):
    """What is shipped is not what it should be."""


def project() -> Mapping[str, Any]:
    """Return what pyproject.toml says of the project."""
    found: Mapping[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def environments(declared: Mapping[str, Any]) -> list[str]:
    """Return the names of all environments: every Python that is named, with the lowest and the newest versions."""
    pythons = [word.rpartition(" ")[2] for word in declared["classifiers"] if re.search(r"Python :: 3\.\d+$", word)]
    return [f"{python}-{end}" for python in pythons for end in ("lowest", "newest")] + [ARCHIVE]


def lowest(requirements: Iterable[str]) -> list[str]:
    """Return the lowest version that each requirement allows, as `name==version`; raise `ValueError` without one."""
    pins = []
    for requirement in requirements:
        found = re.match(r"([\w-]+)>=([\d.]+)", requirement)
        if not found:
            raise ValueError(f"{requirement} says nothing of a lowest version")
        pins.append(f"{found[1]}=={found[2]}")
    return pins


def find_python(version: str) -> str | None:
    """Return a Python of a version: one on the path, or one of pyenv's."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    named = [shutil.which(f"python{version}"), *sorted(map(str, pyenv.glob(f"versions/{version}.*/bin/python")))]
    asks = "import sys; print('%d.%d' % sys.version_info[:2])"
    for python in filter(None, [*named, sys.executable]):
        said = subprocess.run([python, "-c", asks], capture_output=True, text=True, check=False)
        if said.stdout.strip() == version:
            return python
    return None


def make(python: str, folder: Path, *what: str, pins: Sequence[str] = ()) -> str:
    """Make an environment with something installed in it, at the versions that are pinned; return its Python."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    own = str(folder / "bin" / "python")
    install(own, *what, pins=pins)
    return own


def install(python: str, *what: str, pins: Sequence[str] = ()) -> None:
    """Install something in the environment of a Python, at the versions that are pinned and else the newest."""
    with TemporaryDirectory() as name:
        pinned = Path(name) / "pins.txt"
        pinned.write_text("\n".join(pins))
        pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-compile", "--upgrade"]
        subprocess.run([*pip, "-c", str(pinned), *what], check=True, cwd=ROOT)


def run(environment: str, folder: Path) -> Ran:
    """Run the tests in an environment that is made for it."""
    version, _, end = environment.partition("-")
    if environment == ARCHIVE:
        command, where = readme_command(), unpacked(folder)
        return counted(environment, ["bash", "-c", command], where)
    python = find_python(version)
    if not python:
        return Ran(environment, why=f"no Python {version} here")
    declared = project()
    pins = lowest([*declared["dependencies"], *declared["optional-dependencies"]["dev"]]) if end == "lowest" else ()
    own = make(python, folder / "venv", "-e", ".[dev]", pins=pins)
    return counted(environment, [own, "-m", "pytest", "-q", f"--basetemp={folder / 'tmp'}"], ROOT)


def counted(environment: str, command: Sequence[str], where: Path) -> Ran:
    """Run tests, letting through what they print, and count by their last line."""
    began, last = time.monotonic(), ""
    with subprocess.Popen(command, cwd=where, stdout=subprocess.PIPE, text=True) as tests:
        for line in tests.stdout or ():
            sys.stdout.write(line)
            last = line if re.search(r"\d (passed|failed|error)", line) else last
    numbers = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|error)", last)}
    failed = numbers.get("failed", 0) + numbers.get("error", 0)
    why = "" if numbers else f"ended with {tests.returncode}"
    return Ran(environment, numbers.get("passed", 0), failed, time.monotonic() - began, why)


def readme_command() -> str:
    """Return the line with which the README runs the tests."""
    lines: list[str] = re.findall(r"^python3 -m venv .+$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    return lines[1]


def built(python: str, folder: Path) -> tuple[Path, Path]:
    """Build the source archive and, from it, the wheel; raise `Wrong` when that warns of anything."""
    build = [python, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(build, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode or re.search("warning|deprecat", done.stdout, re.IGNORECASE):
        raise Wrong(done.stdout)
    return next(folder.glob("*.tar.gz")), next(folder.glob("*.whl"))


def unpacked(folder: Path) -> Path:
    """Build the source archive and unpack it; return where it lies."""
    archive, _ = built(make(sys.executable, folder / "build", "build", "hatchling"), folder)
    with tarfile.open(archive) as file:
        file.extractall(folder / "archive", filter="data")
    return next((folder / "archive").iterdir())


def look_over(archive: Path, wheel: Path) -> None:
    """Compare what is shipped with what the project keeps; raise `Wrong` where anything is missing or too much."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    kept = {name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()}
    with tarfile.open(archive) as file:
        sources = {name.partition("/")[2] for name in file.getnames()}
    with zipfile.ZipFile(wheel) as file:
        installed = {name for name in file.namelist() if ".dist-info/" not in name}
    beside = re.sub(r"-py3.*", ".data/data", wheel.name)
    wanted = {name for name in kept if name.startswith("tracker/")} | {"tracker/habits.default.json"}
    wanted |= {f"{beside}/share/man/man1/letbe.1"}
    for what, there, due in (("source archive", sources - {"PKG-INFO"}, kept), ("wheel", installed, wanted)):
        if there != due:
            raise Wrong(f"The {what} lacks {sorted(due - there)} and has {sorted(there - due)} too much.")


def smoke() -> None:
    """Build what is shipped, install it with the lowest versions, and use it once; raise `Wrong` where that fails."""
    with TemporaryDirectory(prefix="letbe-versions-") as name:
        folder = Path(name)
        (folder / "shipped").mkdir()
        python = make(sys.executable, folder / "venv", "build", "hatchling")
        archive, wheel = built(python, folder / "shipped")
        look_over(archive, wheel)
        pins = lowest(project()["dependencies"])
        install(python, str(wheel), pins=pins)
        home = folder / "home"
        home.mkdir()
        done = subprocess.run([python, __file__, "--use", str(home)], cwd=home, check=False)
        if done.returncode:
            raise Wrong("The app did not do with the lowest versions what it has to do.")
        print(f"Built without a warning, and used once with {', '.join(pins)}.")


def use(home: Path) -> None:
    """Add a habit, check it off in the app, leave, and look that it is in the file: all with what is installed."""
    sys.path.insert(0, str(ROOT / "tests"))
    from terminal import Terminal  # the tests' own, which needs nothing but the standard library

    installed = {"PYTHONPATH": ""}
    with Terminal(home, "add", "Walk", env=installed) as adding:
        assert adding.ended() == 0, adding.drawn
    with Terminal(home, env=installed) as app:
        app.shows("Walk")
        app.keys("/walk\r q")
        assert app.ended() == 0, app.drawn
    with Terminal(home, "-c", "import tracker; print(tracker.__file__)", program=(), env=installed) as asking:
        assert asking.ended() == 0
        assert str(ROOT).encode() not in asking.drawn, "this is not what was installed"
    logs = json.loads((home / "habits.json").read_text("utf-8"))["logs"]
    assert [habit.partition("-")[0] for habit in logs] == ["walk"], logs


def main() -> int:
    """Do what the words ask for; return the exit code."""
    names = environments(project())
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("environments", nargs="*", metavar="ENVIRONMENT", help="one of those that --list names")
    parser.add_argument("--list", action="store_true", help="name all environments")
    parser.add_argument(
        "--smoke", action="store_true", help="build what is shipped and use it with the lowest versions"
    )
    parser.add_argument("--use", type=Path, help=argparse.SUPPRESS)
    words = parser.parse_args()
    if words.use:
        use(words.use)
    elif words.list:
        print("\n".join(names))
    elif words.smoke:
        smoke()
    elif unknown := set(words.environments) - set(names):
        parser.error(f"there is no environment {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    else:
        return table([one(name) for name in words.environments or names])
    return 0


def one(environment: str) -> Ran:
    """Run the tests in one environment, in a folder that is gone afterwards."""
    print(f"== {environment}", flush=True)
    with TemporaryDirectory(prefix="letbe-versions-", ignore_cleanup_errors=True) as name:
        try:
            return run(environment, Path(name))
        except (subprocess.CalledProcessError, Wrong) as error:
            return Ran(environment, why=str(error).splitlines()[0])


def table(rows: Sequence[Ran]) -> int:
    """Print what came of all environments; return the exit code."""
    print("\n| environment | passed | failed | seconds | |\n|---|---:|---:|---:|---|")
    for row in rows:
        print(f"| {row.environment} | {row.passed:,} | {row.failed} | {row.seconds:.0f} | {row.why} |")
    return 0 if all(row.is_good for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
