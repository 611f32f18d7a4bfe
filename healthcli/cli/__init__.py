"""Runs the command line: finds the command, calls it; the one place that catches errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from healthcli import __version__
from healthcli.cli.arguments import asks_for_help, find, values
from healthcli.cli.commands import COMMANDS
from healthcli.cli.output import Exit, close_stdout, say
from healthcli.errors import DataError, HealthcliError


def run(arguments: Sequence[str]) -> int:
    """Run the command line.

    Args:
        arguments: The words after the program's name.

    Returns:
        The exit status. Every error ends here as a message on standard error.
    """
    try:
        status = _guarded(arguments)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        close_stdout()
        return 141
    except OSError as error:
        close_stdout()
        say(f"the answer could not be written: {error.strerror or error}.")
        return Exit.NOT_WRITTEN


def _guarded(arguments: Sequence[str]) -> int:
    try:
        return _called(arguments)
    except DataError as error:
        say(str(error))
        return Exit.BROKEN_DATA
    except HealthcliError as error:
        say(str(error))
        return Exit.USAGE


def _called(arguments: Sequence[str]) -> int:
    if "_HEALTHCLI_COMPLETE" in os.environ:
        from healthcli.cli.completion import offers

        sys.stdout.writelines(f"{offer}\n" for offer in offers(arguments, COMMANDS))
        return Exit.SHOWN
    if arguments[:1] == ["--version"]:
        sys.stdout.write(f"healthcli {__version__}\n")
        return Exit.SHOWN
    command, rest = find(arguments, COMMANDS, "lookup")
    if not arguments or asks_for_help(rest):
        from healthcli.cli import help

        alone = all(argument in ("-h", "--help") for argument in arguments)
        text = help.overview(COMMANDS.values()) if alone else help.of_command(command)
        (sys.stdout if arguments else sys.stderr).write(text)
        return Exit.SHOWN if arguments else Exit.USAGE
    return command.call(**values(command, rest))
