"""Solutions written into a query, as a VALUES block in place of the clause that yielded them.

A term is SPARQL text here. Whatever the letters of a term are, no reader finds a keyword in them (see ``guard``), nor
another end of the string: not even one that decodes escapes before it reads strings, as the grammar would have it.
Source: https://www.w3.org/TR/sparql11-query/#inline-data
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ontology.vocabulary import PREFIXES
from service.sparql.guard import REACHING, escape
from service.sparql.iri import is_iri

Term = str
XSD = PREFIXES["xsd"]
_SPECIAL = re.compile(r'\\[uU]?|["\r\n]')
_WRITTEN = {"\\": "\\\\", "\\u": "\\\\\\u0075", "\\U": "\\\\\\u0055", '"': '\\"', "\r": "\\r", "\n": "\\n"}
# As the engine reads language tags. Source: https://www.rfc-editor.org/rfc/rfc5646#section-2.1
_LANGUAGE = re.compile(
    r"""(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8}) (?:-[a-z]{4})? (?:-(?:[a-z]{2}|[0-9]{3}))?
    (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))* (?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)* (?:-x(?:-[a-z0-9]{1,8})+)?
    | x(?:-[a-z0-9]{1,8})+""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Solutions:
    """Rows of terms, one for each of ``names`` (of variables, without question mark); None where one is unbound."""

    names: tuple[str, ...]
    rows: Sequence[tuple[Term | None, ...]]

    def to_values(self) -> str:
        """Return the VALUES block that yields them."""
        rows = " ".join(f"({' '.join(cell or 'UNDEF' for cell in row)})" for row in self.rows)
        return f"VALUES ({' '.join(f'?{name}' for name in self.names)}) {{ {rows} }}"

    def bind(self, name: str, term: Term) -> Solutions:
        """Return those in which ``name`` is ``term``, or can be: where it is unbound, it is bound now."""
        if name not in self.names:
            return Solutions((*self.names, name), [(*row, term) for row in self.rows])
        place = self.names.index(name)
        return Solutions(
            self.names, [(*row[:place], term, *row[place + 1 :]) for row in self.rows if row[place] in (None, term)]
        )


ONE_EMPTY = Solutions((), [()])


def unite(found: Sequence[Solutions]) -> Solutions:
    """Return the solutions of all, with the variables of all."""
    names = tuple(dict.fromkeys(name for solutions in found for name in solutions.names))
    rows: list[tuple[Term | None, ...]] = []
    for solutions in found:
        places = [solutions.names.index(name) if name in solutions.names else None for name in names]
        rows += [tuple(None if place is None else row[place] for place in places) for row in solutions.rows]
    return Solutions(names, rows)


def write_iri(iri: str) -> Term:
    """Return ``iri`` as a term.

    Raises:
        ValueError: it is none.
    """
    if not is_iri(iri):
        raise ValueError(f"{iri!r} is no absolute IRI")
    return f"<{escape(iri, REACHING)}>"


def write_literal(text: str, datatype: str | None = None, language: str | None = None) -> Term:
    """Return a literal as a term; a ``language`` leaves no choice of the datatype.

    Raises:
        ValueError: the datatype is no IRI, the language no language tag, or the text no Unicode.
    """
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(f"{text!r} holds half a character")
    written = _SPECIAL.sub(lambda match: _WRITTEN[match[0]], text)
    term = f'"{escape(written, REACHING)}"'
    if language is not None:
        if not _LANGUAGE.fullmatch(language):
            raise ValueError(f"{language!r} is no language tag")
        return f"{term}@{language}"
    return term if datatype is None else f"{term}^^{write_iri(datatype)}"
