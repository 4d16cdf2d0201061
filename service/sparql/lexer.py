"""Tokens of SPARQL 1.1, told apart as the engine's parser does: enough to know what a query is made of before it runs.

The engine's parser has no lexer of its own: where a keyword may stand it takes one, even with the next name stuck to it
(``SERVICEex:a``), ``<`` opens an IRI only where a term may stand, and a string or name that turns out to be none is
read again as something shorter. Where one text can be read in two ways, the token says so (``AMBIGUOUS``); nothing is
ever skipped in silence.
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
    AMBIGUOUS = "ambiguous"  # an IRI or a comparison, a name or more than one; or the quote of a string that never ends


@dataclass(frozen=True, slots=True)
class Token:
    """One token and where it starts, in characters of the text that was read."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends: the first character after it."""
        return self.start + len(self.text)


_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
# Not Python's \w, which lacks combining characters and has others: a name that ended too early would leave its "\'" or
# "\#" to open a string or a comment.
_LETTER = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF"
    r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_FIRST = rf"{_LETTER}_0-9"  # of a variable or of a blank node's label
_INNER = rf"{_FIRST}\u00B7\u0300-\u036F\u203F\u2040"  # of a variable
_NAME = rf"{_INNER}\-"  # of names, but their first
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"  # in the local part of a name
_STRING_ESCAPE = rf"""\\[tbnrf\\"']|{_UCHAR}"""  # the engine gives a string up that holds another
_MAX_PREFIX = 255  # of a longer one the rest is read as a name: otherwise "a.a.a." costs the square of its length
_TOKEN = re.compile(
    rf"""
    (?P<space>(?:[ \t\r\n]|\#[^\r\n]*)+)
  | (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|{_UCHAR})*>)
  | (?P<string>'''(?:'{{0,2}}(?:[^'\\]|{_STRING_ESCAPE}))*'''|\"\"\"(?:"{{0,2}}(?:[^"\\]|{_STRING_ESCAPE}))*\"\"\"
      |'(?:[^'\\\r\n]|{_STRING_ESCAPE})*'|"(?:[^"\\\r\n]|{_STRING_ESCAPE})*")
  | (?P<variable>[?$][{_FIRST}][{_INNER}]*)
  | (?P<blank>_:[{_FIRST}](?:[{_NAME}.]*[{_NAME}])?)
  | (?P<name>(?:[{_LETTER}](?:[{_NAME}.]{{0,{_MAX_PREFIX}}}[{_NAME}])?)?:
      (?:(?:[{_FIRST}:]|{_ESCAPED})(?:(?:[{_NAME}.:]|{_ESCAPED})*(?:[{_NAME}:]|{_ESCAPED}))?)?)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
  | (?P<word>[{_LETTER}_][{_INNER}]*)
  | (?P<sign>\^\^|&&|\|\||!=|<=|>=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(_UCHAR)
_WITH_AUTHORITY = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_NO_DOTS = re.compile(r"(?:\\.|[^.\\])+")
_UNREADABLE = frozenset("'\"\\")  # alone, they are part of nothing
OPENING = ("(", "{", "[")
CLOSING = {")": "(", "}": "{", "]": "["}  # and what each closes
# After these an operand must come, so < opens an IRI. Not ">", which also ends a triple term; nor a word, such as true.
_BEFORE_OPERAND = frozenset(["(", ",", "=", "!=", "<=", ">=", "&&", "||", "!", "+", "-", "*", "/", "^", "|", "^^"])
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
    groups: list[list[str]] = [[]]  # for each open brace, the other brackets that are open in it
    last = Token(Kind.SIGN, "", 0)
    while position < len(text):
        match = _TOKEN.match(text, position)
        assert match is not None, "the last alternative takes any character"
        name = match.lastgroup
        position = match.end()
        if name != "space":
            token = Token(Kind(name), match[0], match.start())
            if token.kind is Kind.IRI:
                token = _read_iri(token, last, in_parentheses=groups[-1][-1:] == ["("])
                position = token.end
            elif token.text in _UNREADABLE or (token.kind is Kind.PREFIXED_NAME and _has_dots_twice(token.text)):
                token = Token(Kind.AMBIGUOUS, token.text, token.start)
            elif token.kind is Kind.SIGN:
                _follow_brackets(groups, token.text)
            yield token
            last = token


def _follow_brackets(groups: list[list[str]], sign: str) -> None:
    """Open or close a bracket; one that closes nothing in its own group is left out."""
    if sign == "{":
        groups.append([])
    elif sign == "}":
        del groups[max(1, len(groups) - 1) :]
    elif sign in OPENING:
        groups[-1].append(sign)
    elif sign in CLOSING and groups[-1][-1:] == [CLOSING[sign]]:
        groups[-1].pop()


def _has_dots_twice(name: str) -> bool:
    """Return whether ``name`` is several to the engine, which takes ``ex:a.b.c`` for ``ex:a.b``, a full stop and c."""
    return len(_NO_DOTS.sub(" ", name.partition(":")[2]).split()) > 1


def _read_iri(token: Token, last: Token, *, in_parentheses: bool) -> Token:
    """Return what looks like an IRI as what the parser takes it for; an expression may hold "less than" instead.

    Not outside an expression's parentheses, nor where an operand must come; nor where the IRI has an authority:
    ``?a<http://`` is no comparison. An expression has one comparison a level, so another level must begin or end before
    the ``>`` that follows; what a comment or a string would then hide is not guessed at.
    """
    opens_triple = last.text == "<" and last.end == token.start
    operand_follows = last.kind is Kind.SIGN and last.text in _BEFORE_OPERAND
    if _WITH_AUTHORITY.match(token.text) or not (opens_triple or (in_parentheses and not operand_follows)):
        return token
    if "#" in token.text or "'" in token.text:
        return Token(Kind.AMBIGUOUS, token.text, token.start)
    is_comparison = "&&" in token.text or any(sign in token.text for sign in "(),;")
    return Token(Kind.SIGN, "<", token.start) if is_comparison else token


_NOT_CLOSED = "a string is not closed, or it holds an escape that SPARQL does not have"
_DOUBTS = {
    "<": "{} can be read as an IRI or as a comparison: write the IRI in full, or put spaces around <",
    "'": _NOT_CLOSED,
    '"': _NOT_CLOSED,
    "\\": "{} can stand only in strings, names and IRIs",
}


def explain_doubt(token: Token) -> str:
    """Return why an ``AMBIGUOUS`` token is in doubt, and what to write instead."""
    return _DOUBTS.get(token.text[0], "{} can be read as one name or as several: write the IRI in full").format(
        token.text
    )


_STRING_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def decode_string(token: str) -> str:
    r"""Return what a string literal, with its quotes, says: ``"a\tb"`` is a, a tab and b."""
    quotes = 3 if token[:3] in ("'''", '"""') else 1
    content = token[quotes:-quotes]

    def decode(match: re.Match[str]) -> str:
        escape = match[0]
        return decode_codepoints(escape) if escape[1] in "uU" else _STRING_CHARACTERS.get(escape[1], escape[1])

    return re.sub(_STRING_ESCAPE, decode, content)
