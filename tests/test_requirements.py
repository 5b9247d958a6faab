"""The lock files: everything named is locked, hashed and used, and no place to fetch it from is fixed."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from bootstrap import python_version
from tests.sources import ROOT, sources

# Packages nothing imports by name, and why they are there all the same.
USED_BY_NAME_ONLY = {
    "rl-accel": "reportlab finds it by itself",
    "pytest-xdist": "runs the tests on every core",
    "pytest-cov": "shows what no test reaches",
    "ruff": "lint and layout",
    "mypy": "types",
}

PLATFORMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "aarch64"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
)

both_locks = pytest.mark.parametrize("name", ["requirements", "requirements-tests"])


def _wanted(name: str) -> Iterator[Requirement]:
    for line in (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            yield from _wanted(line.removeprefix("-r ").removesuffix(".in"))
        elif line and not line.startswith(("#", "-")):
            yield Requirement(line)


def _locked(name: str) -> dict[str, Requirement]:
    text = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^(\S+==[^\\\n]+?) *\\?$", text, re.MULTILINE)
    return {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, pins)}


def _version(requirement: Requirement) -> Version:
    return Version(str(requirement.specifier).removeprefix("=="))


@both_locks
def test_everything_named_is_locked_within_its_bounds(name: str) -> None:
    locked = _locked(name)
    for wanted in _wanted(name):
        assert _version(locked[canonicalize_name(wanted.name)]) in wanted.specifier, wanted.name


@both_locks
def test_every_package_is_held_by_hashes_and_no_place_to_fetch_it_from_is_fixed(name: str) -> None:
    text = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    body = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)
    entry = r"\S+==\S+(?: ; [^\\\n]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert re.fullmatch(f"(?:{entry})+", body)
    assert "://" not in text


@both_locks
@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: "-".join(list(platform.values())[::3]))
def test_what_a_locked_package_needs_on_any_platform_is_locked_too(name: str, platform: dict[str, str]) -> None:
    locked = _locked(name)
    for minor in range(python_version.OLDEST[1], python_version.NEWEST[1] + 1):
        where = {**platform, "python_version": f"3.{minor}", "python_full_version": f"3.{minor}.0", "extra": ""}
        # What another platform alone gets needs nothing here.
        for pin in (pin for pin in locked.values() if _applies(pin, where)):
            for needed in filter(lambda wanted: _applies(wanted, where), _needs(pin.name)):
                found = locked[canonicalize_name(needed.name)]
                assert _version(found) in needed.specifier
                assert _applies(found, where), f"{pin.name} needs {needed.name}"


def _applies(requirement: Requirement, where: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({**where})


def _needs(name: str) -> list[Requirement]:
    """What an installed package says it needs; one only another platform installs cannot be asked here."""
    try:
        return [Requirement(line) for line in metadata.requires(name) or ()]
    except metadata.PackageNotFoundError:
        return []


def test_the_tests_run_on_the_very_versions_of_the_program() -> None:
    """What only Linux gets with the program, the tests may bring along everywhere: the version counts."""
    program, tests = _locked("requirements"), _locked("requirements-tests")
    assert {name: _version(tests[name]) for name in program} == {name: _version(pin) for name, pin in program.items()}


@pytest.mark.parametrize(
    ("name", "tops"),
    [("requirements", ("crm_desktop",)), ("requirements-tests", ("crm_desktop", "tests", "tools", "benchmarks"))],
)
def test_what_is_imported_is_named_and_what_is_named_is_used(name: str, tops: tuple[str, ...]) -> None:
    packages = metadata.packages_distributions()
    imported = {found.partition(".")[0] for source in sources(*tops) for found, _ in source.imports()}
    foreign = imported - sys.stdlib_module_names - {"crm_desktop", "bootstrap", "tests", "tools", "benchmarks", "main"}
    used = {canonicalize_name(package) for top in foreign for package in packages.get(top, [top])}
    named = {canonicalize_name(wanted.name) for wanted in _wanted(name)}
    assert not used - named, "imported, but there only because something else needs it"
    assert not named - used - set(USED_BY_NAME_ONLY), "named, but nothing imports it"


def test_the_project_promises_the_pythons_the_start_accepts() -> None:
    project = tomllib.loads(Path(ROOT, "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = SpecifierSet(project["requires-python"])
    accepted = [minor for minor in range(8, 20) if python_version.suits((3, minor, 0))]
    assert [minor for minor in range(8, 20) if f"3.{minor}.0" in promised] == accepted
