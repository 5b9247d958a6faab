"""Exporting everything beside the work."""

from __future__ import annotations

import pytest

from crm_desktop.services import exports
from tests.ui.running import Running, any_of


def test_everything_goes_into_a_new_folder_which_the_message_shows(running: Running) -> None:
    running.open()
    running.answer(running.folder)
    running.run("file.export")
    running.wait()
    running.qtbot.waitUntil(lambda: running.told() != [])
    name = any_of(running.told(), "Everything was exported to").removesuffix(".").rpartition("to ")[2]
    assert list((running.folder / name).rglob("*.csv"))
    button = running.toast().action_button
    assert button is not None
    assert button.words() == "Show folder"


def test_a_folder_that_is_not_empty_is_refused_with_a_sentence(running: Running) -> None:
    context = running.open()
    target = running.folder / f"Export {context.today().isoformat()}"
    target.mkdir()
    (target / "mine.txt").write_text("mine", encoding="utf-8")
    running.answer(running.folder)
    running.run("file.export")
    running.wait()
    running.qtbot.waitUntil(lambda: running.told() != [])
    assert target.name in running.told()[0]
    assert [path.name for path in target.iterdir()] == ["mine.txt"]


def test_an_export_that_is_stopped_leaves_nothing(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    context = running.open()
    real = exports.export_everything

    def stopping(*args: object, **named: object) -> object:
        context.tasks.cancel_all()
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(exports, "export_everything", stopping)
    place = running.folder / "usb"
    place.mkdir()
    running.answer(place)
    running.run("file.export")
    running.wait()
    running.qtbot.waitUntil(lambda: running.told() == ["The export was stopped. Nothing was left behind."])
    assert list(place.iterdir()) == []


def test_nothing_happens_when_no_folder_is_chosen(running: Running) -> None:
    running.open()
    running.answer()
    running.run("file.export")
    assert not running.window.tasks.running
