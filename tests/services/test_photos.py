"""Photos of contacts."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from crm_desktop.db.database import Database
from crm_desktop.db.models.business import Blob
from crm_desktop.domain.errors import Refused
from crm_desktop.services import contacts, photos
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.photos import ContactPhoto
from tests.factories import NOW
from tests.services.rows import did, undoable


def picture(colour: str = "green") -> bytes:
    """A small PNG."""
    written = BytesIO()
    Image.new("RGB", (4, 4), colour).save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def ana(store: Database) -> int:
    """A contact without a photo."""
    made: int = did(store, lambda session: contacts.create(session, ContactDraft(name="Ana"), NOW))
    return made


def test_a_photo_is_kept_as_it_came_and_once(store: Database, ana: int) -> None:
    rui = did(store, lambda session: contacts.create(session, ContactDraft(name="Rui"), NOW))
    with undoable(store) as session:
        photos.set_photo(session, ana, picture())
    did(store, lambda session: photos.set_photo(session, rui, picture()))

    with store.read() as session:
        assert photos.photo(session, ana) == photos.photo(session, rui) == ContactPhoto("image/png", picture())
        assert session.query(Blob).count() == 1


def test_a_photo_can_be_taken_away(store: Database, ana: int) -> None:
    did(store, lambda session: photos.set_photo(session, ana, picture()))
    with undoable(store) as session:
        photos.set_photo(session, ana, None)

    with store.read() as session:
        assert photos.photo(session, ana) is None


def test_what_is_no_picture_is_refused(store: Database, ana: int) -> None:
    with pytest.raises(Refused) as refused, store.write("Photo") as session:
        photos.set_photo(session, ana, b"GIF89a not really")

    assert (refused.value.key, refused.value.field) == ("picture.unreadable", "photo")
