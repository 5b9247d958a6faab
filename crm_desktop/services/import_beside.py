"""Importing beside the window: what would be felt in typing is done by a process of its own.

Progress, stopping and refusals are those of `import_jobs.run`; `import_worker` is the other side.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from crm_desktop.domain.errors import Refused
from crm_desktop.reports import framing
from crm_desktop.reports.command import IMPORT_WORKER, worker_command
from crm_desktop.reports.framing import Frame
from crm_desktop.services import import_jobs, import_worker
from crm_desktop.services.beside import started
from crm_desktop.services.import_jobs import ImportJob
from crm_desktop.services.import_plan import Progress, untold
from crm_desktop.services.imports import ImportReport, ImportSource
from crm_desktop.services.store import Store

SMALL = 100_000
"""So many bytes are imported here: it takes a tenth of a second, and to start a process takes three."""
PACKED, UNPACKED = b"PK", 10
"""Workbooks are archives, and about so many times as large as their file."""


def run_import(store: Store, job: ImportJob, progress: Progress | None = None) -> ImportReport:
    """Imports as `import_jobs.run` does, which says what it is given. Called in a thread, which waits.

    Raises:
        Refused: as there; ``import.worker_lost`` when the process was ended by something else.
    """
    tell = progress or untold
    if store.read_only or sum(map(_size, job.files)) <= SMALL:
        return import_jobs.run(store, job, tell)
    tell(0, 0)
    report = _asked(import_worker.request(store.path, job), tell, final=not job.dry_run)
    if not job.dry_run:
        # It is known here what was written there: nobody need be told once more.
        store.changed_elsewhere()
        store.publish_everything()
    return report


def _size(source: ImportSource) -> int:
    """The bytes that are to be read."""
    return len(source.data) * (UNPACKED if source.data.startswith(PACKED) else 1)


def _asked(request: bytes, tell: Progress, *, final: bool) -> ImportReport:
    """Asks a process. When `tell` raises, it is stopped; what was `final` by then is answered all the same."""
    with _worker() as (requests, answers):
        # A process that ended at once says why below.
        with suppress(OSError):
            requests.write(request)
            requests.flush()
        try:
            return _report(_last(answers, tell))
        except Refused:
            raise
        except Exception:
            with suppress(OSError):
                requests.close()
            with suppress(Refused):
                report = _report(_last(answers, untold))
                if final:
                    return report
            raise


@contextmanager
def _worker() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """A process of this program, ended when the block ends."""
    process = started(worker_command(IMPORT_WORKER), lost="import.worker_lost")
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process.stdin, process.stdout
    finally:
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        process.wait()


def _last(answers: IO[bytes], tell: Progress) -> Frame:
    """The answer behind the news.

    Raises:
        Refused: ``import.worker_lost``.
    """
    with suppress(framing.BrokenFrame):
        while (frame := framing.read(answers)) is not None:
            if "done" not in frame[0]:
                return frame
            tell(frame[0]["done"], frame[0]["total"])
    raise Refused("import.worker_lost")


def _report(answer: Frame) -> ImportReport:
    """What was answered.

    Raises:
        Refused: the import was.
        RuntimeError: a fault of the program over there, with its trace.
    """
    header, body = answer
    if "error" in header:
        raise Refused(header["error"], field=header["field"], **header["values"])
    if "fault" in header:
        raise RuntimeError(header["fault"])
    return import_worker.unpacked_report(body)
