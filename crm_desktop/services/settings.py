"""The settings of the business: read, changed with their checks, and gathered for whoever prints or counts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.business import Blob, Setting
from crm_desktop.domain.countries import OTHER, PROFILES
from crm_desktop.domain.country_profile import CountryProfile, TaxPreset
from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.domain.mail import Security, may_be_open
from crm_desktop.domain.numbering import NumberRule, check_rule
from crm_desktop.domain.papers import Letterhead, Party
from crm_desktop.domain.quotes import PriceMode
from crm_desktop.services.settings_declared import DOUBTS, YES, Declared, Group, Kind
from crm_desktop.services.settings_look import LETTERHEAD, LETTERHEAD_DOUBTS, LOGO, Look, look_of
from crm_desktop.services.settings_picture import picture_type
from crm_desktop.services.settings_table import SETTINGS, TEXT_KEYS
from crm_desktop.services.settings_values import as_written, checked, fits, read_percent, read_rates

NUMBERING = "numbering.quote."
_MAIL_WAY = ("mail.host", "mail.security")
FILES = frozenset({Kind.IMAGE, Kind.PDF})
"""Kinds whose value is a file, kept by its SHA-256."""
_READ_BACK = frozenset({Kind.CHOICE, Kind.WHOLE, Kind.PERCENT, Kind.PRICE, Kind.COLOUR})
"""Kinds whose text is read as a value: a damaged one must not stop the program."""


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting with its value, as the Settings window and the command line list it; label and help are msgids.

    `fits` says whether a number that can be checked passes; None where nothing is known of it. `concerns` is False
    for what only other countries have.
    """

    key: str
    kind: Kind
    group: Group
    label: str
    help: str
    choices: tuple[tuple[str, str], ...]
    value: str
    default: str
    is_set: bool
    fits: bool | None
    concerns: bool = True


@dataclass(frozen=True, slots=True)
class Business:
    """The settings with their types, as the other services use them.

    `logo` is the SHA-256 of the picture or ''; `hour_price` is in major units; `withholding` None means none.
    """

    name: str
    tagline: str
    person: str
    address: tuple[str, ...]
    tax_id: str
    email: str
    phone: str
    web: str
    bank: str
    logo: str
    accent: str
    country: str
    currency: str
    language: str
    tax_rates: tuple[TaxPreset, ...]
    default_tax: Decimal
    withholding: Decimal | None
    price_mode: PriceMode
    validity_days: int
    page_size: str
    numbering: NumberRule
    hour_price: Decimal
    look: Look
    software_certificate: str = ""


@dataclass(frozen=True, slots=True)
class DocumentTexts:
    """The standard texts of quotes in one language."""

    intro: str
    closing: str
    payment_terms: str


def get(session: Session, key: str) -> str:
    """The value of a setting as text; its default where it was never set.

    Raises:
        Refused: ``setting.unknown``.
    """
    declared = _declared(key)
    stored = _stored(session, (key, "country", "country.region"))
    return _value(declared, stored)


def put(session: Session, key: str, value: str, *, seen: str | None = None) -> str:
    """Sets a setting and answers the value as it is now; an empty text brings the default back where one is needed.

    Raises:
        Refused: ``setting.*``, ``number.*``, ``amount.*`` with the key as field; `Stale` when the value is no
            longer the one `seen`.
    """
    declared = _declared(key)
    if declared.kind in FILES and value:
        raise Refused("setting.image" if declared.kind is Kind.IMAGE else "setting.pdf", field=key)
    text = as_written(declared, checked(declared, value), get(session, "country"))
    if seen is not None and (now := get(session, key)) != seen:
        raise Stale(key, now, text)
    if key.startswith(NUMBERING):
        _check_numbering(session, key, text)
    elif key in _MAIL_WAY:
        _check_mail_way(session, key, text)
    _store(session, declared, text)
    return get(session, key)


def set_back(session: Session, key: str) -> str:
    """Forgets what was set and answers the default; it follows the country again.

    Raises:
        Refused: ``setting.unknown``.
    """
    declared = _declared(key)
    row = session.scalars(select(Setting).where(Setting.key == declared.key)).first()
    if row is not None:
        session.delete(row)
    return get(session, key)


