"""Shell completion: what a shell may offer for the word being typed, and how it asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from healthcli.cli.arguments import Command, find, word_places

# Each asks the program itself, so that topics and symptoms are those of the data in use.
SCRIPTS = {
    "bash": """\
_healthcli() {
    local IFS=$'\\n'
    COMPREPLY=($(_HEALTHCLI_COMPLETE=1 "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _healthcli healthcli
""",
    "zsh": """\
#compdef healthcli
_healthcli() {
    local -a offers
    offers=("${(@f)$(_HEALTHCLI_COMPLETE=1 "$words[1]" "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    [[ -n "$offers" ]] && compadd -a offers || _files
}
if [[ "$funcstack[1]" == _healthcli ]]; then _healthcli "$@"; else compdef _healthcli healthcli; fi
""",
    "fish": """\
complete -c healthcli -a '(set -l words (commandline -opc); \
_HEALTHCLI_COMPLETE=1 $words[1] $words[2..] (commandline -ct) 2>/dev/null)'
""",
}


def offers(arguments: Sequence[str], commands: Mapping[str, Command]) -> Iterable[str]:
    """Say what the last of some arguments may be completed to, in order.

    Args:
        arguments: What stands on the command line after the program's name; the last
            is the word being typed, and may be empty.
        commands: All commands by name.
    """
    *before, typed = arguments or [""]
    # bash parts "--topic=iud" into three.
    before = [argument for argument in before if argument != "="]
    typed = typed.removeprefix("=").lower()
    command, rest = find(before, commands, "lookup")
    found = set(_offered(command, rest, typed))
    if not before:
        found |= set(commands)
    return sorted(offer for offer in found if offer.lower().startswith(typed))


def _offered(command: Command, rest: Sequence[str], typed: str) -> Iterable[str]:
    """List what fits the place after some arguments of a command."""
    options = {option.flag: option for option in command.options}
    option = options.get(rest[-1]) if rest else None
    if option and option.value:
        return option.offer() if option.offer else ()
    if typed.startswith("-"):
        return (*options, "--help")
    place = len(word_places(rest, command.options))
    left = command.words[place:] or [word for word in command.words if word.many]
    return left[0].offer() if left and left[0].offer else ()
