"""Papers and pages drawn by a process of their own: the window asks and goes on, and is told when there is an answer.

Questions that share a `topic` are versions of one wish (the preview of one page while somebody types): of those that
still wait only the latest is asked. One question is under way at a time, so that the latest never waits behind old
ones; its answer is always handed over, because somebody who types without a pause wants to see something too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QIODeviceBase, QObject, QProcess, QProcessEnvironment
from PySide6.QtGui import QImage
from shiboken6 import isValid

from crm_desktop.domain.errors import Refused
from crm_desktop.reports import framing
from crm_desktop.reports.command import worker_command, worker_environment
from crm_desktop.reports.framing import Frame, Header
from crm_desktop.ui.tasks import still_there

MOST_TRIES = 2
"""A question whose process dies is asked once more; perhaps it was not the question's fault."""
MILLISECONDS_TO_END = 2_000


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page of a PDF as a picture, with the sizes (width, height) of all its pages in points."""

    image: QImage
    sizes: tuple[tuple[float, float], ...]


OnPdf = Callable[[bytes], object]
OnPage = Callable[[DrawnPage], object]
OnError = Callable[[Refused], object]


class Renderer(Protocol):
    """What draws papers. Every method returns at once; the answer comes by calling back, in the window's thread."""

    def render(
        self, kind: str, paper: str, on_pdf: OnPdf, on_error: OnError | None = None, *, topic: object = None
    ) -> None:
        """The PDF of a paper (`kind` ``quote`` or ``summary``, `paper` as `paper_to_json` wrote it)."""
        ...

    def page(
        self, pdf: bytes, index: int, scale: float, on_page: OnPage, on_error: OnError, *, topic: object = None
    ) -> None:
        """Page `index` (from 0) of a PDF, `scale` pixels to the point."""
        ...

    def preview(
        self, paper: str, index: int, scale: float, on_page: OnPage, on_error: OnError, *, topic: object = None
    ) -> None:
        """Page `index` of a quote given as `paper_to_json` wrote it; the same paper is not rendered again."""
        ...

    def forget(self, topic: object) -> None:
        """Nobody waits for the answers to a topic any more."""
        ...

    def warm_up(self) -> None:
        """Gets ready, so that the first answer comes as soon as all others."""
        ...

    def close(self) -> None:
        """Ends it; what was asked is forgotten."""
        ...


@dataclass(slots=True)
class _Question:
    """One request and whom to tell."""

    topic: object
    header: Header
    body: bytes
    on_answer: Callable[[Frame], object]
    on_error: OnError | None
    tries: int = 0
    forgotten: bool = False


