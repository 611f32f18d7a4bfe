"""The commands: parse, call, print; the one place that catches errors and exits."""

from __future__ import annotations

import contextlib
import datetime
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from healthcli import __version__
from healthcli.answer import Answer, entry_answer, find_entry, find_topic, lookup, past_review
from healthcli.catalog import Catalog
from healthcli.errors import DataError, HealthcliError, QueryError
from healthcli.read.words import MAX_CHARACTERS
from healthcli.render import as_json, pages, write
from healthcli.render.page import Page


class Exit(IntEnum):
    """Every exit status."""

    SHOWN = 0  # something was shown; red flags count
    NOTHING = 1  # nothing covered, or nothing reported
    USAGE = 2
    AMBIGUOUS = 3
    BROKEN_DATA = 4
    NOT_WRITTEN = 5  # such as a full disk


# Words that a command takes besides options: "about to faint" is not `about`.
_WORDS_TAKEN = {
    "about": 0,
    "aftercare": 1,
    "check": 1,
    "claims": 1,
    "list": 1,
    "red-flags": 1,
    "show": 2,
    "sources": 1,
}


class _Group(TyperGroup):
    """Looks words up when they are no command: `healthcli back pain`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        words = [word for word in args if not word.startswith("-")]
        most = _WORDS_TAKEN.get(args[0], len(words) - 1) if args[0] in self.commands else -1
        if words[:1] == args[:1] and len(words) - 1 > most:
            args = ["lookup", *args]
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=_Group,
    name="healthcli",
    help="Published guidance for a symptom, red flags first. Offline; nothing is kept.",
    epilog='Example: healthcli lookup "back pain since my coil". The word lookup may be left out.',
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Plain = Annotated[bool, typer.Option("--plain", help="Plain text: no colour, no boxes.")]


def _complete_topics(incomplete: str) -> Iterable[str]:
    return [id for id in Catalog.load().topic_ids() if id.startswith(incomplete)]


def _complete_symptoms(incomplete: str) -> Iterable[str]:
    topics = Catalog.load().topics
    return sorted(
        {e.symptom for topic in topics for e in topic.entries if e.symptom.startswith(incomplete)}
    )


def _complete_text(incomplete: str) -> Iterable[str]:
    return _complete_symptoms(incomplete)


def _complete_sources(incomplete: str) -> Iterable[str]:
    return sorted(id for id in Catalog.load().sources if id.startswith(incomplete.upper()))


TopicArgument = Annotated[
    str, typer.Argument(help="A topic or variant, such as iud.", autocompletion=_complete_topics)
]
MaybeTopic = Annotated[
    str | None,
    typer.Argument(help="A topic or variant, such as iud.", autocompletion=_complete_topics),
]
TopicOption = Annotated[
    str | None,
    typer.Option(help="What it is on or after, such as iud.", autocompletion=_complete_topics),
]
Since = Annotated[
    str | None, typer.Option(help="How long ago that was: 10d, 3w, 5m or 1y.", metavar="SPAN")
]


@app.command(
    "lookup",
    epilog="Examples: healthcli lookup bak pain since my coil | "
    "healthcli lookup heavy bleeding --topic copper-iud --since 3w | "
    "healthcli lookup - < question.txt",
)
def lookup_command(
    text: Annotated[
        list[str],
        typer.Argument(
            help='What you feel, in your own words; "-" reads it from standard input, '
            "so that it stays out of the shell's history.",
            autocompletion=_complete_text,
        ),
    ],
    topic: TopicOption = None,
    since: Since = None,
    json: Json = False,
    plain: Plain = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how each word was read.")
    ] = False,
) -> None:
    """Show published guidance for a symptom, red flags first."""
    words = _from_stdin() if text == ["-"] else " ".join(text)
    catalog = Catalog.load()
    answer = lookup(words, topic, since, catalog=catalog, today=_today())
    if json:
        value = as_json.answer(answer)
        if explain:
            value["explain"] = as_json.explanation(answer)
        _print_json(value)
    else:
        _print(pages.answer_page(answer, catalog, explain=explain), plain)
    _warn(("entry", match.symptom, match.entry.reviewed) for match in answer.matches)
    _warn(("red flag", raised.flag.id, raised.flag.reviewed) for raised in answer.red_flags)
    raise typer.Exit(exit_status(answer))


@app.command("list", epilog="Examples: healthcli list | healthcli list iud")
def list_command(topic: MaybeTopic = None, json: Json = False, plain: Plain = False) -> None:
    """List the topics, or a topic's entries by category."""
    catalog = Catalog.load()
    if topic is None:
        if json:
            _print_json({"topics": [as_json.topic(t) for t in catalog.topics]})
        else:
            _print(pages.topics_page(catalog), plain)
        return
    found, variant = find_topic(topic, catalog)
    if not json:
        _print(pages.entries_page(found, variant, catalog), plain)
        return
    entries = [
        {
            "symptom": entry.symptom,
            "title": entry.title,
            "category": category,
            "applies_to": list(entry.applies_to),
            "timing": as_json.timing(entry.timing),
            "most_serious": entry.seek_care.most_serious(),
        }
        for category, group in pages.by_category(found, variant, catalog)
        for entry in group
    ]
    _print_json({"topic": topic, "entries": entries})


