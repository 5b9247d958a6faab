"""Runs a command line as a script would, and reads its answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.cli.main import main


@dataclass(frozen=True, slots=True)
class Said:
    """What a command line answered."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON answer."""
        return json.loads(self.out)


class Script:
    """A business file and a data folder of its own, and commands over them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data = folder / "data"
        self.file = folder / "business.crm"
        self._capsys = capsys

    def run(self, *arguments: str) -> Said:
        """Runs one command over the file."""
        self._capsys.readouterr()
        status = main(["--data", str(self.data), "--file", str(self.file), *arguments])
        found = self._capsys.readouterr()
        return Said(status, found.out, found.err)

    def json(self, *arguments: str) -> Any:
        """The JSON answer of a command that succeeds."""
        said = self.run(*arguments, "--json")
        assert (said.status, said.err) == (0, "")
        return said.data

    def new(self, name: str = "Oficina do Forno", country: str = "PT", *more: str) -> None:
        """Makes the file."""
        assert self.run("new", "--name", name, "--country", country, *more).status == 0