class _Queue(QObject):
    """The questions that wait, the one under way, and who is told; `send` is what the kinds of renderer differ in."""

    def __init__(self, send: Callable[[Header, bytes], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self._waiting: dict[object, _Question] = {}
        self._asked: _Question | None = None
        self._closed = False

    def render(
        self, kind: str, paper: str, on_pdf: OnPdf, on_error: OnError | None = None, *, topic: object = None
    ) -> None:
        header: Header = {"kind": kind, "paper": paper}
        self._put(_Question(topic or object(), header, b"", _PdfTaker(on_pdf), on_error))

    def page(
        self, pdf: bytes, index: int, scale: float, on_page: OnPage, on_error: OnError, *, topic: object = None
    ) -> None:
        header: Header = {"kind": "page", "index": index, "scale": scale}
        self._put(_Question(topic or object(), header, pdf, _PageTaker(on_page), on_error))

    def preview(
        self, paper: str, index: int, scale: float, on_page: OnPage, on_error: OnError, *, topic: object = None
    ) -> None:
        header: Header = {"kind": "preview", "of": "quote", "paper": paper, "index": index, "scale": scale}
        self._put(_Question(topic or object(), header, b"", _PageTaker(on_page), on_error))

    def forget(self, topic: object) -> None:
        self._waiting.pop(topic, None)
        if self._asked is not None and self._asked.topic == topic:
            self._asked.forgotten = True

    def close(self) -> None:
        self._closed = True
        self._waiting.clear()

    def _put(self, question: _Question) -> None:
        if not self._closed:
            # A newer version keeps the place of the older one, so that no topic starves another.
            self._waiting[question.topic] = question
            self._ask_next()

    def _ask_next(self) -> None:
        if self._asked is None and self._waiting:
            self._asked = self._waiting.pop(next(iter(self._waiting)))
            self._ask()

    def _ask(self) -> None:
        assert self._asked is not None
        self._asked.tries += 1
        self._send(self._asked.header, self._asked.body)

    def _answered(self, answer: Frame) -> None:
        question, self._asked = self._asked, None
        if question is None:
            return
        self._tell(question, answer)
        self._ask_next()

    def _tell(self, question: _Question, answer: Frame) -> None:
        header = answer[0]
        if question.forgotten:
            return
        if "error" in header:
            self._refuse(question, Refused(header["error"], field=header["field"], **header["values"]))
        else:
            question.on_answer(answer)

    def _refuse(self, question: _Question, refused: Refused) -> None:
        if question.on_error is not None and still_there(question.on_error) and not question.forgotten:
            question.on_error(refused)


class _PdfTaker:
    """Hands over the PDF of an answer."""

    def __init__(self, on_pdf: OnPdf) -> None:
        self._on_pdf = on_pdf

    def __call__(self, answer: Frame) -> None:
        if still_there(self._on_pdf):
            self._on_pdf(answer[1])


class _PageTaker:
    """Hands over the page of an answer."""

    def __init__(self, on_page: OnPage) -> None:
        self._on_page = on_page

    def __call__(self, answer: Frame) -> None:
        if still_there(self._on_page):
            header, data = answer
            size = header["width"], header["height"], header["stride"]
            # The copy owns its pixels: those of the answer go with it.
            image = QImage(data, *size, QImage.Format.Format_RGB32).copy()
            self._on_page(DrawnPage(image, tuple((float(width), float(height)) for width, height in header["sizes"])))


class RenderClient(_Queue):
    """Asks a worker process, which is started at the first question and again when it died.

    Call `close` at the end; when the application quits it closes itself.
    """

    def __init__(self, command: tuple[str, ...] | None = None, parent: QObject | None = None) -> None:
        super().__init__(self._write, parent)
        self._command = command if command is not None else worker_command()
        self._process: QProcess | None = None
        self._parser = framing.Parser()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    def warm_up(self) -> None:
        if self._process is None and not self._closed:
            self._process = self._started()

    @property
    def process_id(self) -> int:
        """The id of the running process; 0 when there is none."""
        return self._process.processId() if self._process is not None else 0

    def close(self) -> None:
        super().close()
        self._asked = None
        process, self._process = self._process, None
        if process is None or not isValid(process):
            return
        process.finished.disconnect(self._lost)
        process.errorOccurred.disconnect(self._failed)
        # It holds pages only, and writes no file: one that draws or is just being started would let the user wait.
        process.kill()
        process.waitForFinished(MILLISECONDS_TO_END)

    def _write(self, header: Header, body: bytes) -> None:
        self.warm_up()
        assert self._process is not None
        self._process.write(framing.pack(header, body))

    def _started(self) -> QProcess:
        process = QProcess()
        environment = QProcessEnvironment()
        for name, value in worker_environment().items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._lost)
        process.errorOccurred.connect(self._failed)
        self._parser = framing.Parser()
        process.start(self._command[0], list(self._command[1:]), QIODeviceBase.OpenModeFlag.ReadWrite)
        return process

    def _read(self) -> None:
        if self._process is None:
            return
        try:
            frames = self._parser.feed(bytes(self._process.readAllStandardOutput().data()))
        except framing.BrokenFrame:
            self._process.kill()
            return
        for frame in frames:
            self._answered(frame)

    def _failed(self, error: QProcess.ProcessError) -> None:
        # All other errors are followed by `finished`.
        if error is QProcess.ProcessError.FailedToStart:
            self._lost()

    def _lost(self, *_how: object) -> None:
        """The process is gone: asks again, or gives up on the question it died of."""
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        question = self._asked
        if question is None:
            return
        if question.tries < MOST_TRIES and not question.forgotten:
            self._ask()
            return
        self._asked = None
        self._refuse(question, Refused("report.worker_lost"))
        self._ask_next()


class InlineRenderer(_Queue):
    """The same at once and in this process, for tests: `answer` is that of a `reports.worker.Worker`."""

    def __init__(self, answer: Callable[[Header, bytes], Frame], parent: QObject | None = None) -> None:
        super().__init__(self._do, parent)
        self._answer = answer

    def warm_up(self) -> None:
        pass

    def _do(self, header: Header, body: bytes) -> None:
        self._answered(self._answer(header, body))
