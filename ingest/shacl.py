"""RDF held to the shapes of ``ontology/shapes.ttl``: what a user's own RDF must satisfy before it is published.

Nothing is fetched and nothing is inferred: the shapes name every class that they are for.
Source: https://www.w3.org/TR/shacl/
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Literal as Exactly
from typing import cast

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.plugins.parsers.ntriples import NTGraphSink, W3CNTriplesParser, r_nodeid, r_tail, r_wspace
from rdflib.term import Node

from ingest.shape_targets import aim_shapes
from ontology.files import read_shapes
from ontology.text import normalise_text
from ontology.vocabulary import PREFIXES, RG, RG_NAMESPACE

_SHAPES = "https://w3id.org/rolegraph/shapes#"
_ONE_SPELLING = {URIRef(_SHAPES + "OneText"), URIRef(_SHAPES + "OneTitle")}
_MAX_VALUE_CHARACTERS = 120
# rdflib corrects such literals as it reads them, so that pyshacl never sees what the engine cannot calculate with.
_NUMBER = re.compile(
    rf"^(?:<([^>]*)>|(_:\S+)) <((?:{re.escape(RG_NAMESPACE)}|{re.escape(PREFIXES['sssom'])})[^>]*)> "
    rf'"([^"\\]*)"\^\^<{re.escape(PREFIXES["xsd"])}(decimal|integer)>',
    re.MULTILINE,
)
_LEXICAL_FORMS = {
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII),
    "integer": re.compile(r"[+-]?\d+", re.ASCII),
}


class Severity(StrEnum):
    """How bad a finding is."""

    VIOLATION = "Violation"  # the document cannot be taken as it is
    WARNING = "Warning"  # it can, and somebody should look


@dataclass(frozen=True, slots=True)
class ShapeViolation:
    """One way in which a document does not have the shape that it should."""

    document: str  # the document's name
    focus: str  # the IRI of what is wrong, or ``_:…`` for a blank node
    path: str | None  # the property, such as ``rg:text``; None where it is the thing itself, or one of several
    message: str  # what would be right, in plain words
    value: str | None  # the value that is wrong, where there is one
    severity: Severity

    def __str__(self) -> str:
        value = "" if self.value is None else f" (found: {self.value})"
        return f"<{self.focus}>: {self.message}{value}"


def check_shapes(nquads: str, name: str) -> list[ShapeViolation]:
    """Return what is wrong with the union of the graphs in ``nquads``, worst first, then in the order of what is wrong.

    ``name`` is the document's. A few thousand triples a second, most of it spent in pyshacl.

    Raises:
        rdflib.exceptions.ParserError: ``nquads`` is not N-Quads; whoever wrote it should have checked that.
    """
    graph = _parse_union(nquads)
    return _sort({*_validate(graph, name, _shapes()), *_check_terms(graph, nquads, name)})


def check_terms(nquads: str, name: str) -> list[ShapeViolation]:
    """Return which terms and numbers in ``nquads`` are misspelt: what can be told of each triple by itself."""
    return _sort(_check_terms(_parse_union(nquads), nquads, name))


def check_things(nquads: str, things: Collection[str], name: str) -> list[ShapeViolation]:
    """Return in what ways ``things`` do not have the shape that they should; the rest of ``nquads`` may be incomplete.

    They are given as N-Triples write them. ``nquads`` says of each all that there is, the links to it by
    ``find_judged_links()``, and the types of its objects.
    """
    graph = _parse_union(nquads)
    texts = "".join(f"<urn:x> <urn:x> {thing} .\n" for thing in things if thing.startswith('"'))
    nodes = {node for node in graph.all_nodes() if _to_thing(node) in things} | set(_parse_union(texts).objects())
    aimed = aim_shapes(_shapes(), graph, nodes)
    return _sort(_validate(graph, name, aimed)) if aimed is not None else []


@cache
def find_judged_links() -> tuple[frozenset[str], frozenset[str]]:
    """Return by which predicates the shapes look from a thing at what links to it, and at the types of its objects."""
    shapes = _shapes()
    incoming = [*shapes.objects(None, SH.inversePath), *shapes.objects(None, SH.targetObjectsOf)]
    typed = [
        predicate
        for shape in shapes.subjects(SH["class"], None)
        for path in shapes.objects(shape, SH.path)
        for predicate in (path, *shapes.transitive_objects(path, None))
        if isinstance(predicate, URIRef)
    ]
    return frozenset(map(str, incoming)), frozenset(map(str, typed))


def _sort(found: Iterable[ShapeViolation]) -> list[ShapeViolation]:
    def place(v: ShapeViolation) -> tuple[bool, str, str, str, str]:
        return (v.severity is not Severity.VIOLATION, v.focus, v.path or "", v.message, v.value or "")

    return sorted(set(found), key=place)


class _UnionParser(W3CNTriplesParser):
    """Reads N-Quads into one graph; rdflib's own reader keeps them apart, at twice the time."""

    def nodeid(self, bnode_context: object = None) -> BNode | Exactly[False]:
        """Read a blank node; it keeps its name, so that what is wrong with it can be compared with what was before."""
        return BNode(self.eat(r_nodeid)[1]) if self.peek("_") else False

    def parseline(self, bnode_context: object = None) -> None:
        """Read one line and add its triple."""
        self.eat(r_wspace)
        if not self.line or self.line.startswith("#"):
            return
        subject = self.subject()
        self.eat(r_wspace)
        predicate = self.predicate()
        self.eat(r_wspace)
        target = self.object()
        self.eat(r_wspace)
        self.uriref() or self.nodeid()
        self.eat(r_tail)
        self.sink.triple(subject, predicate, target)


