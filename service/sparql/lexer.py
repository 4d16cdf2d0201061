"""Tokens of SPARQL 1.1, told apart as the engine's parser does: enough to know what a query is made of before it runs.

The engine's parser has no lexer of its own: where a keyword may stand it takes one, even with the next name stuck to it
(``SERVICEex:a``), and ``<`` opens an IRI only where what follows is one. Where one text can be read in two ways, the
token says so (``AMBIGUOUS``); nothing is ever skipped in silence.
Source: https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from ontology.errors import QueryError


class Kind(Enum):
    """What a token is."""

    IRI = "iri"
    STRING = "string"
    VARIABLE = "variable"
    PREFIXED_NAME = "name"
    BLANK_NODE = "blank"
    LANGUAGE = "language"
    NUMBER = "number"
    WORD = "word"  # a keyword, a function, true, false or a
    SIGN = "sign"
    AMBIGUOUS = "ambiguous"  # an IRI or a comparison, by what the parser expects there


@dataclass(frozen=True, slots=True)
class Token:
    """One token and where it starts, in characters of the text that was read."""

    kind: Kind
    text: str
    start: int


_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"""
    (?P<space>(?:[ \t\r\n]|\#[^\r\n]*)+)
  | (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|{_UCHAR})*>)
  | (?P<string>'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''|\"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*\"\"\"
      |'(?!'')(?:[^'\\\r\n]|\\[^\r\n])*'|"(?!"")(?:[^"\\\r\n]|\\[^\r\n])*")
  | (?P<variable>[?$]\w+)
  | (?P<blank>_:\w(?:[\w.-]*[\w-])?)
  | (?P<name>(?:{_LETTER}(?:[\w.-]*[\w-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])
      (?:(?:[\w.:-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])*
         (?:[\w:-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)?)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
  | (?P<word>{_LETTER}\w*|_\w*)
  | (?P<sign>\^\^|&&|\|\||!=|<=|>=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(_UCHAR)
_WITH_AUTHORITY = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
OPENING = ("(", "{", "[")
CLOSING = (")", "}", "]")
_OPERANDS = (
    Kind.VARIABLE,
    Kind.IRI,
    Kind.PREFIXED_NAME,
    Kind.BLANK_NODE,
    Kind.STRING,
    Kind.LANGUAGE,
    Kind.NUMBER,
)
_MAX_CODE_POINT = 0x10FFFF


def decode_codepoints(text: str) -> str:
    r"""Return ``text`` with its ``\uXXXX`` and ``\UXXXXXXXX`` decoded, as the grammar does before it reads tokens.

    Raises:
        QueryError: an escape is no character.
    """

    def decode(match: re.Match[str]) -> str:
        code = int(match[0][2:], 16)
        if code > _MAX_CODE_POINT or 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - the surrogates
            raise QueryError(f"{match[0]} is no character")
        return chr(code)

    return _ESCAPE.sub(decode, text)


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text``, without white space and comments; what is no token comes as a sign of its own."""
    position = 0
    brackets: list[str] = []
    last = Token(Kind.SIGN, "", 0)
    while position < len(text):
        match = _TOKEN.match(text, position)
        assert match is not None, "the last alternative takes any character"
        name = match.lastgroup
        if name != "space":
            token = Token(Kind(name), match[0], position)
            if token.kind is Kind.IRI and _may_compare(token.text, last, brackets):
                # Read as a comparison, what looks like the end of the IRI stands in a comment.
                token = Token(Kind.AMBIGUOUS, token.text, position)
            elif token.text in OPENING:
                brackets.append(token.text)
            elif token.text in CLOSING and brackets:
                brackets.pop()
            yield token
            last = token
        position = match.end()


def _may_compare(iri: str, last: Token, brackets: list[str]) -> bool:
    """Return whether the parser could take ``iri`` for "less than", something, and a comment up to the end of line.

    Not where the IRI has an authority (``?a<http://`` is no comparison), nor outside an expression's parentheses.
    """
    if "#" not in iri or _WITH_AUTHORITY.match(iri):
        return False
    if last.text == "<":
        return True
    after_operand = last.kind in _OPERANDS or last.text == ")" or last.text.lower() in ("true", "false")
    return after_operand and bool(brackets) and brackets[-1] == "("
