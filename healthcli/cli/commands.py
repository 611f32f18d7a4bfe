"""The commands: each is one function below what it takes, and only calls and prints."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable
from typing import Any, Literal

from healthcli import render
from healthcli.answer import Answer, entry_answer, find_entry, find_topic, lookup
from healthcli.catalog import Catalog
from healthcli.cli.arguments import Command, Option, Word
from healthcli.cli.output import (
    Exit,
    catch_closed_pipe,
    print_json,
    print_page,
    progress,
    say,
    warn_if_old,
)
from healthcli.errors import QueryError
from healthcli.read.words import MAX_CHARACTERS
from healthcli.spans import span

COMMANDS: dict[str, Command] = {}

_Call = Callable[..., Exit]


def _command(
    name: str, *takes: Word | Option, examples: tuple[str, ...]
) -> Callable[[_Call], _Call]:
    """Make a function a command; its docstring is the help."""

    def add(call: _Call) -> _Call:
        words = tuple(item for item in takes if isinstance(item, Word))
        options = tuple(item for item in takes if isinstance(item, Option))
        COMMANDS[name] = Command(
            name=name, call=call, words=words, options=options, examples=examples
        )
        return call

    return add


def _topic_ids() -> Iterable[str]:
    return Catalog.load().topic_ids()


def _symptom_ids() -> Iterable[str]:
    return {entry.symptom for topic in Catalog.load().topics for entry in topic.entries}


def _source_ids() -> Iterable[str]:
    return Catalog.load().sources


def _today() -> datetime.date:
    return datetime.date.today()


def _warn(texts: Iterable[tuple[str, str, str]]) -> None:
    warn_if_old(texts, _today())


_TOPIC = Word(name="topic", help="A topic or variant, such as iud.", offer=_topic_ids)
_MAYBE_TOPIC = Word(name="topic", help=_TOPIC.help, required=False, offer=_topic_ids)
_FOR_TOPIC = Option(
    flag="--topic", help="What it is on or after, such as iud.", value="TOPIC", offer=_topic_ids
)
_SINCE = Option(flag="--since", help="How long ago that was: 10d, 3w, 5m or 1y.", value="SPAN")
_JSON = Option(flag="--json", help="Print one JSON object.")
_PLAIN = Option(flag="--plain", help="Plain text: no colour, no boxes.")


@_command(
    "lookup",
    Word(
        name="text",
        help='What you feel, in your own words; "-" reads it from standard input, '
        "so that it stays out of the shell's history.",
        many=True,
        offer=_symptom_ids,
    ),
    _FOR_TOPIC,
    _SINCE,
    _JSON,
    _PLAIN,
    Option(flag="--explain", help="Show how each word was read."),
    examples=(
        'healthcli lookup "bak pain since my coil"',
        "healthcli lookup heavy bleeding --topic copper-iud --since 3w",
        "healthcli lookup - < question.txt",
    ),
)
def _lookup(
    text: list[str], topic: str | None, since: str | None, json: bool, plain: bool, explain: bool
) -> Exit:
    """Show published guidance for a symptom, red flags first."""
    words = _from_stdin() if text == ["-"] else " ".join(text)
    catalog = Catalog.load()
    answer = lookup(words, topic, since, catalog=catalog, today=_today())
    if json:
        value = render.as_json.answer(answer)
        if explain:
            value["explain"] = render.as_json.explanation(answer)
        print_json(value)
    else:
        print_page(render.pages.answer_page(answer, catalog, explain=explain), plain)
    _warn(("entry", match.symptom, match.entry.reviewed) for match in answer.matches)
    _warn(("red flag", raised.flag.id, raised.flag.reviewed) for raised in answer.red_flags)
    return _status(answer)


def _status(answer: Answer) -> Exit:
    if answer.red_flags or answer.status == "answered":
        return Exit.SHOWN
    return Exit.AMBIGUOUS if answer.status == "ambiguous" else Exit.NOTHING


def _from_stdin() -> str:
    # One byte more than fits, so that a longer text is refused and not cut.
    raw = sys.stdin.buffer.read(4 * MAX_CHARACTERS + 4)
    return raw.decode("utf-8", "replace")


@_command("list", _MAYBE_TOPIC, _JSON, _PLAIN, examples=("healthcli list", "healthcli list iud"))
def _list(topic: str | None, json: bool, plain: bool) -> Exit:
    """List the topics, or a topic's entries by category."""
    catalog = Catalog.load()
    if topic is None:
        if json:
            print_json({"topics": [render.as_json.topic(t) for t in catalog.topics]})
        else:
            print_page(render.pages.topics_page(catalog), plain)
        return Exit.SHOWN
    found, variant = find_topic(topic, catalog)
    if json:
        groups = render.pages.by_category(found, variant, catalog)
        print_json({"topic": topic, "entries": render.as_json.entries(groups)})
    else:
        print_page(render.pages.entries_page(found, variant, catalog), plain)
    return Exit.SHOWN


