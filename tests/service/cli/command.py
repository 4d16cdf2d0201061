from __future__ import annotations

from pathlib import Path

import pytest

from service.cli.main import main


class CommandShell:
    """Runs one command of ``rolegraph`` on one data directory, in this process."""

    def __init__(self, command: str, capture: pytest.CaptureFixture[str], data: Path) -> None:
        self._command = command
        self._capture = capture
        self._data = data

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            main([self._command, *arguments, "--data", str(self._data)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        output = self._capture.readouterr()
        return code, output.out, output.err
