"""Settings come from flags, then the environment; what cannot be used is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import SettingError
from service.config import read_settings
from service.limits import SparqlLimits, default_workers


def test_defaults_need_no_environment() -> None:
    settings = read_settings({})
    assert (settings.data, settings.host, settings.port) == (Path("rolegraph-data"), "127.0.0.1", 8000)
    assert settings.base == "https://w3id.org/rolegraph/id/"
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.model == "all-MiniLM-L6-v2"


def test_a_flag_wins_over_the_environment() -> None:
    environ = {"ROLEGRAPH_DATA": "/env", "ROLEGRAPH_PORT": "9000", "ROLEGRAPH_HOST": "localhost"}
    settings = read_settings(environ, data=Path("/flag"), port=9001)
    assert (settings.data, settings.host, settings.port) == (Path("/flag"), "localhost", 9001)
    assert settings.public_url == "http://localhost:9001"


@pytest.mark.parametrize(
    ("host", "url"),
    [("0.0.0.0", "http://127.0.0.1:8000"), ("::", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000")],
)
def test_links_point_to_an_address_that_can_be_opened(host: str, url: str) -> None:
    assert read_settings({}, host=host).public_url == url


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({"ROLEGRAPH_PORT": "eighty"}, "ROLEGRAPH_PORT='eighty' is no port number (1-65535)"),
        ({"ROLEGRAPH_PORT": "70000"}, "ROLEGRAPH_PORT='70000' is no port number (1-65535)"),
        ({"ROLEGRAPH_PORT": "²"}, "ROLEGRAPH_PORT='²' is no port number (1-65535)"),
        ({"ROLEGRAPH_DATE": "x"}, "unknown setting ROLEGRAPH_DATE='x'; known are ROLEGRAPH_DATA, "),
        (
            {"ROLEGRAPH_PUBLIC_URL": "roles.example.com"},
            "ROLEGRAPH_PUBLIC_URL='roles.example.com' is no http(s) address",
        ),
        ({"ROLEGRAPH_BASE": "roles/"}, "base IRI 'roles/' cannot be used"),
        ({"ROLEGRAPH_BASE": "https://roles.example.com"}, "base IRI 'https://roles.example.com' cannot be used"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(environ: dict[str, str], message: str) -> None:
    with pytest.raises(SettingError) as refused:
        read_settings(environ)
    assert str(refused.value).startswith(message)


def test_limits_of_sparql_come_from_flags_then_environment_then_defaults() -> None:
    environ = {
        "ROLEGRAPH_SPARQL_TIMEOUT_SECONDS": "2.5",
        "ROLEGRAPH_SPARQL_MEMORY_BYTES": "50000000",
        "ROLEGRAPH_SPARQL_RESULT_BYTES": "1000",
        "ROLEGRAPH_SPARQL_WORKERS": "3",
        "ROLEGRAPH_SPARQL_ALLOW": "https://a.test/sparql, http://b.test/data/",
    }
    told = read_settings(environ)
    assert told.sparql == SparqlLimits(timeout_seconds=2.5, memory_bytes=50_000_000, result_bytes=1000, workers=3)
    assert told.sparql_allow == ("https://a.test/sparql", "http://b.test/data/")
    flagged = read_settings(environ, sparql_timeout_seconds=9, sparql_workers=1, sparql_allow=["http://c.test/"])
    assert flagged.sparql == SparqlLimits(timeout_seconds=9, memory_bytes=50_000_000, result_bytes=1000, workers=1)
    assert flagged.sparql_allow == ("http://c.test/",)
    silent = read_settings({})
    assert (silent.sparql.timeout_seconds, silent.sparql.memory_bytes) == (30, 1 << 30)
    assert (silent.sparql.result_bytes, silent.sparql_allow) == (1 << 29, ())
    assert silent.sparql.workers == default_workers() >= 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SPARQL_TIMEOUT_SECONDS", "0"),
        ("SPARQL_TIMEOUT_SECONDS", "-1"),
        ("SPARQL_TIMEOUT_SECONDS", "soon"),
        ("SPARQL_TIMEOUT_SECONDS", "nan"),
        ("SPARQL_TIMEOUT_SECONDS", "inf"),
        ("SPARQL_MEMORY_BYTES", "1"),
        ("SPARQL_MEMORY_BYTES", "1e99"),
        ("SPARQL_RESULT_BYTES", "1.5"),
        ("SPARQL_WORKERS", "0"),
        ("SPARQL_WORKERS", "1000"),
        ("SPARQL_ALLOW", "file:///etc/"),
        ("SPARQL_ALLOW", "a.test/sparql"),
        ("ALLOW_INVALID", "perhaps"),
        ("TOKEN", "short"),
        ("TOKEN", "has a space in its middle"),
        ("TOKEN", "zeichen-über-zeichen-über"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"ROLEGRAPH_{name}") as refused:
        read_settings({f"ROLEGRAPH_{name}": value})
    assert (value in str(refused.value)) is (name != "TOKEN")


def test_a_token_is_kept_out_of_what_is_printed() -> None:
    settings = read_settings({"ROLEGRAPH_TOKEN": "0123456789abcdef"})
    assert settings.token == "0123456789abcdef"
    assert "0123456789abcdef" not in repr(settings)
    assert read_settings({"ROLEGRAPH_TOKEN": ""}).token is None


@pytest.mark.parametrize(
    ("value", "allowed"), [("", False), ("false", False), ("0", False), ("true", True), ("1", True)]
)
def test_wrong_graphs_are_taken_only_where_the_operator_says_so(value: str, allowed: bool) -> None:
    assert read_settings({"ROLEGRAPH_ALLOW_INVALID": value}).allow_invalid is allowed
