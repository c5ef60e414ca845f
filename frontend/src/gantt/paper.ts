// The chart on paper: pages of whole rows, the whole span of days across a sheet that lies, with its links, its load and its legend.
import { type Board } from "./board";
import { arrow, bend } from "./paths";
import { rowsOf } from "./rows";
import { type Bar, type Week, dayAfter, escaped, isoDay, moment } from "./shapes";

const WIDE = 1040, LABELS = 250, RIGHT = 70, HEAD = 36, LINE = 24, FIRST = 23, OTHERS = 26; // a sheet of A4 that lies holds so many rows
type Line = { text: string; bar?: Bar; promised?: string | null; weeks?: Week[] };

export function paper(board: Board): void {
  const place = document.createElement("div");
  place.className = "gantt-paper";
  board.part("place").after(place);
  addEventListener("beforeprint", () => { place.innerHTML = new Sheets(board).html(); });
  addEventListener("afterprint", () => place.replaceChildren());
}

class Sheets {
  private from: Date;
  private until: Date;
  private lines: Line[];
  private at = new Map<number, number>();

  constructor(private board: Board) {
    const { chart, layers, words } = board;
    const told = chart.tasks.flatMap((bar) => [...(bar.at ?? []), ...(layers.base ? bar.base ?? [] : []), ...(bar.moved ?? [])]).concat(chart.stages.flatMap((one) => one.promised_on ?? []), chart.today, chart.project.deadline_on ?? []).sort();
    this.from = dayAfter(moment(told[0].slice(0, 10)), -1);
    this.until = dayAfter(moment(told.at(-1)!.slice(0, 10)), 2);
    this.lines = rowsOf(board).map((row) => ({ text: String(row.text), bar: row.bar, promised: row.promised }));
    if (layers.load) this.lines.push({ text: escaped(words.load) }, ...chart.load.map((row) => ({ text: escaped(row.name), weeks: row.weeks })));
    this.lines.forEach((line, n) => line.bar && this.at.set(line.bar.id, n));
  }

  html(): string {
    const sheets: string[] = [];
    for (let first = 0; first < this.lines.length;) {
      const last = Math.min(first + (first ? OTHERS : FIRST), this.lines.length);
      sheets.push(this.sheet(first, last));
      first = last;
    }
    return sheets.join("");
  }

  private sheet(first: number, last: number): string {
    const high = HEAD + (last - first) * LINE;
    return `<svg viewBox="0 0 ${WIDE} ${high + 2}" class="gantt-sheet">${this.days(high)}${this.lines.slice(first, last).map((line, n) => this.line(line, HEAD + n * LINE)).join("")}${this.marks(high)}${this.links(first, last)}</svg>`;
  }

  private x(at: Date): number {
    return LABELS + ((+at - +this.from) / (+this.until - +this.from)) * (WIDE - LABELS - RIGHT);
  }

  // ---- the head: months, and the days or Mondays for which there is room ----
  private days(high: number): string {
    const { language, chart } = this.board, count = Math.round((+this.until - +this.from) / 864e5), step = (WIDE - LABELS - RIGHT) / count;
    const off = new Set(chart.days_off), out: string[] = [];
    let named = 0;
    for (let n = 0; n < count; n++) {
      const day = dayAfter(this.from, n), x = this.x(day);
      if (off.has(isoDay(day)) && step > 2) out.push(`<rect class="off" x="${x}" y="${HEAD}" width="${step}" height="${high - HEAD}"/>`);
      if (step >= 15 || (day.getDay() === 1 && step * 7 >= 15)) out.push(`<text class="day" x="${x + 2}" y="${HEAD - 6}">${day.getDate()}</text>`);
      const crowded = n === 0 && day.getDate() > 1 && this.x(new Date(day.getFullYear(), day.getMonth() + 1, 1)) < x + (step < 3 ? 34 : 105);
      if ((day.getDate() === 1 || n === 0) && x >= named && !crowded) {
        out.push(`<text class="month" x="${x + 2}" y="13">${escaped(day.toLocaleDateString(language, step < 3 ? { month: "short" } : { month: "long", year: "numeric" }))}</text><path class="rule" d="M ${x} 2 V ${high}"/>`);
        named = x + (step < 3 ? 34 : 105);
      }
    }
    return out.join("");
  }

