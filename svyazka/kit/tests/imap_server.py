"""A real IMAP server on loopback for tests: its own process, letters in memory, killed when the test says so."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from imap_tools import MailBoxUnencrypted

USER, PASSWORD = "lead@agency.example", "секрет:/@"
START = "from pymap.main import main; main()"


class Server:
    """The running server; `url` is what an installation would be told."""

    def __init__(self, port: int, process: subprocess.Popen):
        self.port, self.process = port, process

    @property
    def url(self) -> str:
        return f"imap://lead%40agency.example:%D1%81%D0%B5%D0%BA%D1%80%D0%B5%D1%82%3A%2F%40@127.0.0.1:{self.port}/INBOX"

    def append(self, letters: list[bytes]) -> None:
        """Put letters into the mailbox, as the mail of the world does."""
        box = MailBoxUnencrypted("127.0.0.1", self.port).login_utf8(USER, PASSWORD)
        for raw in letters:
            box.append(raw, "INBOX")
        box.client.logout()

    def seen(self) -> int:
        """Return how many letters are marked as seen on the server."""
        box = MailBoxUnencrypted("127.0.0.1", self.port).login_utf8(USER, PASSWORD)
        found = len(box.uids("SEEN", charset=None))
        box.client.logout()
        return found

    def kill(self) -> None:
        """End it without a word."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


@contextmanager
def running(port: int | None = None):
    """Run a server on the port till the block ends."""
    port = port or free_port()
    words = ["--no-service", "managesieve", "--no-service", "admin", "--host", "127.0.0.1", "--port", str(port), "--no-tls",
             "dict", "--demo-user", USER, "--demo-password", PASSWORD]  # fmt: skip
    process = subprocess.Popen([sys.executable, "-c", START, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(port, process)
    try:
        _wait_for(server)
        yield server
    finally:
        server.kill()


def _wait_for(server: Server) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise RuntimeError("the IMAP server has not begun")
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the IMAP server does not answer")
