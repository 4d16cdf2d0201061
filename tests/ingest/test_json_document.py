from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.json_document import SCHEMA_IRI, read_json_document, to_json, to_json_schema
from ontology.errors import DocumentError
from ontology.files import profile_schema_path, read_profile_schema
from ontology.iris import split_profile_code
from ontology.records import (
    Alias,
    Basis,
    Component,
    Level,
    LevelScheme,
    Lines,
    Mapping,
    MappingStatus,
    Note,
    ProfileDocument,
    Review,
    Source,
    Statement,
    StoryLine,
    StoryPart,
    Taxon,
)

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted(path for path in (ROOT / "examples").rglob("*") if path.suffix in (".json", ".yaml"))
GUIDE = (ROOT / "docs" / "json-format.md").read_text(encoding="utf-8")


def read(text: str, *, is_yaml: bool = False) -> ProfileDocument:
    [document] = read_json_document(text, "mine", is_yaml=is_yaml)
    return document


def refuse(text: str, *, is_yaml: bool = False) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_json_document(text, "mine", is_yaml=is_yaml)
    return caught.value


def profile(**fields: object) -> str:
    return json.dumps({"profile": "X.P1", **fields})


# Reading


def test_a_code_is_a_whole_document() -> None:
    assert read('{"profile": "X.P1"}') == ProfileDocument("X.P1")


def test_the_name_of_the_schema_is_no_field() -> None:
    assert read(profile(**{"$schema": SCHEMA_IRI})) == ProfileDocument("X.P1")


def test_a_text_stands_for_a_statement_or_component_and_one_thing_for_a_list() -> None:
    document = read('{"profile": "X.P1",\n"summary": "Files.",\n"tasks": ["Reads",\n"Writes"],\n"skills": "SQL"}')
    assert document.summary == (Statement("Files.", lines=Lines(2, 2)),)
    assert document.tasks == (Statement("Reads", lines=Lines(3, 3)), Statement("Writes", lines=Lines(4, 4)))
    assert document.skills == (Component("SQL", lines=Lines(5, 5)),)


def test_one_object_stands_for_a_list_of_one() -> None:
    assert read(profile(aliases={"label": "Clerk"})).aliases == (Alias("Clerk", lines=Lines(1, 1)),)


def test_nothing_is_an_empty_list_and_a_blank_text_is_nothing() -> None:
    assert read(profile(tasks=None, title="", role_label="  ")) == ProfileDocument("X.P1")


def test_lines_that_are_given_are_kept() -> None:
    document = read(profile(tasks=[{"text": "Reads", "lines": {"first": 3, "last": 5}}]))
    assert document.tasks[0].lines == Lines(3, 5)


def test_a_list_of_profiles_is_several_documents() -> None:
    found = read_json_document('[{"profile": "X.P1"}, {"profile": "X.P2"}]', "mine", is_yaml=False)
    assert [document.profile for document in found] == ["X.P1", "X.P2"]


def test_yaml_says_the_same_as_json() -> None:
    text = "profile: X.P1\ntitle: 'Clerk'\ntasks:\n- Reads\n- text: Writes\n  level: P2\n"
    document = read(text, is_yaml=True)
    assert document.title == "Clerk"
    assert document.tasks == (Statement("Reads", lines=Lines(4, 4)), Statement("Writes", "P2", lines=Lines(5, 5)))


def test_json_with_tabs_and_escaped_pairs_keeps_its_lines() -> None:
    document = read('{\n\t"profile": "X.P1",\n\t"title": "\\ud83d\\ude00",\n\t"tasks": [\n\t\t"Re\\/ads"\n\t]\n}')
    assert document.title == "😀"
    assert document.tasks == (Statement("Re/ads", lines=Lines(5, 5)),)


