"""What a Linux distribution calls its packages and how it installs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bootstrap import distribution


@pytest.mark.parametrize(
    ("os_release", "manager"),
    [
        ('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', "apt"),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', "apt"),
        ("ID=fedora\n", "dnf"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "dnf"),
        ("ID=manjaro\nID_LIKE=arch\n", "pacman"),
        ('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', "zypper"),
        ("ID=nixos\n", ""),
        ("no equals sign\n", ""),
    ],
)
def test_a_distribution_is_known_by_its_own_description(tmp_path: Path, os_release: str, manager: str) -> None:
    described = tmp_path / "os-release"
    described.write_text(os_release, encoding="utf-8")
    assert distribution.manager(described) == manager


def test_a_system_without_a_description_has_no_manager_we_know(tmp_path: Path) -> None:
    assert distribution.manager(tmp_path / "none") == ""


def test_one_line_installs_the_packages() -> None:
    assert distribution.install_line(["libegl1", "libgl1"], "apt") == "sudo apt install -y libegl1 libgl1"


def test_nothing_is_installed_for_a_user_who_may_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    assert not distribution.may_install()


def test_the_list_of_packages_is_refreshed_only_when_installing_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, said = tmp_path / "asked", list[str]()
    stand_in = tmp_path / "apt-get"
    stand_in.write_text(f'#!/bin/sh\necho "$1" >> "{asked}"\n[ "$1" = update ] || grep -q update "{asked}"\n')
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert distribution.install(["libegl1"], said.append)
    assert distribution.install(["libegl1"], said.append)
    assert asked.read_text().split() == ["install", "update", "install", "install"]
    assert said == ["Installing from the system's packages: libegl1"] * 2
