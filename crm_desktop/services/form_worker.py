"""The process that reads a returned PDF: one on standard input, news of how far it is, one answer, and the end.

The PDF comes from outside. What it can make a reader do (memory, time, faults of a library) happens here, where the
window ends it. The request is a frame (`reports.framing`) with the PDF as its body. Answered are frames with ``done``
and ``total`` pages, then one with ``form`` (the fields of a `ReturnedForm`) or ``error`` (the key of a sentence and its
``values``).
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import asdict
from typing import IO, Any

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange import returned_forms
from crm_desktop.exchange.returned_forms import ReturnedForm
from crm_desktop.reports import framing
from crm_desktop.reports.framing import Header

if sys.platform != "win32":
    import resource

MOST_MEMORY = 1 << 30
"""So many bytes the process may have, where the system can be told."""


def request(pdf: bytes) -> bytes:
    """The frame that asks for the form of a PDF."""
    return framing.pack({}, pdf)


def unpacked(form: Any) -> ReturnedForm:
    """The form of an answer."""
    return ReturnedForm(**{**form, "ticked": tuple(form["ticked"])})


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answers the one request of a stream."""
    frame = framing.read(requests)
    if frame is None:
        return

    def tell(done: int, total: int) -> None:
        answers.write(framing.pack({"done": done, "total": total}))
        answers.flush()

    answers.write(framing.pack(_answer(frame[1], tell)))
    answers.flush()


def _answer(pdf: bytes, tell: returned_forms.Tell) -> Header:
    try:
        return {"form": asdict(returned_forms.read(pdf, tell))}
    except Refused as refused:
        return {"error": refused.key, "values": refused.values}


def _keep_within_memory() -> None:
    if sys.platform != "win32":
        # Some systems know the limit and do not take it.
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def main() -> None:
    """Serves the process that started this one."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not fall among the answers.
    sys.stdout = sys.stderr
    _keep_within_memory()
    try:
        serve(requests, answers)
    except (framing.BrokenFrame, BrokenPipeError, KeyboardInterrupt):
        sys.exit(1)
