"""The process that imports beside the window: one request, news of how far it is, one answer.

Reading, checking and writing tens of thousands of cards or rows holds the interpreter for seconds; in a thread of the
window every key would wait for it. The file is written as another window would write it. The request is a frame
(`reports.framing`) with `path`, `kind`, `today`, `now`, `dry_run` and `sources` (their corrections and sizes, null for
one that is not there), its body the bytes of the sources one after the other. Answered are frames with `done` and
`total`, then one with `report`, with `error` (the key of a sentence, `field`, `values`) or with `fault`. When the input
ends, whoever asked has lost interest: the import stops at its next look, and nothing is written.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from crm_desktop.db.files import open_file
from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.records import Rejected
from crm_desktop.reports import framing
from crm_desktop.reports.framing import Frame, Header
from crm_desktop.services import import_jobs
from crm_desktop.services.deal_imports import DealImportReport
from crm_desktop.services.import_jobs import ImportJob, ImportKind
from crm_desktop.services.import_plan import Progress
from crm_desktop.services.imports import ImportReport, ImportSource, PreviewRow

LESS_URGENT = 5
"""By so much it is nicer than the window, where the system knows such a thing."""


class NobodyWaitsError(Exception):
    """Whoever asked has gone or does not want it any more."""


def request(path: Path, job: ImportJob) -> bytes:
    """The frame that asks for an import into the file at `path`."""
    header = {
        "path": str(path),
        "kind": job.kind,
        "today": job.today.isoformat(),
        "now": job.now.isoformat(),
        "dry_run": job.dry_run,
        "sources": [None if source is None else _described(source) for source in job.sources],
    }
    return framing.pack(header, b"".join(source.data for source in job.files))


def _described(source: ImportSource) -> Header:
    return {
        "name": source.name,
        "size": len(source.data),
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "mapping": source.mapping,
    }


def packed_report(report: ImportReport) -> Frame:
    """A report as the body of an answer."""
    body = {
        "counts": [report.read, report.created, report.updated, report.skipped],
        "rejected": [_packed_note(note) for note in report.rejected],
        "warnings": [_packed_note(note) for note in report.warnings],
        "first": [[row.name, row.company, row.phone, row.email, row.fate] for row in report.first],
    }
    if isinstance(report, DealImportReport):
        body["deals"] = [report.contacts, report.products, report.pipeline]
    return {"report": True}, json.dumps(body).encode()


def unpacked_report(body: bytes) -> ImportReport:
    """The report of an answer."""
    found = json.loads(body)
    read, created, updated, skipped = found["counts"]
    report = ImportReport(
        read=read,
        created=created,
        updated=updated,
        skipped=skipped,
        rejected=tuple(Rejected(*note) for note in found["rejected"]),
        warnings=tuple(Rejected(*note) for note in found["warnings"]),
        first=tuple(PreviewRow(*row) for row in found["first"]),
    )
    if "deals" not in found:
        return report
    contacts, products, pipeline = found["deals"]
    facts = {each.name: getattr(report, each.name) for each in fields(ImportReport)}
    return DealImportReport(**facts, contacts=contacts, products=products, pipeline=pipeline)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answers the one request of a stream."""
    frame = framing.read(requests)
    if frame is None:
        return
    gone = threading.Event()
    threading.Thread(target=_watch, args=(requests.fileno(), gone), daemon=True).start()

    def tell(done: int, total: int) -> None:
        if gone.is_set():
            raise NobodyWaitsError
        answers.write(framing.pack({"done": done, "total": total}))
        answers.flush()

    with suppress(NobodyWaitsError):
        answers.write(framing.pack(*_answer(frame, tell)))
        answers.flush()


def _watch(request_file: int, gone: threading.Event) -> None:
    """Waits for the end of the input. Past the stream, whose lock would still be held when the program ends."""
    while os.read(request_file, 1):
        pass
    gone.set()


def _answer(frame: Frame, tell: Progress) -> Frame:
    """The last frame, whatever comes of the import but that nobody waits for it."""
    try:
        return packed_report(_imported(*frame, tell))
    except Refused as refused:
        return {"error": refused.key, "field": refused.field, "values": _plain(refused.values)}, b""
    except NobodyWaitsError:
        raise
    except Exception:  # noqa: BLE001  (the edge of the process: nothing may be lost here)
        return {"fault": traceback.format_exc()}, b""


def _imported(header: Header, body: bytes, tell: Progress) -> ImportReport:
    job = ImportJob(
        kind=ImportKind(header["kind"]),
        sources=_sources(header["sources"], body),
        today=date.fromisoformat(header["today"]),
        now=datetime.fromisoformat(header["now"]),
        dry_run=header["dry_run"],
    )
    store = open_file(Path(header["path"]))
    try:
        return import_jobs.run(store, job, tell)
    finally:
        store.close()


def _sources(described: Sequence[Header | None], body: bytes) -> tuple[ImportSource | None, ...]:
    sources: list[ImportSource | None] = []
    start = 0
    for each in described:
        if each is None:
            sources.append(None)
            continue
        data = body[start : start + each["size"]]
        mapping = None if each["mapping"] is None else tuple(each["mapping"])
        sources.append(ImportSource(each["name"], data, each["encoding"], each["delimiter"], mapping))
        start += len(data)
    return tuple(sources)


def _packed_note(note: Rejected) -> list[Any]:
    return [note.source, note.line, note.key, _plain(note.values)]


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    """Numbers stay what they are, everything else is what it says."""
    return {name: value if isinstance(value, int) else str(value) for name, value in values.items()}


def main() -> None:
    """Serves the process that started this one."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not fall among the answers.
    sys.stdout = sys.stderr
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)
    try:
        serve(requests, answers)
    except (framing.BrokenFrame, BrokenPipeError, KeyboardInterrupt):
        sys.exit(1)
