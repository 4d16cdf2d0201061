"""Settings come from flags, then the environment; what cannot be used is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import SettingError
from service.config import read_settings


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
