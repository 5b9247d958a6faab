"""Workbooks are read as text, and unsound ones refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

import pytest
from openpyxl import Workbook

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange import spreadsheets
from crm_desktop.exchange.columns import score
from crm_desktop.exchange.spreadsheets import open_sheet
from tests.exchange.refusals import refusal_of


def workbook(*rows: Sequence[object]) -> bytes:
    """The bytes of a workbook with one sheet."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_cells_are_the_text_a_person_sees() -> None:
    table = open_sheet(
        "x",
        workbook(
            ["My contacts"],
            [],
            ["Name", "Phone", "Birthday", "Seen", "Rate", "Active", "Notes"],
            ["Jose\u0301", 351912345678.0, datetime(1980, 3, 22), datetime(2026, 1, 2, 3, 4), 1.5, True, None],  # noqa: DTZ001
            [None, None],
            ["Ana", 5, date(2020, 1, 1)],
        ),
        score,
    )
    assert table.headers == ("Name", "Phone", "Birthday", "Seen", "Rate", "Active", "Notes")
    assert list(table.rows) == [
        (4, ["José", "351912345678", "1980-03-22", "2026-01-02 03:04:00", "1.5", "True", ""]),
        (6, ["Ana", "5", "2020-01-01", "", "", "", ""]),
    ]


def rewritten(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook whose first sheet another program has written."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name.endswith("sheet1.xml") else content)
    return saved.getvalue()


def test_gaps_empty_cells_and_whole_numbers_with_a_point_are_read() -> None:
    data = workbook(["Name", "Fax", "Phone"], ["Ana", None, 912], ["Rui", 5, "x"])
    data = rewritten(data, lambda sheet: sheet.replace(b"<v>912</v>", b"<v>9.12E2</v>"))
    data = rewritten(data, lambda sheet: sheet.replace(b"</row></sheetData>", b'<c r="D3"/></row></sheetData>'))
    assert list(open_sheet("x", data, score).rows) == [(2, ["Ana", "", "912"]), (3, ["Rui", "5", "x"])]


def test_a_sheet_that_breaks_off_is_refused() -> None:
    rows: list[Sequence[object]] = [["Name", "Email"], *([f"N{number}", "x"] for number in range(3_000))]
    data = rewritten(workbook(*rows), lambda sheet: sheet[: len(sheet) // 2])
    table = open_sheet("x", data, score)
    with pytest.raises(Refused, match=r"import\.sheet_unreadable"):
        list(table.rows)


def test_a_sheet_longer_than_its_sample_is_read_whole() -> None:
    rows: list[Sequence[object]] = [["Name", "Email"], *([f"N{number}", None] for number in range(100))]
    assert len(list(open_sheet("x", workbook(*rows), score).rows)) == 100


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(Refused, match=r"import\.empty"):
        open_sheet("x", workbook(), score)


def test_a_sheet_with_too_many_columns_is_refused() -> None:
    with pytest.raises(Refused, match=r"import\.too_many_columns"):
        open_sheet("x", workbook(["Name"] * 1_001), score)


def all_rows(data: bytes) -> list[tuple[int, list[str]]]:
    """Every row of a workbook."""
    return list(open_sheet("x", data, score).rows)


def other_zip() -> bytes:
    """A zip file that is no workbook."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("a.txt", "hello")
    return saved.getvalue()


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", b"PK\x03\x04" + bytes(500), other_zip()], ids=["start", "zeros", "zip"]
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match=r"import\.sheet_unreadable"):
        open_sheet("x", data, score)


def test_a_workbook_cut_or_damaged_anywhere_is_refused_or_read() -> None:
    rows: list[Sequence[object]] = [["Name", "Email"], *([f"N{number}", "x" * 50] for number in range(50))]
    data = workbook(*rows)
    for place in range(100, len(data), 97):
        for broken in (data[:place], data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]):
            key = refusal_of(partial(all_rows, broken))
            assert key in ("", "import.sheet_unreadable", "import.empty")


def test_a_workbook_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "_MOST_BYTES", 1_000)
    with pytest.raises(Refused, match=r"import\.sheet_unreadable"):
        open_sheet("x", workbook(["Name"], ["Ana"]), score)