  private line(line: Line, y: number): string {
    const cut = line.text.length > 38 ? `${line.text.slice(0, 37)}…` : line.text;
    const label = `<path class="rule" d="M 0 ${y} H ${WIDE}"/><text class="${line.bar || line.weeks ? "row-name" : "row-name head"}" x="${line.bar || line.weeks ? 14 : 2}" y="${y + 16}">${cut}</text>`;
    return label + (line.bar ? this.bar(line.bar, y) : "") + (line.weeks ?? []).map((week) => this.week(week, y)).join("") + (line.promised ? this.promise(line.promised, y) : "");
  }

  private bar(bar: Bar, y: number): string {
    const { layers } = this.board, out: string[] = [];
    const rect = (span: [string, string], top: number, height: number, kind: string) => {
      const from = this.x(moment(span[0]));
      out.push(`<rect class="${kind}" x="${from}" y="${y + top}" width="${Math.max(this.x(moment(span[1])) - from, 2)}" height="${height}" rx="2"/>`);
    };
    if (bar.moved) rect([bar.moved[0], `${bar.moved[1]}T23:59`], 3, 17, "moved");
    if (bar.base && layers.base) rect(bar.base, 19, 3, "base");
    if (!bar.at) return out.join("");
    rect(bar.at, 5, 12, `task-bar ${bar.state === "done" ? "is-done" : bar.critical && layers.critical ? "is-critical" : ""}`);
    const right = Math.max(...[bar.at[1], bar.moved ? `${bar.moved[1]}T23:59` : bar.at[1]].map((at) => this.x(moment(at))));
    out.push(`<text class="who" x="${right + 10}" y="${y + 15}">${escaped(bar.short)}${bar.critical && layers.critical ? " ●" : ""}</text>`);
    return out.join("");
  }

  private week({ monday, hours, norm }: Week, y: number): string {
    const from = this.x(moment(monday)), wide = this.x(dayAfter(moment(monday), 5)) - from - 1;
    if (from < LABELS || from + wide > WIDE - RIGHT + 1 || !Number(hours)) return "";
    const over = Number(hours) > Number(norm), high = Math.min(Number(hours) / (Number(norm) || 1), 1) * 18;
    const text = wide > 20 ? `<text class="day" x="${from + wide / 2}" y="${y + 16}" text-anchor="middle">${Math.round(Number(hours))}</text>` : "";
    return `<rect class="${over ? "load-over" : "load-fine"}" x="${from}" y="${y + 21 - high}" width="${wide}" height="${high}"/>${text}`;
  }

  private promise(day: string, y: number): string {
    return `<path class="promised" d="M ${this.x(dayAfter(moment(day)))} ${y + 5} l 7 7 l -7 7 l -7 -7 z"/>`;
  }

  private marks(high: number): string {
    const { today, project } = this.board.chart;
    const line = (at: Date, kind: string) => `<path class="${kind}" d="M ${this.x(at)} ${HEAD} V ${high}"/>`;
    return line(new Date(+moment(today) + 432e5), "now") + (project.deadline_on ? line(dayAfter(moment(project.deadline_on)), "deadline") : "");
  }

  // A link to a row of another sheet leads to the edge of this one.
  private links(first: number, last: number): string {
    const y = (n: number) => HEAD + (n - first) * LINE + 11;
    return this.board.chart.links.map((link) => {
      const [one, other] = [this.board.bar(link.source), this.board.bar(link.target)], [from, to] = [this.at.get(link.source), this.at.get(link.target)];
      if (!one?.at || !other?.at || from === undefined || to === undefined) return "";
      const here = (n: number) => n >= first && n < last;
      if (!here(from) && !here(to)) return "";
      const x = { one: one.at.map((at) => this.x(moment(at))), other: other.at.map((at) => this.x(moment(at))) };
      const path = bend(link.kind, x.one, x.other, y(from), y(to), LINE / 2, HEAD, HEAD + (last - first) * LINE);
      return `<path class="link" d="${path.line}"/>${here(to) ? `<path class="arrow" d="${arrow(path.x, y(to), path.way)}"/>` : ""}`;
    }).join("");
  }
}
