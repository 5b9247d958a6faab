"""The libraries Qt expects of a Linux system."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from bootstrap import distribution, system_libraries
from tests.sources import sources

# What every Linux system has, or no Python runs there.
ALWAYS_THERE = re.compile(r"^(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|stdc\+\+|gcc_s))\.so")
# What the window loads by itself, by name, at run time.
PLUGINS = ("platforms/libqxcb", "platforms/libqwayland", "platforms/libqoffscreen", "iconengines/libqsvgicon")
WAYLAND = ("wayland-decoration-client/*", "wayland-shell-integration/libxdg-shell")


def _needed(file: Path) -> set[str]:
    written = subprocess.run(["readelf", "-d", str(file)], check=True, capture_output=True, text=True).stdout
    return set(re.findall(r"NEEDED.*\[(.*)\]", written))


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("readelf"), reason="needs a Linux with readelf")
def test_the_list_names_all_that_qt_needs_and_nothing_else() -> None:
    home = Path(PySide6.__file__).parent
    imports = {name for source in sources("crm_desktop") for name, _ in source.imports()}
    imported = {name.partition(".")[2] for name in imports if name.startswith("PySide6.")}
    waiting = [home / f"{module}.abi3.so" for module in imported | {"QtTest"}]
    waiting += [file for plugin in (*PLUGINS, *WAYLAND) for file in (home / "Qt" / "plugins").glob(f"{plugin}.so")]
    bundled = {file.name: file for folder in (home, home / "Qt" / "lib") for file in folder.glob("*.so*")}
    seen, foreign = set[Path](), set[str]()
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        needed = {name for name in _needed(file) if not name.startswith(("libshiboken6", "libpyside6"))}
        waiting += [bundled[name] for name in needed if name in bundled]
        foreign |= {name for name in needed if name not in bundled and not ALWAYS_THERE.match(name)}
    assert foreign == set(system_libraries.LIBRARIES)


def test_nothing_is_missing_where_these_tests_run() -> None:
    assert system_libraries.missing() == ()


def test_each_package_is_named_once_in_the_words_of_its_manager() -> None:
    absent = ("libxcb-shape.so.0", "libxcb-xkb.so.1", "libEGL.so.1")
    assert system_libraries.packages(absent, "apt") == ("libegl1", "libxcb-shape0", "libxcb-xkb1")
    assert system_libraries.packages(absent, "dnf") == ("libglvnd-egl", "libxcb")


def test_the_user_gets_one_line_to_copy() -> None:
    advice = system_libraries.advice(("libEGL.so.1", "libxcb-cursor.so.0"), "apt")
    assert advice.splitlines()[2].strip() == "sudo apt install -y libegl1 libxcb-cursor0"


def test_on_an_unknown_system_the_libraries_themselves_are_named() -> None:
    assert "libEGL.so.1" in system_libraries.advice(("libEGL.so.1",), "")


def test_what_is_missing_is_installed_where_that_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"libEGL.so.1": False}
    monkeypatch.setattr(system_libraries, "missing", lambda: tuple(name for name in there if not there[name]))
    monkeypatch.setattr(distribution, "manager", lambda: "apt")
    monkeypatch.setattr(distribution, "may_install", lambda: True)
    monkeypatch.setattr(distribution, "install", lambda names, say: there.update({"libEGL.so.1": True}))
    assert system_libraries.provide(print) == ""


def test_what_could_not_be_installed_is_left_to_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "missing", lambda: ("libEGL.so.1",))
    monkeypatch.setattr(distribution, "manager", lambda: "apt")
    for allowed in (True, False):
        monkeypatch.setattr(distribution, "may_install", lambda allowed=allowed: allowed)
        monkeypatch.setattr(distribution, "install", lambda names, say: False)
        assert "sudo apt install -y libegl1" in system_libraries.provide(print)