def test_a_yaml_alias_repeats_a_value_with_the_lines_where_it_is_written() -> None:
    text = "- profile: X.P1\n  tasks: &tasks\n  - Reads\n  - Writes\n- profile: X.P2\n  tasks: *tasks\n"
    one, two = read_json_document(text, "mine", is_yaml=True)
    assert one.tasks == two.tasks
    assert [task.lines for task in two.tasks] == [Lines(3, 3), Lines(4, 4)]


def test_a_yaml_alias_repeats_a_text() -> None:
    document = read("profile: X.P1\ntitle: &t Clerk\nrole_label: *t\n", is_yaml=True)
    assert document.role_label == "Clerk"


def test_a_yaml_merge_adds_fields() -> None:
    text = "- &base\n  profile: X.P1\n  track: P\n- <<: *base\n  profile: X.P2\n"
    assert [document.track for document in read_json_document(text, "mine", is_yaml=True)] == ["P", "P"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_read(path: Path) -> None:
    is_yaml = path.suffix == ".yaml"
    [document] = read_json_document(path.read_text(encoding="utf-8"), path.name, is_yaml=is_yaml)
    assert document.profile == path.stem
    assert document.skills


def test_the_examples_of_the_guide_are_read_and_the_long_one_uses_every_field() -> None:
    text = re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)[0]
    document = read(text)
    unused = {field.name for field in dataclasses.fields(document) if not getattr(document, field.name)}
    assert unused == {"source"}
    jsonschema.validate(json.loads(text), to_json_schema())
    short = read(re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[0], is_yaml=True)
    assert [skill.name for skill in short.skills] == ["Route planning", "SQL"]


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(ProfileDocument)])
def test_the_guide_describes_every_field(field: str) -> None:
    assert f"`{field}`" in GUIDE


# Refusing


