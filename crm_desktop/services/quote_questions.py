"""What somebody who records a customer's yes has to be asked and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm_desktop.db.models.deals import Deal, Stage
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.quote_acceptance import options_of
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_states import WAITING
from crm_desktop.domain.quotes import LineRole, QuoteStatus, QuoteTerms
from crm_desktop.services import revision_chain
from crm_desktop.services.editing import existing
from crm_desktop.services.parties import customer_party
from crm_desktop.services.quote_terms import DraftLine, draft_lines, with_lines


@dataclass(frozen=True, slots=True)
class OptionRow:
    """A line the customer may choose; `amount` as priced, in minor units; `replaces`: the id of the line it would."""

    line_id: int
    place: int
    description: str
    role: LineRole
    amount: int
    replaces: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody who records a yes has to know.

    `person` said it in all likelihood. `places`: where each line stands, by id. `deal` is the title of a deal that
    can be won by it, '' for none. `newer`: later revisions that await an answer; `accepted`: another revision that
    was accepted.
    """

    number: str
    contact: str
    person: str
    terms: QuoteTerms
    options: tuple[OptionRow, ...]
    places: Mapping[int, int]
    deal: str
    newer: tuple[str, ...]
    accepted: str


def question(session: Session, quote_id: int) -> Question:
    """What to ask before a quote is accepted.

    Raises:
        Refused: ``record.missing``.
    """
    quote = existing(session, Quote, quote_id)
    lines = draft_lines(session, quote_id)
    terms = with_lines(quote, (line.line for line in lines))
    party = customer_party(session, quote.contact_id, "")
    deal = open_deal(session, quote)
    waiting = revision_chain.others(session, quote, WAITING)
    accepted = revision_chain.others(session, quote, [QuoteStatus.ACCEPTED])
    return Question(
        number=quote.number,
        contact=party.name,
        person=party.person or party.name,
        terms=terms,
        options=_option_rows(terms, lines),
        places={line.id or 0: place for place, line in enumerate(lines)},
        deal=deal.title if deal is not None else "",
        newer=tuple(other.number for other in waiting if other.revision > quote.revision),
        accepted=accepted[0].number if accepted else "",
    )


def open_deal(session: Session, quote: Quote) -> Deal | None:
    """The deal of a quote that can still be won."""
    deal = session.get(Deal, quote.deal_id) if quote.deal_id is not None else None
    if deal is None or deal.deleted_at is not None:
        return None
    return None if existing(session, Stage, deal.stage_id).kind is StageKind.WON else deal


def _option_rows(terms: QuoteTerms, lines: Sequence[DraftLine]) -> tuple[OptionRow, ...]:
    amounts = compute_totals(terms).lines
    return tuple(
        OptionRow(
            lines[option.place].id or 0, option.place, lines[option.place].line.description, option.role,
            amounts[option.place] or 0, None if option.replaces is None else lines[option.replaces].id,
        )
        for option in options_of(terms.lines)
    )  # fmt: skip
