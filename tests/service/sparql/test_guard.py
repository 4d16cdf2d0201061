from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext, suppress
from io import BytesIO

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import QueryError
from ontology.vocabulary import PREFIXES
from service.sparql.federation import AllowList, Federation
from service.sparql.guard import ForbiddenQueryError, refuse_reach
from service.sparql.search_service import SearchService
from service.sparql.services import ServiceRewriter
from store.graph import GraphStore
from store.syntax import RdfSyntax, ResultSyntax
from tests.service.sparql.disguises import ALLOWED, DISGUISED, LOADING, REACHING, STATEMENTS
from tests.service.sparql.servers import Listener, listen


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listen() as listener:
        yield listener


def store() -> ox.Store:
    store = ox.Store()
    subject, predicate = ox.NamedNode("http://a/s"), ox.NamedNode("http://a/p")
    store.extend(ox.Quad(subject, predicate, ox.Literal(value)) for value in (1, True, "a", 'a" # '))
    store.add(ox.Quad(subject, predicate, ox.NamedNode("http://x:")))
    return store


def run(text: str) -> None:
    """Let the engine run a query to its end, or else an update."""
    held = store()
    try:
        result = held.query(text, prefixes=PREFIXES)
    except SyntaxError:
        held.update(text, prefixes=PREFIXES)
    else:
        if not isinstance(result, ox.QueryBoolean):
            list(result)


def complete(text: str) -> str:
    """Do what is done with queries that come from outside, where no endpoint is allowed."""

    def refuse(*_: object) -> ox.Literal:
        raise AssertionError("nothing is to be searched")

    rewriter = ServiceRewriter(SearchService(refuse, refuse, refuse), Federation(AllowList(()), 1, 1))  # type: ignore[arg-type]
    return refuse_reach(rewriter.rewrite(text))


@pytest.mark.parametrize("text", [*REACHING.values(), *LOADING.values()], ids=[*REACHING, *LOADING])
def test_the_engine_by_itself_reaches_out(listener: Listener, text: str) -> None:
    listener.calls.clear()
    is_quiet = "silent" in text.lower() or "EXISTS{{SERVICE" in text or "MINUS" in text
    with nullcontext() if is_quiet else pytest.raises(OSError, match="500"):
        run(text.format(url=listener.url))
    assert listener.calls


@pytest.mark.parametrize("text", [*REACHING.values(), *LOADING.values()], ids=[*REACHING, *LOADING])
def test_what_reaches_out_is_refused_however_it_is_written(listener: Listener, text: str) -> None:
    listener.calls.clear()
    with pytest.raises((QueryError, SyntaxError)):  # the second where a name was written out, and no keyword is left
        run(complete(text.format(url=listener.url)))
    assert not listener.calls


@pytest.mark.parametrize("text", DISGUISED)
def test_disguises_by_the_grammar_are_refused(text: str) -> None:
    with pytest.raises(QueryError):
        complete(text)


@pytest.mark.parametrize("text", ["LOAD <http://x/>", "ASK {} ; LOAD <http://x/>", "SELECT * {SERVICE ?v {}}"])
def test_what_is_refused_is_said_to_be_not_allowed(text: str) -> None:
    with pytest.raises(ForbiddenQueryError, match="not allowed"):
        refuse_reach(text)


@pytest.mark.parametrize("query", ALLOWED)
def test_names_texts_and_comments_may_hold_the_words(query: str) -> None:
    held = ox.Store()
    held.update(STATEMENTS)
    answers = [BytesIO(), BytesIO()]
    for text, output in zip((query, complete(query)), answers, strict=True):
        GraphStore(held).answer(text, output, results=ResultSyntax.TSV, graph=RdfSyntax.TURTLE)
    assert answers[0].getvalue() == answers[1].getvalue()
    assert len(answers[0].getvalue().splitlines()) == 1 + ALLOWED[query]


def test_a_text_without_the_words_stays_as_it_is() -> None:
    for text in ("SELECT * { ?s ?p 'a }", "?a<'>'", "SELECT * { ?s ?p 'say \\u0022hi\\u0022' }"):
        assert complete(text) is text


def test_the_words_are_taken_out_of_all_that_only_looks_like_them() -> None:
    text = (
        "PREFIX my: <http://x/services/> SELECT ?service { # a service\n"
        " my:load my:a 'Service of \\\\load' , ?service }"
    )
    assert complete(text) == (
        "PREFIX my: <http://x/\\u0073ervices/> SELECT ?service { # a -------\n"
        "  <http://x/\\u0073ervices/\\u006Coad>  my:a '\\u0053ervice of \\\\\\u006Coad' , ?service }"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASK {?s service:p ?o}", r"service:p at character 9 uses a prefix that is not declared: service:"),
        ("PREFIX ex: <http://x:> ASK {?s ex:service ?o}", r"ex:service at character 32 makes no absolute IRI"),
        ("ASK {?s <service> 'a}", r"a string is not closed, .* \(at character 19\)"),
        ("ASK {FILTER(?service<ex:b#>)}", r"<ex:b#> can be read as an IRI or as a comparison: .* \(at character 21\)"),
        ("ASK {?service a rg:a.b.c}", r"rg:a\.b\.c can be read as one name or as several: write the IRI in full"),
        ('ASK {?s ?p "\\u0022service\\u0022"}', r"an escape such as \\u0022 stands where it can be read in two ways"),
        ("ASK {?s ?p '\\ud800service'}", r"\\ud800 is no character"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        complete(text)


PIECES = st.sampled_from(
    [
        "'",
        '"',
        "'''",
        '"""',
        "#",
        "\n",
        "<",
        ">",
        "<'>",
        "<2#>",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        ".",
        ";",
        ",",
        "\\",
        "\\x",
        "\\u0022",
        "\\'",
        "\\#",
        "1",
        "?o",
        "true",
        "a",
        "ex:",
        "ex:a",
        "bad:",
        "bad:x",
        "ex:a.b.",
        "1e5",
        "@en",
        "@en--ltr",
        "^^",
        "&&",
        "||",
        "=",
        "!=",
        "EXISTS",
        "EXISTS{}",
        "FILTER(",
        "OPTIONAL",
        "UNION",
        "<<(",
        ")>>",
        "́",
        "·",
        "😀",
    ]
)


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from([text for text in REACHING.values() if "{{SERVICE " not in text] + list(LOADING.values())),
    st.lists(st.tuples(st.floats(0, 1), PIECES, st.integers(0, 3)), max_size=3),
)
def test_no_other_way_to_write_them_reaches_out(text: str, changes: list[tuple[float, str, int]]) -> None:
    with listen() as listener:
        text = text.format(url=listener.url)
        for place, piece, removed in changes:
            at = int(place * len(text))
            text = text[:at] + piece + text[at + removed :]
        with suppress(QueryError, SyntaxError, OSError, ValueError):
            run(complete(text))
        assert not listener.calls
