#!/usr/bin/env python3
"""Starts CRM Desktop: double-click it, or run ``python3 main.py``.

The first start makes a private environment from the hashed lock file; later ones go straight into it. The same file
then runs inside that environment and starts the program, so that the folder can be moved and needs no installation.
"""

import os
import sys

from bootstrap.python_version import require_suitable

MAIN = os.path.abspath(__file__)


def main() -> int:
    """Runs the program with the arguments of this process, setting up what is missing; returns the exit code."""
    require_suitable(MAIN, *sys.argv[1:])
    from bootstrap.ready import PROGRAM, python_of  # an old Python could not read it

    if any(os.path.realpath(sys.prefix) == os.path.realpath(folder) for folder in PROGRAM.folders()):
        return run_program()
    folder = PROGRAM.ready_folder()
    if folder:
        return hand_over(python_of(folder))
    return set_up()


def run_program() -> int:
    """Runs the package inside its environment, as ``python -m crm_desktop`` does."""
    import runpy  # the hand-over needs none

    runpy.run_module("crm_desktop", run_name="__main__", alter_sys=True)
    return 0


def hand_over(python: str) -> int:
    """Goes on in the environment's own Python; where the system can, in this very process."""
    command = [python, MAIN, *sys.argv[1:]]
    if os.name != "nt":
        os.execv(python, command)
    # Windows has no exec that keeps the process, its console and its exit code.
    import subprocess

    if os.path.basename(sys.executable).lower().startswith("pythonw"):
        command[0] = os.path.join(os.path.dirname(python), "pythonw.exe")
    return subprocess.call(command)


def set_up() -> int:
    """Makes the environment, then starts the program; ends with a sentence when it cannot."""
    import subprocess

    from bootstrap.environment import prepare
    from bootstrap.ready import PROGRAM, python_of
    from bootstrap.telling import SetupFailedError, say_in_terminal, show_failure, told, was_double_clicked

    try:
        folder, advice = told(lambda say: prepare(PROGRAM, say))
    except SetupFailedError as failure:
        say_in_terminal(str(failure))
        return 1
    except KeyboardInterrupt:
        say_in_terminal("Stopped. Nothing half made is left behind; the next start sets up anew.")
        return 130
    if not advice:
        return hand_over(python_of(str(folder)))
    # Perhaps it runs all the same: a command needs no window, and X11 and Wayland need different libraries.
    code = subprocess.call([python_of(str(folder)), MAIN, *sys.argv[1:]])
    if code != 0:
        say_in_terminal(advice)
        if was_double_clicked():
            show_failure(advice)
    return code


if __name__ == "__main__":
    sys.exit(main())
