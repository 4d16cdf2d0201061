"""Settings, from flags first and environment second; nothing else is configurable."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ontology.errors import SettingError
from ontology.iris import DEFAULT_BASE, Namer
from service.limits import (
    MEMORY_BYTES,
    MIN_MEMORY_BYTES,
    MOST,
    RESULT_BYTES,
    TIMEOUT_SECONDS,
    SparqlLimits,
    default_workers,
)

DEFAULT_DATA = "rolegraph-data"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
DEFAULT_MODEL = "all-MiniLM-L6-v2"

_PREFIX = "ROLEGRAPH_"
_KNOWN = (
    "DATA",
    "BASE",
    "PUBLIC_URL",
    "HOST",
    "PORT",
    "MODEL",
    "TOKEN",
    "ALLOW_INVALID",
    "LOG_UNANSWERED",
    "SPARQL_TIMEOUT_SECONDS",
    "SPARQL_MEMORY_BYTES",
    "SPARQL_RESULT_BYTES",
    "SPARQL_WORKERS",
    "SPARQL_ALLOW",
)
_URL = re.compile(r"^https?://[^\s/?#]+(/[^\s?#]*)?$")
_MAX_PORT = 65_535
_MIN_TOKEN_CHARACTERS = 16  # a secret that is guessed is none


@dataclass(frozen=True, slots=True)
class Settings:
    """All that an operator can set."""

    data: Path
    base: str  # of data IRIs; ends in "/"
    public_url: str  # where this service is reached from outside; does not end in "/"
    host: str
    port: int
    model: str
    token: str | None = field(default=None, repr=False)  # that writers give; without one, nobody writes
    allow_invalid: bool = False  # whether a write may leave the graph in a wrong shape
    log_unanswered: bool = False  # whether questions without a confident answer are kept, for a report of gaps
    sparql: SparqlLimits = field(default_factory=SparqlLimits)
    sparql_allow: tuple[str, ...] = ()  # what SERVICE and LOAD may reach

    @property
    def namer(self) -> Namer:
        """The minter of data IRIs."""
        return Namer(self.base)


def read_settings(
    environ: Mapping[str, str] = os.environ,
    *,
    data: Path | None = None,
    base: str | None = None,
    host: str | None = None,
    port: int | None = None,
    model: str | None = None,
    allow_invalid: bool = False,
    sparql_timeout_seconds: float | None = None,
    sparql_memory_bytes: int | None = None,
    sparql_result_bytes: int | None = None,
    sparql_workers: int | None = None,
    sparql_allow: Sequence[str] = (),
) -> Settings:
    """Return the settings; a flag given here wins over the environment.

    Raises:
        SettingError: a value cannot be used, or a ROLEGRAPH_ variable is not known; names it.
    """
    for key, value in environ.items():
        if key.startswith(_PREFIX) and key.removeprefix(_PREFIX) not in _KNOWN:
            wanted = ", ".join(_PREFIX + name for name in _KNOWN)
            raise SettingError(f"unknown setting {key}={value!r}; known are {wanted}")
    host = host or environ.get("ROLEGRAPH_HOST") or DEFAULT_HOST
    port = port if port is not None else _read_port(environ.get("ROLEGRAPH_PORT"))
    shown = f"[{host}]" if ":" in host else host
    url = environ.get("ROLEGRAPH_PUBLIC_URL") or f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else shown}:{port}"  # noqa: S104
    if not _URL.match(url):
        raise SettingError(f"ROLEGRAPH_PUBLIC_URL={url!r} is no http(s) address, such as https://roles.example.com")
    settings = Settings(
        data=data or Path(environ.get("ROLEGRAPH_DATA") or DEFAULT_DATA),
        base=base or environ.get("ROLEGRAPH_BASE") or DEFAULT_BASE,
        public_url=url.rstrip("/"),
        host=host,
        port=port,
        model=model or environ.get("ROLEGRAPH_MODEL") or DEFAULT_MODEL,
        token=_read_token(environ.get("ROLEGRAPH_TOKEN")),
        allow_invalid=allow_invalid or _read_switch(environ, "ALLOW_INVALID"),
        log_unanswered=_read_switch(environ, "LOG_UNANSWERED"),
        sparql=SparqlLimits(
            timeout_seconds=sparql_timeout_seconds or _read_number(environ, "TIMEOUT_SECONDS", TIMEOUT_SECONDS, 0.1),
            memory_bytes=sparql_memory_bytes
            or int(_read_number(environ, "MEMORY_BYTES", MEMORY_BYTES, MIN_MEMORY_BYTES)),
            result_bytes=sparql_result_bytes or int(_read_number(environ, "RESULT_BYTES", RESULT_BYTES, 1)),
            workers=sparql_workers or int(_read_number(environ, "WORKERS", default_workers(), 1)),
        ),
        sparql_allow=_read_allowed(" ".join(sparql_allow) or environ.get("ROLEGRAPH_SPARQL_ALLOW", "")),
    )
    Namer(settings.base)
    return settings


def _read_token(text: str | None) -> str | None:
    if not text:
        return None
    if len(text) < _MIN_TOKEN_CHARACTERS or not text.isascii() or not text.isprintable() or " " in text:
        raise SettingError(
            f"ROLEGRAPH_TOKEN cannot be used: it needs at least {_MIN_TOKEN_CHARACTERS} characters of ASCII "
            "without spaces, such as 'openssl rand -hex 32' prints"
        )
    return text


def _read_switch(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(_PREFIX + name, "")
    if text.lower() not in ("", "0", "1", "true", "false", "yes", "no"):
        raise SettingError(f"{_PREFIX}{name}={text!r} is neither true nor false")
    return text.lower() in ("1", "true", "yes")


def _read_number(environ: Mapping[str, str], name: str, default: float, least: float) -> float:
    """Return the limit of SPARQL called ``name``."""
    key = f"{_PREFIX}SPARQL_{name}"
    text = environ.get(key, "")
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = 0
    most = MOST[name]
    if not least <= value <= most or (name != "TIMEOUT_SECONDS" and not value.is_integer()):
        raise SettingError(f"{key}={text!r} is no number from {least:,} to {most:,}")
    return value


def _read_allowed(text: str) -> tuple[str, ...]:
    entries = tuple(text.replace(",", " ").split())
    for entry in entries:
        if not _URL.match(entry):
            raise SettingError(
                f"ROLEGRAPH_SPARQL_ALLOW names {entry!r}, which is no http(s) address, such as https://example.com/sparql"
            )
    return entries


def _read_port(text: str | None) -> int:
    if text is None or text == "":
        return DEFAULT_PORT
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= _MAX_PORT:
        raise SettingError(f"ROLEGRAPH_PORT={text!r} is no port number (1-{_MAX_PORT})")
    return int(text)
