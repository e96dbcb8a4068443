"""Where things lie, and the personal settings."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from tracker.domain.errors import Refused
from tracker.settings import (
    Places,
    Preferences,
    SettingsError,
    Value,
    default_list,
    places,
    read_keys,
    read_preferences,
    write_key,
    write_preference,
)

XDG = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("values", [("", "", ""), ("/data", "/state", "/config"), ("data", "./state", "~/config")])
def test_the_folders_are_those_that_platformdirs_names(
    values: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in zip(XDG, values, strict=True):
        monkeypatch.setenv(name, value)
    dirs = PlatformDirs("letbe", appauthor=False)
    assert places() == Places(
        os.path.join(dirs.user_data_dir, "habits.json"),
        dirs.user_state_dir,
        os.path.join(dirs.user_config_dir, "settings.toml"),
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of other systems have other names")
def test_without_any_wish_the_book_lies_in_the_data_folder(home: Path) -> None:
    assert places().book == f"{home}/.local/share/letbe/habits.json"
    assert places().state == f"{home}/.local/state/letbe"


def test_an_option_goes_before_the_environment_and_that_before_the_data_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETBE_FILE", "~/mine.json")
    assert places().book == f"{home}/mine.json"
    assert places("here.json").book == os.path.abspath("here.json")


def test_the_starter_list_lies_beside_the_package_or_where_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert os.path.basename(default_list()) == "habits.default.json"
    assert os.path.exists(default_list())
    monkeypatch.setenv("LETBE_DEFAULTS", "/other/list.json")
    assert default_list() == "/other/list.json"


def test_no_file_means_the_defaults(home: Path) -> None:
    assert read_preferences(str(home / "settings.toml")) == (Preferences(), [])


def test_what_is_written_is_read(home: Path) -> None:
    path = str(home / "new" / "settings.toml")
    write_preference(path, "theme", "night")
    write_preference(path, "ascii", False)
    write_preference(path, "mask", True)
    assert read_preferences(path) == (Preferences("night", ascii=False, mask=True), [])
    write_preference(path, "ascii", None)
    assert read_preferences(path) == (Preferences("night", mask=True), [])
    assert os.stat(path).st_mode & 0o777 == 0o600
    assert os.listdir(home / "new") == ["settings.toml"]


def test_comments_order_and_unknown_settings_stay(home: Path) -> None:
    path = home / "settings.toml"
    path.write_text('# mine\ntheme = "day"  # bright\n\nfuture = 1\n[keys]\nquit = "q"\n')
    write_preference(str(path), "theme", "night")
    write_preference(str(path), "mask", True)
    text = path.read_text()
    assert text.startswith('# mine\ntheme = "night"  # bright\n')
    assert "future = 1\n" in text
    assert text.index("mask = true") < text.index("[keys]")


def test_a_link_to_the_settings_stays_a_link(home: Path) -> None:
    real = home / "dotfiles.toml"
    real.write_text("")
    (home / "settings.toml").symlink_to(real)
    write_preference(str(home / "settings.toml"), "mask", True)
    assert (home / "settings.toml").is_symlink()
    assert real.read_text() == "mask = true\n"


@pytest.mark.parametrize(
    ("text", "kept", "sentence"),
    [
        (b"mask = true\ntheme = 5", Preferences(mask=True), "should be the name of a theme"),
        (b'mask = true\nascii = "yes"', Preferences(mask=True), "should be true or false"),
        (b"mask = true\nthem = 'day'", Preferences(mask=True), "“them” is not a personal setting"),
        (b"columns = []", Preferences(columns=()), ""),
        (b'columns = ["streak", "strength"]', Preferences(columns=("strength", "streak")), ""),
        (b'columns = ["rate"]', Preferences(), "“columns” should be a list"),
        (b"columns = true", Preferences(), "“columns” should be a list"),
        (b"mask = true\ntheme = ", Preferences(), "not sound TOML"),
        (b"\xff", Preferences(), "not sound TOML"),
    ],
)
def test_what_is_wrong_is_told_and_ignored(text: bytes, kept: Preferences, sentence: str, home: Path) -> None:
    path = home / "settings.toml"
    path.write_bytes(text)
    found, ignored = read_preferences(str(path))
    assert found == kept
    assert len(ignored) == (1 if sentence else 0)
    assert all(sentence in one and str(path) in one for one in ignored)


def test_a_folder_in_its_place_is_told_and_ignored(home: Path) -> None:
    found, ignored = read_preferences(str(home))
    assert found == Preferences()
    assert "is a directory" in ignored[0]


@pytest.mark.parametrize(("name", "value"), [("colour", True), ("colour", None), ("mask", "yes"), ("theme", True)])
def test_what_is_no_setting_is_refused_and_nothing_is_written(name: str, value: Value, home: Path) -> None:
    with pytest.raises(Refused):
        write_preference(str(home / "settings.toml"), name, value)
    assert list(home.iterdir()) == []


def test_a_broken_file_is_not_written_over(home: Path) -> None:
    path = home / "settings.toml"
    path.write_text("theme = ")
    with pytest.raises(SettingsError, match="mend it"):
        write_preference(str(path), "theme", "day")
    assert path.read_text() == "theme = "


def test_keys_are_written_beside_what_is_there_and_taken_out_again(home: Path) -> None:
    path = home / "settings.toml"
    path.write_text("mask = true # shy\n")
    write_key(str(path), "skip", "f4")
    write_preference(str(path), "columns", ("streak",))
    write_key(str(path), "undo", ",")
    assert read_keys(str(path)) == {"skip": "f4", "undo": ","}
    assert read_preferences(str(path)) == (Preferences(mask=True, columns=("streak",)), [])
    write_key(str(path), "skip", None)
    write_key(str(path), "undo", None)
    assert path.read_text().splitlines()[0] == "mask = true # shy"
    assert "keys" not in path.read_text()


def test_a_key_is_not_written_where_its_table_is_something_else(home: Path) -> None:
    path = home / "settings.toml"
    path.write_text("keys = 3\n")
    with pytest.raises(SettingsError, match="is no table"):
        write_key(str(path), "skip", "f4")
    assert path.read_text() == "keys = 3\n"


def test_a_place_that_cannot_be_written_is_named(home: Path) -> None:
    (home / "file").write_text("")
    with pytest.raises(SettingsError, match="was not saved"):
        write_preference(str(home / "file" / "settings.toml"), "mask", True)
