"""Commands that go on till stopped: the demo, the agency served, its pages, its queue."""

import contextlib
import signal
from collections.abc import Callable

from svyazka.site import home
from svyazka.site.commands.telling import founded, step, wake_founded
from svyazka.site.home import alone


def demo(options) -> int:
    """Make the demo agency, once, and serve it."""
    print("Svyazka: the demo agency", flush=True)

    def make() -> None:
        home.load()
        from svyazka.site.demo import build

        build(step)
        home.mark_as_demo()

    return _serve(options, lambda: home.make_demo(make))


def serve(options) -> int:
    """Serve the agency with its queue."""
    return _serve(options, founded)


def web(options) -> int:
    """Serve pages only."""
    return _serve(options, founded)


def _serve(options, make: Callable) -> int:
    """Hold the port, let `make` see to it that there is an agency, and serve it."""
    from svyazka.site.serving import held_port, serve

    with contextlib.ExitStack() as stack:
        with alone(home.home()):
            stack.enter_context(held_port(options.host, options.port))
            _ready_database()
            make()
        home.let_go()
        serve(options.host, options.port)
    return 0


def _ready_database() -> None:
    step("starting the database", home.start_database)
    home.forget_half_a_demo()
    step("bringing the tables up to date", home.bring_tables_up_to_date)


def worker(options) -> int:
    """Work the queue till stopped."""
    import asyncio

    wake_founded()
    from svyazka.site.serving import keep_what_is_loaded, watched_database

    keep_what_is_loaded()
    with watched_database():
        asyncio.run(_work_till_stopped())
    return 0


async def _work_till_stopped() -> None:
    """Work the queue; a stop asked by the system lets what runs end, as one asked by a person does."""
    import asyncio

    from svyazka.site.queue import work

    going = asyncio.ensure_future(work())
    with contextlib.suppress(NotImplementedError):  # where the system has no such signals
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, going.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await going
