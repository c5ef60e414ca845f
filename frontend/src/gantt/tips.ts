// What a bar says when it is pointed at, and to who hears the page.
import { type Board } from "./board";
import { type Bar, type Row, escaped, moment } from "./shapes";

export function tips(board: Board): void {
  const { gantt, words, language, layers } = board;
  const day = (at: string) => moment(at).toLocaleDateString(language, { day: "numeric", month: "short" });
  const span = ([from, until]: [string, string]) => `${day(from)} – ${day(last(until))}`;

  gantt.templates.tooltip_text = (_from: Date, _to: Date, row: unknown) => {
    const { bar, text } = row as Row, { drag_id, link_source_id } = gantt.getState() as { drag_id?: unknown; link_source_id?: unknown };
    if (drag_id || link_source_id) return "";
    return bar ? told(bar).map((line, n) => (n ? `<div>${line}</div>` : `<b>${line}</b>`)).join(" ") : String(text);
  };

  function told(bar: Bar): string[] {
    const hours = `${Number(bar.hours).toLocaleString(language)} ${words.h}`, state = bar.state === "done" ? words.done : bar.blocked ? words.blocked : bar.critical && layers.critical ? words.critical : "";
    return [bar.title, [bar.name, hours, state].filter(Boolean).join(" · "), bar.at ? span(bar.at) : words.unplanned, bar.base ? `${words.base}: ${span(bar.base)}` : "",
      bar.not_before ? `${words.notBefore}: ${day(bar.not_before)}` : "", bar.due_on ? `${words.due}: ${day(bar.due_on)}` : ""].filter(Boolean).map(escaped);
  }
}

// A bar that ends at midnight was done on the day before.
function last(until: string): string {
  const at = moment(until);
  return at.getHours() + at.getMinutes() ? until : `${new Date(+at - 1).toLocaleDateString("sv")}`;
}
