"""The app looks as what is kept of it: the README's pictures in each run, all other scenes with `-m more`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from screenshots.make import FOLDER, PICTURED, SCENES, TEXTS, Scene, kept_of, picture, text_of


def _unless_pictured(scene: Scene) -> object:
    marks = () if scene.name in PICTURED else (pytest.mark.more,)
    return pytest.param(scene, marks=marks, id=scene.name)


@pytest.mark.parametrize("scene", [_unless_pictured(scene) for scene in SCENES])
async def test_the_app_looks_as_what_is_kept_of_it(scene: Scene, compare: Callable[[Scene, str], None]) -> None:
    compare(scene, await kept_of(scene))


async def test_a_picture_is_the_same_twice_and_fetches_nothing() -> None:
    once, again = await picture(SCENES[0]), await picture(SCENES[0])
    assert once == again
    assert "url(http" not in once
    assert "@font-face" not in once
    assert "Quiet time" in text_of(once)


def test_every_picture_and_every_text_has_a_scene() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == PICTURED
    assert {path.stem for path in TEXTS.glob("*.txt")} == {scene.name for scene in SCENES} - PICTURED
