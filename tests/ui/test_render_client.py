"""Pages are drawn by another process: the window never waits, the latest wish wins, nothing is left running."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import Letterhead, Party, QuotePaper
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quotes import Line, QuoteTerms
from crm_desktop.reports.codec import paper_to_json
from crm_desktop.reports.framing import Frame, Header
from crm_desktop.reports.worker import Worker
from crm_desktop.ui.render_client import DrawnPage, InlineRenderer, RenderClient

ALIVE = 20_000


def a_paper(title: str = "Shelves") -> str:
    """A quote of one line."""
    terms = QuoteTerms("EUR", (Line(description="Oak", unit_price=Decimal(145), tax_rate=Decimal(23)),))
    letterhead = Letterhead(Party("Oficina Silva"))
    day = dt.date(2026, 11, 21)
    paper = QuotePaper("en", "", title, day, None, letterhead, Party("Ana"), terms, compute_totals(terms))
    return paper_to_json(paper)


def never(answer: object) -> None:
    """What must not be called."""
    pytest.fail(f"called with {answer}")


class Heard:
    """What came back, in order."""

    def __init__(self) -> None:
        self.answers: list[object] = []

    def __call__(self, answer: object) -> None:
        self.answers.append(answer)

    def wait(self, qtbot: QtBot, count: int = 1) -> None:
        qtbot.waitUntil(lambda: len(self.answers) >= count, timeout=ALIVE)


@pytest.fixture
def client() -> Iterator[RenderClient]:
    client = RenderClient()
    yield client
    client.close()


def test_a_paper_comes_back_as_pdf_and_as_pictures(qtbot: QtBot, client: RenderClient) -> None:
    pdf, page, previewed = Heard(), Heard(), Heard()
    client.render("quote", a_paper(), pdf)
    pdf.wait(qtbot)
    made = pdf.answers[0]
    assert isinstance(made, bytes)
    assert made.startswith(b"%PDF")
    client.page(made, 0, 1.0, page, never)
    client.preview(a_paper(), 0, 1.0, previewed, never)
    previewed.wait(qtbot)
    one, other = page.answers[0], previewed.answers[0]
    assert isinstance(one, DrawnPage)
    assert isinstance(other, DrawnPage)
    assert one.image == other.image
    assert one.sizes == ((595.2756, 841.8898),) or len(one.sizes) == 1
    assert (one.image.width(), one.image.height()) == (596, 842)


def test_what_cannot_be_drawn_is_refused_and_the_next_question_answered(qtbot: QtBot, client: RenderClient) -> None:
    refusals, page = Heard(), Heard()
    client.page(b"no pdf", 0, 1.0, never, refusals)
    client.preview(a_paper(), 7, 1.0, never, refusals)
    client.preview(a_paper(), 0, 1.0, page, never)
    page.wait(qtbot)
    assert [error.key for error in refusals.answers if isinstance(error, Refused)] == ["pdf.unreadable", "pdf.no_page"]


def test_a_process_that_died_is_started_again_and_nothing_asked_is_lost(qtbot: QtBot, client: RenderClient) -> None:
    pdf = Heard()
    client.render("quote", a_paper(), pdf)
    pdf.wait(qtbot)
    first = client.process_id
    client.render("quote", a_paper("Again"), pdf)
    os.kill(first, signal.SIGTERM)
    pdf.wait(qtbot, 2)
    assert client.process_id != first


@pytest.mark.parametrize(
    "command",
    [
        (sys.executable, "-c", "import sys; sys.exit(3)"),
        (sys.executable, "-c", "print('x' * 99)"),
        ("/nowhere/at-all",),
    ],
)
def test_a_worker_that_never_answers_is_given_up_with_a_sentence(qtbot: QtBot, command: tuple[str, ...]) -> None:
    client, refusals = RenderClient(command), Heard()
    client.render("quote", a_paper(), never, refusals)
    client.render("quote", a_paper("Next"), never, refusals)
    refusals.wait(qtbot, 2)
    assert [error.key for error in refusals.answers if isinstance(error, Refused)] == ["report.worker_lost"] * 2
    client.close()


def test_closing_ends_the_process_idle_or_busy(qtbot: QtBot) -> None:
    for busy in (False, True):
        client, pdf = RenderClient(), Heard()
        client.render("quote", a_paper(), pdf)
        pdf.wait(qtbot)
        process = client.process_id
        if busy:
            client.render("quote", a_paper("Never seen"), never)
        client.close()
        with pytest.raises(ProcessLookupError), suppress(PermissionError):
            os.kill(process, 0)
        client.render("quote", a_paper(), never)
        assert client.process_id == 0


class Slow:
    """A worker that answers when told to, so that a test decides what arrives when."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.renderer = InlineRenderer(self._answer)
        self._nested: list[object] = []

    def _answer(self, header: Header, body: bytes) -> Frame:
        self.asked.append(str(header["paper"]))
        for paper in ("b", "c", "d") if self.asked == ["a"] else ():
            # While the first is being drawn somebody goes on typing.
            self.renderer.render("quote", paper, self._nested.append, topic="preview")
        return {}, str(header["paper"]).encode()


def test_of_what_waits_only_the_latest_is_drawn() -> None:
    slow, got = Slow(), Heard()
    slow.renderer.render("quote", "a", got, topic="preview")
    assert slow.asked == ["a", "d"]
    assert got.answers == [b"a"]
    assert slow._nested == [b"d"]


def test_a_forgotten_topic_is_told_nothing() -> None:
    def answer(header: Header, body: bytes) -> Frame:
        renderer.forget("one")
        return {}, b""

    got, renderer = Heard(), InlineRenderer(answer)
    renderer.render("quote", "a", got, topic="one")
    renderer.render("quote", "a", got, topic="other")
    assert got.answers == [b""]


def test_the_inline_renderer_draws_the_same_at_once() -> None:
    pages = Heard()
    InlineRenderer(Worker().answer).preview(a_paper(), 0, 0.5, pages, never)
    assert isinstance(pages.answers[0], DrawnPage)
    assert pages.answers[0].image.height() == 421


def test_closing_does_not_wait_for_a_worker_to_come_to_its_own_end(qtbot: QtBot, tmp_path: Path) -> None:
    began, ended = tmp_path / "began", tmp_path / "ended"
    slow = "import pathlib, sys; pathlib.Path(sys.argv[1]).touch(); sys.stdin.read(); pathlib.Path(sys.argv[2]).touch()"
    client = RenderClient((sys.executable, "-c", slow, str(began), str(ended)))
    client.warm_up()
    qtbot.waitUntil(began.exists, timeout=ALIVE)
    client.close()
    assert client.process_id == 0
    assert not ended.exists()
