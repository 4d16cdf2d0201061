"""Deep stacks: the engine reads and plans nested queries by recursion, and a stack that overflows ends the process."""

from __future__ import annotations

import threading
from collections.abc import Callable

STACK_BYTES = 1 << 29  # reserved; only what is used takes memory


def run_deep(work: Callable[[], object]) -> None:
    """Run ``work`` on a thread with a deep stack, wait for it, and raise what it raises."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again below
            failures.append(error)

    before = threading.stack_size(STACK_BYTES)
    thread = threading.Thread(target=run, name="rolegraph-deep", daemon=True)  # Ctrl-C need not wait for it
    thread.start()
    threading.stack_size(before)
    while thread.is_alive():
        thread.join(0.1)
    if failures:
        raise failures[0]
