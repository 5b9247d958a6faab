"""How the set-up speaks before there is a program: lines in a terminal, else a small window or a notification."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import TypeVar

Say = Callable[[str], None]
Result = TypeVar("Result")

TITLE = "CRM Desktop"

_TK_ALERT = """
import sys, tkinter.messagebox
tkinter.Tk().withdraw()
tkinter.messagebox.showerror(sys.argv[1], sys.argv[2])
"""


class SetupFailedError(Exception):
    """The set-up cannot go on; the text says what happened and what to do. Nothing half made will be used."""


def say_in_terminal(line: str) -> None:
    """Writes a line at once; to stderr, because stdout belongs to the program's answers."""
    if sys.stderr is not None:
        print(line, file=sys.stderr, flush=True)


def was_double_clicked() -> bool:
    """True when nobody reads a terminal: started without arguments by a desktop, not by a shell, a pipe or a script."""
    if sys.stderr is None:
        return True
    attached = any(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    if attached or len(sys.argv) > 1 or os.name == "nt":
        return False
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def told(work: Callable[[Say], Result]) -> Result:
    """The result of `work`, whose lines are shown where the user looks.

    Raises:
        SetupFailedError: from `work`; already shown when there is no terminal.
    """
    if not was_double_clicked():
        return work(say_in_terminal)
    try:
        try:
            from bootstrap.window import NoWindowError, told_in_window  # a terminal needs none, some systems have none
        except ImportError:
            return _told_by_notification(work)
        try:
            return told_in_window(work)
        except NoWindowError:
            return _told_by_notification(work)
    except SetupFailedError as failure:
        show_failure(str(failure))
        raise


def show_failure(text: str) -> None:
    """Shows a failure to someone who has no terminal, by whatever this desktop offers; waits until it is read."""
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, text, TITLE, 0x10)
        return
    alert = "on run words\ndisplay alert (item 1 of words) message (item 2 of words)\nend run"
    for command in (
        ["osascript", "-e", alert, TITLE, text],
        ["zenity", "--error", "--no-markup", f"--title={TITLE}", f"--text={text}"],
        ["kdialog", "--title", TITLE, "--error", text],
        [sys.executable, "-c", _TK_ALERT, TITLE, text],
        ["xmessage", "-center", f"{TITLE}\n\n{text}"],
        ["notify-send", "--urgency=critical", TITLE, text],
    ):
        if shutil.which(command[0]) and subprocess.run(command, check=False, capture_output=True).returncode == 0:
            return


def _told_by_notification(work: Callable[[Say], Result]) -> Result:
    if shutil.which("notify-send"):
        text = "Setting up on first start. The window opens in a minute or two."
        subprocess.run(["notify-send", TITLE, text], check=False, capture_output=True)
    return work(say_in_terminal)
