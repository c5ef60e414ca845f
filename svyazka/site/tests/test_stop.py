"""A server that is asked to stop stops, whatever still waits in it."""

import subprocess
import sys

STUCK = """
import concurrent.futures, threading
from svyazka.site.serving import end_at_once, end_soon
end_at_once()
concurrent.futures.ThreadPoolExecutor().submit(threading.Event().wait)  # a request for which nobody ever comes
print("stopped", flush=True)
end_soon()
"""


def test_a_thread_that_waits_for_what_is_gone_does_not_keep_a_stopped_server():
    ended = subprocess.run([sys.executable, "-c", STUCK], capture_output=True, text=True, timeout=15)

    assert (ended.returncode, ended.stdout) == (0, "stopped\n")
