"""One quote on its way to paper: the paper with the theme, the words and the figures it is set in."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.domain.papers import QuotePaper
from crm_desktop.reports.designs import Design, design_of
from crm_desktop.reports.figures import Figures
from crm_desktop.reports.fonts import printable
from crm_desktop.reports.theme import Theme, theme_of
from crm_desktop.words import Words, words_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every part of a quote needs."""

    paper: QuotePaper
    theme: Theme
    words: Words
    figures: Figures
    design: Design

    @property
    def title(self) -> str:
        """What the paper is called: ``Quote 2026-0042``, or ``Quote`` while it has no number."""
        if not self.paper.number:
            return self.words.text("Quote")
        return self.words.text("Quote {number}", number=self.paper.number)

    @property
    def mark(self) -> str:
        """The word that keeps a paper from being taken for a valid quote; '' on a valid one."""
        marks = {"draft": self.words.text("draft"), "expired": self.words.text("expired")}
        return marks.get(self.paper.mark, "")

    @property
    def is_drawn(self) -> bool:
        """Whether its letterhead is drawn, rather than a PDF of the business' own or on the paper already."""
        return self.paper.letterhead.sheet is None and not self.paper.preprinted

    @property
    def payee(self) -> tuple[str, ...]:
        """Who is paid and where, one entry a line, on a letterhead that may not say it: name and tax number, bank."""
        letterhead = self.paper.letterhead
        if self.is_drawn or letterhead.tells_details:
            return ()
        business = letterhead.business
        tax_id = f"{business.tax_id_label} {business.tax_id}".strip() if business.tax_id.strip() else ""
        bank = letterhead.bank.strip()
        if not tax_id and not bank:
            return ()
        return tuple(filter(None, (" · ".join(filter(None, (business.name.strip(), tax_id))), bank)))

    @property
    def tax_name(self) -> str:
        """What the tax is called."""
        return printable(self.paper.tax_name).replace("\n", " ") or self.words.text("Tax")


def sheet_of(paper: QuotePaper, *, tight: bool = False) -> Sheet:
    """The sheet of a paper, in its language, design and colours; `tight` with less white."""
    words, design = words_of(paper.language), design_of(paper.design)
    theme = design.dress(theme_of(paper.letterhead))
    return Sheet(paper, theme.tightened() if tight else theme, words, Figures(words, paper.terms.currency), design)
