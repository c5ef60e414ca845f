"""An agency's years of work for benchmarks: projects done and running, tasks, hours, plans, sprints, problems, written by the database.

The first specialist, PM and AM are those whose pages are measured: what comes on top when the agency grows goes to the others, as it does
in life, where the company is ten times as large and a person's day is not.
"""

import csv
import random
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from _leads import REGIONS, said_by_chance, word_of

A_PROJECT = 100  # tasks
OPEN_FROM = 80  # of a running project's tasks, from this one on
RUNNING = 25  # one project in so many
SP, PM, AM = 10_000, 20_000, 30_000  # keys of people begin here, by track
SAYINGS = 20_000
ABLE = "(hashint4({0}) & 2147483647)"  # of the database itself: the same on every run


def told(folder: Path | None) -> Iterator[dict]:
    """Yield tasks without end: from FOLDER/tasks.csv (its rows again and again), else made up, always the same."""
    while folder is not None:
        with (folder / "tasks.csv").open(newline="", encoding="utf-8-sig") as file:
            yield from csv.DictReader(file)
    dice = random.Random(5)
    seldom = [word_of(dice) for _n in range(8000)]
    while True:
        words = [said_by_chance(dice, seldom) for _n in range(dice.randint(8, 40))]
        yield {"title": " ".join(words[: dice.randint(2, 6)]).capitalize(), "text": " ".join(words), "hours": dice.choice((2, 4, 4, 8, 8, 12, 16, 24))}


