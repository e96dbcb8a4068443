"""What the tests of the screens share: no animation, one folder, and the comparison of pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import constants
from textual._compositor import Compositor

from screenshots.make import SCENES, Scene, book_of, path_of
from tests.ui.quicker import DRAW, make_textual_quicker
from tracker.domain.book import Book

constants.TEXTUAL_ANIMATIONS = "none"  # type: ignore[misc]  # by its variable it would have to be known before Textual is first imported
make_textual_quicker()


@pytest.fixture(autouse=True)
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have everything in one folder, and give the place of the personal settings."""
    for folder in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(tmp_path / folder.lower()))
    return tmp_path / "config" / "letbe" / "settings.toml"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each change drawn as for a terminal, and not only what is shown in the end."""
    monkeypatch.setattr(Compositor, "render_update", DRAW)


@pytest.fixture(scope="session")
def demo() -> Book:
    """Return the demo year as the pictures show it."""
    return book_of(SCENES[0])


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Callable[[Scene, str], None]:
    """Compare a scene with what is kept of it, or keep it with --update-snapshots."""

    def compare(scene: Scene, found: str) -> None:
        path = path_of(scene)
        if request.config.getoption("--update-snapshots"):
            path.write_text(found, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != found:
            how = f"remake it with `python screenshots/make.py {scene.name}` and look at it"
            pytest.fail(f"“{scene.name}” no longer looks as it did: {how}.", pytrace=False)

    return compare
