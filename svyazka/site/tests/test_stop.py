"""A server that is asked to stop stops, whatever still waits in it."""

import signal
import subprocess
import sys

HELD = """
import asyncio, threading
from svyazka.site import serving
serving.LONGEST_STOP_SECONDS = 0.3
threading.Thread(target=threading.Event().wait).start()  # a request for which nobody ever comes

async def main():
    stopped = asyncio.Event()
    serving.when_stopped(stopped.set)
    print("on", flush=True)
    await stopped.wait()

asyncio.run(main())
"""


def test_a_request_that_waits_for_ever_does_not_hold_the_stop_up():
    with subprocess.Popen([sys.executable, "-c", HELD], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "on\n"
        process.send_signal(signal.SIGTERM)
        try:
            assert process.wait(timeout=10) == 0
        finally:
            process.kill()
