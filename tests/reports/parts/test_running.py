"""What stands on every page: one line where it fits, more where it must, and never over the words of the paper."""

from __future__ import annotations

from crm_desktop.reports.parts.running import Footer, RunningHead, notices_fit
from crm_desktop.reports.theme import theme_of
from tests.reports.drawing import Recorder
from tests.reports.examples import WORKSHOP

THEME = theme_of(WORKSHOP)
BANK = "IBAN PT50 0002 0123 1234 5678 9015 4"
LONG = "Este documento não serve de fatura nem de recibo. " * 4


def footer(notices: tuple[str, ...], bank: str) -> tuple[Footer, Recorder]:
    made, recorder = Footer(notices, bank, THEME), Recorder()
    made.draw(recorder, 2, 7)
    return made, recorder


def test_short_notices_bank_and_page_share_a_line() -> None:
    _, recorder = footer(("Não é fatura.",), BANK)
    assert [word for _, _, word in recorder.words] == ["Não é fatura.", BANK, "2 / 7"]
    assert len({y for _, y, _ in recorder.words}) == 1


def test_long_notices_stand_above_and_lift_the_end_of_the_page() -> None:
    short, _ = footer((), BANK)
    made, recorder = footer((LONG,), BANK)
    assert made.top > short.top
    assert "".join(word for _, _, word in recorder.words[:-2]).replace(" ", "") == LONG.replace(" ", "")
    assert max(y for _, y, _ in recorder.words) < made.top


def test_nothing_to_say_leaves_the_page_number() -> None:
    assert [word for _, _, word in footer((), "")[1].words] == ["2 / 7"]


def test_only_so_many_notices_fit() -> None:
    assert notices_fit((LONG,), THEME)
    assert not notices_fit((LONG,) * 6, THEME)


def test_the_running_head_is_left_out_on_the_first_page_and_marks_the_others() -> None:
    head, first, second = RunningHead("Oficina · Quote", "Ana", THEME, mark="draft"), Recorder(), Recorder()
    head.draw(first, 1, 2)
    head.draw(second, 2, 2)
    assert first.words == []
    assert [word for _, _, word in second.words] == ["Oficina · Quote", "draft", "Ana"]
    assert min(y for _, y, _ in second.words) > head.bottom
