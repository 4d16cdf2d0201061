"""The server: the app on granian, one supervising process and one that answers.

The supervisor holds nothing but the listening address: engines with threads of their own are opened after the fork,
in the worker. What keeps the worker from starting is sent to the supervisor, which raises it.
Source: https://github.com/emmett-framework/granian (ASGI interface; the process model is that of version 2.8)
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing import Pipe, parent_process
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from ontology.errors import OperatorError, RolegraphError
from service.config import Settings

if TYPE_CHECKING:
    from service.current import Current
    from service.http.door import Door
    from service.http.gateway import Gateway

THREADS = 48  # they compute, or wait for what computes; clients never hold one
_BACKLOG = 1024
_MAX_CONNECTIONS = 512  # open at a time, busy or not; more wait in the backlog
_STOP_SECONDS = 20  # for requests under way when the service is told to stop
_LOOK_SECONDS = 0.02


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        OperatorError: the address is taken, nothing is published, or the published snapshot cannot be opened.
    """
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.log import LogLevels

    _check_address(settings.host, settings.port)
    receiver, sender = Pipe(duplex=False)
    server = Granian(
        "rolegraph",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGINL,
        loop=Loops.uvloop,  # a fifth more requests a second than asyncio's own
        http=HTTPModes.http1,  # waiting to see which version a client speaks, it would wait for ever
        backlog=_BACKLOG,
        backpressure=_MAX_CONNECTIONS,
        workers_kill_timeout=_STOP_SECONDS,
        log_level=LogLevels.critical,
        websockets=False,
    )
    try:
        server.serve(target_loader=partial(_load, settings, sender), wrap_loader=False)
    except SystemExit:
        problem = receiver.recv() if receiver.poll() else "the serving process ended unexpectedly; its log says why"
        raise OperatorError(problem) from None


def open_current(settings: Settings) -> Current:
    """Open the published snapshot, ready to answer.

    Raises:
        NoSnapshotError: nothing was published yet.
        SnapshotError: the published snapshot is damaged.
    """
    from service.current import Current
    from store.library import Library

    current = Current(Library(settings.data), settings)
    current.engine().warm_up()
    return current


def _load(settings: Settings, problems: Connection) -> Gateway:
    try:
        with ThreadPoolExecutor(1) as pool:  # opening is mostly reading and hashing: Flask is imported meanwhile
            opened = pool.submit(open_current, settings)
            from service.http.app import create_app
            from service.http.door import find_door
            from service.http.gateway import Gateway
            from service.http.token import to_body_limit

            current = opened.result()
        app = create_app(settings, current)
        gateway = Gateway(app, threads=THREADS, body_limit=to_body_limit(settings))
    except RolegraphError as error:
        problems.send(str(error))
        raise SystemExit(1) from None
    threading.Thread(target=_announce, args=(settings, find_door(app)), name="rolegraph-announce", daemon=True).start()
    threading.Thread(target=_follow_supervisor, name="rolegraph-supervisor", daemon=True).start()
    return gateway


def _check_address(host: str, port: int) -> None:
    """Bind once by ourselves: granian shares ports, so it would start beside another server."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OperatorError(
            f"cannot listen on {host} port {port}: {reason}; choose another with --host or --port"
        ) from error


def _announce(settings: Settings, door: Door) -> None:
    """Say that the service is there, once it answers a request of our own; then read what only lists need."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - compared, not bound
    while True:
        connection = http.client.HTTPConnection(host, settings.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            response = connection.getresponse()
        except OSError:
            time.sleep(_LOOK_SECONDS)
            continue
        finally:
            connection.close()
        snapshot = response.getheader("Rolegraph-Snapshot", "?")
        sys.stdout.write(f"Rolegraph is serving snapshot {snapshot} on {settings.public_url}\n")
        sys.stdout.flush()
        break
    door.sparql.pool.warm_up()
    door.current.engine().warm_lists()


def _follow_supervisor() -> None:
    """Stop when the supervisor is gone, however it went: nobody else would."""
    supervisor = parent_process()
    if supervisor is not None:
        wait([supervisor.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_STOP_SECONDS)
        os._exit(1)  # a client that takes its time would hold it for ever
