"""The block of sums: labels left, amounts right, however long either is."""

from __future__ import annotations

from crm_desktop.reports.parts.sums import Sum, Sums
from crm_desktop.reports.theme import theme_of
from tests.reports.drawing import drawn
from tests.reports.examples import WORKSHOP

THEME = theme_of(WORKSHOP)


def test_amounts_end_at_the_right_margin_and_labels_begin_together() -> None:
    recorder = drawn(
        Sums([Sum("Subtotal", "10,00", THEME.sums), Sum("Total", "12,30 €", THEME.total, ruled=True)], THEME)
    )
    places = {word: x for x, _, word in recorder.words}
    assert places["Subtotal"] == places["Total"]
    assert places["10,00"] + THEME.sums.width("10,00") == THEME.right
    assert places["12,30 €"] + THEME.total.width("12,30 €") == THEME.right
    assert len(recorder.rules) == 1


def test_a_long_label_wraps_beside_its_amount() -> None:
    label = "Imposto sobre o valor acrescentado à taxa reduzida em vigor na Região Autónoma dos Açores"
    recorder = drawn(Sums([Sum(label, "10,00", THEME.sums)], THEME))
    lines = [word for _, _, word in recorder.words if word != "10,00"]
    assert " ".join(lines) == label
    assert len(lines) > 1
    assert all(x + THEME.sums.width(word) <= THEME.right + 0.01 for x, _, word in recorder.words)


def test_an_amount_wider_than_half_the_page_finds_room() -> None:
    amount = "9" * 80
    recorder = drawn(Sums([Sum("Total", amount, THEME.sums)], THEME))
    assert min(x for x, _, _ in recorder.words) >= THEME.left - 0.01