def all_settings(session: Session) -> tuple[SettingRow, ...]:
    """Every setting in the order of the Settings window."""
    stored = _stored(session)
    country = _value(SETTINGS["country"], stored)
    return tuple(
        SettingRow(
            declared.key,
            declared.kind,
            declared.group,
            declared.label,
            declared.help,
            declared.choices,
            _value(declared, stored),
            _default(declared, stored),
            declared.key in stored,
            fits(declared, _value(declared, stored), country),
            not declared.countries or country in declared.countries,
        )
        for declared in SETTINGS.values()
    )


def doubt(session: Session, key: str) -> str:
    """What is to be said of a value that was kept although it may be mistyped, as msgid; '' for nothing.

    Raises:
        Refused: ``setting.unknown``.
    """
    declared = _declared(key)
    return DOUBTS[declared.kind] if fits(declared, get(session, key), get(session, "country")) is False else ""


def business(session: Session) -> Business:
    """All that other services need to know of the business, in one query."""
    stored = _stored(session)
    values = {key: _value(declared, stored) for key, declared in SETTINGS.items()}
    return Business(
        name=values["business.name"],
        tagline=values["business.tagline"],
        person=values["business.person"],
        address=tuple(values["business.address"].splitlines()),
        tax_id=values["business.tax_id"],
        email=values["business.email"],
        phone=values["business.phone"],
        web=values["business.web"],
        bank=values["business.bank"],
        logo=values["business.logo"],
        accent=values["business.accent"],
        country=values["country"],
        currency=values["currency"],
        language=values["language"],
        tax_rates=read_rates(values["tax.rates"]),
        default_tax=Decimal(values["tax.default"]),
        withholding=read_percent(values["quote.withholding"]),
        price_mode=PriceMode(values["quote.price_mode"]),
        validity_days=int(values["quote.validity_days"]),
        page_size=values["quote.page_size"],
        numbering=_number_rule(values),
        hour_price=Decimal(values["job.hour_price"]),
        look=look_of(values),
        software_certificate=values["business.software_certificate"],
    )


def country_profile(code: str, region: str = "") -> CountryProfile:
    """The profile of a country in one of its regions; that of any other country for a code without one."""
    return PROFILES.get(code, PROFILES[OTHER]).in_region(region)


def document_texts(session: Session, language: str) -> DocumentTexts:
    """The standard texts of quotes in a language; '' where none were written in it."""
    stored = _stored(session, tuple(f"{key}.{language}" for key in TEXT_KEYS))
    return DocumentTexts(*(stored.get(f"{key}.{language}", "") for key in TEXT_KEYS))


def letterhead(session: Session) -> Letterhead:
    """How the business presents itself on every paper; the label of its tax number is the country's own, no msgid."""
    known = business(session)
    return Letterhead(
        business=Party(
            name=known.name,
            person=known.person,
            address=known.address,
            tax_id_label=country_profile(known.country).tax_id_label if known.tax_id else "",
            tax_id=known.tax_id,
            email=known.email,
            phone=known.phone,
            web=known.web,
        ),
        tagline=known.tagline,
        bank=known.bank,
        logo=kept_file(session, known.logo),
        accent=known.accent,
        page_size=known.page_size,
        window=known.look.window,
        sheet=kept_file(session, known.look.letterhead),
        first_top=known.look.first_top,
        other_top=known.look.other_top,
        bottom=known.look.bottom,
        tells_details=known.look.letterhead_details,
    )


def kept_file(session: Session, sha256: str) -> bytes | None:
    """The bytes of a file that a setting names; None for '' and for one that is gone."""
    blob = session.get(Blob, sha256) if sha256 else None
    return blob.content if blob is not None else None


def logo(session: Session) -> bytes | None:
    """The bytes of the logo; None without one."""
    return kept_file(session, get(session, LOGO))


