"""A child process that does work which must be stoppable: nothing within a process can stop a query, so it is killed.

Children are started as fresh interpreters (a fork of a process with threads is unsafe) in a session of their own, so
that Ctrl-C in a terminal reaches their parent only; they end when their end of the socket closes.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from typing import BinaryIO

from service.channel import Message, receive, send

# How a child ends that gets no more memory: by its own limit, or by the kernel's choice.
OUT_OF_MEMORY = (-signal.SIGABRT, -signal.SIGBUS, -signal.SIGKILL)
_MESSAGE_SECONDS = 30  # to send or receive one message that has begun; a child that stalls in the middle is dead


class Child:
    """One child process and the socket to it."""

    def __init__(self, module: str, *arguments: str) -> None:
        """Start ``python -m module FD ARGUMENTS``; it speaks ``service.channel`` on the descriptor FD."""
        ours, theirs = socket.socketpair()
        ours.settimeout(_MESSAGE_SECONDS)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", module, str(theirs.fileno()), *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, "RUST_BACKTRACE": "0"},  # the engine's last words are one line, not a hundred
            )
        self._channel = ours
        self.ready = False  # whether it has said that it is there

    def send(self, header: dict[str, object], payload: bytes = b"", file: BinaryIO | None = None) -> None:
        """Send a message.

        Raises:
            ChannelClosedError: the child is gone.
        """
        send(self._channel, header, payload, file)

    def receive(self, timeout_seconds: float) -> Message | None:
        """Return the child's next message; None where none comes in time.

        Raises:
            ChannelClosedError: the child is gone.
        """
        poll = select.poll()
        poll.register(self._channel, select.POLLIN)
        if not poll.poll(max(0.0, timeout_seconds) * 1000):
            return None
        return receive(self._channel)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    def kill(self) -> int:
        """End the child at once, whatever it does; returns how it ended (a negative number is a signal's)."""
        with suppress(ProcessLookupError):
            self._process.kill()
        status = self._process.wait()
        self._channel.close()
        return status

    def reap(self) -> int:
        """Return how a child that has closed its channel ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=_MESSAGE_SECONDS)
        return self.kill() if self._process.returncode is None else self._close()

    def _close(self) -> int:
        self._channel.close()
        status = self._process.returncode
        assert status is not None
        return status


def kill_all(children: set[Child]) -> None:
    """End all of ``children`` at once."""
    for child in list(children):
        child.kill()
