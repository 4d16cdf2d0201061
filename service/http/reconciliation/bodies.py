"""What clients send: batches of queries, and queries for property values."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from annotated_types import Len
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from ontology.errors import QueryError
from service.reconciliation.extension import WantedProperty
from service.reconciliation.query import DEFAULT_LIMIT, MAX_LIMIT, Condition, ReconciliationQuery

MAX_QUERIES = 100
MAX_IDS = 100
_MAX_TYPES = 20
_MAX_CONDITIONS = 20
_MAX_VALUES = 100
_MAX_PROPERTIES = 50
_MAX_CHARACTERS = 10_000  # of one text

Read = TypeVar("Read")


def _to_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


Text = Annotated[StrictStr, Field(max_length=_MAX_CHARACTERS)]


class NamedValue(BaseModel):
    """An entity as a property's value."""

    model_config = ConfigDict(extra="ignore")

    id: Text


class PropertyBody(BaseModel):
    """A property that candidates must have."""

    model_config = ConfigDict(extra="ignore")

    pid: Text
    v: Annotated[
        list[Text | StrictBool | StrictInt | StrictFloat | NamedValue],
        BeforeValidator(_to_list),
        Field(max_length=_MAX_VALUES),
    ]

    def to_condition(self) -> Condition:
        """Return the condition."""
        return Condition(self.pid, tuple(_to_text(value) for value in self.v))


class QueryBody(BaseModel):
    """One query of a batch."""

    model_config = ConfigDict(extra="forbid")

    query: Text | None = None
    type: Annotated[list[Text], BeforeValidator(_to_list), Field(max_length=_MAX_TYPES)] = []
    limit: Annotated[int, Field(ge=1)] = DEFAULT_LIMIT
    properties: Annotated[list[PropertyBody], Field(max_length=_MAX_CONDITIONS)] = []
    type_strict: Literal["any", "should", "all"] = "any"

    @model_validator(mode="after")
    def _check(self) -> QueryBody:
        if self.query is None and not self.properties:
            raise ValueError("give query, properties or both")
        return self

    def to_query(self) -> ReconciliationQuery:
        """Return the query."""
        return ReconciliationQuery(
            text=self.query,
            types=tuple(one for one in self.type if one.strip()),
            every_type=self.type_strict == "all",
            limit=min(self.limit, MAX_LIMIT),
            conditions=tuple(one.to_condition() for one in self.properties),
        )


class Settings(BaseModel):
    """How the values of a property are wanted."""

    model_config = ConfigDict(extra="ignore")

    limit: Annotated[int, Field(ge=0)] = 0
    status: Literal["open", "approved", "any"] = "open"


class WantedBody(BaseModel):
    """A property to be fetched."""

    model_config = ConfigDict(extra="ignore")

    id: Text
    settings: Settings = Settings()

    def to_wanted(self) -> WantedProperty:
        """Return the property to be fetched."""
        return WantedProperty(self.id, self.settings.limit, self.settings.status)


class ExtensionBody(BaseModel):
    """A query for property values."""

    model_config = ConfigDict(extra="ignore")

    ids: Annotated[list[Text], Len(max_length=MAX_IDS)]
    properties: Annotated[list[WantedBody], Len(max_length=_MAX_PROPERTIES)]


_BATCH = TypeAdapter(dict[str, QueryBody])
_EXTENSION = TypeAdapter(ExtensionBody)


def read_batch(text: str) -> dict[str, ReconciliationQuery]:
    """Return the queries of a batch by their keys.

    Raises:
        QueryError: it is no such batch; names the field.
    """
    example = '{"q0": {"query": "Senior Customer Success Manager"}}'
    return {key: body.to_query() for key, body in _read(_BATCH, text, "queries", example).items()}


def read_extension(text: str) -> tuple[list[str], list[WantedProperty]]:
    """Return the ids and the properties that are asked for.

    Raises:
        QueryError: it is no such query; names the field.
    """
    example = '{"ids": ["profile/CUS.GEN.P4"], "properties": [{"id": "level"}]}'
    body = _read(_EXTENSION, text, "extend", example)
    return body.ids, [one.to_wanted() for one in body.properties]


def _read(adapter: TypeAdapter[Read], text: str, name: str, example: str) -> Read:
    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part)[:40] for part in first["loc"])
        said = f"{field}: {first['msg']}" if field else first["msg"]
        raise QueryError(f"{name} cannot be used: {said}; one that can is {example}") from error


def _to_text(value: str | bool | float | NamedValue) -> str:
    if isinstance(value, NamedValue):
        return value.id
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
