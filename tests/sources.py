"""The project's own Python files, read and parsed once, for the tests that hold the house rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

PROGRAM = ("crm_desktop", "bootstrap", "benchmarks", "tools", "main.py")
EVERYTHING = (*PROGRAM, "tests", "packaging")


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the top (``crm_desktop/words.py``), its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    def imports(self) -> Iterator[tuple[str, bool]]:
        """Dotted names imported at run time, and whether inside a function; imports for typing alone are left out."""
        yield from _imports(self.tree, inside=False)


@cache
def sources(*tops: str) -> tuple[Source, ...]:
    """Every Python file below the named folders, or the file itself, in the order of their paths."""
    files = [file for top in tops for file in _files(ROOT / top)]
    return tuple(_read(file) for file in sorted(files))


def _files(top: Path) -> Iterator[Path]:
    yield from [top] if top.is_file() else top.rglob("*.py")


@cache
def _read(file: Path) -> Source:
    text = file.read_text(encoding="utf-8")
    return Source(file.relative_to(ROOT).as_posix(), text, ast.parse(text))


def _imports(node: ast.AST, *, inside: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.Import):
        yield from ((alias.name, inside) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield node.module or "", inside
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    deeper = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, inside=deeper)
