from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.sparql.iri import is_iri, resolve_reference

BASES = ["http://b", "http://b/", "http://b/x", "http://b/x/y?q#f", "http://b?q", "file:///x/y"]
CHARACTERS = "aZ0:/?#.@[]%4f-_~!'()\u00e9\U0001f600\ue000\u00b7\ufffe"
REFERENCES = st.one_of(
    st.text(st.sampled_from(CHARACTERS), max_size=12),
    st.text(st.sampled_from(CHARACTERS), max_size=12).map(lambda rest: f"http://h{rest}"),
    st.lists(st.sampled_from(["a", "", "b", ".", ".."]), max_size=6).map("/".join),
)


def ask_engine(base: str, reference: str) -> str | None:
    try:
        rows = ox.Store().query(f"BASE <{base}> SELECT * {{ VALUES ?iri {{ <{reference}> }} }}")
    except SyntaxError:
        return None
    assert isinstance(rows, ox.QuerySolutions)
    return next(str(row["iri"].value) for row in rows)


@given(st.sampled_from(BASES), REFERENCES)
@example("http://b/x/y", "http://[::1]:80/x")
@example("http://b/x/y", "http://u@[2001:db8::1]/")
@example("http://b/x/y", "http://[::1]x/")
def test_a_reference_means_what_it_means_to_the_engine(base: str, reference: str) -> None:
    assert resolve_reference(reference, base) == ask_engine(base, reference)


@pytest.mark.parametrize(
    ("reference", "iri"),  # of RFC 3986, 5.4
    [
        ("g:h", "g:h"),
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"),
        ("g?y#s", "http://a/b/c/g?y#s"),
        (";x", "http://a/b/c/;x"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("g.", "http://a/b/c/g."),
        ("g;x=1/../y", "http://a/b/c/y"),
        ("g#s/../x", "http://a/b/c/g#s/../x"),
    ],
)
def test_a_relative_iri_is_resolved_as_the_standard_says(reference: str, iri: str) -> None:
    assert resolve_reference(reference, "http://a/b/c/d;p?q") == iri


@pytest.mark.parametrize("reference", ["g", "", "//g", "#s", "a b:c", "1:x"])
def test_without_a_base_nothing_relative_is_an_iri(reference: str) -> None:
    assert resolve_reference(reference, None) is None


@given(REFERENCES)
def test_what_is_taken_for_an_iri_is_one_to_the_engine(text: str) -> None:
    if is_iri(text):
        assert ask_engine("http://b/", text) == text


@pytest.mark.parametrize(
    "text", ["urn:uuid:1", "mailto:a@b", "a:", "http://a/?\ue000", "http://\u00e9/\u00e9", "tag:x,2026:y", "file:///a"]
)
def test_absolute_iris_of_any_scheme_are_known(text: str) -> None:
    assert is_iri(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "http://a b",
        "http://a/<",
        "http://a/%zz",
        "http://a/\\",
        "a:\x00",
        "http://a:b/",
        "http://[1]/",
        "a://b|c",
    ],
)
def test_what_is_no_absolute_iri_is_not_taken_for_one(text: str) -> None:
    assert not is_iri(text)
