"""A list over the open file keeps its query, and knows where a record stands."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.services import contact_list
from crm_desktop.services.contact_list import ContactQuery
from crm_desktop.ui.kit.paged_rows import Locating
from crm_desktop.ui.kit.store_source import LocatingStoreSource, StoreSource
from tests.factories import new_file, opened, person


def test_a_place_is_found_in_every_order_asked_for(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as store:
        with store.write("Begin") as session:
            people = [person(name) for name in ("Ana", "Bruno", "Clara")]
            session.add_all(people)
            session.flush()
            ids = [each.id for each in people]
        source = LocatingStoreSource(
            store, ContactQuery(), contact_list.count, contact_list.ids, contact_list.rows, contact_list.position
        )
        assert source.count() == 3
        assert list(source.ids(1, 2)) == ids[1:]
        assert source.rows(ids[:1])[ids[0]].name == "Ana"
        assert source.position(ids[2]) == 2
        backwards = source.sorted_by("name", descending=True)
        assert isinstance(backwards, Locating)
        assert list(backwards.ids(0, 3)) == ids[::-1]
        assert source.asking(text="clara").position(ids[0]) is None


def test_a_plain_source_claims_no_places(tmp_path: Path) -> None:
    with opened(new_file(tmp_path)) as store:
        source = StoreSource(store, ContactQuery(), contact_list.count, contact_list.ids, contact_list.rows)
        assert not isinstance(source, Locating)
        assert source.asking(view="people").query.view == "people"
