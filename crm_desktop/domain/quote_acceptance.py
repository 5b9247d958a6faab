"""Which options a customer may choose, and the terms that follow from the choice.

An optional line that is chosen counts like a standard one. An alternative belongs to the item it follows: its choice
takes that item's place. Other alternatives and texts may stand between the two; a section or a subtotal parts them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quotes import Line, LineKind, LineRole, QuoteTerms, QuoteTotals

_PARTING = (LineKind.SECTION, LineKind.SUBTOTAL)


@dataclass(frozen=True, slots=True)
class Option:
    """A line that can be chosen: `place` in the terms from 0, and the place of the line it would replace, if any."""

    place: int
    role: LineRole
    replaces: int | None = None


def options_of(lines: Sequence[Line]) -> tuple[Option, ...]:
    """The lines that can be chosen, in order."""
    found: list[Option] = []
    item: int | None = None
    for place, line in enumerate(lines):
        if line.kind in _PARTING:
            item = None
        elif line.kind is LineKind.ITEM:
            if line.role is not LineRole.STANDARD:
                found.append(Option(place, line.role, item if line.role is LineRole.ALTERNATIVE else None))
            if line.role is not LineRole.ALTERNATIVE:
                item = place
    return tuple(found)


def accepted_terms(terms: QuoteTerms, chosen: Collection[int]) -> QuoteTerms:
    """The terms with the lines at the places `chosen` counted, each alternative in the place of what it replaces.

    The lines stay as many and in their order: what was replaced becomes the alternative.

    Raises:
        Refused: ``acceptance.no_option`` for a place that cannot be chosen, ``acceptance.two_of_one`` when two lines
            that exclude each other are; ``quote_line`` counts from 1.
    """
    options = {option.place: option for option in options_of(terms.lines)}
    lines = list(terms.lines)
    given_up: set[int] = set()
    for place in sorted(chosen):
        option = options.get(place)
        if option is None:
            raise Refused("acceptance.no_option", field="options", number=place + 1)
        if option.replaces is not None:
            if option.replaces in given_up or option.replaces in chosen:
                raise Refused("acceptance.two_of_one", field="options", number=place + 1)
            given_up.add(option.replaces)
            if terms.lines[option.replaces].role is LineRole.STANDARD:
                lines[option.replaces] = replace(lines[option.replaces], role=LineRole.ALTERNATIVE)
        lines[place] = replace(lines[place], role=LineRole.STANDARD)
    return replace(terms, lines=tuple(lines))


def accepted_totals(terms: QuoteTerms, chosen: Collection[int]) -> QuoteTotals:
    """What the quote comes to with the lines chosen. Deposit and schedule are left out: they change no total.

    Raises:
        Refused: as `accepted_terms`; ``quote.discount_too_large`` when the choice leaves less than the discount.
    """
    return compute_totals(replace(accepted_terms(terms, chosen), deposit=None, payments=()))
