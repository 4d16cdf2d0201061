"""Messages between a process and its child, over a socket: a JSON header, some bytes, and perhaps an open file.

A message is two lengths (4 bytes each, big-endian: header, payload), the header and the payload. The descriptor of a
file travels with the first byte (``SCM_RIGHTS``), so that a large result needs no name on disk and no second copy.
"""

from __future__ import annotations

import json
import os
import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO

_LENGTHS = struct.Struct("!II")
_READ_BYTES = 1 << 18


class ChannelClosedError(Exception):
    """The other side is gone."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message."""

    header: dict[str, object]
    payload: bytes
    file: BinaryIO | None  # whoever receives it closes it


def send(channel: socket.socket, header: dict[str, object], payload: bytes = b"", file: BinaryIO | None = None) -> None:
    """Send a message; ``file`` stays open on this side.

    Raises:
        ChannelClosedError: the other side is gone.
    """
    text = json.dumps(header).encode()
    lengths = _LENGTHS.pack(len(text), len(payload))
    try:
        if file is None:
            channel.sendall(lengths + text + payload)
        else:
            sent = socket.send_fds(channel, [lengths], [file.fileno()])
            channel.sendall(lengths[sent:] + text + payload)
    except OSError as error:
        raise ChannelClosedError(str(error)) from error


def receive(channel: socket.socket) -> Message:
    """Wait for the next message.

    Raises:
        ChannelClosedError: the other side is gone, or stopped in the middle.
    """
    file: BinaryIO | None = None
    try:
        start, descriptors, _, _ = socket.recv_fds(channel, _LENGTHS.size, 1)
        if descriptors:
            file = os.fdopen(descriptors[0], "rb")
        if not start:
            raise ChannelClosedError("closed")
        lengths = start + _read(channel, _LENGTHS.size - len(start))
        header, payload = _LENGTHS.unpack(lengths)
        return Message(json.loads(_read(channel, header)), _read(channel, payload), file)
    except (OSError, ChannelClosedError) as error:
        if file is not None:
            file.close()
        raise ChannelClosedError(str(error)) from error


def _read(channel: socket.socket, count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = channel.recv(min(count - len(parts), _READ_BYTES))
        if not part:
            raise ChannelClosedError("closed in the middle of a message")
        parts += part
    return bytes(parts)