def set_letterhead(session: Session, content: bytes | None) -> tuple[str, ...]:
    """Keeps a PDF as the letterhead, or takes it away (None); answers what is to be said of it, as msgids.

    Raises:
        Refused: ``letterhead.*`` with the field ``business.letterhead``.
    """
    if content is None:
        _store(session, SETTINGS[LETTERHEAD], "")
        return ()
    from crm_desktop.reports import own_letterhead as reader  # with the page engine, which few sessions need

    taken = reader.taken(content, get(session, "quote.page_size"))
    _keep(session, LETTERHEAD, taken.pdf, "application/pdf")
    return tuple(LETTERHEAD_DOUBTS[key] for key in taken.doubts)


def set_logo(session: Session, content: bytes | None) -> None:
    """Keeps a picture as the logo, or takes it away (None).

    Raises:
        Refused: ``picture.too_large``, ``picture.unreadable`` with the field ``business.logo``.
    """
    if content is None:
        _store(session, SETTINGS[LOGO], "")
        return
    _keep(session, LOGO, content, picture_type(content, field=LOGO))


def _keep(session: Session, key: str, content: bytes, media_type: str) -> None:
    """Keeps a file as the value of a setting."""
    sha256 = hashlib.sha256(content).hexdigest()
    if session.get(Blob, sha256) is None:
        session.add(Blob(sha256=sha256, media_type=media_type, content=content))
        session.flush()
    _store(session, SETTINGS[key], sha256)


def _declared(key: str) -> Declared:
    try:
        return SETTINGS[key]
    except KeyError:
        raise Refused("setting.unknown", text=key) from None


def _stored(session: Session, keys: tuple[str, ...] = ()) -> Mapping[str, str]:
    # Asked of the table, not of its model: the first question of a model makes SQLAlchemy settle all of them, and the
    # first rows of the window need a setting.
    of = Setting.__table__.c
    query = select(of.key, of.value)
    if keys:
        query = query.where(of.key.in_(keys))
    session.flush()
    return MappingProxyType({row.key: row.value for row in session.connection().execute(query)})


def _value(declared: Declared, stored: Mapping[str, str]) -> str:
    """What is stored, unless it can no longer be read; else the default."""
    if declared.key in stored and _can_be_read(declared, stored[declared.key]):
        return stored[declared.key]
    return _default(declared, stored)


def _default(declared: Declared, stored: Mapping[str, str]) -> str:
    if isinstance(declared.default, str):
        return declared.default
    return declared.default(country_profile(stored.get("country", OTHER), stored.get("country.region", "")))


def _can_be_read(declared: Declared, text: str) -> bool:
    if declared.kind not in _READ_BACK:
        return True
    try:
        return bool(checked(declared, text)) or declared.optional
    except Refused:
        return False


def _number_rule(values: Mapping[str, str]) -> NumberRule:
    start_year = values[NUMBERING + "start_year"]
    return NumberRule(
        pattern=values[NUMBERING + "pattern"],
        series=values[NUMBERING + "series"],
        yearly=values[NUMBERING + "yearly"] == YES,
        start=int(values[NUMBERING + "start"]),
        start_year=int(start_year) if start_year else None,
    )


def _check_numbering(session: Session, key: str, text: str) -> None:
    """The rule of numbers has to make sense as a whole; a refusal stands beside the setting that was to change."""
    stored = _stored(session)
    values = {name: _value(SETTINGS[name], stored) for name in SETTINGS if name.startswith(NUMBERING)}
    try:
        check_rule(_number_rule(values | {key: text or _default(SETTINGS[key], stored)}))
    except Refused as refused:
        raise Refused(refused.key, field=key, **refused.values) from None


def _check_mail_way(session: Session, key: str, text: str) -> None:
    """A password must not go through the net in the open, whichever of the two is set first."""
    values = {name: get(session, name) for name in _MAIL_WAY} | {key: text or _default(SETTINGS[key], {})}
    if values["mail.security"] == Security.NONE and values["mail.host"] and not may_be_open(values["mail.host"]):
        raise Refused("mail.open_only_here", field=key, host=values["mail.host"])


def _store(session: Session, declared: Declared, text: str) -> None:
    row = session.scalars(select(Setting).where(Setting.key == declared.key)).first()
    if not text and not (declared.optional and declared.default):
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(Setting(key=declared.key, value=text))
    else:
        row.value = text
    session.flush()
