"""The prologue of a query or of one operation of an update: what its names and relative IRIs mean.

Source: https://www.w3.org/TR/sparql11-query/#rPrologue
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ontology.vocabulary import PREFIXES
from service.sparql.iri import resolve_reference
from service.sparql.lexer import Kind, Token, decode_codepoints

_LOCAL_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Prologue:
    """A base and prefixes; the predeclared ones are among them, as long as no other meaning was declared."""

    base: str | None
    prefixes: Mapping[str, str]

    def resolve(self, token: Token) -> str | None:
        """Return the absolute IRI of an IRI or name; None where its prefix is unknown, or where it makes no IRI.

        Raises:
            QueryError: an escape is no character.
        """
        if token.kind is Kind.IRI:
            return resolve_reference(decode_codepoints(token.text[1:-1]), self.base)
        if token.kind is not Kind.PREFIXED_NAME:
            return None
        prefix, _, local = token.text.partition(":")
        namespace = self.prefixes.get(prefix)
        return None if namespace is None else resolve_reference(namespace + _LOCAL_ESCAPE.sub(r"\1", local), None)

    def __str__(self) -> str:
        """Write the prologue as SPARQL."""
        base = "" if self.base is None else f"BASE <{self.base}>\n"
        return base + "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in self.prefixes.items())


@dataclass(frozen=True, slots=True)
class Part:
    """A query, or one operation of an update."""

    prologue: Prologue
    start: int  # number of its first token after the prologue
    end: int  # number of the token after its last


def read_prologue(
    tokens: Sequence[Token], start: int = 0, base: str | None = None, prefixes: Mapping[str, str] = PREFIXES
) -> tuple[Prologue, int]:
    """Return the prologue at ``tokens[start]`` and the number of the first token after it.

    ``base`` and ``prefixes`` hold until others are declared. A declaration whose IRI is none ends the prologue: the
    engine will say what is wrong.
    """
    declared = dict(prefixes)
    while start + 1 < len(tokens):
        word, following = tokens[start : start + 2]
        keyword = word.text.upper()
        if word.kind is Kind.WORD and keyword == "BASE" and following.kind is Kind.IRI:
            iri = Prologue(base, declared).resolve(following)
            if iri is None:
                break
            base, start = iri, start + 2
        elif word.kind is Kind.WORD and keyword == "VERSION" and following.kind is Kind.STRING:
            start += 2
        else:
            # The engine needs no space after the keyword: "PREFIXex:" declares ex.
            is_apart = word.kind is Kind.WORD and keyword == "PREFIX"
            name = following.text if is_apart else word.text[len("PREFIX") :]
            place = start + 1 + is_apart
            if not (keyword.startswith("PREFIX") and name.endswith(":") and place < len(tokens)):
                break
            iri = Prologue(base, declared).resolve(tokens[place])
            if iri is None or tokens[place].kind is not Kind.IRI:
                break
            declared[name[:-1]] = iri
            start = place + 1
    return Prologue(base, declared), start


def read_parts(tokens: Sequence[Token], base: str | None = None) -> Iterator[Part]:
    """Yield the parts of a query (one) or update: each operation has a prologue of its own, added to those before."""
    prologue, start = read_prologue(tokens, base=base)
    depth = 0
    for number in range(start, len(tokens)):
        sign = tokens[number].text
        if sign == ";" and depth == 0:
            yield Part(prologue, start, number)
            prologue, start = read_prologue(tokens, number + 1, prologue.base, prologue.prefixes)
        else:
            depth = max(0, depth + (sign == "{") - (sign == "}"))
    yield Part(prologue, start, len(tokens))
