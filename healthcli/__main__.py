"""Starts the program: `healthcli` and `python -m healthcli`."""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line; leave quietly on Ctrl-C and on a closed pipe."""
    # A start makes much and throws little away: looking for garbage takes a tenth of it.
    gc.set_threshold(100_000)
    if hasattr(signal, "SIGPIPE"):
        # A reader such as `head` that has seen enough ends us quietly, as it does `cat`.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        from healthcli.cli import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Ended by the signal itself, so that a shell loop around us ends too.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
