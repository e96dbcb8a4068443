"""One is free to go: a program of thirty lines, in the docs, rebuilds every streak from what letbe exports."""

from __future__ import annotations

import json
import random
import re
import runpy
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.shell import Letbe

DOC = Path(__file__).parents[2] / "docs" / "leaving.md"
TODAY = date(2026, 11, 22)
HEADER = "day,habit,mark,amount,passed,acted,note\n"
RULES = {
    "Sit": "daily", "Swim": "mon wed fri", "Call": "3/week", "Write": "1/week", "Visit": "2/month",
    "Read": "daily, 20 min", "Play": "2/week, 30 min", "Walk": "1/week, 60 min",
}  # fmt: skip


def rows(chance: random.Random) -> str:
    text = HEADER
    for name, rule in RULES.items():
        for day in (TODAY - timedelta(n) for n in range(1, 150)):
            match chance.randint(0, 9):
                case 0:
                    text += f"{day},{name},skip,,,,\n"
                case 1:
                    text += f"{day},{name},missed,,,,\n"
                case n if n > 3:
                    amount = chance.choice((10, 20, 30, 45))
                    text += f"{day},{name},,{amount},,,\n" if "min" in rule else f"{day},{name},done,,,,\n"
    return text


@pytest.mark.more
@pytest.mark.parametrize("seed", range(4))
def test_thirty_lines_rebuild_every_streak_from_an_export(
    seed: int, empty: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert len([line for line in program.splitlines() if line.strip()]) <= 30
    for name, rule in RULES.items():
        assert empty("add", name, "--schedule", rule, "--from", "2026-06-15").code == 0
    (tmp_path / "in.csv").write_text(rows(random.Random(seed)))  # noqa: S311 - it only has to vary
    assert empty("import", str(tmp_path / "in.csv")).code == 0
    (tmp_path / "read.py").write_text(program)
    (tmp_path / "list.json").write_text(empty.out("habits", "--json", "--all"))
    empty("export", "--format", "csv", "-o", str(tmp_path / "marks.csv"))
    monkeypatch.setattr(sys, "argv", ["read.py", str(tmp_path / "list.json"), str(tmp_path / "marks.csv"), str(TODAY)])
    runpy.run_path(str(tmp_path / "read.py"), run_name="__main__")
    said = {one["name"]: [run["length"] for run in one["streaks"]] for one in empty.json("streaks")}
    assert json.loads(capsys.readouterr().out) == said
