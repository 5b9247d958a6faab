"""A process beside the window that the system does not start is a refusal, not a fault."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crm_desktop.domain.errors import Refused
from crm_desktop.services.beside import started


def test_it_hears_and_answers() -> None:
    code = "import sys; sys.stdout.write(sys.stdin.read().upper())"
    answer, _errors = started((sys.executable, "-c", code), lost="import.worker_lost").communicate(b"ana")
    assert answer == b"ANA"


def test_what_cannot_be_started_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        started((str(tmp_path / "nothing"),), lost="returned.worker_lost")
    assert refused.value.key == "returned.worker_lost"
