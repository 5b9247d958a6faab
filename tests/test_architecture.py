"""The house of DESIGN section 2, held by the machine: who may import whom, and when."""

from __future__ import annotations

import ast
import sys
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest
from importlinter.cli import lint_imports

from tests.sources import PROGRAM, ROOT, Source, sources

START = "every start passes here, and this costs more than all it does"
SETUP = "only a machine that is being set up needs it"

ROWS = "the list is painted before what stands beside it is loaded"
PAINT = "the window is painted before the data layer is loaded"
RARE = "most sessions never come here"
ASKED = "a dialog is loaded when it is asked for: all together take as long as everything a start needs"
READ = "models cost a third of the first rows, and a list that is only read needs none of them"
PAPER = "loaded with the first paper: the window is there long before"

# Every import inside a function of the program: where, what, why. A new one needs its line and its reason here.
LATE_IMPORTS = {
    ("bootstrap/environment.py", "fcntl"): "only POSIX has it",
    ("bootstrap/environment.py", "msvcrt"): "only Windows has it",
    ("bootstrap/environment.py", "venv"): SETUP,
    ("bootstrap/python_version.py", "shutil"): START,
    ("bootstrap/python_version.py", "subprocess"): START,
    ("bootstrap/telling.py", "bootstrap.window"): "needs tkinter, which many systems do not have",
    ("crm_desktop/__main__.py", "crm_desktop.app"): "a command opens no window and loads no Qt",
    ("crm_desktop/__main__.py", "crm_desktop.services.form_worker"): "only the process that reads one needs it",
    ("crm_desktop/__main__.py", "crm_desktop.services.import_worker"): "only the process that imports needs it",
    ("crm_desktop/cli/quotes_send.py", "crm_desktop.exchange.mail"): "mail is loaded by the commands that write one",
    ("crm_desktop/cli/quotes_send.py", "crm_desktop.services"): "so is what sends it",
    ("crm_desktop/cli/settings_computer.py", "crm_desktop.ui.window_state"): "loads Qt, which no other setting needs",
    ("crm_desktop/cli/speech.py", "logging"): "only a fault of the program is written to the log",
    ("crm_desktop/cli/window.py", "crm_desktop.app"): "a command opens no window and loads no Qt",
    ("crm_desktop/db/check.py", "crm_desktop.db.migrations.runner"): "only a file that is behind needs alembic",
    ("crm_desktop/db/database.py", "crm_desktop.db"): READ,
    ("crm_desktop/db/database.py", "crm_desktop.db.models"): READ,
    ("crm_desktop/db/schema.py", "crm_desktop.db.models.every"): READ,
    ("crm_desktop/services/contact_list.py", "crm_desktop.services"): "the settings of all countries, for one currency",
    ("crm_desktop/ui/contacts/items.py", "crm_desktop.services"): READ,
    ("crm_desktop/ui/steps.py", "crm_desktop.services"): READ,
    ("crm_desktop/ui/steps.py", "crm_desktop.ui.undo_toast"): READ,
    ("crm_desktop/ui/main_window.py", "crm_desktop.ui.actions"): PAINT,
    ("crm_desktop/ui/main_window.py", "crm_desktop.ui.banner"): PAINT,
    ("crm_desktop/ui/main_window.py", "crm_desktop.ui.due_count"): PAINT,
    ("crm_desktop/ui/main_window.py", "crm_desktop.ui.foot"): PAINT,
    ("crm_desktop/ui/main_window.py", "crm_desktop.ui.kit.toasts"): PAINT,
    ("crm_desktop/ui/program.py", "crm_desktop.ui.bus"): PAINT,
    ("crm_desktop/ui/program.py", "datetime"): PAINT,
    ("crm_desktop/words.py", "crm_desktop.domain.money"): PAINT,
    ("crm_desktop/ui/program.py", "crm_desktop.ui.context"): PAINT,
    ("crm_desktop/ui/program.py", "crm_desktop.ui.native_menus"): "only one system has them",
    ("crm_desktop/ui/self_test.py", "json"): "it is no part of what is measured",
    ("crm_desktop/db/durable.py", "fcntl"): "only POSIX has it",
    ("crm_desktop/db/files.py", "crm_desktop.db.migrations.runner"): "alembic is for files that are behind",
    ("crm_desktop/db/migrations/chain.py", "crm_desktop.db.migrations.versions"): "so are its steps",
    ("crm_desktop/db/restore.py", "crm_desktop.db.migrations.runner"): "so are backups that are behind",
    ("crm_desktop/db/folders.py", "ctypes"): "only Windows has the function",
    ("crm_desktop/exchange/spreadsheets.py", "openpyxl"): "only the import of a workbook reads one",
    ("crm_desktop/paths.py", "platformdirs"): START,
    ("crm_desktop/exchange/returned_forms.py", "pypdf"): "only a returned paper is read with it",
    ("crm_desktop/reports/forms.py", "reportlab"): PAPER,
    ("crm_desktop/reports/own_letterhead.py", "pypdf"): "only papers with a letterhead of their own need it",
    ("crm_desktop/reports/parts/pay_code.py", "segno"): "only papers that ask for money draw codes",
    ("crm_desktop/reports/underlay.py", "pypdf"): "only papers with a letterhead of their own need it",
    ("crm_desktop/services/settings.py", "crm_desktop.reports"): "only choosing a letterhead needs the page engine",
    ("crm_desktop/reports/document.py", "reportlab"): PAPER,
    ("crm_desktop/reports/fonts.py", "font_source_sans_pro"): PAPER,
    ("crm_desktop/reports/fonts.py", "reportlab"): PAPER,
    ("crm_desktop/reports/logo.py", "PIL"): PAPER,
    ("crm_desktop/reports/logo.py", "reportlab"): PAPER,
    ("crm_desktop/reports/pages.py", "pypdfium2"): PAPER,
    ("crm_desktop/services/bank_details.py", "stdnum"): "its tables are read only when the bank details change",
    ("crm_desktop/services/business_files.py", "crm_desktop.services.start"): RARE,
    ("crm_desktop/services/mail_passwords.py", "keyring"): "60 ms; only mail that the program sends itself needs it",
    ("crm_desktop/ui/quotes/send_commands.py", "crm_desktop.ui.quotes.send"): "TLS and mail: most sessions never send",
    ("crm_desktop/services/phones.py", "phonenumbers"): "lists show numbers as typed",
    ("crm_desktop/services/quote_papers.py", "crm_desktop.reports"): PAPER,
    ("crm_desktop/services/quote_revisions.py", "crm_desktop.reports"): PAPER,
    ("crm_desktop/services/quote_papers.py", "crm_desktop.reports.codec"): PAPER,
    ("crm_desktop/services/quote_papers.py", "crm_desktop.reports.fonts"): PAPER,
    ("crm_desktop/services/summaries.py", "crm_desktop.reports"): PAPER,
    ("crm_desktop/services/tax_ids.py", "stdnum"): "a country's tables are read when its first number is checked",
    ("crm_desktop/ui/contacts/order_menu.py", "crm_desktop.services"): "tags stand on the models, which no list needs",
    ("crm_desktop/ui/contacts/page.py", "crm_desktop.ui.contacts.commands"): ROWS,
    ("crm_desktop/ui/contacts/pane.py", "crm_desktop.ui.contacts.detail"): ROWS,
    ("crm_desktop/ui/contacts/pane.py", "crm_desktop.ui.contacts.new_contact"): ROWS,
    ("crm_desktop/ui/kit/toasts.py", "crm_desktop.sentences"): PAINT,
    ("crm_desktop/ui/kit/toasts.py", "crm_desktop.ui.kit.announce"): PAINT,
    ("crm_desktop/ui/contacts/page.py", "crm_desktop.ui.imports.contacts"): RARE,
    ("crm_desktop/ui/one_window.py", "PySide6.QtNetwork"): "only a second start pays for asking the first",
    ("crm_desktop/services/settings_picture.py", "PIL"): "30 ms; only choosing a picture needs it",
    ("crm_desktop/__main__.py", "crm_desktop.cli.main"): "the process that draws pages needs no database",
    ("crm_desktop/__main__.py", "crm_desktop.reports.worker"): "only the process that draws pages draws",
    ("crm_desktop/app.py", "crm_desktop.ui.self_test"): "only a self-test pays for it",
    ("crm_desktop/ui/program_dialogs.py", "crm_desktop.ui.catalogue.window"): ASKED,
    ("crm_desktop/ui/program_dialogs.py", "crm_desktop.ui.exports.dialog"): ASKED,
    ("crm_desktop/ui/program_dialogs.py", "crm_desktop.ui.files.backups"): ASKED,
    ("crm_desktop/ui/program_dialogs.py", "crm_desktop.ui.files.choosing"): ASKED,
    ("crm_desktop/ui/program_dialogs.py", "crm_desktop.ui.finding"): ASKED,
    ("crm_desktop/ui/program_dialogs.py", "crm_desktop.ui.imports.contacts"): ASKED,
    ("crm_desktop/ui/program_dialogs.py", "crm_desktop.ui.imports.deals"): ASKED,
    ("crm_desktop/ui/program_dialogs.py", "crm_desktop.ui.settings.window"): ASKED,
    ("crm_desktop/ui/program_dialogs.py", "crm_desktop.ui.shortcuts"): ASKED,
    ("crm_desktop/ui/program_dialogs.py", "crm_desktop.ui.start.sample_business"): ASKED,
    ("crm_desktop/ui/errors.py", "logging"): "brings sockets and queues along: 7 ms before the first paint",
    ("crm_desktop/ui/one_window.py", "hashlib"): "only a second start asks for a name before its first paint",
    ("crm_desktop/ui/program.py", "crm_desktop.services"): PAINT,
    ("crm_desktop/ui/program.py", "crm_desktop.ui.kit.confirm"): RARE,
    ("crm_desktop/ui/program.py", "crm_desktop.ui.kit.shown_files"): RARE,
    ("crm_desktop/ui/program.py", "crm_desktop.ui.program_actions"): PAINT,
    ("crm_desktop/ui/program.py", "crm_desktop.ui.window_title"): PAINT,
    ("crm_desktop/ui/program.py", "crm_desktop.ui.start.beginning"): RARE,
    ("crm_desktop/ui/program.py", "crm_desktop.ui.start.not_opened"): RARE,
    ("crm_desktop/ui/self_test.py", "resource"): "only POSIX has it",
    ("main.py", "bootstrap.environment"): SETUP,
    ("main.py", "bootstrap.ready"): "an old Python gets its sentence first",
    ("main.py", "bootstrap.telling"): SETUP,
    ("main.py", "runpy"): START,
    ("main.py", "subprocess"): START,
}
# Modules loaded by a name that is data: where, and why.
BY_NAME = {
    "crm_desktop/cli/main.py": "an area of the command line is one word in its list",
    "crm_desktop/ui/pages.py": "a page is loaded when it is first shown",
}
OWN = ("bootstrap", "crm_desktop", "PySide6")
# Measuring the program means loading it when the clock says: benchmarks are left out of both lists.
STARTED = ("crm_desktop", "bootstrap", "main.py")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Every module of the program and what it imports, late imports included, imports for typing left out."""
    return grimp.build_graph("crm_desktop", exclude_type_checking_imports=True, cache_dir=None)


def test_imports_keep_the_contracts_of_pyproject(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    # It would silence every logger that is there already, and with them the tests of the program's own log.
    monkeypatch.setattr("logging.config.dictConfig", lambda _config: None)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_no_module_needs_itself_by_a_detour(graph: grimp.ImportGraph) -> None:
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as cycle:
        pytest.fail(f"imports go round: {' -> '.join(cycle.args[1])}")
    assert "crm_desktop.domain.errors" in order


def test_no_module_knows_both_the_screen_and_the_database() -> None:
    assert not [source.path for source in sources("crm_desktop") if {"PySide6", "sqlalchemy"} <= _tops(source)]


def test_the_domain_needs_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {"crm_desktop"}
    assert not {
        source.path: foreign for source in sources("crm_desktop/domain") if (foreign := _tops(source) - allowed)
    }


def test_the_set_up_needs_nothing_that_has_to_be_set_up() -> None:
    allowed = sys.stdlib_module_names | {"bootstrap"}
    first = sources("bootstrap", "main.py", "tests/__main__.py", "tests/__init__.py")
    assert not {source.path: foreign for source in first if (foreign := _tops(source) - allowed)}


def test_late_imports_are_those_that_have_a_reason() -> None:
    found = {(source.path, _named(name)) for source in sources(*STARTED) for name, late in source.imports() if late}
    unexplained, gone = sorted(found - set(LATE_IMPORTS)), sorted(set(LATE_IMPORTS) - found)
    assert not unexplained, f"imported inside a function without a reason in LATE_IMPORTS: {unexplained}"
    assert not gone, f"in LATE_IMPORTS but no longer in the code: {gone}"


def test_modules_are_loaded_by_a_computed_name_only_where_there_is_a_reason() -> None:
    places = {source.path for source in sources(*STARTED) if {"import_module", "__import__"} & _called(source)}
    assert places == set(BY_NAME)


def test_a_package_by_itself_offers_nothing() -> None:
    assert not [
        f"{source.path}:{node.lineno}"
        for source in sources(*PROGRAM, "tests")
        if source.path.endswith("__init__.py")
        for node in source.tree.body
        if not _is_docstring(node) and not _is_version(node)
    ]


def test_python_files_are_no_longer_than_400_lines() -> None:
    long = {source.path: lines for source in sources(*PROGRAM, "tests") if (lines := source.text.count("\n")) > 400}
    assert not long


def test_functions_are_no_longer_than_50_lines() -> None:
    long = {
        f"{source.path}:{node.lineno} {node.name}": lines
        for source in sources(*PROGRAM)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > 50
    }
    assert not long


def _called(source: Source) -> set[str]:
    calls = (node for node in ast.walk(source.tree) if isinstance(node, ast.Call))
    return {ast.unparse(call.func).rpartition(".")[2] for call in calls}


def _named(name: str) -> str:
    """A module of our own or of Qt in full, anything else by its package."""
    top = name.partition(".")[0]
    return name if top in OWN else top


def _tops(source: Source) -> set[str]:
    return {name.partition(".")[0] for name, _ in source.imports()}


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _is_version(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__version__"]
