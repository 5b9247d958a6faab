"""Returned PDFs read in a process of their own: the same answer, bounds on everything, and it can be stopped."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange import returned_forms
from crm_desktop.reports import quote
from crm_desktop.sentences import sentence
from crm_desktop.services import form_beside
from tests.exchange import hostile_papers
from tests.reports import five_quotes, letterheads
from tests.reports.filling import fill

FOR_EVER = "import threading; threading.Event().wait()"
HALF_WAY = (
    "import sys, threading; from crm_desktop.reports import framing; out = sys.stdout.buffer;"
    "out.write(framing.pack({'done': 1, 'total': 2})); out.flush(); threading.Event().wait()"
)


class StoppedError(Exception):
    """The user stopped it."""


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Those that were started."""
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return started


def instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Another process than the one that reads."""
    monkeypatch.setattr(form_beside, "worker_command", lambda _name: (sys.executable, "-c", code))


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "returned.pdf"
    path.write_bytes(content)
    return path


def refused(path: Path, **options: Any) -> str:
    with pytest.raises(Refused) as caught:
        form_beside.read_form(path, **options)
    assert sentence(caught.value)
    return caught.value.key


def test_it_reads_what_is_read_here(tmp_path: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    filled = fill(quote.render(five_quotes.options()), ticked=(9, 11), name="Ana Sousa", date="3/12/2026")
    told: list[tuple[int, int]] = []
    found = form_beside.read_form(kept(tmp_path, filled), lambda done, total: told.append((done, total)))
    assert found == returned_forms.read(filled)
    assert (0, 0) in told
    assert [process.poll() is not None for process in processes] == [True]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"no pdf", "returned.unreadable"),
        (letterheads.encrypted(), "returned.encrypted"),
        (hostile_papers.many_pages(3_000), "returned.too_many_pages"),
        (hostile_papers.packed_objects(100_000_000), "returned.too_heavy"),
        (bytes(returned_forms.MOST_BYTES + 1), "returned.too_large"),
    ],
    ids=["no pdf", "encrypted", "pages", "packed", "bytes"],
)
def test_what_is_not_read_there_is_refused_here(tmp_path: Path, content: bytes, key: str) -> None:
    assert refused(kept(tmp_path, content)) == key


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.pdf") == "file.not_read"


def test_reading_without_an_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: list[subprocess.Popen[bytes]]
) -> None:
    instead(monkeypatch, FOR_EVER)
    assert refused(kept(tmp_path, bytes(1_000_000)), seconds=0.1) == "returned.too_slow"
    assert [process.poll() is not None for process in processes] == [True]


def test_it_stops_when_it_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: list[subprocess.Popen[bytes]]
) -> None:
    def stop(done: int, total: int) -> None:
        if (done, total) == (1, 2):
            raise StoppedError

    instead(monkeypatch, HALF_WAY)
    with pytest.raises(StoppedError):
        form_beside.read_form(kept(tmp_path, b"%PDF-1.7"), stop)
    assert [process.poll() is not None for process in processes] == [True]


@pytest.mark.parametrize("code", ["pass", "import sys; sys.stdout.buffer.write(b'no frame at all, but long enough')"])
def test_a_process_that_ends_otherwise_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    instead(monkeypatch, code)
    assert refused(kept(tmp_path, bytes(1_000_000))) == "returned.worker_lost"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the limit of memory need not be kept")
def test_the_process_has_so_much_memory_and_no_more(tmp_path: Path) -> None:
    code = "from crm_desktop.services import form_worker as w; w._keep_within_memory(); bytearray(w.MOST_MEMORY)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MemoryError" in ended.stderr
