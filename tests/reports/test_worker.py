"""The process that renders: it answers what is asked, survives what cannot be, and ends with its input."""

from __future__ import annotations

import sys
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest

from crm_desktop.domain.papers import QuotePaper
from crm_desktop.reports import framing, quote, summary, worker
from crm_desktop.reports.codec import paper_to_json
from crm_desktop.reports.pages import render_page
from crm_desktop.reports.worker import Worker, serve
from tests.reports import example_summaries, examples

Frame = tuple[dict[str, Any], bytes]


def ask(header: dict[str, Any], body: bytes = b"", to: Worker | None = None) -> Frame:
    return (to or Worker()).answer({"id": 7, **header}, body)


def test_papers_come_back_as_the_pdf_that_rendering_here_gives() -> None:
    paper, customer = examples.kitchen(), example_summaries.regular_customer()
    assert ask({"kind": "quote", "paper": paper_to_json(paper)}) == ({"id": 7}, quote.render(paper))
    assert ask({"kind": "summary", "paper": paper_to_json(customer)}) == ({"id": 7}, summary.render(customer))


def test_a_page_of_a_pdf_comes_back_as_a_picture() -> None:
    pdf = quote.render(examples.kitchen())
    header, data = ask({"kind": "page", "index": 1, "scale": 0.5}, pdf)
    image = render_page(pdf, 1, 0.5)
    assert data == image.data
    assert (header["width"], header["height"], header["stride"]) == (image.width, image.height, image.stride)
    assert header["pages"] == len(header["sizes"]) == 2


def test_turning_pages_of_a_preview_does_not_render_again(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[QuotePaper] = []
    render = quote.render

    def counted(paper: QuotePaper) -> bytes:
        rendered.append(paper)
        return render(paper)

    monkeypatch.setattr(quote, "render", counted)
    desk = Worker()
    first, second = paper_to_json(examples.kitchen()), paper_to_json(examples.one_line())
    for paper, index in ((first, 0), (first, 1), (second, 0), (second, 0), (first, 1)):
        header, data = ask({"kind": "preview", "of": "quote", "paper": paper, "index": index, "scale": 0.2}, to=desk)
        assert "error" not in header
        assert data
    assert len(rendered) == 3


def test_what_cannot_be_answered_gets_its_reason_and_the_next_is_answered() -> None:
    desk = Worker()
    for request, key in (
        ({"kind": "dance"}, "report.failed"),
        ({}, "report.failed"),
        ({"kind": "quote"}, "report.failed"),
        ({"kind": "quote", "paper": "{}"}, "paper.unreadable"),
        ({"kind": "summary", "paper": paper_to_json(examples.one_line())}, "paper.unreadable"),
        ({"kind": "page", "index": 0, "scale": 1}, "pdf.unreadable"),
        ({"kind": "page", "index": "x", "scale": 1}, "pdf.unreadable"),
    ):
        header, body = ask(request, to=desk)
        assert (header["id"], header["error"], body) == (7, key, b"")
    assert ask({"kind": "quote", "paper": paper_to_json(examples.one_line())}, to=desk)[1]


def test_requests_are_answered_in_order_until_the_input_ends() -> None:
    paper = paper_to_json(examples.one_line())
    requests = BytesIO(b"".join(framing.pack({"id": n, "kind": "quote", "paper": paper}) for n in range(3)))
    answers = BytesIO()
    serve(requests, answers)
    found = framing.Parser().feed(answers.getvalue())
    assert [header for header, _ in found] == [{"id": 0}, {"id": 1}, {"id": 2}]
    assert {body for _, body in found} == {quote.render(examples.one_line())}


def run_main(monkeypatch: pytest.MonkeyPatch, requests: bytes) -> bytes:
    """What the process answers to `requests`."""
    answers = BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(requests)))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=answers))
    worker.main()
    return answers.getvalue()


def test_the_process_serves_its_pipes_and_keeps_print_out_of_them(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def chatty(_paper: QuotePaper) -> bytes:
        print("a library talks")  # noqa: T201  (that it does is what this test is about)
        return b"pdf"

    monkeypatch.setattr(quote, "render", chatty)
    request = framing.pack({"id": 1, "kind": "quote", "paper": paper_to_json(examples.one_line())})
    assert framing.Parser().feed(run_main(monkeypatch, request)) == [({"id": 1}, b"pdf")]
    assert "a library talks" in capfd.readouterr().err


def test_the_process_ends_with_a_failure_when_it_no_longer_understands(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as ended:
        run_main(monkeypatch, b"no frame at all")
    assert ended.value.code == 1
