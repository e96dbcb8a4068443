from __future__ import annotations

from collections.abc import Callable

import pytest

from screenshots.make import FOLDER, SCENES, Scene, picture


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_the_app_looks_as_its_picture_shows(scene: Scene, compare: Callable[[Scene, str], None]) -> None:
    compare(scene, await picture(scene))


async def test_a_picture_is_the_same_twice_and_fetches_nothing() -> None:
    once, again = await picture(SCENES[0]), await picture(SCENES[0])
    assert once == again
    assert "url(http" not in once
    assert "@font-face" not in once


def test_every_picture_has_a_scene() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == {scene.name for scene in SCENES}
