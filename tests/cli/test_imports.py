"""Imports and the export by script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import Script

CARD = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana Sousa\r\nUID:1\r\nTEL:+351912345678\r\nEND:VCARD\r\n"
REASON = "There is no name, company, phone, e-mail or address here to call the contact by. It is left out."
NOBODY = "BEGIN:VCARD\r\nVERSION:4.0\r\nNOTE:nobody\r\nEND:VCARD\r\n"


@pytest.fixture
def cards(script: Script, tmp_path: Path) -> Path:
    """A file of cards, one of which cannot be imported, beside a new business."""
    script.new()
    path = tmp_path / "cards.txt"
    path.write_text(CARD + NOBODY, encoding="utf-8", newline="")
    return path


def test_contacts_are_imported_by_content_and_rejected_cards_are_told(script: Script, cards: Path) -> None:
    rejected = {"source": "cards.txt", "line": 7, "reason": REASON}
    counts = {"read": 2, "created": 1, "updated": 0, "skipped": 0}

    assert script.json("import", "contacts", str(cards), "--dry-run") == {
        **counts,
        "rejected": [rejected],
        "warnings": [],
    }
    assert script.json("contacts") == []
    assert script.json("import", "contacts", str(cards)) == {**counts, "rejected": [rejected], "warnings": []}
    assert [row["name"] for row in script.json("contacts")] == ["Ana Sousa"]
    again = script.json("import", "contacts", str(cards))
    assert (again["created"], again["updated"], again["skipped"]) == (0, 0, 1)


def test_a_person_reads_what_was_done(script: Script, cards: Path, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Name,Email\nRui,rui@example.pt\n", encoding="utf-8")

    said = script.run("import", "contacts", str(cards), str(table))

    assert said.status == 0
    assert said.out.splitlines() == [
        "3 read, 2 created, 0 updated, 0 skipped, 1 rejected",
        f"cards.txt, line 7: {REASON}",
    ]


def test_a_source_that_cannot_be_read_is_refused_and_named(script: Script, cards: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.bin").write_bytes(b"\x00\x01\x02")
    for path in (tmp_path / "missing.vcf", tmp_path, tmp_path / "odd.bin"):
        said = script.run("import", "contacts", str(cards), str(path), "--json")
        assert (said.status, said.out) == (1, "")
        assert path.name in said.err
    assert script.json("contacts") == []
    assert script.run("import", "contacts").status == 2
    assert script.run("import").status == 2


def test_an_import_is_undone_as_one(script: Script, cards: Path) -> None:
    script.json("import", "contacts", str(cards))

    assert script.json("undo") == {"label": "Import contacts", "subject": "cards.txt"}
    assert script.json("contacts") == []


def test_deals_are_imported_with_their_accounts(script: Script, tmp_path: Path, real_data: Path) -> None:
    script.new()
    folder = real_data / "pipeline"

    done = script.json(
        "import",
        "deals",
        str(folder / "sales_pipeline.csv"),
        "--accounts",
        str(folder / "accounts.csv"),
        "--products",
        str(folder / "products.csv"),
        "--dry-run",
    )

    assert (done["read"], done["created"]) == (8800, 8800)
    assert script.json("deals", "--limit", "1") == []


def test_everything_is_exported_to_a_new_folder(script: Script, cards: Path, tmp_path: Path) -> None:
    script.json("import", "contacts", str(cards))
    out = tmp_path / "out"

    done = script.json("export", str(out))

    assert (done["folder"], done["files"]["csv/contacts.csv"]) == (str(out), 1)
    assert json.loads((out / "json" / "contacts.json").read_text(encoding="utf-8"))[0]["name"] == "Ana Sousa"
    said = script.run("export", str(out))
    assert (said.status, said.out) == (1, "")
    assert str(out) in said.err
    assert f"Written to {tmp_path / 'more'}" in script.run("export", str(tmp_path / "more")).out
