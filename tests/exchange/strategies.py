"""Contacts as hypothesis makes them up: any clean text anywhere, settled as the readers settle them."""

from __future__ import annotations

from hypothesis import strategies as st

from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind, Lifecycle
from crm_desktop.domain.text import clean_line, clean_text
from crm_desktop.exchange.drafts import Draft
from crm_desktop.exchange.records import AddressRecord, ChannelRecord, ContactRecord, OrganizationRecord, Photo
from crm_desktop.exchange.uses import use_of_label
from crm_desktop.exchange.vcard_properties import Property
from crm_desktop.exchange.vcard_text import escape

_CHARACTERS = st.one_of(st.characters(codec="utf-8"), st.sampled_from(",;:\\\"'^= \n-@+|\tné"))
RAW = st.text(_CHARACTERS, max_size=12)
LINES = RAW.map(clean_line)
TEXTS = RAW.map(clean_text)
WORDS = LINES.filter(bool)


def _plain(text: str) -> bool:
    """True for what no reader takes for a link or another form of the same."""
    return not text.lower().startswith(("tel:", "mailto:"))


@st.composite
def channels(draw: st.DrawFn) -> ChannelRecord:
    """A channel of any kind; its label is one a file could give."""
    kind = draw(st.sampled_from(ChannelKind))
    use, label = use_of_label(draw(st.sampled_from(ChannelUse)), "", draw(LINES))
    if kind is ChannelKind.ADDRESS:
        address = AddressRecord(
            draw(LINES), draw(TEXTS), draw(WORDS), draw(LINES), draw(LINES), draw(LINES), draw(LINES)
        )
        return ChannelRecord(kind, use, "", label, draw(st.booleans()), address)
    return ChannelRecord(kind, use, draw(WORDS.filter(_plain)), label, draw(st.booleans()))


@st.composite
def extras(draw: st.DrawFn) -> str:
    """A line of a property the program does not know."""
    name = "X-" + draw(st.sampled_from(["CUSTOM", "ID", "CRM-COLUMN"]))
    value = escape(draw(TEXTS.filter(bool)))
    params = tuple(("NAME", value) for value in draw(st.lists(WORDS, max_size=1)))
    return Property(name, value, params, draw(st.sampled_from(["", "item1", "item7"]))).as_line()


@st.composite
def contacts(draw: st.DrawFn) -> ContactRecord:
    """A whole contact."""
    organizations = st.builds(OrganizationRecord, WORDS, LINES, LINES)
    draft = Draft(
        kind=draw(st.sampled_from([None, *ContactKind])),
        display_name=draw(WORDS),
        prefix=draw(LINES),
        given=draw(LINES),
        middle=draw(LINES),
        family=draw(LINES),
        suffix=draw(LINES),
        nickname=draw(LINES),
        organizations=draw(st.lists(organizations, max_size=2)),
        channels=draw(st.lists(channels(), max_size=4)),
        birthday=draw(st.sampled_from(["", "1980-03-22", "--02-03", "1980", "spring", "31/31/2000"])),
        notes=draw(TEXTS),
        categories=draw(st.lists(WORDS, max_size=2)),
        language=draw(st.sampled_from(["", "pt", "pt-BR"])),
        origin=draw(LINES),
        lifecycle=draw(st.sampled_from(["", *Lifecycle])),
        tax_id=draw(LINES),
        uid=draw(LINES),
        photo=draw(
            st.one_of(st.none(), st.builds(Photo, st.just("image/webp"), st.binary(max_size=60).map(b"RIFF".__add__)))
        ),
        extra=draw(st.lists(extras(), max_size=2)),
    )
    return draft.finish("", 0)
