from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from ingest.shacl import Severity, ShapeViolation, check_shapes
from ontology.files import read_vocabulary
from tests.example_graphs import examples_nquads, read_examples

INVALID = sorted((Path(__file__).parent / "shapes").glob("*.ttl"))
PREFIXES = """
@prefix rg: <https://w3id.org/rolegraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <https://w3id.org/rolegraph/id/> .
"""
MINIMAL = (
    PREFIXES
    + """
<profile/X.P1> a rg:Profile ; skos:notation "X.P1" ; rg:role <role/X> ; rg:level <level/P/1> ;
    rg:responsibility <profile/X.P1/responsibility/1> .
<profile/X.P1/responsibility/1> a rg:Responsibility ; rg:text "Files letters" .
"""
)


def to_nquads(turtle: str, graph: str = "urn:graph") -> str:
    quads = (
        ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(graph))
        for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    )
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode()


def check(turtle: str) -> list[ShapeViolation]:
    return check_shapes(to_nquads(turtle), "mine.ttl")


def test_all_examples_have_the_right_shape_together() -> None:
    assert check_shapes(examples_nquads(), "examples") == []


@pytest.mark.parametrize("index", [0, 1, 2])  # a ladder of management, a profile page and one in JSON
def test_an_example_has_the_right_shape_alone(index: int) -> None:
    reading = read_examples()[index]
    assert check_shapes(reading.nquads, reading.name) == []


def test_the_least_that_a_person_writes_has_the_right_shape() -> None:
    assert check(MINIMAL) == []


def test_a_graph_without_a_name_has_the_right_shape_too() -> None:
    assert check_shapes(re.sub(r" <urn:graph> \.", " .", to_nquads(MINIMAL)), "mine.ttl") == []


def test_comments_and_empty_lines_are_no_quads() -> None:
    assert check_shapes("# a comment\n\n" + to_nquads(MINIMAL), "mine.ttl") == []


def test_texts_and_labels_may_have_a_language() -> None:
    assert check(MINIMAL.replace('"Files letters"', '"Files letters"@en')) == []
    assert check(MINIMAL.replace('"X.P1" ;', '"X.P1" ; rdfs:label "Clerk"@en, "Schreiber"@de ;')) == []


@pytest.mark.parametrize("number", ["0.68", "1", "0", "6.8e-1"])
def test_a_confidence_may_be_any_number_between_0_and_1(number: str) -> None:
    text = MINIMAL.replace('"Files letters"', f'"Files letters" ; rg:basis rg:Inferred ; rg:confidence {number}')
    assert check(text) == []


def test_two_documents_may_label_a_role_differently() -> None:
    one = PREFIXES + '<role/X> a rg:Role ; skos:notation "X" ; rdfs:label "Clerks" .'
    other = PREFIXES + '<role/X> a rg:Role ; skos:notation "X" ; rdfs:label "Filing" .'
    assert check_shapes(to_nquads(one, "urn:one") + to_nquads(other, "urn:other"), "both") == []


def test_two_documents_may_not_put_a_profile_at_two_levels() -> None:
    other = MINIMAL.replace("<level/P/1>", "<level/P/2>")
    [found] = check_shapes(to_nquads(MINIMAL, "urn:one") + to_nquads(other, "urn:other"), "both")
    assert found.path == "rg:level"
    assert found.severity is Severity.VIOLATION


def test_two_documents_may_know_one_statement_in_two_ways_and_spellings() -> None:
    basis = '"Files letters" ; rg:position 1 ; rg:basis rg:Positional'
    other = '"files  letters." ; rg:position 7 ; rg:basis rg:Stated'
    one, two = (MINIMAL.replace('"Files letters"', said) for said in (basis, other))
    assert check_shapes(to_nquads(one, "urn:one") + to_nquads(two, "urn:other"), "both") == []


def test_two_documents_may_spell_an_alias_in_two_ways() -> None:
    alias = ' .\n<alias/1> a skosxl:Label ; skosxl:literalForm "Clerk", "clerk" .'
    assert check(MINIMAL.replace("<level/P/1> ;", "<level/P/1> ; skosxl:hiddenLabel <alias/1> ;") + alias[2:]) == []


def test_an_alias_whose_approval_is_unknown_is_hidden() -> None:
    alias = ' .\n<alias/1> a skosxl:Label ; skosxl:literalForm "Clerk" .'
    assert check(MINIMAL.replace("<level/P/1> ;", "<level/P/1> ; skosxl:hiddenLabel <alias/1> ;") + alias[2:]) == []


def test_the_shapes_ask_nothing_of_other_vocabularies() -> None:
    assert check('<https://a> <http://purl.org/dc/terms/title> "A" ; a <http://schema.org/Thing> .') == []


def test_a_violation_says_what_is_wrong_and_where() -> None:
    [found] = check(MINIMAL.replace('"X.P1"', '"X P1"'))
    assert found == ShapeViolation(
        document="mine.ttl",
        focus="https://w3id.org/rolegraph/id/profile/X.P1",
        path="skos:notation",
        message="a profile's code is a plain string of letters, digits, '-' and '_', in parts joined by full stops: "
        '"CUS.GEN.P3"',
        value="X P1",
        severity=Severity.VIOLATION,
    )
    assert str(found) == f"<{found.focus}>: {found.message} (found: X P1)"


def test_a_long_value_is_cut() -> None:
    [found] = check(MINIMAL.replace('"X.P1"', f'"{"X " * 100}"'))
    assert found.value is not None
    assert len(found.value) == 120
    assert found.value.endswith("…")


def test_violations_come_before_warnings_and_then_in_order_of_what_is_wrong() -> None:
    text = MINIMAL.replace("<level/P/1> ;", "<level/P/1>, <level/P/2> ; rg:track <track/P>, <track/M> ;")
    found = check(text.replace('"Files letters"', '""'))
    assert [violation.path for violation in found] == ["rg:level", "rg:text", "rg:track"]


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_what_is_wrong_is_found_and_said(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first = re.match(r"# (Violation|Warning): (.+)\n", text)
    assert first is not None
    found = check(text)
    assert any(first[2] in violation.message and violation.severity == first[1] for violation in found), found
    assert {violation.severity for violation in found} == {Severity(first[1])}


def test_every_message_of_the_shapes_is_tested() -> None:
    shapes = (Path(__file__).parent.parent.parent / "ontology" / "shapes.ttl").read_text(encoding="utf-8")
    messages = {message.replace('\\"', '"') for message in re.findall(r'sh:message "((?:[^"\\]|\\.)*)"', shapes)}
    expected = [path.read_text(encoding="utf-8").split("\n")[0].split(": ", 1)[1] for path in INVALID]
    untested = {message for message in messages if not any(text in message for text in expected)}
    # One message for each property of a kind, all made alike: two of them are tested.
    alike = {message for message in untested if "is described in the same document" in message}
    assert untested == alike


def test_the_vocabulary_itself_is_no_violation() -> None:
    assert check(read_vocabulary()) == []


def test_pyshacl_is_imported_only_when_something_is_checked() -> None:
    code = "import sys, ingest.shacl; sys.exit('pyshacl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
