"""What a command says: answers to stdout and the rest to stderr, also where nobody listens any more."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from crm_desktop.cli.desk import Answer
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence

LOG_BYTES = 1_000_000
LOGS_KEPT = 3


def speak_utf8() -> None:
    """Answers are UTF-8 whatever the console's code page, and a lone surrogate in a file name never raises."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def answer(said: Answer, *, as_json: bool) -> int:
    """Prints an answer; returns the exit status."""
    for warning in said.warnings:
        warn(warning)
    try:
        _print(said, as_json=as_json)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough, as `head` does; what was asked for is done.
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        return refuse(Refused("answer.not_written", reason=error.strerror or type(error).__name__))
    return said.status


def finish() -> None:
    """Writes what is left of a help text; Python would end with a status of its own where nobody reads it."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _silence(sys.stdout)


def refuse(refused: Refused) -> int:
    """Says why nothing was done; returns the exit status."""
    warn(sentence(refused))
    return 1


def warn(text: str) -> None:
    """A line on stderr, where there is one."""
    with suppress(OSError):
        print(text, file=sys.stderr)


def fault(error: Exception, log: Path) -> int:
    """Says that the program failed, and writes how into the log; returns the exit status."""
    kept = _log(error, log)
    return refuse(Refused("program.fault" if kept else "program.fault_unlogged", kind=type(error).__name__, log=log))


def _log(error: Exception, log: Path) -> bool:
    """Whether the trace of a fault stands in the log now."""
    # Only for a fault; they cost every start otherwise.
    import logging
    from logging.handlers import RotatingFileHandler

    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        return False
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(message)s"))
    trace = (type(error), error, error.__traceback__)
    record = logging.LogRecord("crm_desktop", logging.ERROR, "", 0, "a command met a fault", None, trace)
    handler.emit(record)
    handler.close()
    return True


def _print(said: Answer, *, as_json: bool) -> None:
    if as_json and said.data is not None:
        print(json.dumps(said.data, ensure_ascii=False, indent=2))
    else:
        for line in said.lines:
            print(line)


def _silence(stream: TextIO) -> None:
    """What is still to be written goes nowhere: the interpreter would fail once more on its way out."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
