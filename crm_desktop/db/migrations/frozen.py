"""The frozen text of the first schema: written by `freeze`, read by the first revision and by the drift test."""

from __future__ import annotations

from pathlib import Path

FROZEN = Path(__file__).parent / "versions" / "0001_first.sql"
SEPARATOR = ";\n\n"


def statements() -> list[str]:
    """The statements in the order in which they can be carried out."""
    lines = FROZEN.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("-- "))
    return text.strip().removesuffix(";").split(SEPARATOR)
