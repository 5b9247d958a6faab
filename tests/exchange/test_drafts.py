"""A draft becomes a record that is named, settled and known by its digest."""

from __future__ import annotations

import gc

import pytest

from crm_desktop.domain.contacts import ChannelKind, ChannelUse, ContactKind
from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.drafts import Draft, quiet
from crm_desktop.exchange.records import AddressRecord, ChannelRecord, OrganizationRecord, Photo, Rejected


def phone(value: str, *, primary: bool = False) -> ChannelRecord:
    """A phone number of work."""
    return ChannelRecord(ChannelKind.PHONE, ChannelUse.WORK, value, primary=primary)


def test_nobody_is_refused() -> None:
    with pytest.raises(Refused, match=r"import\.nobody"):
        Draft(notes="who?").finish("", 0)


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        (Draft(given="Ana", family="Sousa", nickname="Nina"), "Ana Sousa"),
        (Draft(organizations=[OrganizationRecord("Acme")], nickname="Nina"), "Acme"),
        (Draft(nickname="Nina", channels=[phone("1")]), "Nina"),
        (Draft(prefix="Dr.", suffix="Jr."), "Dr. Jr."),
        (Draft(prefix="Dr."), "Dr."),
        (
            Draft(channels=[phone("1"), ChannelRecord(ChannelKind.EMAIL, ChannelUse.WORK, "a@b")]),
            "a@b",
        ),
        (
            Draft(
                channels=[
                    ChannelRecord(ChannelKind.ADDRESS, ChannelUse.WORK, address=AddressRecord(street="A\nB", city="C"))
                ]
            ),
            "A B, C",
        ),
    ],
)
def test_a_contact_is_called_by_the_best_that_is_known(draft: Draft, name: str) -> None:
    assert draft.finish("", 0).display_name == name


def test_an_organisation_alone_is_a_company() -> None:
    acme = OrganizationRecord("Acme")
    assert Draft(organizations=[acme]).finish("", 0).kind is ContactKind.COMPANY
    assert Draft(display_name="ACME", organizations=[acme]).finish("", 0).kind is ContactKind.COMPANY
    assert Draft(display_name="Ana", organizations=[acme]).finish("", 0).kind is ContactKind.PERSON
    assert Draft(given="Ana", organizations=[acme]).finish("", 0).kind is ContactKind.PERSON
    kept = Draft(organizations=[OrganizationRecord("Acme", "Sales")]).finish("", 0)
    assert kept.organizations == (OrganizationRecord("Acme", "Sales"),)


def test_each_kind_has_one_primary_channel_and_nothing_twice() -> None:
    record = Draft(channels=[phone("1"), phone("1"), phone("2", primary=True), phone("3", primary=True)]).finish("", 0)
    assert [(channel.value, channel.primary) for channel in record.channels] == [
        ("1", False),
        ("2", True),
        ("3", False),
    ]
    again = Draft(channels=[phone("1"), phone("2"), phone("1", primary=True)]).finish("", 0)
    assert [(channel.value, channel.primary) for channel in again.channels] == [("1", True), ("2", False)]
    assert Draft(channels=[phone("1")]).finish("", 0).channels[0].primary
    assert record.channels_of(ChannelKind.EMAIL) == ()


def test_every_part_counts_for_the_digest() -> None:
    plain = Draft(display_name="Ana", notes="x")
    digests = {plain.finish("", 0).digest}
    for change in (
        {"given": "Ana"},
        {"notes": "y"},
        {"channels": [phone("1")]},
        {"channels": [phone("1", primary=True)], "notes": "z"},
        {"categories": ["a"]},
        {"photo": Photo("image/png", b"1")},
        {"photo": Photo("image/png", b"2")},
        {"extra": ["X-A:1"]},
        {"organizations": [OrganizationRecord("Acme", role="Boss")]},
        {"tax_id": "1"},
    ):
        draft = Draft(display_name="Ana", notes="x")
        for name, value in change.items():
            setattr(draft, name, value)
        digests.add(draft.finish("file", 7).digest)
    assert len(digests) == 11
    assert Draft(display_name="Ana", notes="x", uid="7").finish("file", 7).digest in digests


def test_the_main_organisation_is_the_first() -> None:
    record = Draft(given="Ana", organizations=[OrganizationRecord("A"), OrganizationRecord("B")]).finish("", 0)
    assert record.organization == OrganizationRecord("A")
    assert Draft(given="Ana").finish("", 0).organization is None


def test_many_records_are_made_without_searching_for_cycles() -> None:
    with quiet():
        assert not gc.isenabled()
        with quiet():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_rejection_speaks_through_its_refusal() -> None:
    refusal = Rejected("f", 3, "text.too_long", {"field": "x", "count": 7}).refusal
    assert (refusal.key, refusal.values) == ("text.too_long", {"field": "x", "count": 7})
