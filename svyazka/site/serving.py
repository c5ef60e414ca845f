"""Serving: one process that looks after the database and the port, and its child that answers requests."""

import asyncio
import atexit
import contextlib
import errno
import gc
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator

from svyazka.kit.postgres import Watch
from svyazka.site.home import Wrong, embedded, home

PARENT = "SVYAZKA_PARENT"  # the process with which the one that answers requests dies
GRACE_SECONDS = 3  # for what still runs when the server has stopped


@contextlib.contextmanager
def held_port(host: str, port: int) -> Iterator[None]:
    """Hold the port from before the start till the end. Raises Wrong when somebody has it.

    Servers share a port silently where the system lets them: the next start would then answer beside the last one.
    """
    try:
        family, kind, proto, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        _try(family, kind, proto, address)
        held = _hold(family, kind, proto, address)
    except (OSError, OverflowError) as error:
        raise Wrong(_why(host, port, error)) from None
    try:
        yield
    finally:
        if held is not None:
            held.close()


def _try(family, kind, proto, address) -> None:
    """Bind alone; only connections that are closing already may linger on the port."""
    with socket.socket(family, kind, proto) as tried:
        if os.name != "nt":
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind(address)


def _hold(family, kind, proto, address) -> socket.socket | None:
    """Keep a socket that takes no connections and lets only our child share the port; Linux alone has such ones."""
    if sys.platform != "linux":
        return None
    held = socket.socket(family, kind, proto)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    held.bind(address)
    return held


def _why(host: str, port: int, error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"the port {port} is taken by another process: choose one by --port."
    if number == errno.EACCES:
        return f"the port {port} is not given to ordinary users: choose one above 1023 by --port."
    return f"{host}:{port} is no address of this machine: {error}."


def serve(host: str, port: int) -> None:
    """Serve till stopped; a child that dies is followed by another, a database of our own that dies is started again."""
    from granian import Granian
    from granian.constants import Interfaces

    multiprocessing.set_start_method("spawn", force=True)  # a fork would copy this process's threads half-way
    os.environ[PARENT] = str(os.getpid())
    threading.Thread(target=_say_when_ready, args=(host, port), daemon=True).start()
    with watched_database():
        Granian(
            "svyazka.site.asgi:application", address=host, port=port, interface=Interfaces.ASGI, workers=1,
            log_level="warning", respawn_failed_workers=True,
        ).serve()  # fmt: skip


@contextlib.contextmanager
def watched_database() -> Iterator[None]:
    """Look after the database of our own; somebody else's is theirs to look after."""
    watch = Watch(home()) if embedded() else None
    try:
        yield
    finally:
        if watch is not None:
            watch.stop()


def _say_when_ready(host: str, port: int) -> None:
    while True:
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            print(f"  ready: http://{f'[{host}]' if ':' in host else host}:{port}/", flush=True)
            return
        time.sleep(0.05)


def die_with_parent() -> None:
    """Let this process end with the one that started it, even killed: its port and its queue go to the next start."""
    parent = int(os.environ.get(PARENT, "0"))
    if not parent:
        return
    if sys.platform == "linux":
        import ctypes

        PR_SET_PDEATHSIG = 1
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_end_when_orphaned, args=(parent,), daemon=True).start()


def keep_what_is_loaded() -> None:
    """Let the collector of memory pass over what is loaded already: it stays as long as the process, and is large.

    A request that makes many things, as a plan of the agency does, would have all of it looked through again and again.
    """
    gc.collect()
    gc.freeze()


def end_at_once() -> None:
    """Let this process end as soon as its own last words are written, without taking the interpreter down.

    The server's threads are Rust's. One that asks for the interpreter while it is being taken down is unwound by Python, which
    Rust does not allow: the process would abort ("panic in a function that cannot unwind") after everything was done.
    """
    atexit.register(_end)


def end_soon() -> None:
    """Let this process end though a thread of it waits for a loop that is gone: Python itself would wait for that thread without end.

    The server has answered whom it could by then; what such a thread had begun, the database takes back.
    """
    timer = threading.Timer(GRACE_SECONDS, _end)
    timer.daemon = True
    timer.start()


def _end() -> None:
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def when_stopped(do: Callable[[], None]) -> None:
    """Do it in this loop as soon as the process is asked to stop, beside what the loop itself has to do then.

    The loop keeps its own handlers apart from Python's: those are left as they are.
    """
    loop = asyncio.get_running_loop()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_told: loop.call_soon_threadsafe(do))
            if hasattr(signal, "siginterrupt"):
                signal.siginterrupt(number, False)


def _end_when_orphaned(parent: int) -> None:
    """What the system does on Linux, done by hand elsewhere, and for a parent that died before it was asked."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
