"""A walk over an update's tokens that says where it was when something is wrong.

The engine reads keywords with the next word stuck to them (``INSERTDATA``, ``GRAPHex:g``). The grammar does not, and
two readings of one text are what hides an operation: such words are refused here.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice

from ontology.errors import QueryError
from service.sparql.lexer import Kind, Token, decode_codepoints, explain_doubt, tokenize
from service.sparql.prologue import Prologue, read_prologue


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in braces: the offsets of ``{`` and of what follows its ``}``."""

    start: int
    end: int


def to_keyword(token: Token) -> str | None:
    """Return a word or sign as the grammar spells it; None for anything else."""
    # Letters beyond ASCII are no part of a keyword, even those whose capital is (the long s).
    return token.text.upper() if token.kind in (Kind.WORD, Kind.SIGN) and token.text.isascii() else None


class Reader:
    """Reads tokens one after the other."""

    def __init__(self, text: str, prologue: Prologue) -> None:
        """Start at the first token of ``text``; ``prologue`` is what holds before it declares anything.

        Raises:
            QueryError: the text can be read in two ways, or has a string that is not closed.
        """
        self.text = text
        self.prologue = prologue
        self._number = 0
        self._tokens: list[Token] = []
        self._labels: set[tuple[str, str]] = set()
        for token in tokenize(text):
            if token.kind is Kind.AMBIGUOUS:
                raise self.fail(explain_doubt(token), token.start)
            self._tokens.append(token)
        decode_codepoints(text)  # the engine reads a string whose escape is no character in another way

    @property
    def next(self) -> Token | None:
        """The token that comes next; None at the end."""
        return self._tokens[self._number] if self._number < len(self._tokens) else None

    @property
    def start(self) -> int:
        """Where the next token starts."""
        return self.next.start if self.next is not None else len(self.text)

    @property
    def end(self) -> int:
        """Where the token before ended."""
        return self._tokens[self._number - 1].end if self._number else 0

    def fail(self, problem: str, offset: int | None = None) -> QueryError:
        """Return the error that says what is wrong at ``offset``, the next token's if None is given."""
        offset = self.start if offset is None else offset
        line = self.text.count("\n", 0, offset) + 1
        column = offset - self.text.rfind("\n", 0, offset)
        return QueryError(f"the update does not parse: line {line}, column {column}: {problem}")

    def fail_expecting(self, expected: str) -> QueryError:
        """Return the error that the next token is not what is ``expected``."""
        found = "the end" if self.next is None else self.next.text
        return self.fail(f"{expected} is expected, not {found}")

    def read_prologue(self) -> bool:
        """Read the declarations that come next; returns whether there were any."""
        first = self._number
        self.prologue, self._number = read_prologue(
            self._tokens, first, base=self.prologue.base, prefixes=self.prologue.prefixes
        )
        return self._number > first

    def take(self, *texts: str) -> bool:
        """Pass the keywords or signs ``texts`` if all of them come next."""
        coming = self._tokens[self._number : self._number + len(texts)]
        if [to_keyword(token) for token in coming] != list(texts):
            return False
        self._number += len(texts)
        return True

    def expect(self, text: str) -> None:
        """Pass the keyword or sign ``text``.

        Raises:
            QueryError: something else comes.
        """
        if not self.take(text):
            raise self.fail_expecting(text)

    def expect_end(self) -> None:
        """Stay at the end.

        Raises:
            QueryError: something comes, though no semicolon has.
        """
        if self.next is not None:
            raise self.fail_expecting(";")

    def pass_token(self) -> Token:
        """Pass whatever comes next.

        Raises:
            QueryError: nothing does.
        """
        token = self.next
        if token is None:
            raise self.fail("the text ends too early")
        self._number += 1
        return token

    def read_iri(self) -> str:
        """Read an IRI or a prefixed name, and return what it stands for.

        Raises:
            QueryError: something else comes, its prefix is not declared, or it is not absolute.
        """
        token = self.next
        if token is None or token.kind not in (Kind.IRI, Kind.PREFIXED_NAME):
            raise self.fail_expecting("an IRI")
        if token.kind is Kind.PREFIXED_NAME and token.text.partition(":")[0] not in self.prologue.prefixes:
            raise self.fail(f"the prefix of {token.text} is not declared")
        iri = self.prologue.resolve(token)
        if iri is None:
            raise self.fail(f"{token.text} is no absolute IRI")
        self._number += 1
        return iri

    def read_group(self) -> Group:
        """Pass a group and all that stands in it.

        Raises:
            QueryError: no group comes, or it is not closed.
        """
        start = self.start
        self.expect("{")
        depth = 1
        while depth:
            token = self.pass_token()
            depth += (token.text == "{") - (token.text == "}")
        return Group(start, self.end)

    def claim_labels(self, use: str, group: Group) -> None:
        """Keep the blank nodes' labels in ``group`` from being used in the same way by another operation.

        Raises:
            QueryError: one is used so already.
        """
        first = bisect_left(self._tokens, group.start, key=lambda token: token.start)
        last = bisect_left(self._tokens, group.end, key=lambda token: token.start)
        claimed: set[tuple[str, str]] = set()
        for token in islice(self._tokens, first, last):
            if token.kind is Kind.BLANK_NODE:
                if (use, token.text) in self._labels:
                    raise self.fail(f"{token.text} is used in the {use} of an operation before this", token.start)
                claimed.add((use, token.text))
        self._labels |= claimed
