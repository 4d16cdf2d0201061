"""Templates: the quads that INSERT and DELETE name, in braces, some of them in GRAPH blocks.

Source: https://www.w3.org/TR/sparql11-update/ (rule Quads)
"""

from __future__ import annotations

from dataclasses import dataclass

from service.sparql.lexer import Kind
from service.sparql.update.reader import Group, Reader, to_keyword

Insertion = tuple[int, str]  # an offset, and what is put in there


@dataclass(frozen=True, slots=True)
class Template:
    """One template, by offsets into the text."""

    group: Group
    runs: tuple[Group, ...]  # the triples that stand in no GRAPH block
    named: frozenset[str]  # the graphs of the GRAPH blocks
    any_graph: bool  # whether a GRAPH block has a variable

    def wrap(self, graph: str) -> list[Insertion]:
        """Return what puts the triples that stand in no GRAPH block into ``graph``."""
        return [part for run in self.runs for part in ((run.start, f"GRAPH <{graph}> {{ "), (run.end, " }"))]

    def find_targets(self, graph: str) -> frozenset[str] | None:
        """Return the graphs that it may change, when triples in no GRAPH block are of ``graph``; None: any."""
        if self.any_graph:
            return None
        return self.named | {graph} if self.runs else self.named


def read_template(reader: Reader) -> Template:
    """Read a template.

    Raises:
        QueryError: none comes, or its braces are not those of GRAPH blocks.
    """
    start = reader.start
    reader.expect("{")
    runs: list[Group] = []
    named: set[str] = set()
    any_graph = False
    while not reader.take("}"):
        if reader.take("GRAPH"):
            if reader.next is not None and reader.next.kind is Kind.VARIABLE:
                reader.pass_token()
                any_graph = True
            else:
                named.add(reader.read_iri())
            reader.expect("{")
            _pass_triples(reader)
            reader.expect("}")
            reader.take(".")
        else:
            first = reader.start
            _pass_triples(reader)
            runs.append(Group(first, reader.end))
    return Template(Group(start, reader.end), tuple(runs), frozenset(named), any_graph)


def _pass_triples(reader: Reader) -> None:
    """Pass what comes up to GRAPH or the closing brace; braces may be those of annotations ({| |}) only."""
    depth = 0
    while depth or not _ends_triples(reader):
        token = reader.pass_token()
        if token.text == "{":
            if not reader.text.startswith("{|", token.start):
                raise reader.fail("{ may stand only after the word GRAPH and the graph's name", token.start)
            depth += 1
        elif token.text == "}":
            depth -= 1


def _ends_triples(reader: Reader) -> bool:
    token = reader.next
    return token is not None and to_keyword(token) in ("}", "GRAPH")