@app.command("show", epilog="Example: healthcli show iud back-pain")
def show_command(
    topic: TopicArgument,
    symptom: Annotated[
        str,
        typer.Argument(help="A symptom's id; list shows them.", autocompletion=_complete_symptoms),
    ],
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Show a whole entry, without a query."""
    catalog = Catalog.load()
    found, variant = find_topic(topic, catalog)
    match = entry_answer(
        found,
        find_entry(found, symptom, catalog),
        catalog=catalog,
        today=_today(),
        variants=frozenset([variant.id] if variant else []),
    )
    if json:
        _print_json(as_json.match(match))
    else:
        _print(pages.entry_page(match, catalog), plain)
    _warn([("entry", match.symptom, match.entry.reviewed)])


@app.command("red-flags", epilog="Examples: healthcli red-flags | healthcli red-flags iud")
def red_flags_command(topic: MaybeTopic = None, json: Json = False, plain: Plain = False) -> None:
    """Show what always needs help now, and what to do."""
    catalog = Catalog.load()
    if topic is not None:
        found, _ = find_topic(topic, catalog)
        flags = tuple(f for f in catalog.red_flags if not f.topics or found.id in f.topics)
    else:
        flags = catalog.red_flags
    if json:
        _print_json({"topic": topic, "red_flags": [as_json.red_flag(flag) for flag in flags]})
    else:
        _print(pages.red_flags_page(flags, catalog), plain)
    _warn(("red flag", flag.id, flag.reviewed) for flag in flags)


@app.command("aftercare", epilog="Example: healthcli aftercare iud")
def aftercare_command(topic: TopicArgument, json: Json = False, plain: Plain = False) -> None:
    """Show what to do and avoid afterwards, by time, and where countries differ."""
    catalog = Catalog.load()
    found, _ = find_topic(topic, catalog)
    aftercare = catalog.aftercare(found)
    if aftercare is None:
        raise QueryError(f"{found.id} has no aftercare page. To see its entries: list {found.id}")
    if json:
        _print_json(as_json.aftercare(aftercare))
    else:
        _print(pages.aftercare_page(found, aftercare, catalog), plain)
    _warn([("aftercare page", found.id, aftercare.reviewed)])


@app.command("claims", epilog="Example: healthcli claims iud")
def claims_command(topic: TopicArgument, json: Json = False, plain: Plain = False) -> None:
    """Show old or common advice, its verdict, and what guidance says now."""
    catalog = Catalog.load()
    found, _ = find_topic(topic, catalog)
    claims = catalog.claims(found)
    if json:
        _print_json({"topic": found.id, "claims": [as_json.claim(claim) for claim in claims]})
    else:
        _print(pages.claims_page(found, claims, catalog), plain)
    _warn(("claim", claim.id, claim.reviewed) for claim in claims)


@app.command("sources", epilog="Examples: healthcli sources | healthcli sources NHS-IUD")
def sources_command(
    id: Annotated[
        str | None, typer.Argument(help="A source's id.", autocompletion=_complete_sources)
    ] = None,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Show every source, and what cites it."""
    catalog = Catalog.load()
    chosen = [catalog.find_source(id)] if id else list(catalog.sources.values())
    uses = catalog.uses()
    if json:
        rows = [{**as_json.source(s), "cited_by": uses.get(s.id, [])} for s in chosen]
        _print_json({"sources": rows})
    else:
        _print(pages.sources_page(chosen, uses), plain)


@app.command(
    "batch",
    epilog='Examples: healthcli batch questions.txt | echo "back pain" | healthcli batch',
)
def batch_command(
    file: Annotated[
        str, typer.Argument(help='One query a line; "-" or nothing: standard input.')
    ] = "-",
    input: Annotated[
        str, typer.Option(help="The form of a line: text, or jsonl.", metavar="text|jsonl")
    ] = "text",
    topic: TopicOption = None,
    since: Since = None,
) -> None:
    """Answer one query a line with one JSON object a line, in order."""
    from healthcli.batch import answers
    from healthcli.spans import span

    if input not in ("text", "jsonl"):
        raise QueryError(f'--input is text or jsonl, not "{input[:40]!r}".')
    form: Literal["text", "jsonl"] = "jsonl" if input == "jsonl" else "text"
    catalog = Catalog.load()
    if topic is not None:
        find_topic(topic, catalog)
    if since is not None:
        span(since)
    all_good = True
    with _open(file) as lines:
        for value, good in answers(
            lines, form=form, topic=topic, since=since, catalog=catalog, today=_today()
        ):
            all_good = all_good and good
            _print_json(value)
            sys.stdout.flush()
    if not all_good:
        _say("some lines could not be used; their answers say why.")
        raise typer.Exit(Exit.USAGE)


@app.command("about", epilog="Example: healthcli about --json")
def about_command(json: Json = False, plain: Plain = False) -> None:
    """Say what healthcli is and is not, what it knows, and what it keeps."""
    from healthcli.render.about import about, about_page

    facts = about(Catalog.load())
    if json:
        _print_json(facts)
    else:
        _print(about_page(facts), plain)


@app.command("check", epilog="Examples: healthcli check | healthcli check data/")
def check_command(
    folder: Annotated[
        Path | None, typer.Argument(help="A data folder; without it, the one in use.")
    ] = None,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Check a data folder for editors: form, sources, dates, words, reading age."""
    from healthcli.check import check, report_page

    report = check(folder, _today())
    if json:
        _print_json(report.as_values())
    else:
        _print(report_page(report), plain)
    if report.faults:
        raise typer.Exit(Exit.BROKEN_DATA)


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        sys.stdout.write(f"healthcli {__version__}\n")
        raise typer.Exit


def exit_status(answer: Answer) -> Exit:
    """Return the exit status that an answer stands for."""
    if answer.red_flags or answer.status == "answered":
        return Exit.SHOWN
    return Exit.AMBIGUOUS if answer.status == "ambiguous" else Exit.NOTHING


def run(arguments: Sequence[str]) -> int:
    """Run the command line.

    Args:
        arguments: The words after the program's name.

    Returns:
        The exit status. Every error ends here as a message on standard error.
    """
    try:
        status = _guarded(
            lambda: app(list(arguments), prog_name="healthcli", standalone_mode=False)
        )
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        _close_stdout()
        return 141
    except OSError as error:
        _close_stdout()
        _say(f"the answer could not be written: {error.strerror or error}.")
        return Exit.NOT_WRITTEN


def _guarded(call: Callable[[], Any]) -> int:
    try:
        result = call()
    except DataError as error:
        _say(str(error))
        return Exit.BROKEN_DATA
    except HealthcliError as error:
        _say(str(error))
        return Exit.USAGE
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        # typer's own errors know how to show themselves; anything else is ours to mend.
        if not hasattr(error, "exit_code") or not hasattr(error, "format_message"):
            raise
        _say(f"{error.format_message()} For help: healthcli -h")
        return Exit.USAGE
    return result if isinstance(result, int) else Exit.SHOWN


def _say(message: str) -> None:
    """Tell the user something that is not the answer."""
    safe = "".join(c if c.isprintable() or c == "\n" else " " for c in message)
    sys.stderr.write(f"healthcli: {safe}\n")


def _print(page: Page, plain: bool) -> None:
    write(page, sys.stdout, plain=plain)


def _print_json(value: object) -> None:
    sys.stdout.write(as_json.dumps(value) + "\n")


def _warn(texts: Iterable[tuple[str, str, str]]) -> None:
    """Say which texts (what it is, id, review date) are past their review date."""
    for what, id, reviewed in texts:
        if past_review(reviewed, _today()):
            _say(f"the {what} {id} is past its review date ({reviewed}).")


def _from_stdin() -> str:
    # One byte more than fits, so that a longer text is refused and not cut.
    raw = sys.stdin.buffer.read(4 * MAX_CHARACTERS + 4)
    return raw.decode("utf-8", "replace")


def _open(file: str) -> Any:
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise QueryError(f'"{file[:200]}" cannot be read: {error.strerror}.') from None


def _close_stdout() -> None:
    """Point standard output at nothing, so that Python's own last flush says nothing."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _today() -> datetime.date:
    return datetime.date.today()
