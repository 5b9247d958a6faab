"""The process that renders: requests on standard input, answers on standard output, until the input ends.

Drawing a long paper holds the interpreter; in a process of its own it never makes a key press wait. Requests are
answered in order. Each has an ``id`` that its answer repeats, and a ``kind``:

- ``quote``, ``summary``: ``paper`` is the text of `codec.paper_to_json`; the body answered is the PDF.
- ``page``: the body is a PDF; ``index`` (from 0) and ``scale`` (pixels to the point).
- ``preview``: ``of`` is ``quote`` or ``summary``, with ``paper``, ``index``, ``scale``. The last PDF is kept: turning
  pages or zooming draws anew, but does not render the paper again.

An answer with a picture has ``width``, ``height``, ``stride``, ``pages`` (how many the PDF has) and ``sizes`` (of all
pages, in points), and the pixels as its body. A request that cannot be answered gets ``error``: the key of a sentence,
with ``field`` and ``values``; the worker goes on.
"""

from __future__ import annotations

import sys
from typing import IO

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import Letterhead, Party, QuotePaper
from crm_desktop.reports import framing, quote, summary
from crm_desktop.reports.codec import paper_from_json
from crm_desktop.reports.document import Description, Furniture, write
from crm_desktop.reports.framing import Frame, Header
from crm_desktop.reports.pages import page_count, page_sizes, render_page
from crm_desktop.reports.theme import theme_of


class Worker:
    """Answers requests one after the other and remembers the last PDF that was previewed."""

    def __init__(self) -> None:
        self._paper: tuple[str, str] | None = None
        self._pdf = b""

    def answer(self, request: Header, body: bytes) -> Frame:
        """The answer to one request, whatever comes of it."""
        answered: Header = {"id": request.get("id")}
        try:
            header, result = self._do(request, body)
            return answered | header, result
        except Refused as refused:
            values = {name: str(value) for name, value in refused.values.items()}
            return answered | {"error": refused.key, "field": refused.field, "values": values}, b""
        except Exception as error:  # noqa: BLE001  (the edge: whatever is wrong with one paper must not end the worker)
            values = {"reason": f"{type(error).__name__}: {error}"}
            return answered | {"error": "report.failed", "field": None, "values": values}, b""

    def _do(self, request: Header, body: bytes) -> Frame:
        """The answer to a request that is as it should be."""
        kind = request.get("kind")
        if kind in {"quote", "summary"}:
            return {}, _render(str(kind), str(request["paper"]))
        if kind == "page":
            return _picture(body, request)
        if kind == "preview":
            return _picture(self._previewed(str(request["of"]), str(request["paper"])), request)
        raise Refused("report.failed", reason=f"no such request: {kind}")

    def _previewed(self, kind: str, paper: str) -> bytes:
        """The PDF of a paper, rendered unless it is that of the last preview."""
        if self._paper != (kind, paper):
            self._pdf = _render(kind, paper)
            self._paper = (kind, paper)
        return self._pdf


def _render(kind: str, text: str) -> bytes:
    """The PDF of a paper given as JSON."""
    paper = paper_from_json(kind, text)
    return quote.render(paper) if isinstance(paper, QuotePaper) else summary.render(paper)


def _picture(pdf: bytes, request: Header) -> Frame:
    """One page of a PDF, drawn."""
    sizes = page_sizes(pdf)
    image = render_page(pdf, int(request["index"]), float(request["scale"]))
    header = {"width": image.width, "height": image.height, "stride": image.stride, "pages": len(sizes), "sizes": sizes}
    return header, image.data


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answers every request of a stream until it ends."""
    worker = Worker()
    while (frame := framing.read(requests)) is not None:
        answers.write(framing.pack(*worker.answer(*frame)))
        answers.flush()


def warm_up() -> None:
    """Loads the engines, so that the first request does not wait for them."""
    empty = Letterhead(Party(""))
    page_count(write([[]], Furniture([], []), theme_of(empty), Description("", "", "", "en")))


def main() -> None:
    """Serves the process that started this one."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not fall among the answers.
    sys.stdout = sys.stderr
    try:
        warm_up()
        serve(requests, answers)
    except (framing.BrokenFrame, BrokenPipeError, KeyboardInterrupt):
        sys.exit(1)


if __name__ == "__main__":
    main()
