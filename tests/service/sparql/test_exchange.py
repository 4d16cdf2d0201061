from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.sparql.exchange import ExchangeError, Reply, exchange
from tests.service.sparql.servers import Request, listen, respond, serve

SHORT = 0.3  # seconds, for servers that never answer
LONG = 30.0


def ask(url: str, seconds: float = LONG, max_bytes: int = 1000, form: bytes | None = None) -> Reply:
    return exchange(url, "text/turtle", seconds, max_bytes, form)


def test_a_get_brings_the_body_and_its_media_type() -> None:
    with serve(
        lambda _: respond(b"<a> <b> <c> .", "Text/Turtle; charset=utf-8"), "/d\u00e4ta?q=\u00e9&a=%20b#part"
    ) as server:
        assert ask(server.url) == Reply(b"<a> <b> <c> .", "text/turtle")
    (request,) = server.requests
    assert (request.method, request.path) == ("GET", "/d%C3%A4ta?q=%C3%A9&a=%20b")
    assert request.headers["accept"] == "text/turtle"
    assert request.headers["accept-encoding"] == "identity"
    assert not {"cookie", "authorization", "referer"} & set(request.headers)


def test_a_form_is_posted() -> None:
    with serve(lambda _: respond(b"")) as server:
        ask(server.url, form=b"query=ASK+%7B%7D")
    (request,) = server.requests
    assert (request.method, request.form) == ("POST", {"query": ["ASK {}"]})
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_not_followed(status: str) -> None:
    with listen() as other, serve(lambda _: moved) as server:
        moved = f"HTTP/1.1 {status}\r\nLocation: {other.url}\r\nContent-Length: 0\r\n\r\n".encode()
        with pytest.raises(ExchangeError, match="a redirect, which is not followed"):
            ask(server.url)
        assert not other.calls
    assert len(server.requests) == 1


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with listen() as proxy, serve(lambda _: respond(b"here")) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        assert ask(server.url).body == b"here"
        assert not proxy.calls


@pytest.mark.parametrize("status", ["204 No Content", "400 Bad Request", "404 Not Found", "500 Internal Server Error"])
def test_another_status_than_200_is_no_answer(status: str) -> None:
    with serve(lambda _: respond(b"secret", status=status)) as server, pytest.raises(ExchangeError) as caught:
        ask(server.url)
    assert str(caught.value) == f"answered with HTTP {status[:3]}"


def chunked(*chunks: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)


def endless(request: Request) -> Iterator[bytes]:
    yield b"HTTP/1.0 200 OK\r\n\r\n"
    while True:
        yield b"x" * 10_000


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: respond(b"x" * 1001),
        lambda _: chunked(b"x" * 600, b"x" * 401),
        lambda _: b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 1001,
        endless,
    ],
    ids=["with its length", "in chunks", "without a length", "without an end"],
)
def test_a_body_that_is_too_large_is_refused(answer: object) -> None:
    with serve(answer) as server, pytest.raises(ExchangeError, match="sent more than 1,000 bytes"):  # type: ignore[arg-type]
        ask(server.url)


@pytest.mark.parametrize(
    "answer", [respond(b"x" * 1000), chunked(b"x" * 600, b"x" * 400, b""), b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 1000]
)
def test_a_body_of_just_the_size_is_taken(answer: bytes) -> None:
    with serve(lambda _: answer) as server:
        assert ask(server.url).body == b"x" * 1000


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
    ],
    ids=["nothing", "less than promised", "half a chunk", "no chunk", "no HTTP", "many headers", "a long header"],
)
def test_an_answer_that_is_cut_off_or_no_http_is_none(answer: bytes) -> None:
    with serve(lambda _: answer) as server, pytest.raises(ExchangeError, match="cannot be reached, or broke off"):
        ask(server.url)


def test_a_compression_that_nobody_asked_for_is_refused() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n"
    with serve(lambda _: answer) as server, pytest.raises(ExchangeError, match="in a compression"):
        ask(server.url)


@pytest.mark.parametrize(
    "start",
    [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"],
    ids=["", "head", "body"],
)
def test_a_server_that_stops_answering_is_given_up(start: bytes) -> None:
    def answer(request: Request) -> Iterator[bytes]:
        yield start
        server.released.wait()

    with serve(answer) as server, pytest.raises(ExchangeError, match=r"took longer than 0\.3 seconds"):
        ask(server.url, SHORT)


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["head", "body"])
def test_a_server_that_drips_is_cut_off_though_it_never_pauses(start: bytes) -> None:
    def answer(request: Request) -> Iterator[bytes]:
        yield start
        while not server.released.wait(0.01):
            yield b"x"

    with serve(answer) as server:
        with pytest.raises(ExchangeError, match=r"took longer than 0\.3 seconds"):
            ask(server.url, SHORT)
        left = [thread for thread in threading.enumerate() if thread.name == "rolegraph-exchange"]
        for thread in left:
            thread.join(LONG)
        assert not any(thread.is_alive() for thread in left)


def test_a_server_that_takes_no_request_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(ExchangeError, match="took longer"):
        ask(f"http://127.0.0.1:{server.getsockname()[1]}/", SHORT, form=b"x" * 50_000_000)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1/",
        "//127.0.0.1/",
        "http:///x",
        "http://user@127.0.0.1/",
        "http://user:password@127.0.0.1/",
        "http://@127.0.0.1/",
        "http://127.0.0.1:0/",
        "http://127.0.0.1:99999/",
        "http://[::1/",
        "",
    ],
)
def test_only_http_addresses_without_a_password_are_asked(url: str) -> None:
    with pytest.raises(ExchangeError, match="is no address that can be asked"):
        ask(url)


@pytest.mark.parametrize("host", ["127.0.0.1:1", "name.invalid", "a" * 70 + ".invalid", "\u00e9..invalid"])
def test_a_host_that_is_not_there_is_no_answer(host: str) -> None:
    with pytest.raises(ExchangeError, match="cannot be reached, or broke off"):
        ask(f"http://{host}/")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    names = ["-keyout", str(key), "-out", str(certificate)]
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, *names]
    subprocess.run(make, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    asked: list[bytes] = []

    def answer() -> None:
        connection, _ = server.accept()
        with connection:
            try:
                with context.wrap_socket(connection, server_side=True) as secure:
                    asked.append(secure.recv(100))
            except OSError:
                pass

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(ExchangeError, match="cannot be reached, or broke off"):
            ask(f"https://localhost:{server.getsockname()[1]}/")
        thread.join()
    assert asked in ([], [b""])
