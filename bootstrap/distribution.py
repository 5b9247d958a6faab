"""What a Linux distribution calls its packages and how it installs them: done when allowed, else said in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from bootstrap.telling import Say

MANAGERS = {
    "apt": "sudo apt install -y",
    "dnf": "sudo dnf install -y",
    "pacman": "sudo pacman -S --needed",
    "zypper": "sudo zypper install -y",
}
_FAMILIES = {
    "debian": "apt",
    "ubuntu": "apt",
    "fedora": "dnf",
    "rhel": "dnf",
    "centos": "dnf",
    "arch": "pacman",
    "suse": "zypper",
    "opensuse": "zypper",
}
OS_RELEASE = Path("/etc/os-release")


def manager(os_release: Path = OS_RELEASE) -> str:
    """``apt``, ``dnf``, ``pacman`` or ``zypper`` by the distribution's own description; '' when it is none we know."""
    try:
        lines = os_release.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    described = dict(line.split("=", 1) for line in lines if "=" in line)
    names = f"{described.get('ID', '')} {described.get('ID_LIKE', '')}".replace('"', "").lower().split()
    return next((_FAMILIES[name] for name in names if name in _FAMILIES), "")


def install_line(packages: Iterable[str], chosen: str) -> str:
    """The one line that installs `packages` with the manager `chosen`."""
    return f"{MANAGERS[chosen]} {' '.join(packages)}"


def may_install() -> bool:
    """True when packages can be installed without asking: root on Debian, Ubuntu and their kin."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and manager() == "apt" and bool(shutil.which("apt-get"))


def install(packages: Sequence[str], say: Say) -> bool:
    """Installs Debian packages, refreshing the lists of what is offered only when needed; False when that failed."""
    say(f"Installing from the system's packages: {' '.join(packages)}")
    return _apt_get("install", *packages) or (_apt_get("update") and _apt_get("install", *packages))


def _apt_get(job: str, *packages: str) -> bool:
    options = ("--yes", "--quiet", "--no-install-recommends") if packages else ("--quiet",)
    done = subprocess.run(
        ["apt-get", job, *options, *packages],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )
    return done.returncode == 0