ERRORS: list[tuple[str, str, int, str, str | None]] = [
    # what, text, line, problem, remedy
    ("no JSON", '{"profile": "X.P1",\n}', 2, "not JSON: Expecting property name", "look for a comma"),
    ("cut off", '{"profile": "X.P1",\n"tasks": ["Reads', 2, "not JSON: Unterminated string", "look for a comma"),
    ("no profile", '{\n"title": "Clerk"}', 1, "the document names no profile", 'give "profile": "CUS.GEN.P1"'),
    ("an empty list", "[]", 1, "the list holds no profile", 'give objects with a "profile"'),
    ("a number", "3", 1, "is an object, not a number", 'such as {"profile"'),
    ("a text", '"X.P1"', 1, "is an object, not a text", 'such as {"profile"'),
    ("nothing", "null", 1, "is an object, not nothing", 'such as {"profile"'),
    ("a truth value", "true", 1, "is an object, not a truth value", 'such as {"profile"'),
    ("a list in a list", '[\n[{"profile": "X.P1"}]]', 2, "is an object, not a list", 'such as {"profile"'),
    ("a code of spaces", '{\n"profile": "X P1"}', 2, "profile code 'X P1' cannot be used", "CUS.GEN.P1"),
    ("a code with a line break", '{"profile": "X.P1\\n"}', 1, "cannot be used", "CUS.GEN.P1"),
    ("a code as number", '{"profile":\n12}', 2, "profile: Input should be a valid string", "goes in quotes"),
    ("an unknown field", '{"profile": "X.P1",\n"responsibilites": []}', 2, "unknown field 'responsibilites'",
     "did you mean 'responsibilities'?"),
    ("a field of no likeness", '{"profile": "X.P1",\n"zzz": []}', 2, "unknown field 'zzz'", "known here: aliases"),
    ("an unknown inner field", '{"profile": "X.P1", "tasks": [\n"Reads",\n{"txt": "x"}]}', 3,
     "tasks.1: unknown field 'txt'", "did you mean 'text'?"),
    ("a missing text", '{"profile": "X.P1", "tasks": [\n{"level": "P2"}]}', 2, "tasks.0.text: Field required",
     "it has to be given"),
    ("a blank text", '{"profile": "X.P1", "tasks": [\n" "]}', 2, "tasks.0.text: String should have at least 1",
     "say something, or leave it out"),
    ("a text of digits", '{"profile": "X.P1", "mappings": [{\n"code": 13}]}', 2, "mappings.0.code: Input should be",
     "goes in quotes"),
    ("a level as text", '{"profile": "X.P1",\n"level": "P1"}', 2, "level: Input should be a dictionary",
     "give an object"),
    ("an unknown part", '{"profile": "X.P1", "story": [{\n"part": "ending", "text": "x"}]}', 2,
     "story.0.part: Input should be 'who'", None),
    ("an unknown status", '{"profile": "X.P1", "mappings": [{"code": "1",\n"status": "done"}]}', 2,
     "Input should be 'needs_review', 'approved', 'rejected' or 'superseded'", None),
    ("an approval of a dash", '{"profile": "X.P1", "aliases": [{"label": "x",\n"approved": "-"}]}', 2,
     "aliases.0.approved: Input should be a valid boolean", "leave it out where it is not known"),
    ("a confidence in percent", '{"profile": "X.P1", "aliases": [{"label": "x",\n"confidence": 68}]}', 2,
     "aliases.0.confidence: Input should be less than or equal to 1", None),
    ("a confidence as word", '{"profile": "X.P1", "aliases": [{"label": "x",\n"confidence": "high"}]}', 2,
     "aliases.0.confidence: Input should be a valid number", "such as 0.68"),
    ("a confidence of true", '{"profile": "X.P1", "aliases": [{"label": "x",\n"confidence": true}]}', 2,
     "a truth value stands where a number belongs", "such as 0.68"),
    ("a score of six", '{"profile": "X.P1", "reviews": [{"dimension": "x",\n"score": 6}]}', 2,
     "reviews.0.score: Input should be less than or equal to 5", None),
    ("lines backwards", '{"profile": "X.P1", "tasks": [{"text": "x",\n"lines": {"first": 3, "last": 2}}]}', 2,
     "tasks.0.lines: lines 3 to 2 are no span", "lines count from 1"),
    ("a rank below zero", '{"profile": "X.P1", "level": {"code": "P1",\n"rank": -1}}', 2,
     "level.rank: this is no place", "0 to 999"),
    ("a half rank", '{"profile": "X.P1", "level": {"code": "P1",\n"rank": 1.5}}', 2,
     "level.rank: Input should be a valid", "give a whole number"),
    ("a huge rank", '{"profile": "X.P1", "level": {"code": "P1",\n"rank": 99999}}', 2, "level.rank: this is no place",
     "0 to 999"),
    ("a number without end", '{"profile": "X.P1", "level": {"code": "P1",\n"rank": ' + "9" * 5000 + "}}", 2,
     "a number has more than 25 digits", "put it in quotes if it is a code"),
    ("a number beyond floats", '{"profile": "X.P1", "aliases": [{"label": "x",\n"confidence": 1e999}]}', 2,
     "aliases.0.confidence: Input should be less than or equal to 1", None),
    ("NaN", '{"profile": "X.P1", "aliases": [{"label": "x",\n"confidence": NaN}]}', 2, "NaN is no number", "leave out"),
    ("Infinity", '{"profile": "X.P1",\n"aliases": [{"label": "x", "confidence": -Infinity}]}', 2,
     "-Infinity is no number", "leave out"),
    ("half a pair", '{"profile": "X.P1",\n"title": "\\ud800"}', 2, "the text holds U+D800", "take it out"),
    ("half a pair in a name", '{"profile": "X.P1",\n"\\udfff": "x"}', 2, "the text holds U+DFFF", "take it out"),
    ("a zero character", '{"profile": "X.P1",\n"title": "a\\u0000b"}', 2, "the text holds U+0000", "take it out"),
    ("a field given twice", '{"profile": "X.P1",\n"title": "a",\n"title": "b"}', 3, "'title' is given twice",
     "keep one of the two"),
    ("too deep", '{"profile": "X.P1",\n"title": ' + "[" * 20 + "]" * 20 + "}", 2, "nested too deeply", "12 levels"),
    ("a bomb of depth", "[" * 100_000 + "]" * 100_000, 1, "nested too deeply", "12 levels"),
    ("a wrong sha256", '{"profile": "X.P1", "source": {"document": "a", "media_type": "b", "ingested_at": "x",\n'
     '"sha256": "abc"}}', 2, "source.sha256: 'abc' cannot be used", "64 lower-case"),
    ("a wrong time", '{"profile": "X.P1", "source": {"document": "a", "media_type": "b",\n"ingested_at": "yesterday"}}',
     2, "source.ingested_at: 'yesterday' cannot be used", "2026-01-31T12:00:00Z"),
    ("an unknown field of the source", '{"profile": "X.P1", "source": {\n"docment": "a"}}', 2,
     "unknown field 'docment'", "did you mean 'document'?"),
]  # fmt: skip

