"""Settings, from flags first and environment second; nothing else is configurable."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import SettingError
from ontology.iris import DEFAULT_BASE, Namer

DEFAULT_DATA = "rolegraph-data"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
DEFAULT_MODEL = "all-MiniLM-L6-v2"

_PREFIX = "ROLEGRAPH_"
_KNOWN = ("DATA", "BASE", "PUBLIC_URL", "HOST", "PORT", "MODEL")
_URL = re.compile(r"^https?://[^\s/?#]+(/[^\s?#]*)?$")
_MAX_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Settings:
    """All that an operator can set."""

    data: Path
    base: str  # of data IRIs; ends in "/"
    public_url: str  # where this service is reached from outside; does not end in "/"
    host: str
    port: int
    model: str

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
    )
    Namer(settings.base)
    return settings


def _read_port(text: str | None) -> int:
    if text is None or text == "":
        return DEFAULT_PORT
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= _MAX_PORT:
        raise SettingError(f"ROLEGRAPH_PORT={text!r} is no port number (1-{_MAX_PORT})")
    return int(text)
