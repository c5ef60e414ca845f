// The rows of the chart: bars under their stages or under their people, the links between them.
import { type Board } from "./board";
import { type Bar, type Row, TYPES, escaped, moment } from "./shapes";

export function rowsOf(board: Board): Row[] {
  const { chart, lanes } = board;
  const key = (bar: Bar) => (lanes === "stages" ? `stage-${bar.stage_id}` : `person-${bar.assignee}`);
  const bars = new Map<string, Bar[]>();
  for (const bar of chart.tasks) bars.get(key(bar))?.push(bar) ?? bars.set(key(bar), [bar]);
  return heads(board).filter((head) => bars.has(String(head.id))).flatMap((head) => [
    { ...head, type: "project", open: true, unscheduled: true, readonly: true },
    ...bars.get(String(head.id))!.map((bar) => rowOf(board, bar, String(head.id))),
  ]);
}

function heads({ chart, lanes }: Board): Row[] {
  if (lanes === "stages") return chart.stages.map((stage) => ({ id: `stage-${stage.id}`, head: stage.title, text: escaped(stage.title), promised: stage.promised_on }));
  const people = [...new Map(chart.tasks.map((bar) => [bar.assignee, bar.name]))].sort((one, other) => one[1].localeCompare(other[1]));
  return people.map(([login, name]) => ({ id: `person-${login}`, head: name, text: escaped(name) }));
}

export function rowOf(board: Board, bar: Bar, parent: string): Row {
  const when = bar.at ? { start_date: moment(bar.at[0]), end_date: moment(bar.at[1]) } : { unscheduled: true };
  return { id: bar.id, bar, parent, text: escaped(bar.title), who: escaped(bar.short), hours: Number(bar.hours).toLocaleString(board.language), readonly: !board.moves || bar.state === "done", ...when };
}

export function linksOf({ chart }: Board): object[] {
  return chart.links.map((link) => ({ id: link.id, source: link.source, target: link.target, type: String(TYPES.indexOf(link.kind)), kind: link.kind, said: link.said }));
}

export function classesOf(board: Board, row: Row): string {
  if (!row.bar) return "gantt-head-bar";
  const { state, critical, blocked, not_before } = row.bar;
  return [state === "done" ? "is-done" : critical && board.layers.critical ? "is-critical" : "", blocked ? "is-blocked" : "", not_before ? "is-pinned" : ""].join(" ");
}

export function linkClass(board: Board, source: number, target: number): string {
  const both = [source, target].every((id) => board.bar(id)?.critical && board.bar(id)?.state !== "done");
  return both && board.layers.critical ? "is-critical" : "";
}
