"""Which line of one list is which of another, after some were added, removed, reworded or moved.

Equal lines are found first, as many in the same order as there can be; then equal ones elsewhere; then, between those
that were found, lines of the same words, of similar words, and at last those in the same place with something in
common. Every line has one partner at most. The cost grows with the number of lines times its logarithm; only lists
that have little in common cost more, and those no more than `MOST_COMPARED` comparisons in one stretch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise

from crm_desktop.domain.quotes import Line
from crm_desktop.domain.text import fold

MOST_COMPARED = 10_000
"""So many pairs of lines are compared word for word in one stretch; in longer stretches lines pair by their place."""
ALIKE = 0.6
"""From this likeness of words on (0 to 1) a line was reworded, not exchanged."""
MOST_LETTERS = 400
"""So much of a description is compared."""

Pair = tuple[int, int]


def match(before: Sequence[Line], after: Sequence[Line]) -> list[Pair]:
    """The pairs of places in `before` and `after` of the same line, by the place before."""
    pairs = dict(_in_order(before, after))
    _pair_left(pairs, before, after, _itself)
    _pair_left(pairs, before, after, _words)
    for left, right in _stretches(pairs, len(before), len(after)):
        _pair_alike(pairs, before, after, left, right)
    return sorted(pairs.items())


def moved(pairs: Sequence[Pair]) -> set[int]:
    """The places before of the fewest lines that have to be taken for moved."""
    staying = _longest_rising([after for _, after in pairs])
    return {pair[0] for place, pair in enumerate(pairs) if place not in staying}


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1: the pairs of letters they share (Dice)."""
    ours, theirs = _letter_pairs(one), _letter_pairs(other)
    whole = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / whole if whole else 1.0


def _in_order(before: Sequence[Line], after: Sequence[Line]) -> list[Pair]:
    """The longest sequence of equal lines that stand in the same order."""
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    pairs = [(place, place) for place in range(first)]
    places: defaultdict[Line, list[int]] = defaultdict(list)
    for place in range(first, len(after) - last):
        places[after[place]].append(place)
    candidates = _candidates(before[first : len(before) - last], places, first)
    rising = _longest_rising([there for _, there in candidates])
    pairs += [candidates[place] for place in sorted(rising)]
    return pairs + [(len(before) - 1 - back, len(after) - 1 - back) for back in range(last)]


def _candidates(before: Sequence[Line], places: dict[Line, list[int]], first: int) -> list[Pair]:
    """Pairs of equal lines, for each line before the last one after first, so that a rising row takes one of them."""
    if sum(len(places.get(line, ())) for line in before) <= MOST_COMPARED:
        return [(first + here, there) for here, line in enumerate(before) for there in reversed(places.get(line, ()))]
    # A quote of a thousand equal lines: the first with the first, the second with the second.
    free = {line: iter(found) for line, found in places.items()}
    paired = ((first + here, next(free.get(line, iter(())), -1)) for here, line in enumerate(before))
    return [(here, there) for here, there in paired if there >= 0]


def _longest_rising(values: Sequence[int]) -> set[int]:
    """The places of a longest strictly rising row of `values`."""
    ends: list[int] = []
    tops: list[int] = []
    previous: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(tops, value)
        previous.append(ends[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            tops.append(value)
        else:
            ends[length], tops[length] = place, value
    found: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        found.add(place)
        place = previous[place]
    return found


def _pair_left(
    pairs: dict[int, int], before: Sequence[Line], after: Sequence[Line], key: Callable[[Line], Hashable]
) -> None:
    """Pairs what has no partner yet and the same key, the first with the first."""
    taken = set(pairs.values())
    free: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place in range(len(after) - 1, -1, -1):
        if place not in taken:
            free[key(after[place])].append(place)
    for place, line in enumerate(before):
        if place not in pairs and free.get(key(line)):
            pairs[place] = free[key(line)].pop()


def _itself(line: Line) -> Hashable:
    return line


def _words(line: Line) -> Hashable:
    """What a line says; lines without words are not told apart by them."""
    return (line.kind, fold(line.description)) if line.description.strip() else object()


def _stretches(pairs: dict[int, int], many: int, others: int) -> Iterable[tuple[list[int], list[int]]]:
    """Lines without a partner on both sides of the same gap between partners that stand in order."""
    ordered = sorted(pairs.items())
    staying = _longest_rising([there for _, there in ordered])
    taken = set(pairs.values())
    bounds = [(-1, -1), *(ordered[place] for place in sorted(staying)), (many, others)]
    for (here, there), (next_here, next_there) in pairwise(bounds):
        left = [place for place in range(here + 1, next_here) if place not in pairs]
        right = [place for place in range(there + 1, next_there) if place not in taken]
        if left and right:
            yield left, right


def _pair_alike(
    pairs: dict[int, int], before: Sequence[Line], after: Sequence[Line], left: list[int], right: list[int]
) -> None:
    """Pairs lines of one stretch: the most alike first, then by their place those with something in common."""
    if len(left) * len(right) <= MOST_COMPARED:
        scored = sorted(
            (-likeness(before[here].description, after[there].description), here, there)
            for here in left
            for there in right
            if before[here].kind is after[there].kind and before[here].description.strip()
        )
        for score, here, there in scored:
            if -score >= ALIKE and here in left and there in right:
                pairs[here] = there
                left.remove(here)
                right.remove(there)
    beside = zip(left, right, strict=False)
    pairs.update({here: there for here, there in beside if _in_common(before[here], after[there])})


def _in_common(one: Line, other: Line) -> bool:
    """Whether two lines in the same place may be one: a price or quantity and unit stayed, or there were no words."""
    if one.kind is not other.kind:
        return False
    wordless = not one.description.strip() or not other.description.strip()
    return wordless or one.unit_price == other.unit_price != 0 or (
        (one.quantity, one.unit) == (other.quantity, other.unit) and one.quantity != 1
    )  # fmt: skip


def _letter_pairs(text: str) -> Counter[str]:
    folded = f" {fold(text[:MOST_LETTERS])} "
    return Counter(folded[place : place + 2] for place in range(len(folded) - 1))
