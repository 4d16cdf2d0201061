"""What a text may not make the engine do: SERVICE and LOAD fetch from anywhere, this machine's own network included.

Decided on tokens, and never on them alone. The engine's parser gives up what turns out to be no string, no name or no
IRI and reads it again as something shorter, so a text can hold a keyword that no lexer sees. Therefore the letters of
both keywords are taken out of all that only looks like them: a letter of a string or IRI is written as an escape, a
prefixed name as its IRI, a comment without them. Whoever reads the text in another way than we do finds no keyword.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ontology.errors import QueryError
from service.sparql.lexer import Kind, Token, decode_codepoints, explain_doubt, tokenize
from service.sparql.prologue import Part, Prologue, read_parts

LOAD = re.compile("load", re.IGNORECASE | re.ASCII)
SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)
REACHING = re.compile("service|load", re.IGNORECASE | re.ASCII)


class ForbiddenQueryError(QueryError):
    """A query asks for what is not allowed here, however it is written."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start`` to ``end`` of a text, and what to put in their place."""

    start: int
    end: int
    replacement: str


def refuse_reach(text: str, base: str | None = None) -> str:
    """Return ``text``, a query or update, in a form in which nobody can find SERVICE or LOAD; run that.

    ``base`` is what relative IRIs are resolved against.

    Raises:
        ForbiddenQueryError: it uses SERVICE or LOAD.
        QueryError: it holds one of these words, and could be read in two ways.
    """
    if not mentions(text, REACHING):
        return text
    tokens = read_tokens(text)
    refuse_keywords(tokens, REACHING)
    return apply_edits(text, hide(text, tokens, read_parts(tokens, base), REACHING))


def refuse_keywords(tokens: Iterable[Token], words: re.Pattern[str]) -> None:
    """Let no keyword hold one of ``words``; the engine takes what is stuck to it for the next token.

    Raises:
        ForbiddenQueryError: one does.
    """
    for token in tokens:
        if token.kind is Kind.WORD and words.search(token.text):
            raise ForbiddenQueryError(
                f"{token.text} at character {token.start + 1}: SERVICE and LOAD are not allowed here"
            )


def mentions(text: str, words: re.Pattern[str]) -> bool:
    """Return whether ``words`` stand anywhere in ``text``, however they are written.

    Raises:
        QueryError: an escape is no character.
    """
    if words.search(text):
        return True
    return ("\\u" in text or "\\U" in text) and words.search(decode_codepoints(text)) is not None


def read_tokens(text: str) -> list[Token]:
    """Return the tokens of ``text``, if there is no doubt about them.

    The grammar decodes escapes before it reads tokens; the engine does later. Both must find the same.

    Raises:
        QueryError: it could be read in two ways.
    """
    tokens = list(tokenize(text))
    for token in tokens:
        if token.kind is Kind.AMBIGUOUS:
            raise QueryError(f"{explain_doubt(token)} (at character {token.start + 1})")
    decoded = decode_codepoints(text)
    if decoded != text:
        others = list(tokenize(decoded))
        if [(token.kind, decode_codepoints(token.text)) for token in tokens] != [(t.kind, t.text) for t in others]:
            raise QueryError(
                "an escape such as \\u0022 stands where it can be read in two ways: write the character itself, "
                'or \\" for a quote in a string'
            )
    return tokens


def hide(
    text: str, tokens: Sequence[Token], parts: Iterable[Part], words: re.Pattern[str], edits: Sequence[Edit] = ()
) -> Iterator[Edit]:
    """Yield what takes ``words`` out of all of ``text`` but its keywords, variables and labels; in order.

    ``edits`` come among them; what those replace is left to them.

    Raises:
        QueryError: a name that holds one of them has no IRI.
    """
    end = 0
    waiting = iter([*edits, Edit(len(text) + 1, 0, "")])
    edit = next(waiting)
    for prologue, token in _with_prologues(tokens, parts, Token(Kind.SIGN, "", len(text))):
        while edit.start <= token.start:
            yield from _hide_comments(text, end, edit.start, words)
            yield edit
            end = edit.end
            edit = next(waiting)
        if token.start < end:
            continue
        yield from _hide_comments(text, end, token.start, words)
        end = token.end
        if not words.search(token.text):
            continue
        if token.kind in (Kind.STRING, Kind.IRI):
            yield Edit(token.start, token.end, escape(token.text, words))
        elif token.kind is Kind.PREFIXED_NAME and prologue is not None:
            yield Edit(token.start, token.end, f" <{escape(resolve_name(token, prologue), words)}> ")


def resolve_name(token: Token, prologue: Prologue) -> str:
    """Return the IRI of an IRI or name.

    Raises:
        QueryError: its prefix is not declared, or it makes no IRI.
    """
    iri = prologue.resolve(token)
    if iri is None:
        prefix = token.text.partition(":")[0]
        known = token.kind is not Kind.PREFIXED_NAME or prefix in prologue.prefixes
        problem = "makes no absolute IRI" if known else f"uses a prefix that is not declared: {prefix}:"
        raise QueryError(f"{token.text} at character {token.start + 1} {problem}")
    return iri


def escape(text: str, words: re.Pattern[str]) -> str:
    """Return ``text``, of a string or IRI, with the first letter of each of ``words`` as an escape."""
    return words.sub(lambda match: f"\\u{ord(match[0][0]):04X}{match[0][1:]}", text)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with ``edits``, which are in order and do not overlap."""
    parts: list[str] = []
    end = 0
    for edit in edits:
        parts += (text[end : edit.start], edit.replacement)
        end = edit.end
    return "".join([*parts, text[end:]])


def _with_prologues(
    tokens: Sequence[Token], parts: Iterable[Part], last: Token
) -> Iterator[tuple[Prologue | None, Token]]:
    """Yield each token, and then ``last``, with the prologue that holds there; None for those of a prologue itself."""
    number = 0
    for part in parts:
        yield from ((None, token) for token in tokens[number : part.start])
        yield from ((part.prologue, token) for token in tokens[part.start : part.end])
        number = part.end
    yield None, last


def _hide_comments(text: str, start: int, end: int, words: re.Pattern[str]) -> Iterator[Edit]:
    between = text[start:end]
    if words.search(between):
        yield Edit(start, end, words.sub(lambda match: "-" * len(match[0]), between))
