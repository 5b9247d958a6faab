"""A small window for the set-up when the program was double-clicked: a line that moves on, and a bar that moves."""

from __future__ import annotations

import queue
import threading
import tkinter
from collections.abc import Callable
from tkinter import ttk
from typing import Generic, TypeVar

from bootstrap.telling import TITLE, Say

Result = TypeVar("Result")

LOOK_AGAIN_MS = 100
WIDTH = 480
GROUND, LINE, WORDS, QUIET_WORDS, ACCENT = "#FFFFFF", "#E4E7EC", "#1C2530", "#667085", "#0E7C7B"


class NoWindowError(Exception):
    """There is no screen to show a window on; the work has not been begun."""


def told_in_window(work: Callable[[Say], Result]) -> Result:
    """The result of `work`, which runs beside a window that shows the last line it said.

    Raises:
        NoWindowError: before the work has begun.
        Exception: whatever `work` raised, after the window has closed.
    """
    try:
        window = tkinter.Tk()
    except tkinter.TclError as error:
        raise NoWindowError from error
    task = _Task(work)
    line = _fill(window)

    def look() -> None:
        while not task.lines.empty():
            line.set(task.lines.get().strip())
        if task.is_alive():
            window.after(LOOK_AGAIN_MS, look)
        else:
            window.destroy()

    task.start()
    look()
    window.mainloop()
    task.join()
    return task.result()


class _Task(threading.Thread, Generic[Result]):
    """Runs the work and keeps what it says, returns or raises."""

    def __init__(self, work: Callable[[Say], Result]) -> None:
        super().__init__(name="set-up")
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._work = work
        self._results: list[Result] = []
        self._failure: BaseException | None = None

    def run(self) -> None:
        """Does the work; a failure waits for `result`."""
        try:
            self._results.append(self._work(self.lines.put))
        except BaseException as failure:  # noqa: BLE001  # raised again in the thread that asks
            self._failure = failure

    def result(self) -> Result:
        """What the work returned, once the thread has ended; raises what it raised."""
        if self._failure is not None:
            raise self._failure
        return self._results[0]


def _fill(window: tkinter.Tk) -> tkinter.StringVar:
    """Puts the words and a moving bar into the middle of the screen; returns the variable its last line shows."""
    window.withdraw()
    window.title(TITLE)
    window.resizable(width=False, height=False)
    # Nothing is lost when the set-up is stopped, but closing this window should not look like a way to stop it.
    window.protocol("WM_DELETE_WINDOW", window.iconify)
    _style(window)
    line = tkinter.StringVar(window, "One moment …")
    frame = ttk.Frame(window, padding=28)
    frame.grid()
    ttk.Label(frame, text="Setting up on first start", style="Title.TLabel").grid(sticky="w")
    bar = ttk.Progressbar(frame, length=WIDTH, mode="indeterminate")
    bar.grid(pady=16)
    bar.start(20)
    # Room for two lines from the beginning, so that the window does not jump.
    frame.rowconfigure(2, minsize=44)
    ttk.Label(frame, textvariable=line, wraplength=WIDTH, style="Line.TLabel").grid(row=2, sticky="nw")
    window.eval(f"tk::PlaceWindow {window} center")
    window.deiconify()
    return line


def _style(window: tkinter.Tk) -> None:
    """The program's own calm colours where the platform has no look of its own (X11)."""
    style = ttk.Style(window)
    if window.tk.call("tk", "windowingsystem") == "x11":
        style.theme_use("clam")
        window.configure(background=GROUND)
        style.configure("TFrame", background=GROUND)
        style.configure("TLabel", background=GROUND, foreground=WORDS)
        style.configure("Line.TLabel", foreground=QUIET_WORDS)
        style.configure(
            "TProgressbar",
            background=ACCENT,
            lightcolor=ACCENT,
            darkcolor=ACCENT,
            troughcolor=LINE,
            bordercolor=LINE,
            thickness=6,
        )
    style.configure("Title.TLabel", font=("TkDefaultFont", 13, "bold"))
