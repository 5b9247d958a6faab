"""The hint that a contact may be there already."""

from __future__ import annotations

import pytest

from crm_desktop.db.database import Database
from crm_desktop.services import contacts
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.duplicates import alike
from tests.factories import NOW
from tests.services.rows import did

ANA = ContactDraft(name="Ana", phones=("+351 912 345 678",), emails=("Ana@Example.pt",), tax_id="501 964 843")


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (ContactDraft(name="Other", emails=("ana@example.PT",)), True),
        (ContactDraft(name="Other", phones=("912345678",)), True),
        (ContactDraft(name="Other", tax_id="501964843"), True),
        (ContactDraft(name="Ana", web=("example.pt",)), False),
        (ContactDraft(name="Ana", phones=("912",), emails=("rui@example.pt",), tax_id="501"), False),
        (ContactDraft(name="Ana", phones=("912345679",), tax_id="501964842"), False),
    ],
)
def test_the_same_address_number_or_tax_id_is_a_hint_and_a_name_is_none(
    store: Database, draft: ContactDraft, found: bool
) -> None:
    ana = did(store, lambda session: contacts.create(session, ANA, NOW))

    with store.read() as session:
        assert alike(session, draft) == ([ana] if found else [])

    did(store, lambda session: contacts.to_bin(session, ana, NOW))
    with store.read() as session:
        assert alike(session, draft) == []
