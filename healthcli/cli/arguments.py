"""What a command takes, declared as data; which command is meant, and with which values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from healthcli.errors import QueryError
from healthcli.record import Record
from healthcli.spans import nearest

Offer = Callable[[], Iterable[str]]


class Word(Record):
    """A word that a command takes, in its place."""

    name: str
    help: str
    required: bool = True
    many: bool = False  # it takes all the words that are left
    default: str | None = None  # of a word that is not required
    offer: Offer | None = None  # what a shell may complete it to


class Option(Record):
    """An option; it may stand before, between or after the words."""

    flag: str  # such as "--topic"
    help: str
    value: str = ""  # what its value is called in the help; empty: it takes none
    default: str | None = None
    offer: Offer | None = None
    short: str = ""  # such as "-v"

    @property
    def name(self) -> str:
        """The parameter that gets it."""
        return self.flag.lstrip("-").replace("-", "_")


class Command(Record):
    """A command: the function, and what it takes."""

    name: str
    call: Callable[..., int]
    words: tuple[Word, ...]
    options: tuple[Option, ...]
    examples: tuple[str, ...]

    @property
    def summary(self) -> str:
        """What it does, in one line."""
        return (self.call.__doc__ or "").partition("\n")[0]

    def has_room_for(self, count: int) -> bool:
        """Say whether it takes so many words."""
        return count <= len(self.words) or any(word.many for word in self.words)


def is_option(argument: str) -> bool:
    """Say whether an argument is an option, and not a word such as "-", "-5" or "- sore"."""
    flag = argument.partition("=")[0]
    return flag[:1] == "-" and len(flag) > 1 and not flag[1].isdigit() and " " not in flag


def find(
    arguments: Sequence[str], commands: Mapping[str, Command], otherwise: str
) -> tuple[Command, list[str]]:
    """Find the command that is meant, and the arguments without its name.

    Its name is the first word. Where that is no name, or where more words follow than
    the command takes ("about to faint"), all of them are for the other command.
    """
    places = word_places(arguments, [o for c in commands.values() for o in c.options])
    if places:
        first = places[0]
        named = commands.get(arguments[first])
        after_dashes = arguments[len(_before_dashes(arguments)) + 1 :]
        if named and named.has_room_for(len(places) - 1 + len(after_dashes)):
            return named, [*arguments[:first], *arguments[first + 1 :]]
    return commands[otherwise], list(arguments)


def word_places(arguments: Sequence[str], options: Iterable[Option]) -> list[int]:
    """Say where words stand, before any "--": neither options nor their values."""
    with_value = {option.flag for option in options if option.value}
    own = _before_dashes(arguments)
    return [
        place
        for place, argument in enumerate(own)
        if not is_option(argument) and not (place and own[place - 1] in with_value)
    ]


def asks_for_help(arguments: Sequence[str]) -> bool:
    """Say whether -h or --help is among the options."""
    return any(argument in ("-h", "--help") for argument in _before_dashes(arguments))


def values(command: Command, arguments: Sequence[str]) -> dict[str, Any]:
    """Read a command's arguments: parameter name -> value.

    Raises:
        QueryError: they do not fit; the message says what to write instead.
    """
    own = _before_dashes(arguments)
    found, words = _options(command, own)
    words += arguments[len(own) + 1 :]
    for word in command.words:
        if not words and word.required:
            raise QueryError(
                f"{command.name}: the {word.name} is missing. {word.help} "
                f"For example: {command.examples[0]}"
            )
        if word.many:
            found[word.name], words = words, []
        else:
            found[word.name] = words.pop(0) if words else word.default
    return found


def _options(command: Command, arguments: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """Part options from words."""
    found: dict[str, Any] = {o.name: o.default if o.value else False for o in command.options}
    # argparse costs more than half a start of Python, and most questions are words alone.
    if not any(is_option(argument) for argument in arguments):
        return found, list(arguments)
    import argparse

    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in command.options:
        flags = [flag for flag in (option.short, option.flag) if flag]
        if option.value:
            parser.add_argument(*flags, default=option.default)
        else:
            parser.add_argument(*flags, action="store_true")
    try:
        options, words = parser.parse_known_args(arguments)
    except argparse.ArgumentError as error:
        raise QueryError(_misused(command, error.argument_name or "")) from None
    for word in words:
        if is_option(word):
            raise QueryError(_unknown(command, word))
    return found | vars(options), words


def _misused(command: Command, flags: str) -> str:
    option = next(option for option in command.options if option.flag in flags.split("/"))
    if not option.value:
        return f"{option.flag} takes no value. Write {option.flag} alone."
    return f"{option.flag} needs a value after it. {option.help}"


def _unknown(command: Command, argument: str) -> str:
    flag = argument.partition("=")[0]
    hint = nearest(flag, [option.flag for option in command.options])
    return (
        f'{command.name} has no option "{flag[:40]}".{hint} To see its options: '
        f"healthcli {command.name} -h. Words that begin with a dash go after --"
    )


def _before_dashes(arguments: Sequence[str]) -> Sequence[str]:
    """Return what stands before "--"; all after it are words."""
    return arguments[: arguments.index("--")] if "--" in arguments else arguments
