"""Commands that found an agency, bring its tables up to date, and print a token."""

import sys

from svyazka.site import home
from svyazka.site.commands.telling import step, wake_founded
from svyazka.site.home import Wrong, alone, wake


def init(options) -> int:
    """Found a fresh agency from answers in a file, or asked one by one."""
    with alone(home.home()):
        step("starting the database", home.start_database)
        if name := home.founded():
            raise Wrong(f"{name} is founded here already; nothing is changed. Next: svyazka serve")
        home.load()
        from svyazka.site.setup import checked, found_from, read_answers

        answers = checked(read_answers(options.answers) if options.answers else _ask())
        step("bringing the tables up to date", home.bring_tables_up_to_date)
        agency = found_from(answers)
    print(f"  {agency.name} is founded. Next: svyazka serve")
    return 0


def _ask() -> dict:
    from getpass import getpass

    if not sys.stdin.isatty():
        raise Wrong("nobody is there to be asked: name a file of answers by --answers.")

    def ask(told: str, default: str = "") -> str:
        return input(f"{told}{f' [{default}]' if default else ''}: ").strip() or default

    name = ask("The agency's name")
    return {
        "name": name,
        "zone": ask("Time zone", "Asia/Krasnoyarsk"),
        "scheme": ask("Scheme of roles (triangle, sales_pm, pm_am, one)", "pm_am"),
        "legal_entity": {"name": ask("Legal entity", name), "inn": ask("Its INN")},
        "people": [{"login": ask("Your login", "head"), "name": ask("Your name"), "track": "head",
                    "password": getpass("Your password: ")}],
    }  # fmt: skip


def migrate(options) -> int:
    """Bring the tables up to date."""
    with alone(home.home()):
        wake()
        from django.core.management import call_command

        call_command("migrate", verbosity=1, interactive=False)
    return 0


def token(options) -> int:
    """Print a new token of the person; it is shown this once."""
    wake_founded()
    from svyazka.site.setup import token_for

    print(token_for(options.login))
    return 0