YAML_ERRORS: list[tuple[str, str, int, str, str | None]] = [
    ("an open quote", "profile: X.P1\ntitle: 'x", 2, "not YAML: found unexpected end of stream", "look at the"),
    ("a tab", "profile: X.P1\n\ttitle: x", 2, "not YAML: found a tab", "look at the indentation"),
    ("nothing", "# empty\n", 1, "is an object, not nothing", 'such as {"profile"'),
    ("two documents", "---\nprofile: X.P1\n---\nprofile: X.P2\n", 3, "a second YAML document", "as one list"),
    ("a code", "profile: X.P1\n!!python/object:os.system x: y", 2, "could not determine a constructor", "use texts"),
    ("bytes", "profile: X.P1\ntitle: !!binary aGk=", 2, "binary values cannot be read", "give text"),
    ("a date", "profile: X.P1\ntitle: 2026-01-31", 2, "title: Input should be a valid string", "goes in quotes"),
    ("no date", "profile: X.P1\ntitle: 2026-13-41", 1, "not YAML: month must be in 1..12", "in quotes"),
    ("a field given twice", "profile: X.P1\nprofile: X.P2", 2, "'profile' is given twice", "keep one"),
    ("a list as name", "profile: X.P1\n? [a]\n: b", 2, "a field's name is a text", "such as profile:"),
    ("an alias as name", "profile: &a X.P1\n*a : b", 2, "a field's name is a text", "such as profile:"),
    ("a number as name", "profile: X.P1\n1: b", 2, "unknown field '1'", "known here"),
    ("an alias of nothing", "profile: *a", 1, "the alias *a names nothing", "write the value out"),
    ("an alias of itself", "profile: X.P1\ntasks: &a [*a]", 2, "or the value that it stands in", "write the value out"),
    ("no number", "profile: X.P1\naliases: {label: x, confidence: .nan}", 2, "confidence: Input should", None),
    ("a number without end", "profile: X.P1\nlevel: {code: P1, rank: " + "9" * 5000 + "}", 2, "more than 25 digits",
     "put it in quotes"),
    ("a hexadecimal number without end", "profile: X.P1\nlevel: {code: P1, rank: 0x" + "f" * 5000 + "}", 2,
     "level.rank: this is no place", "0 to 999"),
    ("half a pair", 'profile: X.P1\ntitle: "\\ud800"', 2, "not YAML: found invalid Unicode character", "look at the"),
    ("a zero character", 'profile: X.P1\ntitle: "\\0"', 2, "the text holds U+0000", "take it out"),
    ("a bomb of depth in lists", "[" * 100_000, 1, "nested too deeply", "12 levels"),
    ("a bomb of depth in dashes", "- " * 100_000, 1, "nested too deeply", "12 levels"),
    ("a chain of aliases", "a: &a0 [x]\n" + "".join(f"b{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 50)), 12,
     "nested too deeply", "12 levels"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "problem", "remedy"), [e[1:] for e in ERRORS], ids=[e[0] for e in ERRORS])
def test_what_cannot_be_read_in_json_is_said_with_line_and_remedy(
    text: str, line: int, problem: str, remedy: str | None
) -> None:
    check_error(refuse(text), line, problem, remedy)


@pytest.mark.parametrize(
    ("text", "line", "problem", "remedy"), [e[1:] for e in YAML_ERRORS], ids=[e[0] for e in YAML_ERRORS]
)
def test_what_cannot_be_read_in_yaml_is_said_with_line_and_remedy(
    text: str, line: int, problem: str, remedy: str | None
) -> None:
    check_error(refuse(text, is_yaml=True), line, problem, remedy)


def check_error(error: DocumentError, line: int, problem: str, remedy: str | None) -> None:
    assert error.document == "mine"
    assert error.line == line
    assert problem in error.problem
    if remedy is None:
        assert error.remedy is None  # the problem says what would be right
    else:
        assert remedy in (error.remedy or "")
    assert str(error).startswith(f"mine:{line}: {error.problem}")
    str(error).encode()


def lol(value: str, join: str) -> str:
    lines = [f"a0: &a0 {value}"]
    for step in range(1, 30):
        lines.append(f"a{step}: &a{step} {join % ', '.join([f'*a{step - 1}'] * 9)}")
    return "\n".join(lines)


@pytest.mark.parametrize("join", ["[%s]", "{<<: [%s]}", "{x: [%s]}"])
def test_aliases_that_multiply_are_refused_before_they_do(join: str) -> None:
    error = refuse(lol("{x: lol}", join), is_yaml=True)
    assert "multiply without end" in error.problem or "nested too deeply" in error.problem
    assert error.line is not None
    assert error.line < 14


def test_a_long_text_repeated_often_is_refused() -> None:
    text = "profile: X.P1\ntasks:\n- &long " + "x" * 10_000 + "\n" + "- *long\n" * 1000
    assert "multiply without end" in refuse(text, is_yaml=True).problem


# Writing


def test_a_document_is_written_without_empty_fields() -> None:
    assert json.loads(to_json([ProfileDocument("X.P1", title="Clerk")])) == {
        "$schema": SCHEMA_IRI,
        "profile": "X.P1",
        "title": "Clerk",
    }


def test_several_documents_are_written_as_a_list() -> None:
    written = json.loads(to_json([ProfileDocument("X.P1"), ProfileDocument("X.P2")]))
    assert [document["profile"] for document in written] == ["X.P1", "X.P2"]


# Text as the format takes it: no control characters, no half pairs, not blank.
_characters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
texts = st.text(_characters, min_size=1, max_size=20).filter(lambda text: bool(text.strip()))
maybe = st.none() | texts
codes = st.from_regex(re.compile(r"[A-Z0-9-]{1,6}(\.[A-Z0-9-]{1,4}){0,2}", re.ASCII), fullmatch=True)
spans = st.tuples(st.integers(1, 9999), st.integers(0, 99)).map(lambda pair: Lines(pair[0], pair[0] + pair[1]))
shares = st.none() | st.floats(0, 1)
statements = st.builds(
    Statement, texts, maybe, maybe, maybe, maybe, st.sampled_from(Basis), shares, spans
)  # lines are always given: left out, they become those of the file
components = st.builds(Component, texts, maybe, maybe, maybe, spans)
levels = st.builds(
    Level, texts, maybe, maybe, st.lists(statements, max_size=2).map(tuple), st.none() | st.integers(0, 999), spans
)
taxa = st.none() | st.builds(Taxon, texts, maybe, spans)
sources = st.builds(
    Source,
    texts,
    st.from_regex(re.compile("[0-9a-f]{64}", re.ASCII), fullmatch=True),
    st.just("text/plain"),
    st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds") + "Z"),
)


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


def is_consistent(document: ProfileDocument) -> bool:
    """Tell whether the levels agree with the profile's code and with each other, as the reader asks."""
    in_code = split_profile_code(document.profile)[1]
    scheme = document.level_scheme.levels if document.level_scheme else ()
    ranks = [level.rank if level.rank is not None else -1 - index for index, level in enumerate(scheme)]
    one_scheme = len(set(ranks)) == len(ranks) and all(level.rank is not None for level in scheme)
    return one_scheme and (document.level is None or in_code is None or document.level.code == in_code)


documents = st.builds(
    ProfileDocument,
    profile=codes,
    title=maybe,
    role=maybe,
    role_label=maybe,
    superfunction=taxa,
    function=taxa,
    focus=taxa,
    track=maybe,
    level=st.none() | levels,
    level_scheme=st.none() | st.builds(LevelScheme, texts, maybe, maybe, some(levels)),
    summary=some(statements),
    definition=some(statements),
    focus_note=some(statements),
    story=some(st.builds(StoryLine, st.sampled_from(StoryPart), texts, spans)),
    responsibilities=some(statements),
    tasks=some(statements),
    outputs=some(statements),
    guidelines=some(statements),
    skills=some(components),
    knowledge=some(components),
    competencies=some(components),
    qualifications=some(components),
    aliases=some(st.builds(Alias, texts, maybe, shares, maybe, st.none() | st.booleans(), spans)),
    mappings=some(
        st.builds(
            Mapping,
            texts,
            maybe,
            maybe,
            maybe,
            shares,
            maybe,
            st.none() | st.sampled_from(MappingStatus),
            maybe,
            maybe,
            spans,
        )
    ),
    reviews=some(st.builds(Review, texts, st.floats(1, 5), maybe, maybe, spans)),
    provenance=some(statements),
    notes=some(st.builds(Note, texts, maybe, spans)),
    source=st.none() | sources,
).filter(is_consistent)


@settings(max_examples=50, deadline=None)
@given(st.lists(documents, min_size=1, max_size=2))
def test_what_is_written_is_read_back_as_it_was_in_json_and_yaml(several: list[ProfileDocument]) -> None:
    written = to_json(several)
    assert read_json_document(written, "mine", is_yaml=False) == several
    as_yaml = yaml.safe_dump(json.loads(written), allow_unicode=True)
    assert read_json_document(as_yaml, "mine", is_yaml=True) == several


@settings(max_examples=20, deadline=None)
@given(documents)
def test_what_is_written_fits_the_schema(document: ProfileDocument) -> None:
    jsonschema.validate(json.loads(to_json([document])), to_json_schema())


# The schema


def test_the_published_schema_is_made_from_the_records() -> None:
    expected = json.dumps(to_json_schema(), indent=2, ensure_ascii=False) + "\n"
    message = f"{profile_schema_path()} is not what the records say: run `make schema` and commit what it writes"
    assert read_profile_schema() == expected, message


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(to_json_schema())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_fits_the_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    jsonschema.validate(json.loads(text) if path.suffix == ".json" else yaml.safe_load(text), to_json_schema())


@pytest.mark.parametrize(
    "wrong", [{}, {"profile": ""}, {"profile": "X.P1", "responsibilites": []}, {"profile": "X.P1", "tasks": [3]}, []]
)
def test_the_schema_refuses_what_the_reader_refuses(wrong: object) -> None:
    assert list(jsonschema.Draft202012Validator(to_json_schema()).iter_errors(wrong))
    refuse(json.dumps(wrong))


def test_a_level_that_contradicts_the_profiles_code_is_refused() -> None:
    with pytest.raises(DocumentError) as refused:
        read('{"profile": "X.P1",\n "level": "P4"}'.replace('"P4"', '{"code": "P4"}'))
    assert str(refused.value) == "mine:2: level P4 contradicts the profile's code X.P1 (give level P1)"


def test_two_levels_of_one_scheme_cannot_share_a_rank() -> None:
    levels = '[{"code": "Junior"},\n {"code": "L1"}]'
    with pytest.raises(DocumentError) as refused:
        read('{"profile": "X.L1", "level_scheme": {"code": "L", "levels": ' + levels + "}}")
    assert str(refused.value) == 'mine:2: levels Junior and L1 have the same rank, 1 (give each level its own "rank")'
