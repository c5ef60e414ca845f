"""A database that is made at once is the one that an agency of long ago has come to step by step."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.writer import MigrationWriter

from svyazka.kit.postgres import binaries, ensure, stop
from svyazka.kit.testing import FAST
from svyazka.site.tests.step_by_step import load_each_step


def told_by(loader: MigrationLoader) -> dict[tuple[str, str], tuple]:
    """Return what is known of each model in the end: its fields as its columns stand, and all that is said of it."""
    return {key: ([(name, written(field)) for name, field in model.fields.items()], _as_told(model.options), model.bases)
            for key, model in loader.project_state().models.items()}  # fmt: skip


def _as_told(options: dict) -> dict:
    """Return the options with every list in one order, empty ones left out: the order of indexes is nobody's promise."""
    return {name: sorted(map(written, told)) if isinstance(told, list) else told for name, told in options.items() if told not in ([], None)}


def written(value) -> str:
    return MigrationWriter.serialize(value)[0]


def test_the_models_are_the_same_at_once_and_step_by_step(monkeypatch):
    at_once = MigrationLoader(None)
    monkeypatch.setattr(MigrationLoader, "load_disk", load_each_step)
    step_by_step = MigrationLoader(None)

    assert any(one.replaces for one in at_once.disk_migrations.values())
    assert not any(one.replaces for one in step_by_step.disk_migrations.values())
    assert told_by(at_once) == told_by(step_by_step)


def test_what_stands_for_all_steps_of_a_room_names_each_of_them():
    loader = MigrationLoader(None)
    rooms = {key[0]: one.replaces for key, one in loader.disk_migrations.items() if one.replaces}
    steps = {room: [key for key, one in sorted(loader.disk_migrations.items()) if key[0] == room and not one.replaces] for room in rooms}

    assert {room: sorted(replaces) for room, replaces in rooms.items()} == {
        room: [key for key in keys if key <= max(rooms[room])] for room, keys in steps.items()
    }


@pytest.mark.own_database
def test_the_tables_are_the_same_at_once_and_step_by_step_and_as_django_makes_them(tmp_path):
    try:
        at_once = schema_of(tmp_path, "at_once", "-m", "django", "migrate", "--verbosity=0")
        step_by_step = schema_of(tmp_path, "step_by_step", "-m", "svyazka.site.tests.step_by_step")
        by_django = schema_of(tmp_path, "by_django", "-m", "svyazka.site.tests.by_django")
    finally:
        stop(tmp_path, immediate=True)

    assert at_once == step_by_step
    assert at_once == by_django
    assert "CREATE TABLE public.leads_lead" in at_once


def schema_of(home: Path, database: str, *command: str) -> str:
    """Make a database by the command and return everything that is said of its schema."""
    env = os.environ | {"DATABASE_URL": ensure(home, options=FAST, database=database), "DJANGO_SETTINGS_MODULE": "svyazka.site.settings"}
    subprocess.run([sys.executable, *command], env=env, check=True)
    dump = [str(binaries() / "pg_dump"), "--schema-only", "--no-owner", env["DATABASE_URL"]]
    told = subprocess.run(dump, capture_output=True, text=True, check=True).stdout
    return re.sub(r"^\\(un)?restrict .*$", "", told, flags=re.MULTILINE)  # a word made anew for each dump
