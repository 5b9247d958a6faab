"""What changed between two papers: every line told once, whatever was added, removed, reworded or moved."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain import line_matching
from crm_desktop.domain.line_matching import likeness, match
from crm_desktop.domain.papers import Letterhead, Party, QuotePaper
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_differences import ChangeKind, QuoteDifference, difference
from crm_desktop.domain.quotes import Line, LineKind, LineRole, QuoteTerms, Share, ShareKind

SHELF = Line(description="Oak shelf, 18 mm", quantity=Decimal(6), unit="pcs", unit_price=Decimal(145))
FITTING = Line(description="Fitting on site", quantity=Decimal("6.5"), unit="h", unit_price=Decimal(42))
LIGHT = Line(description="LED strip", quantity=Decimal(6), unit_price=Decimal(28), role=LineRole.OPTIONAL)
KITCHEN = Line(kind=LineKind.SECTION, description="Kitchen")


def paper(*lines: Line, **values: Any) -> QuotePaper:
    terms = QuoteTerms("EUR", lines, discount=values.pop("discount", None))
    made: dict[str, Any] = {
        "language": "en", "number": "Q-1", "title": "Shelves", "date": dt.date(2026, 11, 21), "valid_until": None,
        "letterhead": Letterhead(Party("Oficina Silva")), "customer": Party("Ana Sousa"),
    }  # fmt: skip
    return QuotePaper(**{**made, **values}, terms=terms, totals=compute_totals(terms))


def told(found: QuoteDifference) -> list[tuple[str, int | None, int | None]]:
    return [(line.kind.value, line.before_at, line.after_at) for line in found.lines]


def of(before: list[Line], after: list[Line]) -> list[tuple[str, int | None, int | None]]:
    return told(difference(paper(*before), paper(*after)))


def test_a_paper_does_not_differ_from_itself() -> None:
    same = paper(KITCHEN, SHELF, FITTING, LIGHT)
    found = difference(same, same)
    assert found.is_empty
    assert {line.kind for line in found.lines} == {ChangeKind.SAME}


def test_added_and_removed_lines_are_told_where_they_stand() -> None:
    assert of([SHELF, FITTING], [SHELF, LIGHT, FITTING]) == [("same", 0, 0), ("added", None, 1), ("same", 1, 2)]
    assert of([SHELF, LIGHT, FITTING], [SHELF, FITTING]) == [("same", 0, 0), ("removed", 1, None), ("same", 2, 1)]
    assert of([SHELF], []) == [("removed", 0, None)]


def test_a_changed_line_says_which_of_its_values_changed() -> None:
    dearer = replace(SHELF, unit_price=Decimal(150), quantity=Decimal(7))
    (line,) = difference(paper(SHELF), paper(dearer)).lines
    assert (line.kind, line.fields) == (ChangeKind.CHANGED, ("quantity", "unit_price"))


def test_a_reworded_line_is_the_same_line() -> None:
    reworded = replace(SHELF, description="Oak shelves, 18 mm, oiled")
    (line,) = difference(paper(SHELF), paper(reworded)).lines
    assert (line.kind, line.fields) == (ChangeKind.CHANGED, ("description",))


def test_a_line_exchanged_for_another_is_one_removed_and_one_added() -> None:
    lamp = Line(description="Chandelier", unit_price=Decimal(900))
    assert Counter(kind for kind, *_ in of([SHELF], [lamp])) == {"removed": 1, "added": 1}


def test_a_line_of_new_words_at_its_old_price_is_the_same_line() -> None:
    (line,) = difference(paper(SHELF), paper(replace(SHELF, description="Carvalho"))).lines
    assert line.fields == ("description",)


def test_a_line_put_elsewhere_was_moved() -> None:
    assert of([SHELF, FITTING, LIGHT], [LIGHT, SHELF, FITTING]) == [("moved", 2, 0), ("same", 0, 1), ("same", 1, 2)]


def test_a_line_can_be_changed_and_moved() -> None:
    found = difference(paper(SHELF, FITTING, LIGHT), paper(replace(LIGHT, unit_price=Decimal(30)), SHELF, FITTING))
    assert (found.lines[0].kind, found.lines[0].fields, found.lines[0].moved) == (
        ChangeKind.CHANGED, ("unit_price",), True,
    )  # fmt: skip


def test_equal_lines_are_not_taken_for_moved() -> None:
    assert of([SHELF, FITTING, SHELF, LIGHT], [FITTING, SHELF, LIGHT]) == [
        ("removed", 0, None), ("same", 1, 0), ("same", 2, 1), ("same", 3, 2),
    ]  # fmt: skip


def test_amounts_written_otherwise_are_the_same() -> None:
    assert difference(paper(SHELF), paper(replace(SHELF, unit_price=Decimal("145.00")))).is_empty


def test_the_own_cost_is_compared_only_when_asked() -> None:
    dearer = replace(SHELF, cost=Decimal(90))
    assert difference(paper(SHELF), paper(dearer)).is_empty
    (line,) = difference(paper(SHELF), paper(dearer), with_cost=True).lines
    assert line.fields == ("cost",)


def test_facts_texts_and_terms_are_compared() -> None:
    discount = Share(ShareKind.PERCENT, Decimal(5))
    found = difference(
        paper(SHELF, intro="Dear Ana"),
        paper(SHELF, intro="Dear Ms Sousa", customer=Party("Ana Matos"), valid_until=dt.date(2027, 1, 1),
              discount=discount),
    )  # fmt: skip
    assert [(fact.field, fact.after) for fact in found.facts] == [
        ("customer", Party("Ana Matos")), ("valid_until", dt.date(2027, 1, 1)), ("intro", "Dear Ms Sousa"),
        ("discount", discount),
    ]  # fmt: skip
    assert [(total.field, total.before, total.after) for total in found.totals] == [
        ("discount", 0, 4350), ("net", 87000, 82650), ("total", 87000, 82650),
    ]  # fmt: skip


def test_another_currency_changes_every_sum() -> None:
    before = paper(SHELF)
    terms = replace(before.terms, currency="BRL")
    found = difference(before, replace(before, terms=terms, totals=compute_totals(terms)))
    assert [fact.field for fact in found.facts] == ["currency"]
    assert not any(total.same for total in found.totals)


WORDS = st.sampled_from(["Oak shelf", "Oak shelves", "Fitting", "Light", ""])
LINES = st.lists(
    st.builds(
        Line,
        kind=st.sampled_from([LineKind.ITEM, LineKind.ITEM, LineKind.SECTION, LineKind.TEXT]),
        description=WORDS,
        quantity=st.sampled_from([Decimal(1), Decimal(2)]),
        unit_price=st.sampled_from([Decimal(0), Decimal(5), Decimal("7.5")]),
    ),
    max_size=12,
)


@given(LINES, LINES)
def test_every_line_of_both_is_told_exactly_once(before: list[Line], after: list[Line]) -> None:
    found = difference(paper(*before), paper(*after)).lines
    assert sorted(line.before_at for line in found if line.before_at is not None) == list(range(len(before)))
    assert [line.after_at for line in found if line.after_at is not None] == list(range(len(after)))
    kinds = Counter(line.kind for line in found)
    assert len(before) - kinds[ChangeKind.REMOVED] + kinds[ChangeKind.ADDED] == len(after)
    for line in found:
        if line.kind in {ChangeKind.SAME, ChangeKind.MOVED}:
            assert line.before_at is not None
            assert line.after_at is not None
            old, new = before[line.before_at], after[line.after_at]
            assert (old.kind, old.description) == (new.kind, new.description)
            assert old == new or old.kind is not LineKind.ITEM


@given(LINES)
def test_no_list_differs_from_itself(lines: list[Line]) -> None:
    assert difference(paper(*lines), paper(*lines)).is_empty


@given(LINES, st.integers(0, 12), st.builds(Line, description=st.just("Something quite new")))
def test_one_line_more_is_one_added_line(lines: list[Line], place: int, new: Line) -> None:
    place = min(place, len(lines))
    longer = [*lines[:place], new, *lines[place:]]
    assert [line.after_at for line in difference(paper(*lines), paper(*longer)).line_changes] == [place]
    assert [line.before_at for line in difference(paper(*longer), paper(*lines)).line_changes] == [place]


@given(LINES, st.permutations(range(12)))
def test_what_was_only_put_elsewhere_is_only_moved(lines: list[Line], order: list[int]) -> None:
    shuffled = [lines[place] for place in order if place < len(lines)]
    kinds = {line.kind for line in difference(paper(*lines), paper(*shuffled)).line_changes}
    assert kinds <= {ChangeKind.MOVED}


def test_long_lists_of_equal_lines_pair_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_matching, "MOST_COMPARED", 10)
    before = [SHELF, *[FITTING] * 20, LIGHT]
    after = [LIGHT, *[FITTING] * 21, SHELF]
    pairs = match(before, after)
    assert len(pairs) == len(before)
    assert len({there for _, there in pairs}) == len(before)


def test_a_stretch_too_long_to_compare_pairs_by_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_matching, "MOST_COMPARED", 1)
    before, after = [SHELF, FITTING], [replace(SHELF, description="A"), replace(FITTING, description="B")]
    assert match(before, after) == [(0, 0), (1, 1)]


def test_likeness_is_the_same_both_ways_and_whole_for_equal_words() -> None:
    assert likeness("Oak shelf", "OAK  shelf") == 1
    assert likeness("Oak shelf", "Oak shelves") == likeness("Oak shelves", "Oak shelf") > 0.6
    assert likeness("Oak", "Chandelier") < 0.3
    assert likeness("", "") == 1
