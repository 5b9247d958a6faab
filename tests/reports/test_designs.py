"""Every design says the same: all amounts of the engine, all texts, within the margins, twice the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quotes import LineRole
from crm_desktop.reports import quote
from crm_desktop.reports.designs import DESIGNS, design_of
from crm_desktop.reports.envelopes import MM, WINDOWS
from crm_desktop.reports.parts.sums import Sum, Sums
from crm_desktop.reports.theme import Ink, contrast, theme_of
from crm_desktop.services.settings_look import DESIGN_NAMES, WINDOW_NAMES
from tests.reports import examples, five_quotes
from tests.reports.drawing import Recorder
from tests.reports.examples import item, section
from tests.reports.reading import lines_of_page, page_count, pages_text, squeezed, whole_text, words_of_page
from tests.reports.test_quote import amounts_of

PAPERS = (*(make for name, make in five_quotes.FIVE.items() if name != "long"), examples.hostile)
OTHERS = [key for key in DESIGNS if key != "classic"]


def in_design(paper: QuotePaper, design: str, **letterhead: object) -> QuotePaper:
    return replace(paper, design=design, letterhead=replace(paper.letterhead, **letterhead))  # type: ignore[arg-type]


def test_the_settings_offer_every_design_and_window_there_is() -> None:
    assert list(DESIGN_NAMES) == list(DESIGNS)
    assert list(WINDOW_NAMES) == list(WINDOWS)


def test_a_design_nobody_knows_is_the_usual_one() -> None:
    assert design_of("") is design_of("gothic") is DESIGNS["classic"]


@pytest.mark.parametrize("design", OTHERS)
@pytest.mark.parametrize("make", PAPERS)
def test_every_amount_and_text_stands_on_the_paper(make: Callable[[], QuotePaper], design: str) -> None:
    paper = make()
    text = whole_text(quote.render(in_design(paper, design)))
    assert [amount for amount in amounts_of(paper) if amount not in text] == []
    classic = squeezed(whole_text(quote.render(paper)))
    for line in paper.terms.lines:
        assert squeezed(line.description)[:20] in squeezed(text) or squeezed(line.description)[:20] not in classic


@pytest.mark.parametrize("design", DESIGNS)
def test_the_same_paper_gives_the_same_bytes(design: str) -> None:
    paper = in_design(five_quotes.options(), design)
    assert quote.render(paper) == quote.render(paper)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_all_words_stand_within_the_margins(design: str, size: str) -> None:
    paper = in_design(examples.kitchen(), design, page_size=size)
    theme = design_of(design).dress(theme_of(paper.letterhead))
    pdf = quote.render(paper)
    for index in range(page_count(pdf)):
        for word in words_of_page(pdf, index):
            assert theme.left - 2 <= word.left
            assert word.right <= theme.right + 2
            assert word.bottom >= 24


@pytest.mark.parametrize("design", DESIGNS)
def test_words_can_be_read_on_their_ground(design: str) -> None:
    for accent in ("#FFFF00", "#0E7C7B", "#000000"):
        theme = design_of(design).dress(theme_of(replace(examples.WORKSHOP, accent=accent)))
        for name in ("brand", "title", "row", "detail", "section", "meta", "sums", "footer", "code"):
            assert contrast(getattr(theme, name).ink) >= 3
        if theme.head_fill is not None:
            assert contrast(theme.head_fill) >= 4.5


@pytest.mark.parametrize("design", DESIGNS)
def test_drafts_and_expired_quotes_say_so_on_every_page(design: str) -> None:
    for mark, word in (("draft", "rascunho"), ("expired", "expirado")):
        texts = pages_text(quote.render(in_design(examples.plain(80, mark=mark), design)))
        assert len(texts) > 1
        assert all(word in text for text in texts)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("window", [key for key, window in WINDOWS.items() if window.top is not None])
def test_the_address_stands_in_the_window(window: str, size: str, design: str) -> None:
    paper = in_design(examples.one_line(), design, window=window, page_size=size)
    pdf = quote.render(paper)
    high = {"A4": 841.89, "Letter": 792.0}[size]
    known = WINDOWS[window]
    assert known.top is not None
    words = {word.text: word for word in words_of_page(pdf, 0)}
    left = known.left if known.left is not None else 20 * MM
    for line in ("Atelier Sousa, Lda", "Ana Sousa", "Rua do Almada 210", "4050-031 Porto"):
        assert known.top < high - words[line].top
        assert high - words[line].bottom < known.top + known.height
        assert left - 1 < words[line].left
        assert words[line].right < left + known.width + 10 * MM
    assert high - words["Orçamento 2026/42"].top > known.top + known.height - 1


MOST_PLAY = {"fr": (11, 10), "pt": (11, 10), "uk": (11, 10), "us": (11.7, 25.4)}
"""Millimetres by which a sheet folded in three may lie lower and further right in its envelope."""
CUT_OUT = {
    "fr": (110, (45, 90), (100, 200)),
    "pt": (110, (45, 90), (110, 200)),
    "uk": (110, (53, 92), (20, 113)),
    "us": (104.8, (63.5, 92.1), (22.2, 136.5)),
}
"""Height of the envelope; upper and lower, left and right edge of its window in millimetres, as the books say."""


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("window", CUT_OUT)
def test_wherever_the_sheet_lies_the_window_shows_the_address_and_nothing_else(window: str, design: str) -> None:
    size, high = ("Letter", 792.0) if window == "us" else ("A4", 841.89)
    words = words_of_page(quote.render(in_design(examples.one_line(), design, window=window, page_size=size)), 0)
    lines = {"Atelier Sousa, Lda", "Ana Sousa", "Rua do Almada 210", "4050-031 Porto"}
    _, (top, bottom), (left, right) = CUT_OUT[window]
    lower, further = MOST_PLAY[window]
    for word in words:
        upper, under = (high - word.top) / MM, (high - word.bottom) / MM
        if word.text in lines:
            assert top - 1.5 < upper
            assert under < bottom - lower + 1.5
            assert left < word.left / MM
            assert word.right / MM < right - further
        elif word.left / MM < right and word.right / MM > left - further and upper > top:
            assert upper > bottom - 0.5 or word.text.startswith("Oficina Silva · ")


def test_without_a_window_the_address_takes_only_its_room() -> None:
    with_window = {word.text: word for word in words_of_page(quote.render(examples.one_line()), 0)}
    without = quote.render(in_design(examples.one_line(), "classic", window="none"))
    words = {word.text: word for word in words_of_page(without, 0)}
    assert words["Orçamento 2026/42"].top > with_window["Orçamento 2026/42"].top + 60
    assert words["Orçamento 2026/42"].top < words["4050-031 Porto"].bottom


@pytest.mark.parametrize("design", DESIGNS)
def test_an_option_that_would_spill_a_page_stays_on_the_first(design: str) -> None:
    for count in range(2, 8):
        lines = [item(f"Peça número {n}") for n in range(count)]
        paper = examples.quote([*lines, item("Opção", role=LineRole.OPTIONAL)], closing="Ficamos ao dispor.")
        assert page_count(quote.render(in_design(paper, design))) == 1


@pytest.mark.parametrize("design", OTHERS)
def test_long_quotes_carry_their_sums_in_every_design(design: str) -> None:
    texts = pages_text(quote.render(in_design(examples.plain(200), design)))
    assert all("A transportar" in text for text in texts[:-1])
    assert all("Transportado" in text for text in texts[1:])
    assert "Total" in texts[-1]


def rows_of(paper: QuotePaper) -> list[list[str]]:
    pdf = quote.render(paper)
    return [lines_of_page(pdf, index) for index in range(page_count(pdf))]


@pytest.mark.parametrize("design", OTHERS)
def test_no_heading_ends_a_page_and_no_total_stands_alone(design: str) -> None:
    for before in range(14, 44, 3):
        lines = [item(f"Peça número {n}", price="10") for n in range(1, before + 1)]
        paper = examples.quote([*lines, section("Secção nova"), *(item("Dentro") for _ in range(4))], closing="Fim.")
        pages = rows_of(replace(paper, design=design))
        page = next(page for page in pages if "Secção nova" in page)
        assert any("Dentro" in row for row in page[page.index("Secção nova") :])
        last = next(page for page in reversed(pages) if any(row.startswith("Total | ") for row in page))
        assert any(" | un | " in row for row in last)
        assert any(row.startswith("Data | ") for row in pages[-1])


@pytest.mark.parametrize("design", OTHERS)
def test_a_text_of_three_pages_in_one_line_breaks_and_loses_nothing(design: str) -> None:
    long = "\n".join(f"Ponto {n} do caderno de encargos" for n in range(1, 260))
    paper = examples.quote([item("Pequena"), item(long, price="123.45"), item("Outra")], design=design)
    pages = rows_of(paper)
    assert len(pages) > 2
    text = "\n".join(row for page in pages for row in page)
    assert all(f"Ponto {n} do caderno" in text for n in range(1, 260))
    assert sum(row.endswith(" | 123,45") for page in pages for row in page if row.startswith("Ponto 1 ")) == 1


@pytest.mark.parametrize("design", OTHERS)
def test_five_thousand_lines_print(design: str) -> None:
    pdf = quote.render(examples.plain(5_000, design=design))
    assert page_count(pdf) > 60


def test_of_two_totals_the_last_stands_out() -> None:
    recorder = Filler()
    theme = design_of("modern").dress(theme_of(examples.WORKSHOP))
    Sums([Sum("Total", "1", theme.total, ruled=True), Sum("Payable", "1", theme.total, ruled=True)], theme).draw(
        recorder, 500
    )
    assert recorder.fills == 1
    assert len(recorder.rules) == 1


class Filler(Recorder):
    """A pen that also counts the grounds it fills."""

    def __init__(self) -> None:
        super().__init__()
        self.fills = 0

    def fill(self, x: float, y: float, width: float, height: float, colour: Ink) -> None:
        self.fills += 1
