"""Rules every file keeps: nothing undescribed, nothing unsaid, nothing left over, no test without its subject."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

from crm_desktop.domain import errors
from crm_desktop.sentences import SENTENCES
from tests.sources import EVERYTHING, PROGRAM, ROOT, sources

# Tests of the whole rather than of one module, and what they are about.
ABOUT_THE_WHOLE = {
    "tests/test_architecture.py": "the imports",
    "tests/test_conftest.py": "what every test stands on",
    "tests/test_house_rules.py": "the rules every file keeps",
    "tests/test_paper_languages.py": "what papers say in every language",
    "tests/test_requirements.py": "the lock files",
    "tests/test_running.py": "python3 -m tests",
    "tests/test_traps.py": "the versions the program stands on",
}
NO_TEXT = {".png", ".pdf", ".svg", ".mo", ".ico", ".icns", ".ttf", ".otf", ".lock", ".pyc", ".woff", ".woff2"}
DESCRIBED = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
NOT_OURS = re.compile(r"^(\.git|\.venv.*|\..*_cache|\.hypothesis|\.coverage.*|__pycache__|build|dist|shots)$")

# The brackets keep these lines from naming what they forbid.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:[w]ork|[r]oot|[f]arm)/\w")
LEFT_OVER = re.compile(r"\b([T]ODO|[F]IXME|[H]ACK)\b")


def _own_files(folder: Path = ROOT) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if NOT_OURS.match(entry.name):
            continue
        if entry.is_dir():
            yield from _own_files(entry)
        elif entry.suffix not in NO_TEXT:
            yield entry


def _places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{number} {line.strip()[:80]}"
        for file in _own_files()
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert not _places(MACHINE_PATH)


def test_nothing_is_left_for_later() -> None:
    assert not _places(LEFT_OVER)


def test_modules_classes_and_functions_say_what_they_are_for() -> None:
    silent = [source.path for source in sources(*EVERYTHING) if not ast.get_docstring(source.tree)]
    silent += [
        f"{source.path}:{node.lineno} {node.name}"
        for source in sources(*PROGRAM)
        for node in source.tree.body
        if isinstance(node, DESCRIBED) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not silent


def test_every_test_file_mirrors_what_it_tests() -> None:
    assert not [source.path for source in sources("tests") if not _has_subject(Path(source.path))]


def _has_subject(path: Path) -> bool:
    """True for ``tests/x/test_y.py`` and ``tests/x/test_y_aspect.py`` when there is an ``x/y.py`` or an ``x/y/``."""
    if not path.name.startswith("test_") or path.parts[1] == "e2e" or path.as_posix() in ABOUT_THE_WHOLE:
        return True
    inside, name = Path(*path.parts[1:-1]), path.stem.removeprefix("test_")
    tops = (ROOT / "crm_desktop" / inside, ROOT / "resources" / inside, ROOT / inside)
    subjects = {entry.stem for top in tops if top.is_dir() for entry in top.iterdir()}
    return any(name == subject or name.startswith(f"{subject}_") for subject in subjects)


# ------------------------------------------------------------------------------------------------------------ refusals


def _refusals() -> Iterator[tuple[str, ast.Call]]:
    """Every ``Refused("key", …)`` in the program whose key is written out, with its place."""
    for source in sources("crm_desktop"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == errors.Refused.__name__:
                yield f"{source.path}:{node.lineno}", node


def _key(call: ast.Call) -> str:
    """The key as written, '' when it is computed."""
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def test_every_refusal_has_its_sentence() -> None:
    speechless = [f"{place} {key}" for place, call in _refusals() if (key := _key(call)) and key not in SENTENCES]
    assert not speechless


def test_every_sentence_is_said_somewhere() -> None:
    said = re.compile("|".join(_written_keys()))
    assert not [key for key in SENTENCES if not said.fullmatch(key)]


def _written_keys() -> Iterator[str]:
    """Patterns of the keys the program writes out, or composes as in ``f"quote.not_{state}"``."""
    for source in sources("crm_desktop"):
        is_table = Path(source.path).name.startswith("sentences")
        for node in ast.walk(source.tree):
            if is_table:
                # A key of the table itself says nothing; one that is looked up there is said around another sentence.
                if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                    yield re.escape(str(node.slice.value))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in SENTENCES:
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr) and re.match(r"f['\"][a-z]+\.[a-z_]*\{", ast.unparse(node)):
                yield re.sub(r"\\\{.*?\\\}", r"\\w+", re.escape(ast.unparse(node)[2:-1]))


def test_every_refusal_fills_the_gaps_of_its_sentence() -> None:
    gaps = []
    for place, call in _refusals():
        key, given = _key(call), {keyword.arg for keyword in call.keywords}
        if key not in SENTENCES or None in given:
            continue
        wanted = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[key]) if name}
        if missing := wanted - given:
            gaps.append(f"{place} {key} gives no {sorted(missing)}")
    assert not gaps


def test_every_painter_ends_with_its_block() -> None:
    # A fault while a painter is still open takes the whole program down.
    left_open = [
        f"{source.path}:{node.lineno}"
        for source in sources("crm_desktop/ui")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) == "QPainter"
        and node.value.args
    ]
    assert not left_open, f"write `with QPainter(...) as painter:` in {left_open}"
