"""Runs every test: ``python3 -m tests``; on the first run it makes the environment the tests need.

Arguments are handed on to pytest: ``python3 -m tests tests/domain -k money``.
"""

import os
import subprocess
import sys

from bootstrap.python_version import require_suitable


def main() -> int:
    """Returns pytest's exit code, or 1 when its environment cannot be made."""
    require_suitable("-m", "tests", *sys.argv[1:])
    from bootstrap.environment import prepare  # an old Python could not read these
    from bootstrap.ready import ROOT, TESTS, python_of
    from bootstrap.telling import SetupFailedError, say_in_terminal

    folder = TESTS.ready_folder()
    if not folder:
        try:
            made, advice = prepare(TESTS, say_in_terminal)
        except SetupFailedError as failure:
            say_in_terminal(str(failure))
            return 1
        if advice:
            say_in_terminal(advice)
        folder = str(made)
    # Every core, and no core waits for another's long file. No screen: Qt draws into memory.
    command = [python_of(folder), "-m", "pytest", "-n", "auto", "--dist", "worksteal", *sys.argv[1:]]
    return subprocess.call(command, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})


if __name__ == "__main__":
    sys.exit(main())
