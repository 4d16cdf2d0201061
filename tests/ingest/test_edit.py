"""Edits: what is published, what is left alone, and who waits for whom."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.edit import Edit, edit
from ontology.errors import ForbiddenError, LockedError, QueryError, SettingError, SnapshotError
from ontology.iris import Namer
from store.graph_editor import GraphEditor
from store.library import Library
from store.syntax import RdfSyntax
from tests.ingest.command_runs import REPOSITORY, list_leftovers
from tests.ingest.edited import DERIVED, ID, NAMER, P3, P3_GRAPH, PREFIXES, UNNAMED, Edited, copy_edited, make_edited

RESPONSIBILITY = f"{P3}/responsibility/79b671e6d23e4caa"
NEW = f"{P3}/responsibility/new"
INSERT_RESPONSIBILITY = f"""INSERT DATA {{ GRAPH <{UNNAMED}> {{
  <{P3}> rg:responsibility <{NEW}> . <{NEW}> a rg:Responsibility ; rg:text "Sails boats across the lake"
}} }}"""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    return make_edited(tmp_path_factory.mktemp("edit"))


@pytest.fixture
def edited(original: Edited, tmp_path: Path) -> Iterator[Edited]:
    copy = copy_edited(original, tmp_path)
    yield copy
    assert list_leftovers(copy.library.data) == []


def list_data(library: Library) -> list[str]:
    return sorted(str(path.relative_to(library.data)) for path in library.data.rglob("*"))


# What is published


def test_an_inserted_statement_is_in_the_graph_the_words_and_the_vectors(edited: Edited) -> None:
    before = edited.quads()
    done = edited.update(INSERT_RESPONSIBILITY)

    snapshot = edited.library.open_current()
    assert done == Edit(snapshot.id, True, 3, 0, (UNNAMED,))
    rg = "https://w3id.org/rolegraph/ns#"
    assert edited.quads() - before == {
        f"<{P3}> <{rg}responsibility> <{NEW}> <{UNNAMED}> .",
        f"<{NEW}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{rg}Responsibility> <{UNNAMED}> .",
        f'<{NEW}> <{rg}text> "Sails boats across the lake" <{UNNAMED}> .',
    }
    (hit,) = snapshot.text.search("sails boats lake", 1, {"kind": ["responsibility"]})
    (passage,) = snapshot.passages.get([hit.row])
    assert (passage.iri, passage.text, passage.profile_code, passage.role_code, passage.level_code) == (
        NEW,
        "Sails boats across the lake",
        "CUS.GEN.P3",
        "CUS.GEN",
        "P3",
    )
    assert (passage.document, passage.first_line) == (None, None)
    (vector,) = edited.encoder.encode(["Sails boats across the lake"])
    assert snapshot.vectors.search(vector, 1)[0].row == hit.row


def test_a_deleted_statement_is_gone_from_the_graph_the_words_and_the_vectors(edited: Edited) -> None:
    before, texts = edited.quads(), edited.texts()
    (gone,) = (row["text"] for row in edited.select(f"SELECT ?text {{ <{RESPONSIBILITY}> rg:text ?text }}"))
    done = edited.update(
        f"DELETE {{ GRAPH ?g {{ <{RESPONSIBILITY}> ?p ?o }} }} WHERE {{ GRAPH ?g {{ <{RESPONSIBILITY}> ?p ?o }} }}",
        f"DELETE WHERE {{ GRAPH ?g {{ ?s ?p <{RESPONSIBILITY}> }} }}",
    )

    assert before - edited.quads() == {quad for quad in before if f"<{RESPONSIBILITY}>" in quad}
    assert done.deleted == len(before) - len(edited.quads())
    assert texts - edited.texts() == {gone}
    snapshot = edited.library.open_current()
    assert snapshot.manifest.counts["passages"] == len(snapshot.vectors) == len(texts) - 1
    assert list(snapshot.graph.facts(RESPONSIBILITY)) == []


def test_a_changed_text_changes_what_is_found(edited: Edited) -> None:
    edited.update(
        f"""DELETE {{ GRAPH ?g {{ <{RESPONSIBILITY}> rg:text ?old }} }}
        INSERT {{ GRAPH ?g {{ <{RESPONSIBILITY}> rg:text "Sails boats" }} }}
        WHERE {{ GRAPH ?g {{ <{RESPONSIBILITY}> rg:text ?old }} }}"""
    )

    passages = edited.library.open_current().passages.find([RESPONSIBILITY])
    row, passage = passages[RESPONSIBILITY]
    assert passage.text == "Sails boats"
    assert [hit.row for hit in edited.library.open_current().text.search("sails", 5, {})] == [row]


def test_statements_follow_the_code_of_their_level_though_they_stand_in_other_graphs(edited: Edited) -> None:
    def levels() -> dict[str | None, int]:
        found = [passage.level_code for _, passage in edited.library.open_current().passages.all()]
        return {code: found.count(code) for code in sorted(set(map(str, found)))}

    before = levels()
    edited.update(
        """DELETE { GRAPH ?g { <level/P/3> skos:notation ?code } }
        INSERT { GRAPH ?g { <level/P/3> skos:notation "L3" } }
        WHERE { GRAPH ?g { <level/P/3> skos:notation ?code } }"""
    )
    assert levels() == {("L3" if code == "P3" else code): number for code, number in sorted(before.items())}
    assert before["P3"] > 10


def test_nothing_changed_publishes_nothing(edited: Edited) -> None:
    before, current = list_data(edited.library), edited.library.current_id()
    done = edited.update(
        f'INSERT DATA {{ GRAPH <{P3_GRAPH}> {{ <{P3}> skos:notation "CUS.GEN.P3" }} }}',
        f"DELETE DATA {{ GRAPH <{P3_GRAPH}> {{ <{P3}> skos:notation 'CUS.GEN.P4' }} }}",
        f"INSERT DATA {{ GRAPH <{UNNAMED}> {{ x:a x:b x:c }} }}",
        f"DELETE WHERE {{ GRAPH <{UNNAMED}> {{ x:a ?p ?o }} }}",
    )

    assert done == Edit(str(current), False, 0, 0, ())
    assert list_data(edited.library) == before


@pytest.mark.parametrize("error", [ForbiddenError("no"), KeyError("a bug"), KeyboardInterrupt()])
def test_what_a_change_raises_is_raised_and_leaves_everything_as_it_was(edited: Edited, error: BaseException) -> None:
    before, current, quads = list_data(edited.library), edited.library.current_id(), edited.quads()

    def change(editor: GraphEditor) -> None:
        editor.update(PREFIXES + INSERT_RESPONSIBILITY, None)
        raise error

    with pytest.raises(type(error)):
        edited.edit(change)
    assert (list_data(edited.library), edited.library.current_id(), edited.quads()) == (before, current, quads)
    edited.check()


def test_what_is_derived_cannot_be_written(edited: Edited) -> None:
    before = list_data(edited.library)
    with pytest.raises(ForbiddenError, match=f"the graph <{DERIVED}> is made by rules"):
        edited.update(f"DELETE WHERE {{ GRAPH ?g {{ <{P3}> skos:prefLabel ?label }} }}")
    assert list_data(edited.library) == before


def test_a_change_that_cannot_be_run_is_told(edited: Edited) -> None:
    before = list_data(edited.library)
    with pytest.raises(QueryError, match="does not parse"):
        edited.update("INSERT DATA { x:a }")
    assert list_data(edited.library) == before


def test_the_caller_is_told_when_the_change_is_applied_and_before_it_is_published(edited: Edited) -> None:
    before = edited.library.current_id()
    told: list[str | None] = []

    def change(editor: GraphEditor) -> None:
        editor.create("https://example.org/g")
        told.append("changed")

    done = edit(edited.library, NAMER, edited.lazy, change, on_applied=lambda: told.append(edited.library.current_id()))
    assert told == ["changed", before]
    assert done.snapshot == edited.library.current_id() != before


def test_another_base_iri_is_refused(edited: Edited) -> None:
    other = Namer("https://roles.example.com/id/")
    with pytest.raises(SettingError, match=r"is named under https://w3id\.org/rolegraph/id/, not https://roles"):
        edit(edited.library, other, edited.lazy, lambda _: None)


def test_a_graph_can_be_written_before_anything_was_ingested(original: Edited, tmp_path: Path) -> None:
    library = Library(tmp_path / "data")
    library.data.mkdir()
    (library.data / "encoders").symlink_to(original.library.encoders, target_is_directory=True)
    empty = Edited(library, tmp_path / "pages", original.model, original.encoder)

    assert edit(library, NAMER, empty.lazy, lambda _: None) == Edit("", False, 0, 0, ())
    foreign = empty.update(f"INSERT DATA {{ GRAPH <{UNNAMED}> {{ x:a rdfs:label 'A' }} }}")
    assert foreign.published
    turtle = original.library.open_current().graph.dump(RdfSyntax.TURTLE, [P3_GRAPH])
    empty.edit(lambda editor: editor.add(UNNAMED, turtle, RdfSyntax.TURTLE, ID))
    assert empty.library.open_current().manifest.counts["profiles"] == 6
    assert "Carries a book of enterprise accounts whose loss would be visible in the region's revenue" in empty.texts()


# Edits one after the other


def test_an_edit_costs_no_encoder_where_no_text_changes(edited: Edited) -> None:
    before = edited.library.open_current()
    for path in edited.library.encoders.iterdir():
        path.rename(path.with_name(f"not-{path.name}"))

    edited.update(f"INSERT DATA {{ GRAPH <{UNNAMED}> {{ x:a x:b x:c }} }}")
    after = edited.library.open_current()
    assert after.manifest.encoder == before.manifest.encoder
    for part in ("vectors/vectors.faiss", "encoder/model.onnx", "passages.sqlite"):
        assert (after.directory / part).samefile(before.directory / part)


def test_damage_to_the_last_snapshot_is_noticed_in_the_next(edited: Edited) -> None:
    path = edited.library.open_current().directory / "vectors" / "vectors.faiss"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    edit(edited.library, NAMER, edited.lazy, lambda editor: editor.create("https://example.org/g"))

    with pytest.raises(SnapshotError, match=r"vectors\.faiss has changed since it was published"):
        edited.library.open_current()


def test_edits_in_many_threads_all_land(edited: Edited) -> None:
    def insert(number: int) -> None:
        text = f"INSERT DATA {{ GRAPH <{UNNAMED}> {{ x:n{number} x:is {number} }} }}"
        published = edit(
            edited.library, NAMER, edited.lazy, lambda editor: editor.update(PREFIXES + text, None), wait_seconds=300
        )
        done.append(published.snapshot)

    done: list[str] = []
    threads = [threading.Thread(target=insert, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    rows = edited.select("SELECT ?n { ?s <https://example.org/is> ?n } ORDER BY ?n")
    assert [row["n"] for row in rows] == [0, 1, 2, 3, 4, 5]
    assert (len(set(done)), done[-1]) == (6, edited.library.current_id())
    edited.check()


def test_edits_in_two_processes_both_land(edited: Edited) -> None:
    program = f"""
