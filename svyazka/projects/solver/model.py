"""The problem told to CP-SAT: exact, calendars and choice of people included.

Each job begins at a unit of the clock of its mode; a clock that stops is told piece by piece. OR-Tools takes a third of a second
to import, so it is imported when first asked.
"""

from collections import defaultdict
from functools import cached_property
from typing import Any

from svyazka.projects.solver.calendars import Clock
from svyazka.projects.solver.effort import Effort, Halt
from svyazka.projects.solver.jobs import MOVE, Arc, Cost, Jobs, Mode, Schedule
from svyazka.projects.solver.network import heads, tails

WORKERS = 2


class Model:
    """A CP-SAT model of the jobs; moments are ticks up to `horizon`."""

    def __init__(self, jobs: Jobs, horizon: int):
        from ortools.sat.python import cp_model

        self.cp, self.model, self.jobs, self.horizon = cp_model, cp_model.CpModel(), jobs, horizon
        self.chosen: list[list[Any]] = []
        self.units: list[list[Any]] = []
        self.begins: list[Any] = []
        self.ends: list[Any] = []
        self._used: dict[int, list[tuple[Any, int]]] = defaultdict(list)
        self._moved: list[Any] = []
        self._passed: dict[tuple[int, bool], Any] = {}
        self._soonest, _ends = heads(jobs)
        for job in range(len(jobs)):
            self._add_job(job)
        for job, arcs in enumerate(jobs.before):
            for arc in arcs:
                self._add_arc(job, arc)
        for resource, used in sorted(self._used.items()):
            self._add_resource(jobs.resources[resource].capacity, used)

    def _add_job(self, job: int) -> None:
        modes = self.jobs.modes[job]
        chosen = [self.model.new_bool_var("") for _ in modes] if len(modes) > 1 else [True]
        units, spans = [], []
        for mode, literal in zip(modes, chosen, strict=True):
            unit, span = self._mode(job, mode, literal)
            units.append(unit)
            spans.append(span)
        begin, end = spans[0] if len(modes) == 1 else self._either(spans, chosen)
        self.chosen.append(chosen)
        self.units.append(units)
        pinned, began = self.jobs.pinned[job], self.jobs.began[job]
        if pinned is not None:
            clock = self.jobs.clocks[modes[0].clock]
            self.model.add(units[0] == clock.units(pinned))
        else:
            self.model.add(begin >= self.jobs.release[job])
            self.model.add(end >= self.jobs.ready_end[job])
        self.begins.append(begin if began is None else began)
        self.ends.append(end)
        self._keep_still(job, begin)

    def _mode(self, job: int, mode: Mode, chosen: Any) -> tuple[Any, tuple[Any, Any]]:
        """Return the first unit of the mode, and its begin and end in ticks; take its resources while it lasts."""
        clock = self.jobs.clocks[mode.clock]
        last = clock.units(self.horizon) - mode.length
        if last < 0:
            self.model.add_bool_and(False).only_enforce_if(chosen)
            return 0, (0, 0)
        unit = self.model.new_int_var(min(clock.units(self._soonest[job]), last), last, "")
        if mode.demands:
            interval = self.model.new_optional_fixed_size_interval_var(unit, mode.length, chosen, "")
            for resource, amount in mode.demands:
                self._used[resource].append((interval, amount))
        begin = self._tick(clock, unit, self._soonest[job], at_end=not mode.length)
        end = self._tick(clock, unit + mode.length, self._soonest[job], at_end=True) if mode.length else begin
        return unit, (begin, end)

    def _either(self, spans: list[tuple[Any, Any]], chosen: list[Any]) -> tuple[Any, Any]:
        self.model.add_exactly_one(chosen)
        begin, end = (self.model.new_int_var(0, self.horizon, "") for _ in range(2))
        for (first, last), literal in zip(spans, chosen, strict=True):
            self.model.add(begin == first).only_enforce_if(literal)
            self.model.add(end == last).only_enforce_if(literal)
        return begin, end

    def _tick(self, clock: Clock, unit: Any, since: int, *, at_end: bool) -> Any:
        """Return the tick, not before `since`, at which this unit begins, or at which so many units are done."""
        if clock.unbroken:
            return unit + clock.opens[0]
        tick, pieces = self.model.new_int_var(0, self.horizon, ""), []
        for opens, closes, before, speed in zip(clock.opens, clock.closes, clock.before, clock.speeds, strict=True):
            if closes < since or opens >= self.horizon:
                continue
            pieces.append(piece := self.model.new_bool_var(""))
            first, last = before + (at_end and before > 0), before + (closes - opens) * speed - (not at_end)
            self.model.add_linear_constraint(unit, first, last).only_enforce_if(piece)
            rest = unit - before - (tick - opens) * speed
            least, most = (1 - speed, 0) if at_end else (0, speed - 1)
            self.model.add_linear_constraint(rest, least, most).only_enforce_if(piece)
        self.model.add_exactly_one(pieces)
        return tick

    def _add_arc(self, job: int, arc: Arc) -> None:
        earlier = self.begins[arc.earlier] if arc.from_begin else self.ends[arc.earlier]
        own = self.ends[job] if arc.to_end else self.begins[job]
        if arc.lag:
            earlier = self._lagged(arc.earlier, arc.from_begin, earlier) + arc.lag
            own = self._lagged(job, not arc.to_end, own)
        self.model.add(own >= earlier)

    def _lagged(self, job: int, is_begin: bool, tick: Any) -> Any:
        """Return the units of the clock of lags before the tick."""
        clock = self.jobs.clocks[self.jobs.lags]
        if isinstance(tick, int):
            return clock.units(tick)
        if clock.unbroken and clock.opens[0] == 0 and clock.closes[0] >= self.horizon:
            return tick
        if (job, is_begin) not in self._passed:
            self._passed[job, is_begin] = self._units_before(clock, tick)
        return self._passed[job, is_begin]

    def _units_before(self, clock: Clock, tick: Any) -> Any:
        units, pieces, closed = self.model.new_int_var(0, clock.total, ""), [], 0
        spans = [*zip(clock.opens, clock.closes, clock.before, strict=True), (self.horizon + 1, self.horizon + 1, clock.total)]
        for opens, closes, before in spans:
            for first, last, runs in ((closed, opens, False), (opens, closes, True)):
                if first <= last and first <= self.horizon:
                    pieces.append(piece := self.model.new_bool_var(""))
                    self.model.add_linear_constraint(tick, first, last).only_enforce_if(piece)
                    self.model.add(units == (tick - opens + before if runs else before)).only_enforce_if(piece)
            closed = closes
        self.model.add_exactly_one(pieces)
        return units

    def _add_resource(self, capacity: int, used: list[tuple[Any, int]]) -> None:
        if capacity == 1:
            self.model.add_no_overlap([interval for interval, _amount in used])
        else:
            self.model.add_cumulative([interval for interval, _ in used], [amount for _, amount in used], capacity)

    def _keep_still(self, job: int, begin: Any) -> None:
        """Know of a held job whether it moved."""
        held = self.jobs.held[job]
        if not held:
            return
        mode, tick = held
        moved = self.model.new_bool_var(f"moved {job}")
        self.model.add(begin == tick).only_enforce_if(~moved)
        if len(self.jobs.modes[job]) > 1:
            self.model.add_implication(~moved, self.chosen[job][mode])
        self._moved.append(moved)

    @cached_property
    def goals(self) -> Cost:
        """Return the things to keep small, as expressions; pins hold in every schedule of the model."""
        jobs, late = self.jobs, []
        finishes = [self.model.new_int_var(0, self.horizon, "") for _ in jobs.weights]
        for job, end in enumerate(self.ends):
            self.model.add(finishes[jobs.project[job]] >= end)
            if jobs.due[job] is not None:
                late.append(jobs.weights[jobs.project[job]] * self._over(end, jobs.due[job]))
        for weight, finish, deadline in zip(jobs.weights, finishes, jobs.deadlines, strict=True):
            if deadline is not None:
                late.append(weight * self._over(finish, deadline))
        finish = sum(weight * one for weight, one in zip(jobs.weights, finishes, strict=True))
        if jobs.plain:
            self._add_tails(finishes[0])
        return Cost(0, sum(late) + MOVE * sum(self._moved), finish)

    def _over(self, end: Any, due: int) -> Any:
        over = self.model.new_int_var(0, self.horizon, "")
        self.model.add(over >= end - due)
        return over

    def _add_tails(self, finish: Any) -> None:
        """Say of each job what follows from the chain behind it, so that it need not be found out."""
        for begin, tail in zip(self.begins, tails(self.jobs), strict=True):
            self.model.add(begin + tail <= finish)

    def must_be_in_time(self) -> None:
        """Refuse whatever is late."""
        for job, end in enumerate(self.ends):
            for due in (self.jobs.due[job], self.jobs.deadlines[self.jobs.project[job]]):
                if due is not None:
                    self.model.add(end <= due)

    def hint(self, schedule: Schedule) -> None:
        """Begin the search at this schedule."""
        self.model.clear_hints()
        for job, mode in enumerate(schedule.modes):
            if not isinstance(self.units[job][mode], int):
                self.model.add_hint(self.units[job][mode], schedule.units[job])
            if len(self.chosen[job]) > 1:
                for number, literal in enumerate(self.chosen[job]):
                    self.model.add_hint(literal, int(number == mode))

    def solve(self, effort: Effort, halt: Halt | None = None) -> tuple[Any, Any]:
        """Return the solver and its status; the same effort in units gives the same answer, on any number of cores."""
        solver = self.cp.CpSolver()
        told = solver.parameters
        told.num_workers, told.random_seed, told.interleave_search = WORKERS, effort.seed, True
        told.max_deterministic_time = effort.units
        if (left := effort.deadline.left) is not None:
            told.max_time_in_seconds = max(left, 0.001)
        if halt:
            halt.watch(solver)
        return solver, solver.solve(self.model)

    def read(self, solver: Any) -> Schedule:
        """Return the schedule the solver found."""
        modes = [next(n for n, one in enumerate(chosen) if solver.boolean_value(one)) for chosen in self.chosen]
        units = [solver.value(units[mode]) for units, mode in zip(self.units, modes, strict=True)]
        return Schedule(modes, units, [solver.value(one) for one in self.begins], [solver.value(one) for one in self.ends])