def _parse_union(nquads: str) -> Graph:
    graph = Graph()
    _UnionParser(NTGraphSink(graph)).parsestring(nquads)
    return graph


@cache
def _shapes() -> Graph:
    return Graph().parse(data=read_shapes(), format="turtle")


def _validate(graph: Graph, name: str, shapes: Graph) -> Iterator[ShapeViolation]:
    from pyshacl import validate  # half a second to import

    _, found, _ = validate(graph, shacl_graph=shapes, inference="none", do_owl_imports=False, inplace=True)
    report = cast(Graph, found)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        path = report.value(result, SH.resultPath)
        value = report.value(result, SH.value)
        source = report.value(result, SH.sourceShape)
        if focus is None or (source in _ONE_SPELLING and _are_spellings(graph.objects(focus, path))):
            continue
        warns = report.value(result, SH.resultSeverity) == SH.Warning
        yield ShapeViolation(
            document=name,
            focus=_to_name(focus),
            path=_to_short(path) if isinstance(path, URIRef) else None,
            message=str(report.value(result, SH.resultMessage)),
            value=None if value is None or value == focus else _to_name(value),
            severity=Severity.WARNING if warns else Severity.VIOLATION,
        )


def _are_spellings(texts: Iterable[Node]) -> bool:
    """Say whether ``texts`` are one sentence, spelt in several ways: then they rightly share an IRI."""
    return len({normalise_text(str(text)) for text in texts}) == 1


def _check_terms(graph: Graph, nquads: str, name: str) -> Iterator[ShapeViolation]:
    yield from _find_unknown_terms(graph, name)
    yield from _find_misspelt_numbers(nquads, name)


def _find_unknown_terms(graph: Graph, name: str) -> Iterator[ShapeViolation]:
    """Yield each first use of a term of our namespace that it does not have: a misspelling would be lost in silence."""
    known = {term.value for term in RG}
    used = [(triple[1], triple[0]) for triple in graph]
    used.extend((kind, subject) for subject, kind in graph.subject_objects(RDF.type))
    unknown: dict[str, Node] = {}
    for term, subject in used:
        if isinstance(term, URIRef) and term.startswith(RG_NAMESPACE) and str(term) not in known:
            unknown[str(term)] = min(subject, unknown.get(str(term), subject), key=str)
    for iri, user in unknown.items():
        near = get_close_matches(iri, known, n=1)
        advice = f"did you mean {_to_short(near[0])}?" if near else "the vocabulary lists the terms that there are"
        message = f"{_to_short(iri)} is no term of the vocabulary: {advice}"
        yield ShapeViolation(name, _to_name(user), _to_short(iri), message, None, Severity.VIOLATION)


def _find_misspelt_numbers(nquads: str, name: str) -> Iterator[ShapeViolation]:
    for match in _NUMBER.finditer(nquads):
        iri, blank, path, number, kind = match.groups()
        if not _LEXICAL_FORMS[kind].fullmatch(number):
            form = "digits with a point, without an exponent, such as 0.68" if kind == "decimal" else "digits only"
            message = f"an xsd:{kind} is written in {form}"
            yield ShapeViolation(name, iri or blank, _to_short(path), message, number, Severity.VIOLATION)


def _to_name(node: Node) -> str:
    if isinstance(node, URIRef):
        return str(node)
    if isinstance(node, Literal):
        text = str(node)
        return text if len(text) <= _MAX_VALUE_CHARACTERS else text[: _MAX_VALUE_CHARACTERS - 1] + "…"
    return f"_:{node}"


def _to_thing(node: Node) -> str:
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"


def _to_short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
