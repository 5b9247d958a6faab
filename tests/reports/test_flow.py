"""How pieces fall on pages: in order, whole, with heads and sums, whatever their heights."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.reports.flow import MOST_TOGETHER, Block, Frame, Page, Table, paginate
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.theme import theme_of
from tests.reports.examples import WORKSHOP

ROW = theme_of(WORKSHOP).row
FRAME = Frame(200.0, 0.0)
FIRST = Frame(120.0, 0.0)


class Piece(Block):
    """A block with a name; `parts` of ten points each into which it may split."""

    def __init__(self, name: str, height: float, *, parts: int = 1, keep: bool = False, gap: float = 0.0) -> None:
        super().__init__(height, gap=gap, keep=keep)
        self.name = name
        self.parts = parts

    def draw(self, pen: Pen, top: float) -> None:
        pen.text(0, top, self.name, ROW)

    def split(self, room: float) -> tuple[Block, Block] | None:
        fit = min(int(room // 10), self.parts - 1)
        if fit < 1:
            return None
        first = Piece(self.name, fit * 10, parts=fit)
        rest = Piece(self.name + "…", (self.parts - fit) * 10, parts=self.parts - fit, keep=self.keep)
        for piece in (first, rest):
            piece.table, piece.carried = self.table, self.carried
        return first, rest


def text(parts: int, *, keep: bool = False) -> Piece:
    return Piece("text", parts * 10, parts=parts, keep=keep)


def table() -> Table:
    def row(name: str, amount: int) -> Piece:
        return Piece(f"{name} {amount}", 10)

    return Table(
        Piece("head", 15), None, 10, lambda amount: row("carried", amount), lambda amount: row("brought", amount)
    )


def rows(count: int, height: float = 20) -> list[Block]:
    shared = table()
    made: list[Block] = []
    for n in range(1, count + 1):
        piece = Piece(f"row {n}", height)
        piece.table, piece.carried = shared, n * 100
        made.append(piece)
    return made


def names(pages: list[Page]) -> list[list[str]]:
    return [[block.name for block, _ in page if isinstance(block, Piece)] for page in pages]


def placed(blocks: list[Block]) -> list[list[str]]:
    return names(paginate(blocks, FIRST, FRAME))


def test_nothing_at_all_is_one_empty_page() -> None:
    assert placed([]) == [[]]


def test_blocks_kept_together_move_to_the_next_page_together() -> None:
    assert placed([Piece("a", 100), Piece("b", 15, keep=True), Piece("c", 15)]) == [["a"], ["b", "c"]]


def test_white_above_a_block_is_left_out_at_the_top_of_a_page() -> None:
    pages = paginate([Piece("a", 110), Piece("b", 190, gap=50)], FIRST, FRAME)
    assert pages[1][0][1] == FRAME.top


def test_a_table_has_its_head_on_every_page_and_its_sum_carried_over() -> None:
    assert placed(rows(12)) == [
        ["head", "row 1", "row 2", "row 3", "row 4", "carried 400"],
        ["head", "brought 400", *(f"row {n}" for n in range(5, 13))],
    ]


def test_the_last_row_needs_no_room_for_a_sum_to_carry() -> None:
    assert placed(rows(5)) == [["head", "row 1", "row 2", "row 3", "row 4", "row 5"]]


def test_another_head_stands_where_a_table_goes_on() -> None:
    shared = Table(Piece("head", 15), Piece("again", 15))
    blocks = rows(8)
    for block in blocks:
        block.table = shared
    assert [page[0] for page in placed(blocks)] == ["head", "again"]


def test_totals_never_stand_alone() -> None:
    for count in range(2, 40):
        blocks = rows(count)
        blocks[-2].keep = blocks[-1].keep = True
        last = placed([*blocks, Piece("totals", 60)])[-1]
        assert last[-1] == "totals"
        assert f"row {count}" in last
        assert f"row {count - 1}" in last


def test_a_page_break_is_kept_and_carries_the_sum() -> None:
    blocks = rows(3)
    blocks[2].new_page = True
    assert placed(blocks) == [["head", "row 1", "row 2", "carried 200"], ["head", "brought 200", "row 3"]]


def test_a_page_break_at_the_start_makes_no_empty_page() -> None:
    first = Piece("a", 10)
    first.new_page = True
    assert placed([first]) == [["a"]]


def test_a_block_higher_than_a_page_goes_on_over_pages() -> None:
    assert placed([text(50)]) == [["text"], ["text…"], ["text……"]]


def test_a_tall_block_begins_where_there_is_room_instead_of_leaving_a_page_half_empty() -> None:
    assert placed([Piece("a", 40), text(15)]) == [["a", "text"], ["text…"]]


def test_a_low_block_moves_whole_rather_than_split() -> None:
    assert placed([Piece("a", 70), text(7)]) == [["a"], ["text"]]


def test_the_end_of_a_long_block_stays_with_what_it_is_kept_with() -> None:
    for parts in range(2, 70):
        pages = placed([text(parts, keep=True), Piece("totals", 60)])
        assert pages[-1][-1] == "totals"
        assert pages[-1][0].startswith("text")


def test_a_block_at_the_bottom_stands_at_the_foot_of_its_page() -> None:
    foot = Piece("foot", 30)
    foot.at_bottom = True
    pages = paginate([Piece("a", 10), foot], FIRST, FRAME)
    assert pages[0][1][1] == 30


def test_a_block_that_cannot_split_and_fits_no_page_does_not_stop_the_others() -> None:
    assert placed([Piece("a", 10), Piece("huge", 900), Piece("b", 10)]) == [["a"], ["huge"], ["b"]]


def test_thousands_of_blocks_each_kept_with_the_next_still_fall_on_pages() -> None:
    pages = placed([Piece(f"{n}", 10, keep=True) for n in range(3_000)])
    assert [name for page in pages for name in page] == [f"{n}" for n in range(3_000)]
    assert len(pages) <= 3_000 // MOST_TOGETHER + 1


kinds = st.tuples(st.integers(1, 25), st.booleans(), st.booleans(), st.booleans(), st.integers(0, 3))


@given(st.lists(kinds, max_size=40))
def test_whatever_the_blocks_all_are_placed_in_order_and_within_the_frame(
    made: list[tuple[int, bool, bool, bool, int]],
) -> None:
    shared = table()
    blocks: list[Block] = []
    for place, (parts, keep, in_table, breaks, gap) in enumerate(made):
        piece = Piece(f"{place}", parts * 10, parts=parts, keep=keep, gap=gap * 5)
        piece.new_page = breaks and parts > 20
        if in_table:
            piece.table, piece.carried = shared, place
        blocks.append(piece)
    pages = paginate(blocks, FIRST, FRAME)
    seen = [name.rstrip("…") for page in names(pages) for name in page if name[0].isdigit()]
    assert list(dict.fromkeys(seen)) == [f"{place}" for place in range(len(made))]
    assert sorted(seen, key=int) == seen
    for page, frame in zip(pages, [FIRST, *[FRAME] * len(pages)], strict=False):
        assert all(top - block.height >= frame.bottom - 0.01 for block, top in page)
        edges = [(top, top - block.height) for block, top in page]
        assert all(upper[1] >= lower[0] - 0.01 for upper, lower in pairwise(edges))
