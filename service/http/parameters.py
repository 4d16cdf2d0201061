"""Query parameters and bodies of the API, read and checked; unknown parameters are ignored, wrong values never."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, TypeVar

from flask import Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import UnsupportedMediaType

from ontology.errors import QueryError
from service.interpretation.interpreter import ALL
from service.search.result import MENTION_KINDS, Filters, Mode
from service.search.searcher import DEFAULT_LIMIT, MAX_LIMIT

MAPPING_FILTER_NAMES = ("occupation", "soc_group", "mapping_status")  # and min_confidence, which is a number
FILTER_NAMES = ("level", "role", "kind", "track", *MAPPING_FILTER_NAMES)
IGNORE = f"What is not to be read in the question: {', '.join(MENTION_KINDS)}, or {ALL}."
_MAX_VALUES = 100  # of one filter
_FRACTION = re.compile(r"(0|1)(\.0{1,9})?|0?\.[0-9]{1,9}")

Arguments = MultiDict[str, str]
Body = TypeVar("Body", bound=BaseModel)


def read_one(arguments: Arguments, name: str) -> str | None:
    """Return the value of ``name``; None where it is absent or empty.

    Raises:
        QueryError: it is given twice, with different values.
    """
    values = {value for value in arguments.getlist(name) if value.strip()}
    if len(values) > 1:
        raise QueryError(f"{name} is given {len(values)} times; give it once")
    return values.pop() if values else None


def read_query(arguments: Arguments) -> str:
    """Return the question, ``q``.

    Raises:
        QueryError: there is none.
    """
    query = read_one(arguments, "q")
    if query is None:
        raise QueryError("q is missing: give a question, such as ?q=who+influences+C-level+renewals")
    return query


def read_integer(arguments: Arguments, name: str, default: int, lowest: int, highest: int) -> int:
    """Return the number called ``name``.

    Raises:
        QueryError: it is no whole number, or out of range.
    """
    text = read_one(arguments, name)
    if text is None:
        return default
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(highest)) else None
    if number is None or not lowest <= number <= highest:
        raise QueryError(f"{name}={text[:40]!r} cannot be used; a whole number from {lowest} to {highest:,} can")
    return number


def read_fraction(arguments: Arguments, name: str) -> float | None:
    """Return the number from 0 to 1 called ``name``; None where it is absent.

    Raises:
        QueryError: it is none.
    """
    text = read_one(arguments, name)
    if text is None:
        return None
    if not _FRACTION.fullmatch(text.strip()):
        raise QueryError(f"{name}={text[:40]!r} cannot be used; a number from 0 to 1 can, such as 0.25")
    return float(text)


def read_truth(arguments: Arguments, name: str) -> bool:
    """Return whether ``name`` is true; false where it is absent.

    Raises:
        QueryError: it is neither true nor false.
    """
    text = read_one(arguments, name)
    if text not in (None, "true", "false"):
        raise QueryError(f"{name}={text[:40]!r} cannot be used; true and false can")
    return text == "true"


def read_limit(arguments: Arguments) -> int:
    """Return how many hits are wanted.

    Raises:
        QueryError: ``limit`` is out of range.
    """
    return read_integer(arguments, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT)


def read_mode(arguments: Arguments) -> Mode:
    """Return how to search.

    Raises:
        QueryError: ``mode`` is unknown.
    """
    text = read_one(arguments, "mode")
    if text is None:
        return Mode.HYBRID
    try:
        return Mode(text)
    except ValueError as error:
        raise QueryError(f"mode={text[:40]!r} cannot be used; {', '.join(Mode)} can") from error


def read_filters(arguments: Arguments) -> Filters:
    """Return the filters; each may be repeated, and hold several values with commas between.

    Raises:
        QueryError: one has too many values, or ``min_confidence`` is no number from 0 to 1.
    """
    return _read_filters(arguments, FILTER_NAMES)


def read_mapping_filters(arguments: Arguments) -> Filters:
    """Return those of the filters that ask for mappings.

    Raises:
        QueryError: as for ``read_filters``.
    """
    return _read_filters(arguments, MAPPING_FILTER_NAMES)


def _read_filters(arguments: Arguments, names: Iterable[str]) -> Filters:
    stated = {name: read_list(arguments, name) for name in names}
    return replace(Filters(), **stated, min_confidence=read_fraction(arguments, "min_confidence"))


def to_arguments(filters: Filters) -> dict[str, tuple[str, ...]]:
    """Return ``filters`` as the parameters that state them: all by name, none of some."""
    stated: dict[str, tuple[str, ...]] = {name: getattr(filters, name) for name in FILTER_NAMES}
    least = filters.min_confidence
    return {**stated, "min_confidence": () if least is None else (f"{least:.9f}".rstrip("0").rstrip("."),)}


def read_ignore(arguments: Arguments) -> tuple[str, ...]:
    """Return the names of what is not to be read in the question.

    Raises:
        QueryError: there are too many.
    """
    return read_list(arguments, "ignore")


def read_list(arguments: Arguments, name: str) -> tuple[str, ...]:
    """Return the values of ``name``, which may be repeated, and hold several with commas between.

    Raises:
        QueryError: there are too many.
    """
    values = arguments.getlist(name)
    parts = dict.fromkeys(part.strip() for value in values for part in value.split(",") if part.strip())
    if len(parts) > _MAX_VALUES:
        raise QueryError(f"{name} has {len(parts)} values; {_MAX_VALUES} are allowed")
    return tuple(parts)


def _to_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Codes = Annotated[list[str], BeforeValidator(_to_list, json_schema_input_type=str | list[str]), Field(max_length=100)]


class FilterBody(BaseModel):
    """What a passage must be, in codes; each takes one code or a list."""

    model_config = ConfigDict(extra="forbid")

    level: Codes = []
    role: Codes = []
    kind: Codes = []
    track: Codes = []
    occupation: Codes = []
    soc_group: Codes = []
    mapping_status: Codes = []
    min_confidence: Annotated[float | None, Field(ge=0, le=1)] = None

    def to_filters(self) -> Filters:
        """Return the filters as search takes them."""
        stated = {name: tuple(getattr(self, name)) for name in FILTER_NAMES}
        return replace(Filters(), **stated, min_confidence=self.min_confidence)


class RetrieveBody(BaseModel):
    """The body of POST /api/v1/retrieve."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(min_length=1, max_length=2000, examples=["who influences C-level renewals"])]
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT
    filters: FilterBody = FilterBody()
    ignore: Annotated[Codes, Field(description=IGNORE, examples=[["grade"]])] = []


def read_retrieve_body(request: Request) -> RetrieveBody:
    """Return the body of ``request``.

    Raises:
        UnsupportedMediaType: it is not JSON.
        QueryError: it is no such body; names the field.
    """
    return read_json_body(request, RetrieveBody, '{"query": "who coaches executives"}')


def read_json_body(request: Request, model: type[Body], example: str) -> Body:
    """Return the body of ``request`` as ``model``; ``example`` shows whoever sends something else what is wanted.

    Raises:
        UnsupportedMediaType: it is not JSON.
        QueryError: it is no such body; names the field.
    """
    if not request.is_json:
        raise UnsupportedMediaType(f"Send the body as application/json, such as {example}.")
    try:
        return model.model_validate_json(request.get_data(cache=False))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise QueryError(f"the body cannot be used: {field + ': ' if field else ''}{first['msg']}") from error