@_command(
    "show",
    _TOPIC,
    Word(name="symptom", help="A symptom's id; list shows them.", offer=_symptom_ids),
    _JSON,
    _PLAIN,
    examples=("healthcli show iud back-pain",),
)
def _show(topic: str, symptom: str, json: bool, plain: bool) -> Exit:
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
        print_json(render.as_json.match(match))
    else:
        print_page(render.pages.entry_page(match, catalog), plain)
    _warn([("entry", match.symptom, match.entry.reviewed)])
    return Exit.SHOWN


@_command(
    "red-flags",
    _MAYBE_TOPIC,
    _JSON,
    _PLAIN,
    examples=("healthcli red-flags", "healthcli red-flags iud"),
)
def _red_flags(topic: str | None, json: bool, plain: bool) -> Exit:
    """Show what always needs help now, and what to do."""
    catalog = Catalog.load()
    flags = catalog.red_flags
    if topic is not None:
        found, _ = find_topic(topic, catalog)
        flags = tuple(flag for flag in flags if not flag.topics or found.id in flag.topics)
    if json:
        print_json({"topic": topic, "red_flags": [render.as_json.red_flag(flag) for flag in flags]})
    else:
        print_page(render.pages.red_flags_page(flags, catalog), plain)
    _warn(("red flag", flag.id, flag.reviewed) for flag in flags)
    return Exit.SHOWN


@_command("aftercare", _TOPIC, _JSON, _PLAIN, examples=("healthcli aftercare iud",))
def _aftercare(topic: str, json: bool, plain: bool) -> Exit:
    """Show what to do and avoid afterwards, by time, and where countries differ."""
    catalog = Catalog.load()
    found, _ = find_topic(topic, catalog)
    aftercare = catalog.aftercare(found)
    if aftercare is None:
        raise QueryError(f"{found.id} has no aftercare page. See healthcli list {found.id}.")
    if json:
        print_json(render.as_json.aftercare(aftercare))
    else:
        print_page(render.pages.aftercare_page(found, aftercare, catalog), plain)
    _warn([("aftercare page", found.id, aftercare.reviewed)])
    return Exit.SHOWN


@_command("claims", _TOPIC, _JSON, _PLAIN, examples=("healthcli claims iud",))
def _claims(topic: str, json: bool, plain: bool) -> Exit:
    """Show old or common advice, its verdict, and what guidance says now."""
    catalog = Catalog.load()
    found, _ = find_topic(topic, catalog)
    claims = catalog.claims(found)
    if json:
        print_json({"topic": found.id, "claims": [render.as_json.claim(claim) for claim in claims]})
    else:
        print_page(render.pages.claims_page(found, claims, catalog), plain)
    _warn(("claim", claim.id, claim.reviewed) for claim in claims)
    return Exit.SHOWN


@_command(
    "sources",
    Word(name="id", help="A source's id.", required=False, offer=_source_ids),
    _JSON,
    _PLAIN,
    examples=("healthcli sources", "healthcli sources NHS-IUD"),
)
def _sources(id: str | None, json: bool, plain: bool) -> Exit:
    """Show every source, and what cites it."""
    catalog = Catalog.load()
    chosen = [catalog.find_source(id)] if id else list(catalog.sources.values())
    uses = catalog.uses()
    if json:
        rows = [{**render.as_json.source(s), "cited_by": uses.get(s.id, [])} for s in chosen]
        print_json({"sources": rows})
    else:
        print_page(render.pages.sources_page(chosen, uses), plain)
    return Exit.SHOWN