import sys
from pathlib import Path
from ingest.edit import edit
from ingest.run import LazyEncoder
from ontology.iris import Namer
from store.library import Library
library = Library(Path(sys.argv[1]))
for number in range(3):
    text = f"INSERT DATA {{{{ GRAPH <{UNNAMED}> {{{{ <urn:{{sys.argv[3]}}> <urn:n> {{number}} }}}} }}}}"
    encoder = LazyEncoder(sys.argv[2], library.encoders)
    edit(library, Namer(), encoder, lambda editor: editor.update(text, None), wait_seconds=300)
"""
    command = [sys.executable, "-c", program, str(edited.library.data), str(edited.model)]
    processes = [subprocess.Popen([*command, name], cwd=REPOSITORY) for name in ("one", "two")]
    assert [process.wait() for process in processes] == [0, 0]

    rows = edited.select("SELECT ?s ?n { ?s <urn:n> ?n } ORDER BY ?s ?n")
    assert [(row["s"], row["n"]) for row in rows] == [(f"urn:{s}", n) for s in ("one", "two") for n in range(3)]
    edited.check()


def test_whoever_waits_too_long_is_turned_away(edited: Edited) -> None:
    with edited.library.writing(), pytest.raises(LockedError, match="another process is writing"):
        edit(edited.library, NAMER, edited.lazy, lambda _: None, wait_seconds=0)
