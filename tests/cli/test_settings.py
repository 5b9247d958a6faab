"""Settings by script."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from crm_desktop.services.settings_table import SETTINGS
from tests.cli.commands import Script


def test_all_settings_are_listed_with_their_defaults(script: Script) -> None:
    script.new()
    rows = {row["key"]: row for row in script.json("settings")}
    assert list(rows) == [*SETTINGS, "screen.language", "screen.theme"]
    assert (rows["currency"]["value"], rows["currency"]["set"], rows["quote.price_mode"]["choices"]) == (
        "EUR", True, ["net", "gross"]
    )  # fmt: skip
    assert "business.name" in script.run("settings").out


def test_one_setting_is_shown_and_changed(script: Script) -> None:
    script.new()
    assert script.json("settings", "quote.validity_days") == {"key": "quote.validity_days", "value": "30"}
    assert script.json("settings", "quote.validity_days", "45")["value"] == "45"
    assert script.run("settings", "quote.validity_days").out == "45\n"
    assert script.json("settings", "quote.validity_days", "")["value"] == "30"
    script.json("settings", "business.name", "A & B <Ltd>")
    assert script.run("undo").status == 0
    assert script.json("settings", "business.name")["value"] == "Oficina do Forno"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("no.such", "1"),
        ("currency", "gold"),
        ("quote.validity_days", "many"),
        ("tax.rates", "{"),
        ("business.logo", "/nowhere/logo.png"),
        ("business.tax_id", "ana@example.com"),
        ("business.phone", "soon"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(script: Script, key: str, value: str) -> None:
    script.new()
    said = script.run("settings", key, value)
    assert (said.status, said.out) == (1, "")
    assert said.err.strip().endswith(".") or said.err.strip().endswith("].")
    assert "Traceback" not in said.err


def test_a_mistyped_number_is_kept_with_a_warning(script: Script) -> None:
    script.new()
    script.json("settings", "country", "PT")
    said = script.run("settings", "business.tax_id", "501964842")
    assert (said.status, said.out) == (0, "501964842\n")
    assert "check digits" in said.err
    assert not script.run("settings", "business.tax_id", "501964843").err


def test_an_unknown_setting_is_refused(script: Script) -> None:
    script.new()
    said = script.run("settings", "no.such")
    assert said.status == 1
    assert "no.such" in said.err


def test_the_logo_is_a_picture_file(script: Script, tmp_path: Path) -> None:
    script.new()
    made = BytesIO()
    Image.new("RGB", (9, 9), "red").save(made, "PNG")
    place = tmp_path / "logo.png"
    place.write_bytes(made.getvalue())
    assert len(script.json("settings", "business.logo", str(place))["value"]) == 64
    assert script.json("settings", "business.logo", "")["value"] == ""


def test_a_name_of_a_file_is_quoted_without_what_controls_a_terminal(script: Script) -> None:
    script.new()
    for name in ("\x1b[31mred\x07", "\u202eevil", "x" * 100_000):
        said = script.run("settings", "business.logo", name)
        assert said.status == 1
        assert not set(said.err) & {"\x1b", "\x07", "\u202e"}
        assert len(said.err) < 1_100
