"""The benchmark of ``/sparql``: the same data, queries and clients for all servers, in turn."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Hashable
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path

from bench.sparql.answers import to_comparable
from bench.sparql.clients import Connection, load, to_request
from bench.sparql.data import make_data
from bench.sparql.isolation import measure_isolation
from bench.sparql.memory import watch_memory
from bench.sparql.queries import NAMES, SOLUTIONS, Query, make_rounds
from bench.sparql.servers import (
    PEERS,
    Server,
    install_peers,
    load_oxigraph,
    serve_ours,
    serve_oxigraph,
    serve_rdflib,
)
from bench.timing import show, stopwatch

_PORT = 18_771  # and the two after it
_ROUNDS = 30  # of the mix, one client
_RDFLIB_ROUNDS = 3  # of those: one takes half a minute
_CLIENTS = 8
_LOAD_ROUNDS = 5
_LOAD_MIXES = 12  # a round of load
_SHORT_MIXES = 200
_SHORT_SECONDS = 0.05
_ROWS = 1_000_000
_RDFLIB_TARGET = 20.0
_OXIGRAPH_TARGET = 0.8

Times = defaultdict[str, defaultdict[str, list[float]]]  # by server and query, seconds
Answers = dict[Query, Hashable]


def run() -> None:
    """Print the latencies, throughput, cost of a large result and isolation of all servers."""
    keep = os.environ.get("BENCH_DATA")  # where to keep the data and the peers between runs
    with tempfile.TemporaryDirectory(prefix="rolegraph-bench-") as name, ExitStack() as stack:
        directory = Path(keep or name)
        data = directory / "sparql"
        _print_machine()
        commands = install_peers(directory / "peers")
        triples = make_data(data, directory / "embeddings" if keep else None)
        location = data / f"{triples.stem}.oxigraph"
        load_oxigraph(commands["oxigraph"], triples, location)
        ours = stack.enter_context(serve_ours(data, _PORT))
        oxigraph = stack.enter_context(serve_oxigraph(commands["oxigraph"], location, _PORT + 1))
        times: Times = defaultdict(lambda: defaultdict(list))
        answers: Answers = {}
        _measure_latency([ours, oxigraph], _ROUNDS, times, answers)
        with serve_rdflib(commands["rdflib-endpoint"], triples, _PORT + 2) as rdflib:
            _measure_latency([rdflib], _RDFLIB_ROUNDS, times, answers)
        short = _print_latency(times)
        _measure_throughput(ours, oxigraph, "the mix", NAMES, _LOAD_MIXES, _OXIGRAPH_TARGET)
        _measure_throughput(ours, oxigraph, f"the {len(short)} short queries of it", short, _SHORT_MIXES, None)
        _measure_large_result([ours, oxigraph])
        measure_isolation(ours)


def _print_machine() -> None:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    own = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("rolegraph", "pyoxigraph", "granian"))
    print(f"{os.cpu_count()} cores of {model}, Python {platform.python_version()}; {own}; {', '.join(PEERS)}")


def _measure_latency(servers: list[Server], rounds: int, times: Times, known: Answers) -> None:
    """Ask the servers in turn; stop the run where an answer differs from a known one."""
    with ExitStack() as stack:
        connections = {server: stack.enter_context(Connection(server.port)) for server in servers}
        for query in chain.from_iterable(islice(make_rounds(), rounds)):
            for server, connection in connections.items():
                answer = _ask(connection, server, query, times)
                if known.setdefault(query, answer) != answer:
                    sys.exit(f"{server.name} answers otherwise than the others:\n{query.text}")


def _ask(connection: Connection, server: Server, query: Query, times: Times) -> Hashable:
    request = to_request(server.path, query)
    with stopwatch() as watch:
        response = connection.ask(request)
    if response.status != 200:
        sys.exit(f"{server.name} answered {query.name!r} with {response.status}: {response.body[:500]!r}")
    times[server.name][query.name].append(watch.seconds)
    return to_comparable(query, response.body)


def _print_latency(times: Times) -> list[str]:
    """Print the medians and their ratios; returns the names of the short queries."""
    medians = {server: {name: statistics.median(by_name[name]) for name in NAMES} for server, by_name in times.items()}
    print(f"\nmedian milliseconds of {_ROUNDS} requests, one client; of {_RDFLIB_ROUNDS} for rdflib-endpoint")
    print(f"{'':42}{'rolegraph':>11}{'oxigraph':>11}{'rdflib-e.':>11}{'x oxigraph':>12}{'x rdflib-e.':>12}")
    for name in NAMES:
        own, other, slow = (medians[server][name] for server in times)
        row = f"{own * 1000:11.2f}{other * 1000:11.2f}{slow * 1000:11.1f}{other / own:12.2f}{slow / own:12.1f}"
        print(f"{name:42}{row}")
    own, other, slow = (sum(medians[server].values()) for server in times)
    print(f"the mix once: rolegraph {own:.3f} s, oxigraph {other:.3f} s, rdflib-endpoint {slow:.1f} s")
    show("rdflib-endpoint / rolegraph, the mix once", slow / own, _RDFLIB_TARGET, at_most=False)
    own, _, slow = (statistics.median(chain.from_iterable(by_name.values())) for by_name in times.values())
    show("rdflib-endpoint / rolegraph, median of all requests", slow / own, _RDFLIB_TARGET, at_most=False)
    return [name for name in NAMES if medians["oxigraph"][name] < _SHORT_SECONDS]


def _measure_throughput(
    ours: Server, oxigraph: Server, what: str, names: list[str] | tuple[str, ...], mixes: int, target: float | None
) -> None:
    """Print requests a second of both servers under the same load, in turn."""
    rounds = make_rounds()
    rates: dict[str, list[float]] = {ours.name: [], oxigraph.name: []}
    shares = []
    for number in range(_LOAD_ROUNDS):
        queries = [query for mix in islice(rounds, mixes) for query in mix if query.name in names]
        for server in (ours, oxigraph) if number % 2 else (oxigraph, ours):
            measured = load(server.port, [to_request(server.path, query) for query in queries], _CLIENTS)
            rates[server.name].append(len(queries) / measured.seconds)
            shares.append(measured.client_seconds / measured.seconds / (os.cpu_count() or 1))
    ratio = statistics.median(own / other for own, other in zip(*rates.values(), strict=True))
    told = ", ".join(f"{name} {statistics.median(values):,.1f}" for name, values in rates.items())
    print(f"\n{what}, {_CLIENTS} clients at once: {told} requests/s; clients took {max(shares):.0%} of the CPU at most")
    if target is None:
        print(f"rolegraph / oxigraph: {ratio:.2f}")
    else:
        show("rolegraph / oxigraph", ratio, target, at_most=False)


def _measure_large_result(servers: list[Server]) -> None:
    """Print what a million rows cost in time and memory."""
    query = Query("rows", f"SELECT ?s ?p ?o WHERE {{ ?s ?p ?o }} LIMIT {_ROWS}", SOLUTIONS)
    print()
    for server in servers:
        with Connection(server.port) as connection, watch_memory(server.pid) as peak:
            transfer = connection.count(to_request(server.path, query), b'"p":')
        if transfer.status != 200 or transfer.markers != _ROWS:
            print(f"{server.name}: MISSED, status {transfer.status} and {transfer.markers:,} of {_ROWS:,} rows")
            continue
        print(
            f"{_ROWS:,} rows, {transfer.size / 1e6:.0f} MB of JSON from {server.name}: first byte after "
            f"{transfer.first_seconds:.2f} s, all after {transfer.seconds:.2f} s; memory at most {peak.most:.0f} MB, "
            f"{peak.before:.0f} MB before"
        )
