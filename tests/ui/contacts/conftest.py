"""An office with a few contacts in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contacts import ContactKind, Lifecycle
from crm_desktop.services.contacts import ContactDraft
from tests.ui.contacts.office import Office

ANA = ContactDraft(
    name="Ana Sousa", company="Padaria Central, Lda", role="Owner", phones=("912 345 678",),
    emails=("ana@example.com",), lifecycle=Lifecycle.CUSTOMER, tags=("wood",),
)  # fmt: skip
JOAO = ContactDraft(name="João Fé", phones=("+351 222 004 120",))
HOTEL = ContactDraft(name="Grande Hotel", kind=ContactKind.COMPANY, lifecycle=Lifecycle.QUALIFIED)


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path, drafts=(ANA, JOAO, HOTEL))
    qtbot.addWidget(office.window)
    yield office
    office.close()


@pytest.fixture
def empty_office(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    qtbot.addWidget(office.window)
    yield office
    office.close()
