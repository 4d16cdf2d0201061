"""What ``SERVICE rg:search { … }`` asks for.

The clause is no pattern: nothing but what ``FORM`` shows may stand in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ontology.errors import QueryError
from ontology.vocabulary import RG, RG_NAMESPACE
from service.search.result import Filters
from service.search.searcher import DEFAULT_LIMIT, MAX_LIMIT
from service.sparql.lexer import Kind, Token, decode_string
from service.sparql.prologue import Prologue

FORM = (
    "SERVICE rg:search {\n"
    '  ?hit rg:query "who influences C-level renewals" ;  # and any of the following\n'
    '    rg:limit 20 ; rg:level "P4", "P5" ; rg:kind "responsibility" ;\n'
    '    rg:occupation "13-1161" ; rg:socGroup "13-0000" ; rg:mappingStatus "approved" ; rg:minConfidence 0.5 ;\n'
    "    rg:score ?score ; rg:rank ?rank ; rg:snippet ?text ; rg:level ?level ; rg:kind ?kind .\n"
    "}"
)
_TAKES = {
    RG.QUERY: "a text",
    RG.LIMIT: f"a number from 1 to {MAX_LIMIT}",
    RG.SCORE: "a variable",
    RG.RANK: "a variable",
    RG.SNIPPET: "a variable",
    RG.HAS_LEVEL: 'a code such as "P4", the IRI of a level, or a variable',
    RG.KIND: 'a kind such as "responsibility", or a variable',
    RG.HAS_OCCUPATION: 'a code such as "13-1161", or the IRI of an occupation',
    RG.IN_SOC_GROUP: 'the code of a SOC group such as "13-0000"',
    RG.WITH_STATUS: 'a status such as "approved"',
    RG.MIN_CONFIDENCE: "a number from 0 to 1",
}
_BINDS = (RG.SCORE, RG.RANK, RG.SNIPPET, RG.HAS_LEVEL, RG.KIND)  # what a variable may stand for


@dataclass(slots=True)
class SearchClause:
    """One clause; variables are without question mark."""

    start: int  # where its SERVICE stands
    hit: str = ""  # the variable of hits
    query: str = ""
    limit: int = DEFAULT_LIMIT
    level_codes: list[str] = field(default_factory=list)
    level_iris: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    variables: dict[RG, str] = field(default_factory=dict)  # what each of the others binds, in order
    occupations: list[str] = field(default_factory=list)  # codes and IRIs
    soc_groups: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    min_confidence: float | None = None

    def to_filters(self, levels: Iterable[str]) -> Filters:
        """Return what the search is to be filtered by; ``levels`` are the codes of those that are asked for."""
        return Filters(
            level=tuple(levels),
            kind=tuple(self.kinds),
            occupation=tuple(self.occupations),
            soc_group=tuple(self.soc_groups),
            mapping_status=tuple(self.statuses),
            min_confidence=self.min_confidence,
        )


def read_search_clause(start: int, tokens: Sequence[Token], prologue: Prologue) -> SearchClause:
    """Read the ``tokens`` between the braces of a clause whose SERVICE stands at ``start``.

    Raises:
        QueryError: something else stands there than what ``FORM`` shows.
    """
    return _Reader(start, tokens, prologue).read()


class _Reader:
    def __init__(self, start: int, tokens: Sequence[Token], prologue: Prologue) -> None:
        self._end = Token(Kind.SIGN, "", tokens[-1].end if tokens else start)
        self._tokens = tokens
        self._prologue = prologue
        self._number = 0
        self._clause = SearchClause(start)
        self._said: set[RG] = set()  # what was said once, and can be said once

    def read(self) -> SearchClause:
        while self._next is not self._end:
            self._read_subject()
            self._read_statement()
            while self._take(";"):
                if self._next.text not in (";", ".", ""):
                    self._read_statement()
            if not self._take(".") and self._next is not self._end:
                raise self._fail(f"{self._next.text} has no place here")
        if RG.QUERY not in self._said:
            raise self._fail("rg:query is missing, the text to search for")
        return self._clause

    def _read_subject(self) -> None:
        token = self._next
        if token.kind is not Kind.VARIABLE:
            raise self._fail(f"a variable for the hits is expected, not {token.text}")
        if self._clause.hit not in ("", token.text[1:]):
            raise self._fail(f"all is said of one variable, ?{self._clause.hit}; {token.text} is another")
        self._clause.hit = token.text[1:]
        self._number += 1

    def _read_statement(self) -> None:
        iri = self._prologue.resolve(self._next)
        if iri not in _TAKES:
            raise self._fail(f"{self._next.text or 'the end'} is none of {', '.join(map(_name, _TAKES))}")
        self._number += 1
        self._read_object(RG(iri))
        while self._take(","):
            self._read_object(RG(iri))

    def _read_object(self, said: RG) -> None:
        token = self._next
        named = self._prologue.resolve(token) if said in (RG.HAS_LEVEL, RG.HAS_OCCUPATION) else None
        if token.kind is Kind.VARIABLE and said in _BINDS:
            self._bind(said, token.text[1:])
        elif token.kind is Kind.STRING and said is RG.QUERY:
            self._say_once(said)
            self._clause.query = decode_string(token.text)
        elif token.kind is Kind.NUMBER and said is RG.LIMIT:
            self._say_once(said)
            self._clause.limit = self._to_limit(token.text)
        elif token.kind is Kind.NUMBER and said is RG.MIN_CONFIDENCE:
            self._say_once(said)
            self._clause.min_confidence = self._to_fraction(token.text)
        elif token.kind is Kind.STRING and (values := self._values_of(said)) is not None:
            values.append(decode_string(token.text))
        elif named is not None:
            (self._clause.level_iris if said is RG.HAS_LEVEL else self._clause.occupations).append(named)
        else:
            raise self._fail(f"{_name(said)} takes {_TAKES[said]}, not {token.text or 'nothing'}")
        self._number += 1

    def _values_of(self, said: RG) -> list[str] | None:
        """Return where the texts go that ``said`` takes; None where it takes none."""
        clause = self._clause
        return {
            RG.KIND: clause.kinds,
            RG.HAS_LEVEL: clause.level_codes,
            RG.HAS_OCCUPATION: clause.occupations,
            RG.IN_SOC_GROUP: clause.soc_groups,
            RG.WITH_STATUS: clause.statuses,
        }.get(said)

    def _bind(self, said: RG, variable: str) -> None:
        if said in self._clause.variables:
            raise self._fail(f"{_name(said)} has a variable already")
        if variable in (self._clause.hit, *self._clause.variables.values()):
            raise self._fail(f"?{variable} stands for something already")
        self._clause.variables[said] = variable

    def _say_once(self, said: RG) -> None:
        if said in self._said:
            raise self._fail(f"{_name(said)} is given twice")
        self._said.add(said)

    def _to_limit(self, text: str) -> int:
        # Python refuses to read thousands of digits.
        if not text.isdecimal() or len(text) > len(str(MAX_LIMIT)) or not 1 <= int(text) <= MAX_LIMIT:
            raise self._fail(f"rg:limit takes {_TAKES[RG.LIMIT]}, not {text}")
        return int(text)

    def _to_fraction(self, text: str) -> float:
        number = float(text)
        if number > 1:
            raise self._fail(f"rg:minConfidence takes {_TAKES[RG.MIN_CONFIDENCE]}, not {text}")
        return number

    @property
    def _next(self) -> Token:
        return self._tokens[self._number] if self._number < len(self._tokens) else self._end

    def _take(self, sign: str) -> bool:
        is_next = self._next.text == sign
        self._number += is_next
        return is_next

    def _fail(self, problem: str) -> QueryError:
        return QueryError(f"SERVICE rg:search at character {self._next.start + 1}: {problem}; write it as\n{FORM}")


def _name(term: RG) -> str:
    return f"rg:{term.removeprefix(RG_NAMESPACE)}"