class Years:
    """Writes the agency's years: `grow` goes on from what there is to more people, tasks and hours."""

    def __init__(self, cursor, at: datetime, rows: Iterator[dict]):
        self.cursor, self.at = cursor, at
        self.tasks = self.entries = self.people = 0
        cursor.execute("CREATE TABLE said (n int PRIMARY KEY, title text, text text, hours numeric)")
        with cursor.copy("COPY said FROM STDIN") as copy:
            for n, row in enumerate(islice(rows, SAYINGS)):
                copy.write_row((n, row["title"], row["text"], row["hours"]))
        cursor.execute("CREATE TABLE plot (n int PRIMARY KEY, running bool, began date, days int, pm bigint, am bigint, a bigint[])")

    def grow(self, *, tasks: int, entries: int, people: int) -> None:
        """Go on to so many of each; the measured people are given work only the first time."""
        first = self.people == 0
        was, self.tasks, self.entries_were, self.people_were = self.tasks, tasks, self.entries, self.people
        self.lowest = 0 if first else 1
        self._people(people)
        self._plot(was // A_PROJECT + 1, tasks // A_PROJECT)
        self._projects()
        self._tasks(was)
        self._hours(was, entries)
        self._plans()
        self._around()
        self.cursor.execute("TRUNCATE plot")
        self.entries, self.people = entries, people
        self.cursor.execute("VACUUM ANALYZE")

    # ---- writing -----------------------------------------------------------------------------------------------

    def write(self, model, rows: str, **own: str) -> None:
        """Write rows of the model out of a query's; a column that is not told has the model's own default."""
        meta, names, values, params = model._meta, [], [], []
        from django.db import connection

        for field in meta.concrete_fields:
            if field.column in own:
                names.append(field.column)
                values.append(own.pop(field.column).replace("%", "%%"))
            elif not field.primary_key:
                names.append(field.column)
                values.append("%s")
                params.append(field.get_db_prep_save(field.get_default(), connection))
        assert not own, (model, own)
        self.cursor.execute(f"INSERT INTO {meta.db_table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {rows.replace('%', '%%')}", params)
        if any(field.primary_key and field.get_internal_type().endswith("AutoField") for field in meta.concrete_fields):
            self.cursor.execute(f"SELECT setval(pg_get_serial_sequence('{meta.db_table}', 'id'), (SELECT max(id) FROM {meta.db_table}))")

    @property
    def now(self) -> str:
        return f"timestamptz '{self.at.isoformat()}'"

    @property
    def today(self) -> str:
        return f"date '{self.at.date().isoformat()}'"

    def _at_work(self, day: str, hour: int = 3) -> str:
        return f"(({day})::timestamp + interval '{hour} hours') AT TIME ZONE 'UTC'"

    # ---- people ------------------------------------------------------------------------------------------------

    def _people(self, count: int) -> None:
        """Three quarters are specialists, a tenth PMs, a tenth AMs."""
        from svyazka.deals.models import PersonRate
        from svyazka.people.models import Absence, Person, Specialism, TrackPeriod

        self.counts = {SP: count * 3 // 4, PM: max(count // 10, 2), AM: max(count // 10, 2)}
        were = {SP: self.people_were * 3 // 4, PM: self.people_were // 10, AM: self.people_were // 10}
        crafts = list(Specialism.objects.order_by("pk").values_list("pk", flat=True))
        for band, track in ((SP, "specialist"), (PM, "pm"), (AM, "am")):
            rows = f"generate_series({were[band]}, {self.counts[band] - 1}) n"
            self.write(Person, rows, id=f"{band} + n", username=f"'{track}' || n", name=f"initcap(translate(left(md5('{track}' || n), 6), '0123456789', 'ghijklmnop'))", date_joined=self.now, password="'!'")
            self.write(TrackPeriod, rows, person_id=f"{band} + n", track=f"'{track}'", starts_on="'2016-01-01'")
            self.write(PersonRate, rows, person_id=f"{band} + n", cost_kopecks="100000 + n * 100", starts_on="'2016-01-01'")
            for days in (-200, 60):
                self.write(Absence, rows, person_id=f"{band} + n", kind="'vacation'", state="'approved'", starts_on=f"{self.today} + {days} + n % 90",
                           ends_on=f"{self.today} + {days} + n % 90 + 13", requested_at=f"{self.now} - interval '1 year'")  # fmt: skip
            if band == SP:
                self.write(Person.specialisms.through, rows, person_id=f"{band} + n", specialism_id=f"(ARRAY{crafts})[n % {len(crafts)} + 1]")

    def _one(self, band: int, of: str, theirs: int = 0) -> str:
        """Return, in SQL, whom of this track the number falls to; the first `theirs` running projects are the measured one's."""
        lowest = f"CASE WHEN n % {RUNNING} = 0 THEN 1 ELSE {self.lowest} END"
        other = f"{band} + {lowest} + {ABLE.format(of)} % ({self.counts[band]} - {lowest})"
        return f"CASE WHEN n % {RUNNING} = 0 AND n <= {theirs * RUNNING} THEN {band} ELSE {other} END"

    # ---- projects ----------------------------------------------------------------------------------------------

    def _plot(self, first: int, last: int) -> None:
        """Say of each project when it began, how long it went, who is on it; done ones lie back up to eight years."""
        running = f"n % {RUNNING} = 0"
        began = f"{self.today} - CASE WHEN {running} THEN 30 + {ABLE.format('n + 1')} % 120 ELSE 250 + {ABLE.format('n + 2')} % 2700 END"
        team = ", ".join(self._one(SP, f"n * 4 + {slot}", 0 if slot else 4) for slot in range(4))
        self.cursor.execute(
            f"INSERT INTO plot SELECT n, {running}, ({began})::date, CASE WHEN {running} THEN {self.today} - ({began})::date ELSE 120 END, "
            f"{self._one(PM, 'n + 3', 6)}, {self._one(AM, 'n + 4', 6)}, ARRAY[{team}] FROM generate_series({first}, {last}) n"
        )
        self.cursor.execute("ANALYZE plot")

    def _projects(self) -> None:
        from svyazka.briefs.models import Brief, Clause
        from svyazka.clients.models import Client, Contact, Engagement
        from svyazka.deals.models import Contract, ContractStage
        from svyazka.projects.models import Project, Stage
        from svyazka.roles.models import Seat

        began, over = self._at_work("began"), "NOT running"
        regions = ", ".join(f"'{one}'" for one in REGIONS)
        name = "'ООО «Компания ' || n || '»'"
        clients = "plot WHERE n % 3 = 1"
        self.write(Client, clients, id="n", name=name, name_key="'компания ' || n", listed_as="'компания ' || n",
                   region=f"(ARRAY[{regions}])[n % {len(REGIONS)} + 1]", made_at=began)  # fmt: skip
        self.write(Contact, clients, id="n", client_id="n", name="'Пётр'", email="n || '@example.org'", email_key="n || '@example.org'")
        self.write(Engagement, "plot", id="n", client_id="n - (n - 1) % 3", title="'Сайт ' || n", reply_token="md5(n::text)", opened_at=began,
                   state=f"CASE WHEN {over} THEN 'done' ELSE 'delivery' END", closed_at=f"CASE WHEN {over} THEN {self._at_work('began + days')} END")  # fmt: skip
        self.write(Contract, "plot", id="n", engagement_id="n", client_id="n - (n - 1) % 3", legal_entity_id="1", number="'Д-' || n", kind="'fixed'",
                   state=f"CASE WHEN {over} THEN 'closed' ELSE 'running' END", signed_on="began", price_kopecks="30000000", drafted_by_id="am",
                   drafted_at=began)  # fmt: skip
        self.write(Project, "plot", id="n", engagement_id="n", contract_id="n", title="'Сайт ' || n", started_at=began, started_by_id="pm",
                   state=f"CASE WHEN {over} THEN 'done' ELSE 'running' END", deadline_on="began + days + 40",
                   done_at=f"CASE WHEN {over} THEN {self._at_work('began + days')} END")  # fmt: skip
        stages, key = "plot, generate_series(1, 3) k", "n * 3 + k"
        self.write(ContractStage, stages, id=key, contract_id="n", engagement_id="n", position="k", title="'Этап ' || k", value_kopecks="10000000",
                   due_on="began + k * 50")  # fmt: skip
        paid = f"{over} OR k = 1"
        self.write(Stage, stages, id=key, project_id="n", engagement_id="n", contract_stage_id=key, position="k", title="'Этап ' || k",
                   value_kopecks="10000000", due_on="began + k * 50", promised_on="began + k * 50", forecast_on="began + k * 50 + n % 7",
                   state=f"CASE WHEN {paid} THEN 'paid' ELSE 'work' END", moved_at=began, accepted_at=f"CASE WHEN {paid} THEN {began} END")  # fmt: skip
        seat = {"engagement_id": "n", "starts_at": began}
        self.write(Seat, "plot", seat="'pm'", person_id="pm", **seat)
        self.write(Seat, "plot", seat="'am'", person_id="am", **seat)
        self.write(Seat, "plot, LATERAL (SELECT DISTINCT unnest(a) AS who) t", seat="'sp'", person_id="who", single="false", **seat)
        self.write(Brief, "plot", id="n", engagement_id="n", edition="1", state="'agreed'", written_by_id="am", written_at=began, agreed_at=began, bound_at=began)
        self.write(Clause, "plot, generate_series(1, 15) k", id="n * 15 + k", brief_id="n", engagement_id="n", key="k", position="k",
                   section="'Раздел ' || k / 5", text="(SELECT text FROM said WHERE said.n = k)", criterion="'Видно на странице'")  # fmt: skip

    # ---- tasks and hours ---------------------------------------------------------------------------------------

    def _tasks(self, was: int) -> None:
        """Write a hundred tasks a project: done ones by their turn, of a running project the last ones open, one after another."""
        from svyazka.journal.models import Entry, Notice
        from svyazka.work.models import Task, TaskDependency, TaskPoint

        self._sprints()
        place, turn = f"((t - 1) / {A_PROJECT} + 1)", f"((t - 1) % {A_PROJECT})"
        self.cursor.execute(f"""
            CREATE TEMP TABLE work AS SELECT t, n, p, running, pm, a[p % 4 + 1] AS who, NOT running OR p < {OPEN_FROM} AS done,
              CASE WHEN running THEN began + p * days / {OPEN_FROM} ELSE began + p * 6 / 5 END AS day, {ABLE.format('t')} AS dice
            FROM (SELECT t, {place} AS n, {turn} AS p FROM generate_series({was + 1}, {self.tasks}) t) t JOIN plot USING (n)
        """)  # fmt: skip
        self.cursor.execute("ALTER TABLE work ADD PRIMARY KEY (t); ANALYZE work")
        done, rows = "w.done", f"work w JOIN said s ON s.n = w.dice % {SAYINGS}"
        state = f"CASE WHEN {done} THEN 'done' WHEN p < 83 THEN 'review' WHEN p < 88 THEN 'doing' WHEN p < 96 THEN 'todo' ELSE 'backlog' END"
        begun = "w.done OR p < 88"
        moment = {name: f"CASE WHEN {told} THEN {self._at_work('day', hour)} END"
                  for name, told, hour in (("started_at", begun, 3), ("finished_at", "w.done OR p < 83", 8), ("done_at", done, 9))}  # fmt: skip
        self.write(Task, rows, id="t", project_id="w.n", engagement_id="w.n", stage_id=f"w.n * 3 + 1 + p * 3 / {A_PROJECT}", title="s.title", text="s.text",
                   assignee_id="who", estimate_hours="s.hours", position="p", state=state, blocked_reason="CASE WHEN p = 90 THEN 'Ждём доступы' ELSE '' END",
                   due_on="CASE WHEN dice % 3 = 0 THEN day + 3 END", set_by_id="pm", set_at=self._at_work("day - 14"), clause_id="w.n * 15 + 1 + p % 15",
                   sprint_id="w.n * 5 + p / 20", **moment)  # fmt: skip
        self.write(TaskDependency, "work WHERE p % 20 > 0", task_id="t", after_id="t - 1")
        self.write(TaskPoint, "work, generate_series(0, 2) k WHERE p % 5 = 0", task_id="t", position="k", text="'Проверить на телефоне'",
                   done_at=f"CASE WHEN done THEN {self.now} END", done_by_id="CASE WHEN done THEN who END")  # fmt: skip
        said = {"subject_type": "'work.task'", "subject_id": "t", "engagement_id": "n", "previous": "repeat('0', 64)", "hash": "md5(t::text) || md5(t::text)"}
        last = "(SELECT coalesce(max(seq), 0) FROM journal_entry)"
        self.cursor.execute(f"SELECT {last}")
        seq = self.cursor.fetchone()[0] - 2 * was
        self.write(Entry, "(SELECT * FROM work ORDER BY t) w", seq=f"{seq} + 2 * t - 1", verb="'work.task_set'", by_id="pm", at=self._at_work("day - 14"), **said)
        self.write(Entry, "(SELECT * FROM work ORDER BY t) w", seq=f"{seq} + 2 * t", verb="'work.task_finished'", by_id="who", at=self._at_work("day", 8), **said)
        self.write(Notice, "work", person_id="who", text_verb="'work.task_set'", url="'/work/tasks/' || t || '/'", engagement_id="n", made_by_id="pm",
                   made_at=self._at_work("day - 14"), read_at=f"CASE WHEN done THEN {self._at_work('day')} END")  # fmt: skip

    def _hours(self, was: int, entries: int) -> None:
        """Write hours on what was begun, on its days; where nothing was, the PM's own hours on the project."""
        from svyazka.work.models import TimeEntry

        count = self.tasks - was
        begun, monday = "(w.done OR p < 88) AND dice % 11 > 0", f"date_trunc('week', {self.today})::date"
        self.cursor.execute(f"""
            CREATE TEMP TABLE spent AS SELECT e, w.*, {begun} AS of_task, least(day - k - CASE extract(isodow FROM day - k) WHEN 6 THEN 1 WHEN 7 THEN 2 ELSE 0 END,
              {self.today}) AS worked FROM (SELECT e, {was} + 1 + (e - {self.entries_were} - 1) % {count} AS t, ((e - {self.entries_were} - 1) / {count})::int AS k
              FROM generate_series({self.entries_were + 1}, {entries}) e) e JOIN work w USING (t)
        """)  # fmt: skip
        state = (f"CASE WHEN worked < {self.today} - 40 THEN 'locked' WHEN worked < {monday} - 7 THEN 'checked' "
                 f"WHEN worked < {monday} THEN 'submitted' ELSE 'draft' END")  # fmt: skip
        agreed = f"worked < {monday} - 7"
        self.write(TimeEntry, "spent", id="e", task_id="CASE WHEN of_task THEN t END", engagement_id="n", person_id="CASE WHEN of_task THEN who ELSE pm END",
                   worked_on="worked", hours="(1 + dice % 16) / 4.0", duty_kind="CASE WHEN of_task THEN 'task.do' ELSE 'project.plan' END", state=state,
                   entered_at=self._at_work("worked", 9), submitted_at=self._at_work("worked", 10), late="dice % 9 = 0",
                   checked_at=f"CASE WHEN {agreed} THEN {self._at_work('worked + 7')} END", checked_by_id=f"CASE WHEN {agreed} THEN pm END")  # fmt: skip
        self.cursor.execute("DROP TABLE spent")

    # ---- plans, sprints, problems ------------------------------------------------------------------------------

    def _plans(self) -> None:
        """Plan a done project twice and a running one ten times, each time what was left then."""
        from svyazka.projects.models import Schedule, ScheduledTask

        drawn = "plot, generate_series(0, 9) k WHERE running OR k < 2"
        part = "CASE WHEN running THEN 9 ELSE 50 END"
        self.write(Schedule, drawn, id="n * 10 + k", project_id="n", computed_at=self._at_work("CASE WHEN running THEN began + days * k / 10 ELSE began + k * 60 END"),
                   computed_by_id="pm", deadline_on="began + days + 40", ends_on="began + days + 20", baseline="k = 0")  # fmt: skip
        planned = f"work w, generate_series(0, 9) k WHERE (running OR k < 2) AND p >= k * {part}"
        starts = self._at_work(f"day + CASE WHEN done THEN 0 ELSE (p - {OPEN_FROM}) / 2 END", 2)
        self.write(ScheduledTask, planned, schedule_id="w.n * 10 + k", task_id="t", stage_id=f"w.n * 3 + 1 + p * 3 / {A_PROJECT}", person_id="who", hours="8",
                   starts_at=starts, ends_at=f"{starts} + interval '1 day'", critical="p % 7 = 0")  # fmt: skip

    def _sprints(self) -> None:
        from svyazka.work.models import Sprint, SprintDay

        rows = "plot, generate_series(0, 4) k"
        live, monday = "running AND k = 4", f"date_trunc('week', {self.today})::date"
        began = f"CASE WHEN {live} THEN {monday} - 7 ELSE began + k * least(days / 5, 24) END"
        self.write(Sprint, rows, id="n * 5 + k", project_id="n", engagement_id="n", number="k + 1", goal="'Показать каталог'", starts_on=began,
                   ends_on=f"({began}) + 13", state=f"CASE WHEN {live} THEN 'running' ELSE 'closed' END", started_by_id="pm", started_at=self._at_work("began"),
                   closed_at=f"CASE WHEN NOT ({live}) THEN {self._at_work(f'({began}) + 14')} END", planned_hours="160", done_hours="120 + n % 40")  # fmt: skip
        self.write(SprintDay, f"{rows}, generate_series(0, 9) d", sprint_id="n * 5 + k", day=f"({began}) + d", scope_hours="160", done_hours="d * 14",
                   tasks="20", done_tasks="d * 2")  # fmt: skip

    def _around(self) -> None:
        """Write a problem a project, open on those that run, its look back, and what was moved by hand."""
        from svyazka.work.models import Levelling, Problem, Retro, RetroAction

        over = f"CASE WHEN NOT running THEN {self._at_work('began + 20')} END"
        self.write(Problem, "plot", id="n", engagement_id="n", kind="(ARRAY['quality','scope','term'])[n % 3 + 1]", text="'Клиент ждёт ответа ' || n",
                   opened_by_id="am", opened_at=self._at_work("began + 15"), owner_id="pm", reacted_at=over, proposed_at=over, resolved_at=over, resolution="'Сделано'",
                   react_due_at=self._at_work("began + 16"), propose_due_at=self._at_work("began + 17"), resolve_due_at=self._at_work("began + 19"))  # fmt: skip
        self.write(Retro, "plot", id="n", project_id="n", engagement_id="n", sprint_id="n * 5", phase="'closed'", salt="''", opened_by_id="pm",
                   opened_at=self._at_work("began + 24"), closed_at=self._at_work("began + 25"))  # fmt: skip
        self.write(RetroAction, "plot", retro_id="n", engagement_id="n", text="'Спрашивать о доступах в первый день'", owner_id="pm", due_on="began + 40",
                   made_at=self._at_work("began + 25"), closed_at=over)  # fmt: skip
        self.write(Levelling, "work WHERE NOT done AND p = 95", task_id="t", starts_on=f"{self.today} + 7", ends_on=f"{self.today} + 9", moved_by_id="pm", moved_at=self.now)
        self.cursor.execute("DROP TABLE work")
