// Bars that are dragged, stretched or moved by keys: each is an act of the PM, refused ones jump back.
import { type Board } from "./board";
import { rowOf } from "./rows";
import { type Bar, dayAfter, isoDay, moment, say, stamp, told } from "./shapes";

export function dragging(board: Board): { nudge: (bar: Bar, by: number) => void } {
  const { gantt, words, language, acts } = board;
  const off = new Set(board.chart.days_off);

  gantt.attachEvent("onBeforeTaskDrag", (id: string | number, mode: string) => Boolean(board.bar(id)) && board.moves && (mode === "move" || mode === "resize"));
  gantt.attachEvent("onAfterTaskDrag", (id: string | number, mode: string) => {
    const row = board.row(id), bar = row.bar!;
    const moved = mode === "move" || +row.start_date! !== +moment(bar.at![0]);
    void (moved ? pinned(bar, isoDay(worked(new Date(+row.start_date! + 6 * 3600e3), 1))) : stretched(bar, row.end_date!));
  });

  async function pinned(bar: Bar, day: string): Promise<void> {
    const took = +moment(bar.at![1]) - +moment(bar.at![0]);
    const done = await acts.put(bar, "pin", { not_before: day }, say(words, "moved", { day: told(moment(day), language) }));
    if (done) Object.assign(bar, { not_before: day, at: [`${day}T00:00`, stamp(new Date(+moment(day) + took))] });
    settled(bar, Boolean(done));
  }

  async function stretched(bar: Bar, until: Date): Promise<void> {
    const [from, ended] = bar.at!.map(moment);
    const hours = Math.max(Math.round((Number(bar.hours) * (+until - +from) * 2) / Math.max(+ended - +from, 1)) / 2, 0.5);
    const done = await acts.put(bar, "estimate", { estimate_hours: String(hours) }, say(words, "resized", { hours: hours.toLocaleString(language) }));
    if (done) Object.assign(bar, { hours: String(hours), at: [bar.at![0], stamp(until)] });
    settled(bar, Boolean(done));
  }

  function settled(bar: Bar, done: boolean): void {
    Object.assign(gantt.getTask(bar.id), rowOf(board, bar, String(gantt.getTask(bar.id).parent)));
    gantt.refreshTask(bar.id);
    if (done) board.stale();
  }

  // Move by so many working days, from where the bar stands.
  function nudge(bar: Bar, by: number): void {
    if (!board.moves || !bar.at || bar.state === "done") return;
    void pinned(bar, isoDay(worked(dayAfter(moment(bar.at[0].slice(0, 10)), by), by)));
  }

  // The day, or the nearest one after or before it on which there is work.
  function worked(day: Date, by: number): Date {
    let found = day;
    while (off.has(isoDay(found))) found = dayAfter(found, by);
    return found;
  }

  return { nudge };
}
