"""Edits held to the shapes: what a change makes wrong is refused, what was wrong before is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import SH, Graph

from ingest.shacl import find_judged_links
from ontology.errors import InvalidGraphError
from ontology.files import shapes_path
from store.graph_editor import GraphEditor
from store.syntax import RdfSyntax
from tests.example_graphs import read_examples
from tests.ingest.edited import ID, NAMER, P3, P3_GRAPH, UNNAMED, Edited, copy_edited, make_edited

P4 = NAMER.profile("CUS.GEN.P4")
RESPONSIBILITY = f"{P3}/responsibility/79b671e6d23e4caa"
MAPPING = f"{P3}/mapping/7b20890ffb99afd3"
ALIAS = f"{P3}/alias/1a804728c03d7060"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    return make_edited(tmp_path_factory.mktemp("check"))


@pytest.fixture
def edited(original: Edited, tmp_path: Path) -> Edited:
    return copy_edited(original, tmp_path)


def to_delete(subject: str, predicate: str, target: str = "?o") -> str:
    triple = f"<{subject}> {predicate} {target}"
    return f"DELETE {{ GRAPH ?g {{ {triple} }} }} WHERE {{ GRAPH ?g {{ {triple} }} FILTER (?g != <derived>) }}"


def to_insert(triples: str, graph: str = UNNAMED) -> str:
    return f"INSERT DATA {{ GRAPH <{graph}> {{ {triples} }} }}"


def refuse(edited: Edited, *texts: str) -> tuple[str, ...]:
    """Return why an edit is refused, after checking that it has left everything as it was."""
    before, current = edited.quads(), edited.library.current_id()
    with pytest.raises(InvalidGraphError) as caught:
        edited.update(*texts)
    assert (edited.quads(), edited.library.current_id()) == (before, current)
    return caught.value.violations


# What a change makes wrong


@pytest.mark.parametrize(
    ("text", "focus", "message"),
    [
        (to_delete(P3, "skos:notation"), P3, "a profile has a code: give it one skos:notation"),
        (to_delete(P3, "rg:role"), P3, "a profile belongs to a role"),
        (to_delete(P3, "a"), P3, "only a profile has responsibilities, tasks, skills"),
        (to_insert(f"<{P3}> rg:level <level/P/4>"), P3, "a profile is at one level at most"),
        (to_insert(f"<{P3}> rg:role 'CUS'"), P3, "rg:role links to the IRI of a role"),
        (to_insert(f"<{P3}> rg:responsibility 'Sails boats'"), "Sails boats", "a statement has an IRI of its own"),
        (to_insert(f"<{P3}> rg:responsibility <new>"), P3, "what rg:responsibility links to is described in the same"),
        (to_insert(f"<{RESPONSIBILITY}> rg:text 'Sails boats'"), RESPONSIBILITY, "a statement says one thing"),
        (to_delete(RESPONSIBILITY, "rg:text"), RESPONSIBILITY, "a statement says something"),
        (to_delete(RESPONSIBILITY, "a"), P3, "what rg:responsibility links to is described in the same document"),
        (to_delete(RESPONSIBILITY, "a"), RESPONSIBILITY, "say what kind of statement has this rg:text"),
        (to_delete(NAMER.level("P", 3), "rg:rank"), NAMER.level("P", 3), "a level has a place in its scheme"),
        (to_delete(MAPPING, "owl:annotatedTarget"), MAPPING, "a mapping is to one occupation"),
        (
            to_insert(f"<{ALIAS}> rg:approved true . <{P3}> skosxl:hiddenLabel <{ALIAS}>"),
            ALIAS,
            "an alias with rg:approved true is linked to its profile by",
        ),
        (to_insert("[] a rg:Profile ; skos:notation 'X.Y' ; rg:role <role/X>"), "_:", "this needs an IRI, so that it"),
        (to_insert("<new> a rg:Note ; rg:text 'No profile says this'"), f"{ID}new", "a statement is said of something"),
        (
            to_insert(f"<{P3}> rg:responsability <new>"),
            P3,
            "rg:responsability is no term of the vocabulary: did you mean",
        ),
        (
            to_insert("<new> a rg:Profil"),
            f"{ID}new",
            "rg:Profil is no term of the vocabulary: did you mean rg:Profile?",
        ),
        (
            to_insert(f"<{RESPONSIBILITY}> rg:confidence '6.8e-1'^^xsd:decimal"),
            RESPONSIBILITY,
            "an xsd:decimal is written in digits with a point",
        ),
    ],
)
def test_a_change_that_makes_the_graph_wrong_is_refused(edited: Edited, text: str, focus: str, message: str) -> None:
    violations = refuse(edited, text)
    assert any(violation.startswith((f"<{focus}", f"<{focus}>: ")) and message in violation for violation in violations)


def test_what_links_to_a_thing_is_judged_when_the_thing_is_no_more_what_it_was(edited: Edited) -> None:
    occupation = next(row["o"] for row in edited.select(f"SELECT ?o {{ <{MAPPING}> owl:annotatedTarget ?o }}"))
    violations = refuse(edited, to_delete(str(occupation), "a"))
    also = f"{P4}/mapping/{MAPPING[-16:]}"
    assert [violation.partition(">: ")[0] for violation in violations] == [f"<{MAPPING}", f"<{also}"]


def test_a_whole_graph_that_others_need_is_not_dropped(edited: Edited) -> None:
    # The statement stands in a graph of its own, and the page links to it.
    page = to_insert(f"<{P3}> rg:note <new>", P3_GRAPH)
    edited.update(page, to_insert("<new> a rg:Note ; rg:text 'Sails boats'", "https://example.org/g"))
    with pytest.raises(InvalidGraphError) as caught:
        edited.edit(lambda editor: editor.drop("https://example.org/g"))
    (violation,) = caught.value.violations
    assert violation.startswith(f"<{P3}>: what rg:note links to is described in the same document")

    def drop_both(editor: GraphEditor) -> None:
        editor.drop(P3_GRAPH)
        editor.drop("https://example.org/g")

    assert edited.edit(drop_both).graphs == ("https://example.org/g", P3_GRAPH)


def test_twenty_violations_are_told_and_how_many_more_there_are(edited: Edited) -> None:
    violations = refuse(edited, to_insert(" . ".join(f"<new/{number}> a rg:Profile" for number in range(15))))
    assert len(violations) == 21
    assert violations[-1] == "and 10 more"


def test_the_check_can_be_left_out(edited: Edited) -> None:
    assert edited.update(to_delete(P3, "skos:notation"), check=False).published


# What it does not


@pytest.mark.parametrize(
    "triples",
    [
        "x:a x:b 'c' . x:a a x:Thing",
        f"<{P3}> x:payBand 7",
        f"<{P3}> x:says <<( x:a x:b x:c )>>, 'text'@en--ltr",
        f"<{P3}> rg:track <track/M>",  # a warning: usually it is one
        f"<{P3}> rg:note <new> . <new> a rg:Note ; rg:text 'Sails boats'",
        f"<{NAMER.level('P', 3)}> x:payBand 7",
        f"<{P3}> skos:altLabel 'Customer Guide'",
    ],
)
def test_a_change_that_is_right_is_published(edited: Edited, triples: str) -> None:
    assert edited.update(to_insert(triples)).published


def test_a_page_can_be_dropped_and_put_back_as_turtle(edited: Edited) -> None:
    before = edited.quads()
    turtle = edited.library.open_current().graph.dump(RdfSyntax.TURTLE, [P3_GRAPH])
    assert edited.edit(lambda editor: editor.drop(P3_GRAPH)).deleted > 500

    edited.edit(lambda editor: editor.add(P3_GRAPH, turtle, RdfSyntax.TURTLE, ID))
    assert edited.quads() == before


def test_every_example_can_be_put_as_a_graph_into_another_graph(edited: Edited) -> None:
    def change(editor: GraphEditor) -> None:
        for reading in read_examples()[::7]:
            editor.add(f"https://example.org/{reading.name}", reading.ntriples.encode(), RdfSyntax.NTRIPLES, ID)

    assert len(edited.edit(change).graphs) == 5


def test_what_was_wrong_before_refuses_nothing(edited: Edited) -> None:
    edited.update(
        to_insert(f"<{P3}> rg:level <level/P/4> ; rg:responsibility 'Sails boats', <nothing>"),
        to_delete(P4, "skos:notation"),
        check=False,
    )

    assert edited.update(to_insert(f"<{P3}> x:payBand 7 . <{P4}> x:payBand 8")).published
    assert edited.update(to_insert(f"<{P3}> rg:note <new> . <new> a rg:Note ; rg:text 'Mends pumps'")).published
    again = to_insert(f"<{P3}> rg:responsibility 'Mends pumps'")
    assert [violation.partition(">: ")[0] for violation in refuse(edited, again)] == ["<Mends pumps", f"<{P3}"]


def test_a_wrong_graph_can_be_mended_step_by_step(edited: Edited) -> None:
    edited.update(to_insert(f"<{P3}> rg:level <level/P/4>, <level/P/5>"), to_delete(P3, "rg:role"), check=False)

    assert edited.update(to_delete(P3, "rg:level", "<level/P/4>")).published
    assert edited.update(to_insert(f"<{P3}> rg:role <role/CUS.GEN>", P3_GRAPH)).published
    assert edited.update(to_delete(P3, "rg:level", "<level/P/5>")).published
    assert refuse(edited, to_insert(f"<{P3}> rg:level <level/P/5>"))


def test_a_wrong_neighbour_refuses_nothing(edited: Edited) -> None:
    edited.update(to_delete(RESPONSIBILITY, "rg:text"), to_delete("role/CUS.GEN", "skos:notation"), check=False)

    assert edited.update(to_insert(f"<{P3}> x:payBand 7")).published
    assert edited.update(to_insert(f"<{P3}> rg:note <new> . <new> a rg:Note ; rg:text 'Mends pumps'")).published


# What the cut is made by


def test_the_judged_links_are_those_of_the_shapes() -> None:
    incoming, typed = find_judged_links()
    rg, skosxl = "https://w3id.org/rolegraph/ns#", "http://www.w3.org/2008/05/skos-xl#"
    assert {f"{rg}responsibility", f"{rg}review", f"{skosxl}altLabel", f"{skosxl}hiddenLabel"} <= incoming
    assert {f"{rg}responsibility", f"{rg}mapping", f"{skosxl}altLabel"} <= typed
    assert "http://www.w3.org/2002/07/owl#annotatedTarget" in typed
    assert f"{rg}level" not in incoming | typed


def test_the_shapes_use_only_what_can_be_judged_from_a_cut() -> None:
    # Whoever adds another (sh:node, sh:sparql, a path of several steps) must look at ingest/edit_check.py first.
    shapes = Graph().parse(shapes_path())
    used = {str(predicate).removeprefix(str(SH)) for _, predicate, _ in shapes if str(predicate).startswith(str(SH))}
    of_the_thing_and_its_values = {
        "path", "property", "or", "not", "in", "hasValue", "minCount", "maxCount", "datatype", "nodeKind", "pattern",
        "minInclusive", "maxInclusive", "uniqueLang", "lessThanOrEquals", "qualifiedValueShape", "qualifiedMinCount",
        "alternativePath",
    }  # fmt: skip
    of_links = {"class", "inversePath", "targetClass", "targetSubjectsOf", "targetObjectsOf"}
    assert used <= of_the_thing_and_its_values | of_links | {"message", "severity"}