@_command(
    "batch",
    Word(
        name="file",
        help='One query a line; "-" or nothing: standard input.',
        required=False,
        default="-",
    ),
    Option(
        flag="--input",
        help="The form of a line: text, or jsonl.",
        value="text|jsonl",
        default="text",
        offer=lambda: ("text", "jsonl"),
    ),
    _FOR_TOPIC,
    _SINCE,
    Option(
        flag="--jobs",
        help="How many processes share the work: 1 to 64.",
        value="NUMBER",
        default="1",
    ),
    examples=("healthcli batch questions.txt", 'echo "back pain" | healthcli batch'),
)
def _batch(file: str, input: str, topic: str | None, since: str | None, jobs: str) -> Exit:
    """Answer one query a line with one JSON object a line, in order."""
    from healthcli.batch import Defaults, Lines
    from healthcli.jobs import job_count, shared

    if input not in ("text", "jsonl"):
        raise QueryError(f'--input is text or jsonl, not "{input[:40]}".')
    form: Literal["text", "jsonl"] = "jsonl" if input == "jsonl" else "text"
    count = job_count(jobs)
    catalog = Catalog.load()
    if topic is not None:
        find_topic(topic, catalog)
    if since is not None:
        span(since)
    # The bar and the processes end in order, so a closed pipe must not end us at once.
    catch_closed_pipe()
    answered, all_good = 0, True
    with _open(file) as source:
        lines = Lines(source)
        with progress(lines.size) as tick:
            for chunk in shared(lines, Defaults(form, topic, since, _today()), catalog, count):
                sys.stdout.write("".join([f"{answer}\n" for answer, _ in chunk]))
                sys.stdout.flush()
                all_good = all_good and all(good for _, good in chunk)
                answered += len(chunk)
                tick(answered, lines.bytes_read)
    if not all_good:
        say("some lines could not be used; their answers say why.")
        return Exit.USAGE
    return Exit.SHOWN


def _open(file: str) -> Any:
    if file == "-":
        return sys.stdin.buffer
    try:
        from pathlib import Path

        return Path(file).open("rb")
    except OSError as error:
        raise QueryError(f'"{file[:200]}" cannot be read: {error.strerror}.') from None


@_command("about", _JSON, _PLAIN, examples=("healthcli about", "healthcli about --json"))
def _about(json: bool, plain: bool) -> Exit:
    """Say what healthcli is and is not, what it knows, and what it keeps."""
    from healthcli.render.about import about, about_page

    facts = about(Catalog.load())
    if json:
        print_json(facts)
    else:
        print_page(about_page(facts), plain)
    return Exit.SHOWN


@_command(
    "check",
    Word(name="folder", help="A data folder; without it, the one in use.", required=False),
    _JSON,
    _PLAIN,
    examples=("healthcli check", "healthcli check data/"),
)
def _check(folder: str | None, json: bool, plain: bool) -> Exit:
    """Check a data folder for editors: form, sources, dates, words, reading age."""
    from pathlib import Path

    from healthcli.check import check, report_page

    report = check(Path(folder) if folder else None, _today())
    if json:
        print_json(report.as_values())
    else:
        print_page(report_page(report), plain)
    return Exit.BROKEN_DATA if report.faults else Exit.SHOWN


def _set_names() -> Iterable[str]:
    from healthcli.selftest import SET_NAMES

    return SET_NAMES


@_command(
    "selftest",
    Word(
        name="set",
        help="One set of sentences; without it, all: red-flags, look-alikes, out-of-scope, "
        "opposites, lay.",
        required=False,
        offer=_set_names,
    ),
    _JSON,
    _PLAIN,
    Option(flag="--verbose", help="List every miss, not only 20 of a set.", short="-v"),
    examples=("healthcli selftest", "healthcli selftest red-flags --verbose"),
)
def _selftest(set: str | None, json: bool, plain: bool, verbose: bool) -> Exit:
    """Read the published sentences, and show what is read wrongly."""
    from healthcli import selftest

    results = selftest.results(Catalog.load(), _today(), set)
    if json:
        print_json({"sets": selftest.as_values(results)})
    else:
        print_page(selftest.report_page(results, whole=verbose), plain)
    return Exit.MISSED if any(result.misses for result in results) else Exit.SHOWN


@_command(
    "completion",
    Word(name="shell", help="bash, zsh or fish.", offer=lambda: ("bash", "zsh", "fish")),
    examples=(
        "healthcli completion bash >> ~/.bashrc",
        'healthcli completion zsh > "${fpath[1]}/_healthcli"',
        "healthcli completion fish > ~/.config/fish/completions/healthcli.fish",
    ),
)
def _completion(shell: str) -> Exit:
    """Print what makes a shell complete commands, topics, symptoms and sources."""
    from healthcli.cli.completion import SCRIPTS

    if shell not in SCRIPTS:
        raise QueryError(f'there is no completion for "{shell[:40]}". Write bash, zsh or fish.')
    sys.stdout.write(SCRIPTS[shell])
    return Exit.SHOWN
