"""What the country of the business adds to a quote: notices, mentions that are checked, and what is told once."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.business import Setting
from crm_desktop.domain.country_profile import CERTIFICATE_NOTICE, CountryProfile, Mention
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quote_work import work_split
from crm_desktop.domain.quotes import LineKind
from crm_desktop.domain.text import fold
from crm_desktop.services import settings
from crm_desktop.services.settings import Business
from crm_desktop.words import N_, Words

CERTIFIED = "told.certified_software"
"""Under this key the file keeps that the sentence below was told; it is no setting anybody sees."""
CERTIFIED_SOFTWARE = N_(
    "This program makes quotes, not invoices. In Portugal many businesses have to make their invoices with certified "
    "software: ask your accountant whether you do. If you use such a program, write its certificate number into "
    "Settings, Country and taxes, and quotes will name it. You are told this only once."
)
_FEE_WORDS = ("gratuit", "payant", "free of charge", "honoraire")


def notices(country: CountryProfile, business: Business, words: Words) -> tuple[str, ...]:
    """The sentences at the foot of a quote, in its language."""
    said = [words.text(notice) for notice in country.notices]
    if country.certified_software and business.software_certificate:
        said.append(words.text(CERTIFICATE_NOTICE, number=business.software_certificate))
    return tuple(said)


def says_in_texts(paper: QuotePaper, mention: Mention) -> bool:
    """Whether a paper says what the country asks for in its texts and lines; True for what is no matter of these."""
    if mention is Mention.LABOUR_AND_MATERIAL:
        return work_split(paper.terms, paper.totals) is not None
    if mention is Mention.QUOTE_FEE:
        lines = (line.description for line in paper.terms.lines if line.kind is LineKind.TEXT)
        said = fold("\n".join((paper.intro, paper.closing, paper.payment_terms, *lines)))
        return any(word in said for word in _FEE_WORDS)
    return True


def to_tell(session: Session) -> str:
    """What the user has to be told about certified software before the first issue (msgid); '' once it was told."""
    if not settings.country_profile(settings.get(session, "country")).certified_software:
        return ""
    return "" if _told(session) is not None else CERTIFIED_SOFTWARE


def mark_told(session: Session) -> None:
    """Remembers in the file that it was told; in the transaction that issues, so that it is no step of its own."""
    if to_tell(session):
        session.add(Setting(key=CERTIFIED, value="yes"))
        session.flush()


def _told(session: Session) -> Setting | None:
    return session.scalars(select(Setting).where(Setting.key == CERTIFIED)).first()
