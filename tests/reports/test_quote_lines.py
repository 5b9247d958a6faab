"""Which line of a quote stands where."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.quotes import Line, LineKind, LineRole
from crm_desktop.reports.quote_lines import Arranged, arrange
from tests.reports.examples import item, quote, section, text


def option(name: str) -> Line:
    return item(name, role=LineRole.OPTIONAL)


def arranged(*lines: Line) -> Arranged:
    return arrange(quote(lines))


def standard(found: Arranged) -> list[str]:
    return [f"{entry.line.kind}:{entry.line.description}" for entry in found.standard]


def test_sections_of_several_lines_show_what_they_come_to() -> None:
    found = arranged(section("A"), item("1", price="1"), item("2", price="2"), section("B"), item("3", price="4"))
    assert standard(found) == [
        "section:A",
        "item:1",
        "item:2",
        "subtotal:A",
        "section:B",
        "item:3",
        "subtotal:B",
    ]
    assert [entry.amount for entry in found.standard if entry.line.kind is LineKind.SUBTOTAL] == [300, 400]


def test_sections_of_single_lines_need_no_sums() -> None:
    found = arranged(section("A"), item("1"), option("1b"), section("B"), item("2"))
    assert "subtotal:A" not in standard(found)


def test_a_single_section_needs_no_sum() -> None:
    assert "subtotal:A" not in standard(arranged(section("A"), item("1"), item("2")))


def test_subtotals_by_hand_are_the_only_ones() -> None:
    hand = Line(kind=LineKind.SUBTOTAL, description="by hand")
    found = arranged(section("A"), item("1"), item("2"), hand, section("B"), item("3"))
    assert [name for name in standard(found) if name.startswith("subtotal")] == ["subtotal:by hand"]


def test_a_section_of_options_moves_below_with_its_words() -> None:
    found = arranged(item("1"), section("Extras"), text("Only if you like."), option("2"))
    assert standard(found) == ["item:1"]
    assert found.optional.title == "Extras"
    assert [entry.line.description for entry in found.optional.sections[0].entries] == ["Only if you like.", "2"]


def test_words_marked_as_options_are_still_printed() -> None:
    words = Line(kind=LineKind.TEXT, description="words", role=LineRole.OPTIONAL)
    assert standard(arranged(item("1"), words)) == ["item:1", "text:words"]


def test_numbers_follow_the_document_and_are_shown_from_six_items_on() -> None:
    found = arranged(item("1"), option("2"), item("3"))
    assert [entry.number for entry in found.standard] == ["1", "3"]
    assert found.optional.sections[0].entries[0].number == "2"
    assert not found.numbered
    assert arranged(*(item(str(n)) for n in range(6))).numbered


lines = st.lists(
    st.builds(
        Line,
        kind=st.sampled_from(LineKind),
        description=st.text("abc", min_size=1, max_size=3),
        unit_price=st.just(Decimal(1)),
        role=st.sampled_from(LineRole),
    ),
    max_size=25,
)


@given(lines)
def test_every_item_and_every_text_stands_in_exactly_one_place(made: list[Line]) -> None:
    found = arranged(*made)
    extras = [entry for part in (found.optional, found.alternative) for one in part.sections for entry in one.entries]
    places = [*found.standard, *extras]
    for kind in (LineKind.ITEM, LineKind.TEXT):
        assert sorted(id(entry.line) for entry in places if entry.line.kind is kind) == sorted(
            id(line) for line in made if line.kind is kind
        )
    assert all(entry.line.role is LineRole.STANDARD for entry in found.standard if entry.line.kind is LineKind.ITEM)
