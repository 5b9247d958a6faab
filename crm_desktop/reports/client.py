"""The other end of the worker for programs without a window: asks and waits for the answer."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from itertools import count
from types import TracebackType

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.reports import framing
from crm_desktop.reports.codec import Paper, paper_to_json
from crm_desktop.reports.framing import Frame, Header
from crm_desktop.reports.pages import PageImage

COMMAND = (sys.executable, "-m", "crm_desktop.reports.worker")


class RenderClient:
    """A worker process and one request at a time; use it in a ``with`` statement."""

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._ids = count(1)

    def __enter__(self) -> RenderClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def render(self, paper: Paper) -> bytes:
        """The PDF of a paper.

        Raises:
            Refused: what rendering refuses; ``report.failed`` for anything unforeseen; ``report.worker_lost``.
        """
        return self._ask({"kind": _kind(paper), "paper": paper_to_json(paper)})[1]

    def page(self, pdf: bytes, index: int, scale: float) -> PageImage:
        """A page of a PDF (from 0), `scale` pixels to the point.

        Raises:
            Refused: as `render`, and ``pdf.unreadable``, ``pdf.no_page``.
        """
        return _image(self._ask({"kind": "page", "index": index, "scale": scale}, pdf))

    def preview(self, paper: Paper, index: int, scale: float) -> PageImage:
        """A page of a paper; of the same paper as before it is only drawn, not rendered again.

        Raises:
            Refused: as `page`.
        """
        request = {"kind": "preview", "of": _kind(paper), "paper": paper_to_json(paper), "index": index, "scale": scale}
        return _image(self._ask(request))

    def close(self) -> None:
        """Ends the worker and waits until it has gone."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        # What it never read stays unread.
        with suppress(OSError):
            self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _ask(self, request: Header, body: bytes = b"") -> Frame:
        """The answer to a request."""
        request = {"id": next(self._ids), **request}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(framing.pack(request, body))
            self._process.stdin.flush()
            answer = framing.read(self._process.stdout)
        except (OSError, ValueError, framing.BrokenFrame) as error:
            raise Refused("report.worker_lost") from error
        if answer is None:
            raise Refused("report.worker_lost")
        header = answer[0]
        if "error" in header:
            raise Refused(header["error"], field=header["field"], **header["values"])
        return answer


def _kind(paper: Paper) -> str:
    """How the worker calls this kind of paper."""
    return "quote" if isinstance(paper, QuotePaper) else "summary"


def _image(answer: Frame) -> PageImage:
    """The picture of an answer."""
    header, data = answer
    return PageImage(header["width"], header["height"], header["stride"], data)
