"""healthcli: published guidance for a symptom, red flags first, offline.

>>> import healthcli
>>> answer = healthcli.lookup("back pain", topic="iud")
>>> [match.symptom for match in answer.matches]
['back-pain']
"""

from __future__ import annotations

import datetime
from functools import cache

from healthcli.answer import Answer
from healthcli.answer import lookup as _lookup
from healthcli.catalog import Catalog
from healthcli.errors import DataError, HealthcliError, QueryError

__all__ = ["Answer", "Catalog", "DataError", "HealthcliError", "QueryError", "lookup"]
__version__ = "0.1.0"


def lookup(
    text: str,
    topic: str | None = None,
    since: str | int | None = None,
    *,
    catalog: Catalog | None = None,
    today: datetime.date | None = None,
) -> Answer:
    """Look up a symptom in published guidance.

    Args:
        text: What somebody feels, in their own words, at most 2,000 characters.
        topic: Id of a topic or variant, such as "iud"; None: read from the words.
        since: How long ago the topic's event was: days, or text such as "3w".
        catalog: The data; None for the data that came with healthcli, read once.
        today: The date for review dates; None for the system's.

    Returns:
        The answer: red flags, matches or suggestions, and how the query was read.

    Raises:
        QueryError: the text is empty or too long, or topic or since are not known.
        DataError: the data are broken.
    """
    return _lookup(
        text,
        topic,
        since,
        catalog=catalog or _own_catalog(),
        today=today or datetime.date.today(),
    )


@cache
def _own_catalog() -> Catalog:
    return Catalog.load()
