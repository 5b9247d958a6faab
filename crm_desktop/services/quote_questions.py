"""What somebody who records a customer's yes has to be asked and told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.quote_answers import QuoteAcceptance
from crm_desktop.db.models.quotes import Quote
from crm_desktop.domain.line_matching import match
from crm_desktop.domain.quote_acceptance import options_of
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_states import WAITING
from crm_desktop.domain.quotes import LineRole, QuoteStatus, QuoteTerms
from crm_desktop.services import lost_reasons, revision_chain
from crm_desktop.services.editing import existing
from crm_desktop.services.lost_reasons import ReasonRow
from crm_desktop.services.parties import customer_party
from crm_desktop.services.quote_deals import losable_deal, open_deal
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
    was accepted. `chosen`: the options that fit those chosen of the revision that was accepted last.
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
    chosen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NoQuestion:
    """What somebody who records a no has to know: the reasons on offer, and the deal that can be lost by it, or ''."""

    number: str
    reasons: tuple[ReasonRow, ...]
    deal: str


def no_question(session: Session, quote_id: int) -> NoQuestion:
    """What to ask before a quote is declined.

    Raises:
        Refused: ``record.missing``.
    """
    quote = existing(session, Quote, quote_id)
    deal = losable_deal(session, quote)
    return NoQuestion(quote.number, lost_reasons.lost_reasons(session), deal.title if deal is not None else "")


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
    options = _option_rows(terms, lines)
    return Question(
        number=quote.number,
        contact=party.name,
        person=party.person or party.name,
        terms=terms,
        options=options,
        places={line.id or 0: place for place, line in enumerate(lines)},
        deal=deal.title if deal is not None else "",
        newer=tuple(other.number for other in waiting if other.revision > quote.revision),
        accepted=accepted[0].number if accepted else "",
        chosen=_chosen_before(session, quote, lines, {option.line_id for option in options}) if options else (),
    )


def _chosen_before(
    session: Session, quote: Quote, lines: Sequence[DraftLine], options: Collection[int]
) -> tuple[int, ...]:  # fmt: skip
    """The options of a quote that are those chosen when another revision of it was accepted last."""
    chain = [member.id for member in revision_chain.members(session, quote.id) if member.id != quote.id]
    query = select(QuoteAcceptance).where(QuoteAcceptance.quote_id.in_(chain))
    last = session.scalars(query.order_by(QuoteAcceptance.recorded_at.desc(), QuoteAcceptance.id.desc())).first()
    if last is None or not last.options:
        return ()
    before = draft_lines(session, last.quote_id)
    pairs = match([line.line for line in before], [line.line for line in lines])
    same = {before[then].id: lines[now].id or 0 for then, now in pairs}
    found = (same.get(line_id) for line_id in last.options)
    return tuple(line_id for line_id in found if line_id is not None and line_id in options)


def _option_rows(terms: QuoteTerms, lines: Sequence[DraftLine]) -> tuple[OptionRow, ...]:
    amounts = compute_totals(terms).lines
    return tuple(
        OptionRow(
            lines[option.place].id or 0, option.place, lines[option.place].line.description, option.role,
            amounts[option.place] or 0, None if option.replaces is None else lines[option.replaces].id,
        )
        for option in options_of(terms.lines)
    )  # fmt: skip
