"""Commands that look after what is kept: a backup, its way back, the doctor, the checks."""

from svyazka.site import home
from svyazka.site.commands.telling import wake_founded
from svyazka.site.home import alone, wake


def backup(options) -> int:
    """Keep everything in one file."""
    wake_founded()
    from svyazka.site.backup import keep

    print(keep(options.file))
    return 0


def restore(options) -> int:
    """Bring a backup into an empty place."""
    with alone(home.home()):
        wake()
        from svyazka.site.backup import bring_back

        print(bring_back(options.file))
    return 0


def doctor(options) -> int:
    """Tell the truth about this installation; anything that may lose data makes it not ready."""
    wake()
    from svyazka.site.doctor import examine

    findings = examine()
    for finding in findings:
        print(f"{finding.mark} {finding.what}: {finding.found}")
    bad = [finding for finding in findings if not finding.well]
    print("ready" if not bad else f"not ready: {len(bad)} to mend")
    return 1 if bad else 0


def verify(options) -> int:
    """Check that nothing kept was altered."""
    wake_founded()
    from svyazka.kit.verify import CHECKS

    problems = [(name, told) for name, check in CHECKS.items() for told in check()]
    for name, told in problems:
        print(f"{name}: {told}")
    if not any(name == "journal" for name, _told in problems):
        from svyazka.journal import head

        head.keep()
    print("whole" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0
