"""People and companies with their channels, employments and tags."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm_desktop.db.models.base import Base, Binned, Id, one_of, table_options
from crm_desktop.db.types import Flag, Json, Word
from crm_desktop.domain.changes import CONTACT
from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind, Lifecycle


class Contact(Id, Binned, Base, kw_only=True):
    """A person or a company. `sort_name` is the folded name: the order and prefix search of lists."""

    __tablename__ = "contact"
    __table_args__ = (
        one_of("kind", ContactKind),
        one_of("lifecycle", Lifecycle),
        # The list's own order: one covering index gives count, first page and any page by offset.
        Index("ix_contact_list", "deleted_at", "sort_name", "id"),
        Index("ix_contact_list_lifecycle", "deleted_at", "lifecycle", "sort_name", "id"),
        Index("ix_contact_list_kind", "deleted_at", "kind", "sort_name", "id"),
        Index("ix_contact_list_created", "deleted_at", "created_at", "id"),
        Index("ix_contact_uid", "uid"),
        Index("ix_contact_digest", "digest"),
        # Most contacts have none, so this costs little and finds one however it is grouped.
        Index("ix_contact_tax_id", "tax_id", "deleted_at", sqlite_where=text("tax_id <> ''")),
        table_options(CONTACT),
    )

    kind: Mapped[ContactKind] = mapped_column(Word(ContactKind))
    name: Mapped[str]
    sort_name: Mapped[str] = mapped_column(default="")
    prefix: Mapped[str] = mapped_column(default="")
    given: Mapped[str] = mapped_column(default="")
    middle: Mapped[str] = mapped_column(default="")
    family: Mapped[str] = mapped_column(default="")
    suffix: Mapped[str] = mapped_column(default="")
    nickname: Mapped[str] = mapped_column(default="")
    lifecycle: Mapped[Lifecycle] = mapped_column(Word(Lifecycle), default=Lifecycle.SUSPECT)
    source: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    tax_id: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    birthday: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    photo: Mapped[str | None] = mapped_column(ForeignKey("blob.sha256"), default=None)
    uid: Mapped[str] = mapped_column(default="")
    digest: Mapped[str] = mapped_column(default="")
    extra: Mapped[list[str] | None] = mapped_column(Json(list), default=None)

    channels: Mapped[list[Channel]] = relationship(
        cascade="all, delete-orphan", order_by="Channel.position", default_factory=list
    )
    tags: Mapped[list[ContactTag]] = relationship(
        cascade="all, delete-orphan", order_by="ContactTag.name", default_factory=list
    )
    employments: Mapped[list[Employment]] = relationship(
        cascade="all, delete-orphan",
        order_by="Employment.position",
        foreign_keys="Employment.person_id",
        back_populates="person",
        default_factory=list,
    )


class Channel(Id, Base, kw_only=True):
    """A way to reach a contact. `value` is what was typed; addresses use the address columns.

    `digits` is the phone number's digits reversed, so that its end is found by an index; `e164` is the number in
    international form or ''.
    """

    __tablename__ = "channel"
    __table_args__ = (
        one_of("kind", ChannelKind),
        one_of("purpose", ChannelUse),
        Index("ix_channel_contact_id", "contact_id"),
        Index("ix_channel_digits", "digits", "contact_id"),
        Index("ix_channel_value", "kind", "folded", "contact_id"),
        table_options(CONTACT, "contact_id"),
    )

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), init=False)
    kind: Mapped[ChannelKind] = mapped_column(Word(ChannelKind))
    purpose: Mapped[ChannelUse] = mapped_column(Word(ChannelUse), default=ChannelUse.OTHER)
    label: Mapped[str] = mapped_column(default="")
    value: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(default="")
    e164: Mapped[str] = mapped_column(default="")
    digits: Mapped[str] = mapped_column(default="")
    po_box: Mapped[str] = mapped_column(default="")
    extended: Mapped[str] = mapped_column(default="")
    street: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    is_primary: Mapped[bool] = mapped_column(Flag, default=False)
    position: Mapped[int] = mapped_column(default=0)


class Employment(Id, Base, kw_only=True):
    """A person in a company, with role, department and the person reported to. The first one is the main one."""

    __tablename__ = "employment"
    __table_args__ = (
        Index("ix_employment_person_id", "person_id"),
        Index("ix_employment_company_id", "company_id"),
        table_options(CONTACT, "person_id", "company_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), init=False)
    company_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    role: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    reports_to_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), default=None)
    position: Mapped[int] = mapped_column(default=0)

    person: Mapped[Contact] = relationship(foreign_keys=person_id, back_populates="employments", init=False)
    company: Mapped[Contact] = relationship(foreign_keys=company_id, init=False, viewonly=True)


class ContactTag(Id, Base, kw_only=True):
    """A word a contact is marked with; `folded` is what it is found by."""

    __tablename__ = "contact_tag"
    __table_args__ = (
        Index("ix_contact_tag_contact_id", "contact_id"),
        Index("ix_contact_tag_folded", "folded", "contact_id"),
        table_options(CONTACT, "contact_id"),
    )

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), init=False)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(default="")
