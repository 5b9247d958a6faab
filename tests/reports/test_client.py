"""A real worker process, asked and waited for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from crm_desktop.domain.errors import Refused
from crm_desktop.reports import quote, summary
from crm_desktop.reports.client import RenderClient
from crm_desktop.reports.pages import render_page
from crm_desktop.sentences import sentence
from tests.reports import example_summaries, examples


@pytest.fixture(scope="module")
def client() -> Iterator[RenderClient]:
    with RenderClient() as connected:
        yield connected


def test_another_process_renders_the_same_bytes(client: RenderClient) -> None:
    assert client.render(examples.kitchen()) == quote.render(examples.kitchen())
    assert client.render(example_summaries.regular_customer()) == summary.render(example_summaries.regular_customer())


def test_pages_and_previews_are_the_same_pictures(client: RenderClient) -> None:
    pdf = quote.render(examples.kitchen())
    expected = render_page(pdf, 1, 0.5)
    assert client.page(pdf, 1, 0.5) == expected
    assert client.preview(examples.kitchen(), 1, 0.5) == expected


def test_a_refusal_comes_through_with_its_key_and_values(client: RenderClient) -> None:
    paper = examples.one_line()
    unknown = replace(paper, terms=replace(paper.terms, currency="???"), totals=replace(paper.totals, currency="???"))
    with pytest.raises(Refused) as refused:
        client.render(unknown)
    assert refused.value.key == "currency.unknown"
    assert refused.value.field == "currency"
    assert sentence(refused.value)


def test_a_worker_that_has_gone_is_a_refusal_not_a_crash() -> None:
    with RenderClient((sys.executable, "-c", "pass")) as gone, pytest.raises(Refused) as refused:
        gone.render(examples.hostile())
    assert refused.value.key == "report.worker_lost"
    assert sentence(refused.value)


def test_a_worker_that_talks_nonsense_is_a_refusal() -> None:
    nonsense = "import sys; sys.stdout.buffer.write(b'hello, this is no frame'); sys.stdout.flush(); sys.stdin.read()"
    with RenderClient((sys.executable, "-c", nonsense)) as lost, pytest.raises(Refused) as refused:
        lost.render(examples.one_line())
    assert refused.value.key == "report.worker_lost"


def test_closing_ends_the_process() -> None:
    client = RenderClient()
    client.close()
    with pytest.raises(Refused):
        client.render(examples.one_line())
