"""How the processes beside the window are started; nothing else here, because the window asks at its start."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import crm_desktop

RENDER_WORKER = "render-worker"
IMPORT_WORKER = "import-worker"
FORM_WORKER = "form-worker"
"""The hidden commands of the program: a packaged program has no Python beside it that could run a module."""


def worker_command(name: str = RENDER_WORKER) -> tuple[str, ...]:
    """The command line of a worker, from a checkout and from a packaged program alike."""
    if getattr(sys, "frozen", False):
        return (sys.executable, name)
    return (sys.executable, "-m", "crm_desktop", name)


def worker_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """`environment` with a path on which the worker finds this very package, whatever the current folder is."""
    root = str(Path(crm_desktop.__file__).resolve().parent.parent)
    known = environment.get("PYTHONPATH", "")
    return {**environment, "PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root}
