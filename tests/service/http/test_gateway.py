"""The gateway between the real server and an app with two threads."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from service.http.bodies import MAX_BODIES, MAX_BODY_BYTES
from tests.service.http.gateway_app import BLOCK, UPLOAD_BYTES

_BOUND_SECONDS = 60
_BODY = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
_EXPECTING = _BODY.replace("Host: x", "Host: x\r\nExpect: 100-continue")
_GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


class Server:
    """The app behind the gateway, in a process of its own."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port

    def ask(
        self, path: str, method: str = "GET", body: bytes | Iterator[bytes] | None = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Send one request; an iterator is sent in chunks."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=_BOUND_SECONDS)) as connection:
            chunked = isinstance(body, Iterator)
            connection.request(method, path, body, headers, encode_chunked=chunked)
            response = connection.getresponse()
            return response, response.read()

    def echo(self, body: bytes | Iterator[bytes], path: str = "/echo", **headers: str) -> dict[str, str | int]:
        """Return what the app says of a body."""
        told: dict[str, str | int] = json.loads(self.ask(path, "POST", body, **headers)[1])
        return told

    def events(self) -> list[str]:
        """Return what happened in the app."""
        told: list[str] = json.loads(self.ask("/events")[1])
        return told

    def wait_for(self, event: str, times: int = 1) -> None:
        """Wait until ``event`` has happened."""
        deadline = time.monotonic() + _BOUND_SECONDS
        while self.events().count(event) < times:
            assert time.monotonic() < deadline, (event, self.events())

    def open(self, text: str) -> socket.socket:
        """Send ``text`` and no more."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=_BOUND_SECONDS)
        connection.sendall(text.encode("latin-1"))
        return connection

    def exchange(self, text: str) -> str:
        """Send ``text``; return all that comes back until the server closes the connection."""
        received = b""
        with self.open(text) as connection:
            while block := connection.recv(65_536):
                received += block
        return received.decode("latin-1")


@contextmanager
def running(patience_seconds: float = _BOUND_SECONDS) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tests.service.http.gateway_app", str(port), str(patience_seconds)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        server = Server(process, port)
        try:
            deadline = time.monotonic() + _BOUND_SECONDS
            while True:
                try:
                    server.events()
                    break
                except OSError:
                    assert process.poll() is None
                    assert time.monotonic() < deadline
            yield server
        finally:
            process.terminate()
            process.communicate(timeout=_BOUND_SECONDS)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as running_server:
        yield running_server


def test_slow_uploads_hold_no_thread_and_are_bounded_in_number(server: Server) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(server.open(_EXPECTING)) for _ in range(MAX_BODIES)]
        for connection in slow:
            assert connection.recv(1024) == _GO_ON  # so it is being received
            connection.sendall(b"abc")
        response, _ = server.ask("/echo", "POST", b"abc")
        assert (response.status, response.getheader("Retry-After")) == (503, "1")
        assert server.ask("/status?code=200")[0].status == 200
        slow[0].sendall(b"defghi")
        assert b'"read": 9' in slow[0].recv(65_536)
    deadline = time.monotonic() + _BOUND_SECONDS
    while server.ask("/echo", "POST", b"abc")[0].status != 200:
        assert time.monotonic() < deadline


def test_slow_downloads_hold_no_thread(server: Server) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(server.open("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")) for _ in range(60)]
        for connection in slow:
            assert connection.recv(1024).startswith(b"HTTP/1.1 200 OK")
        assert server.echo(b"abc")["read"] == 3
        assert "endless closed" not in server.events()
    server.wait_for("endless closed", len(slow))


@pytest.mark.parametrize("length", ["", "&length=6553600"])
def test_a_large_response_arrives_whole_and_is_closed(server: Server, length: str) -> None:
    before = server.events().count("blocks closed")
    response, body = server.ask(f"/blocks?count=100{length}")
    assert response.getheader("Content-Length") == ("6553600" if length else None)
    assert hashlib.sha256(body).digest() == hashlib.sha256(BLOCK * 100).digest()
    server.wait_for("blocks closed", before + 1)


def test_a_response_stays_in_the_context_that_the_app_had(server: Server) -> None:
    assert server.ask("/context")[1] == (b"it" + BLOCK) * 20


def test_an_app_is_told_that_its_client_hung_up(server: Server) -> None:
    with server.open("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n"):
        server.wait_for("hang begun")
        assert "hang noticed" not in server.events()
    server.wait_for("hang noticed")
    server.wait_for("hang closed")


def test_an_app_is_told_that_a_client_who_had_sent_a_body_hung_up(server: Server) -> None:
    before = server.events().count("hang noticed")
    with server.open(_BODY.replace("/echo", "/hang") + "abcdefghi"):
        server.wait_for("hang begun", before + 1)
    server.wait_for("hang noticed", before + 1)


def test_who_waits_has_not_hung_up(server: Server) -> None:
    assert json.loads(server.ask("/stays")[1]) == [False] * 1000


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, MAX_BODY_BYTES])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_arrives_as_it_was_sent(server: Server, size: int, chunked: bool) -> None:
    body = os.urandom(size)
    blocks = iter([body[:1000], body[1000:]]) if chunked else body
    expected = {"stated": str(size), "read": size, "sha256": hashlib.sha256(body).hexdigest()}
    assert server.echo(blocks) == expected


def test_a_body_that_is_stated_to_be_too_large_is_left_unread_for_the_app_to_refuse(server: Server) -> None:
    text = f"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: {MAX_BODY_BYTES + 1}\r\n\r\n"
    assert '{"stated": "1048577", "read": 0,' in server.exchange(text)


def test_a_body_of_unknown_length_is_read_up_to_one_byte_over_the_limit(server: Server) -> None:
    head = _BODY.replace("Content-Length: 9", "Transfer-Encoding: chunked")
    endless = f"{head}{MAX_BODY_BYTES + 9:x}\r\n" + "x" * (MAX_BODY_BYTES + 9)
    assert '{"stated": "1048577", "read": 1048577,' in server.exchange(endless)


def test_who_may_send_more_is_decided_before_the_body_is_read(server: Server) -> None:
    body = os.urandom(UPLOAD_BYTES)
    told = server.echo(body, "/upload", Authorization="Bearer secret")
    assert (told["read"], told["sha256"]) == (UPLOAD_BYTES, hashlib.sha256(body).hexdigest())
    told = server.echo(iter([body, b"x"]), "/upload", Authorization="Bearer secret")
    assert told["read"] == UPLOAD_BYTES + 1
    text = f"POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: {UPLOAD_BYTES}\r\nAuthorization: Bearer other\r\n\r\n"
    assert f'{{"stated": "{UPLOAD_BYTES}", "read": 0,' in server.exchange(text)


def test_a_client_is_told_to_go_on_with_its_body(server: Server) -> None:
    with server.open(_EXPECTING) as connection:
        assert connection.recv(1024) == _GO_ON
        connection.sendall(b"abcdefghi")
        assert b'"read": 9' in connection.recv(65_536)


def test_a_body_that_breaks_off_never_reaches_the_app(server: Server) -> None:
    before = server.events().count("echo")
    broken = _BODY.replace("Content-Length: 9", "Transfer-Encoding: chunked") + "3\r\nabc\r\nno number\r\n"
    assert server.exchange(broken).startswith("HTTP/1.1 400 ")
    server.open(_BODY + "abc").close()
    assert server.echo(b"abc")["read"] == 3
    assert server.events().count("echo") == before + 1


@pytest.mark.parametrize("stated", ["-1", "x", "9\r\nContent-Length: 8", "99999999999999999999999"])
def test_a_length_that_cannot_be_is_refused(server: Server, stated: str) -> None:
    assert server.exchange(_BODY.replace("9", stated) + "abcdefghi").startswith("HTTP/1.1 400 ")


def test_the_body_of_a_get_is_nobodys(server: Server) -> None:
    told = json.loads(server.ask("/echo", "GET", b"abc")[1])
    assert (told["stated"], told["read"]) == ("0", 0)


def test_head_is_get_without_the_body(server: Server) -> None:
    response, body = server.ask("/blocks?count=100&length=6553600", "HEAD")
    assert (response.status, response.getheader("Content-Length"), body) == (200, "6553600", b"")


@pytest.mark.parametrize("request_line", ["HEAD /endless HTTP/1.1", "GET /endless?code=204 HTTP/1.1"])
def test_a_response_without_a_body_is_closed_at_once(server: Server, request_line: str) -> None:
    before = server.events().count("endless closed")
    with server.open(f"{request_line}\r\nHost: x\r\n\r\n") as connection:
        assert connection.recv(1024).startswith(b"HTTP/1.1 20")
        server.wait_for("endless closed", before + 1)


def test_requests_in_a_row_are_answered_in_order(server: Server) -> None:
    requests = [
        "GET /stays HTTP/1.1",
        "HEAD /blocks?count=1&length=65536 HTTP/1.1",
        "GET /status?code=204 HTTP/1.1",
        "GET /status?code=304 HTTP/1.1",
        "GET /write HTTP/1.1\r\nConnection: close",
    ]
    received = server.exchange("".join(f"{request}\r\nHost: x\r\n\r\n" for request in requests))
    heads = [line for line in received.split("\r\n") if line.startswith("HTTP/1.1") or "HTTP/1.1 " in line]
    assert [head[head.index("HTTP/1.1") :] for head in heads] == [
        "HTTP/1.1 200 OK",
        "HTTP/1.1 200 OK",
        "HTTP/1.1 204 No Content",
        "HTTP/1.1 304 Not Modified",
        "HTTP/1.1 200 OK",
    ]
    assert received.endswith("\r\n\r\nwritten, returned")
    assert "not to be sent" not in received


def test_http_1_0_is_spoken(server: Server) -> None:
    received = server.exchange("GET /write HTTP/1.0\r\n\r\n")
    assert received.startswith("HTTP/1.0 200 OK\r\n")
    assert received.endswith("\r\n\r\nwritten, returned")


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [
        ("/environ/a%2Fb//c%20d+e;f", "/environ/a/b//c d+e;f", ""),
        ("/environ/%E2%82%AC?q=%20&r=?", "/environ/\xe2\x82\xac", "q=%20&r=?"),
        ("/environ/\xe2\x82\xac?\xc3\xa9", "/environ/\xe2\x82\xac", "\xc3\xa9"),
        ("/environ/%FF%zz%00?", "/environ/\xff%zz\x00", ""),
        ("http://other.test/environ?q=1", "/environ", "q=1"),
    ],
)
def test_an_address_reaches_the_app_as_wsgi_has_it(server: Server, target: str, path: str, query: str) -> None:
    received = server.exchange(f"GET {target} HTTP/1.1\r\nHost: x:1\r\nConnection: close\r\n\r\n")
    environ = json.loads(received.split("\r\n\r\n")[1])
    assert (environ["PATH_INFO"], environ["QUERY_STRING"], environ["HTTP_HOST"]) == (path, query, "x:1")


def test_headers_reach_the_app_as_wsgi_has_them(server: Server) -> None:
    lines = (
        "PUT /environ HTTP/1.1",
        "Host: x",
        "Connection: close",
        "Content-Type: text/plain",
        "Transfer-Encoding: chunked",
        "X-Twice: 1",
        "x-twice: 2",
        "X_Twice: 3",
        "Cookie: a=1",
        "Cookie: b=2",
        "X-Latin: \xe9",
        "X-Empty:",
    )
    with server.open("\r\n".join(lines) + "\r\n\r\n3\r\nabc\r\n0\r\n\r\n") as connection:
        port = connection.getsockname()[1]
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert json.loads(received.split(b"\r\n\r\n")[1]) == {
        "REQUEST_METHOD": "PUT",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/environ",
        "REQUEST_URI": "/environ",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": str(server.port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "REMOTE_PORT": str(port),
        "CONTENT_TYPE": "text/plain",
        "CONTENT_LENGTH": "3",
        "HTTP_HOST": "x",
        "HTTP_CONNECTION": "close",
        "HTTP_X_TWICE": "1, 2",
        "HTTP_COOKIE": "a=1; b=2",
        "HTTP_X_LATIN": "\xe9",
        "HTTP_X_EMPTY": "",
    }


@pytest.mark.parametrize("length", ["", "?length=1000000000"])
def test_a_response_that_breaks_off_is_seen_to(server: Server, length: str) -> None:
    before = server.events().count("breaks closed")
    with pytest.raises(http.client.IncompleteRead):
        server.ask(f"/breaks{length}")
    server.wait_for("breaks closed", before + 1)


def test_an_app_that_fails_is_logged_and_not_told() -> None:
    with running() as server:
        response, body = server.ask("/fails")
        assert (response.status, body) == (500, b"Something went wrong that should not have; it was logged.\n")
        server.process.terminate()
        assert "ValueError: as it was asked to" in server.process.communicate(timeout=_BOUND_SECONDS)[1]


def test_patience_ends() -> None:
    with running(patience_seconds=1) as server:
        received = server.exchange(_BODY + "abc")
        assert received.startswith("HTTP/1.1 408 Request Timeout\r\n")
        assert received.endswith("\r\n\r\nThe request body took too long to arrive.\n")
        with server.open("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n"):  # who reads nothing of it
            server.wait_for("endless closed")


def test_who_is_being_answered_when_the_server_stops_gets_the_answer(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with running() as server, server.open(f"GET /pause?fifo={fifo} HTTP/1.1\r\nHost: x\r\n\r\n") as waiting:
        server.wait_for("pause begun")
        server.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + _BOUND_SECONDS
        while True:
            try:
                server.events()
            except OSError:
                break
            assert time.monotonic() < deadline
        fifo.write_bytes(b"the answer")
        assert waiting.recv(65_536).endswith(b"\r\n\r\nthe answer")
        assert server.process.wait(_BOUND_SECONDS) == 0
