"""A returned PDF read beside the window: by a process that has so much time and can be stopped whatever it is doing.

`form_worker` is the other side.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from threading import Thread

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange import returned_forms
from crm_desktop.exchange.files import read_bytes
from crm_desktop.exchange.returned_forms import ReturnedForm, Tell, untold
from crm_desktop.reports import framing
from crm_desktop.reports.command import FORM_WORKER, worker_command
from crm_desktop.reports.framing import Frame
from crm_desktop.services import form_worker
from crm_desktop.services.beside import started

SECONDS = 30.0
"""A quote of a thousand pages takes five on a slow computer."""
LOOK_SECONDS = 0.05


def read_form(path: str | os.PathLike[str], tell: Tell | None = None, *, seconds: float = SECONDS) -> ReturnedForm:
    """What was filled in. Called in a thread, which waits; what `tell` raises ends the reading.

    Args:
        path: the PDF.
        tell: told (done, total) pages again and again; total is 0 until it is known.
        seconds: how long the reading may take.

    Raises:
        Refused: ``file.not_read``; all of `returned_forms.read`; ``returned.too_slow``; ``returned.worker_lost`` when
            the process was ended by something else.
    """
    content = _content(path)
    news: SimpleQueue[Frame | None] = SimpleQueue()
    with _worker() as process:
        Thread(target=_talk, args=(process, content, news), name="form", daemon=True).start()
        return _awaited(news, tell or untold, seconds)


def _content(path: str | os.PathLike[str]) -> bytes:
    try:
        return read_bytes(path, returned_forms.MOST_BYTES)
    except Refused as refused:
        if refused.key == "file.too_large":
            raise returned_forms.too_large() from refused
        raise


@contextmanager
def _worker() -> Iterator[subprocess.Popen[bytes]]:
    """A process of this program, ended when the block ends, whatever it is doing."""
    process = started(worker_command(FORM_WORKER), lost="returned.worker_lost", quiet=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _talk(process: subprocess.Popen[bytes], content: bytes, news: SimpleQueue[Frame | None]) -> None:
    """Asks, and hands over every answer; None at the end. In a thread, because a pipe waits without an end."""
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdout as answers:
        # A process that ended at once is told by the end of its answers.
        with suppress(OSError), process.stdin as requests:
            requests.write(form_worker.request(content))
        with suppress(OSError, framing.BrokenFrame):
            while (frame := framing.read(answers)) is not None:
                news.put(frame)
    news.put(None)


def _awaited(news: SimpleQueue[Frame | None], tell: Tell, seconds: float) -> ReturnedForm:
    ends = time.monotonic() + seconds
    done, total = 0, 0
    while True:
        tell(done, total)
        if time.monotonic() > ends:
            raise Refused("returned.too_slow", seconds=round(seconds))
        try:
            frame = news.get(timeout=LOOK_SECONDS)
        except Empty:
            continue
        if frame is None:
            raise Refused("returned.worker_lost")
        header = frame[0]
        if "form" in header:
            return form_worker.unpacked(header["form"])
        if "error" in header:
            raise Refused(header["error"], **header["values"])
        done, total = header["done"], header["total"]
