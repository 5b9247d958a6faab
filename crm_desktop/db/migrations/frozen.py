"""The frozen texts of the schema: the first one written by `freeze`, later ones the statements of a revision."""

from __future__ import annotations

from pathlib import Path

VERSIONS = Path(__file__).parent / "versions"
FROZEN = VERSIONS / "0001_first.sql"
SEPARATOR = ";\n\n"


def statements(name: str = FROZEN.name) -> list[str]:
    """The statements of a frozen text in the order in which they can be carried out."""
    lines = (VERSIONS / name).read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("-- "))
    return text.strip().removesuffix(";").split(SEPARATOR)
