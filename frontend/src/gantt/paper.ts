// The chart on paper: sheets of whole rows that lie, the whole span of days across each, with its name, links, load and legend.
import { type Board } from "./board";
import { arrow, bend } from "./paths";
import { rowsOf } from "./rows";
import { type Bar, type Week, dayAfter, escaped, moment, say } from "./shapes";
import { HEAD, TOP, Timeline, fitted, widthOf } from "./timeline";

const WIDE = 1040, LABELS = 270, RIGHT = 70, LINE = 24, ROWS = 26; // a sheet of A4 or A3 that lies holds so many rows
type Line = { text: string; bar?: Bar; promised?: string | null; weeks?: Week[] };

export function paper(board: Board): void {
  const place = document.createElement("div");
  place.className = "gantt-paper";
  board.part("place").after(place);
  addEventListener("beforeprint", () => { place.innerHTML = new Sheets(board).html(); });
  addEventListener("afterprint", () => place.replaceChildren());
}

class Sheets {
  private time: Timeline;
  private lines: Line[];
  private at = new Map<number, number>();

  constructor(private board: Board) {
    const { chart, layers, words, language } = board;
    const told = chart.tasks.flatMap((bar) => [...(bar.at ?? []), ...(layers.base ? bar.base ?? [] : []), ...(bar.moved ?? [])]).concat(chart.stages.flatMap((one) => one.promised_on ?? []), chart.today, chart.project.deadline_on ?? []).sort();
    const from = dayAfter(moment(told[0].slice(0, 10)), -1), until = dayAfter(moment(told.at(-1)!.slice(0, 10)), 2);
    this.time = new Timeline(from, until, LABELS, WIDE - RIGHT, language, new Set(chart.days_off));
    this.lines = rowsOf(board).map((row) => ({ text: row.bar?.title ?? row.head!, bar: row.bar, promised: row.promised }));
    if (layers.load) this.lines.push({ text: words.load }, ...chart.load.map((row) => ({ text: row.name, weeks: row.weeks })));
    this.lines.forEach((line, n) => line.bar && this.at.set(line.bar.id, n));
  }

  html(): string {
    const sheets = this.cut();
    return sheets.map(([first, last], n) => this.sheet(first, last, n + 1, sheets.length)).join("");
  }

  // A heading does not stay behind on a sheet without its first row.
  private cut(): [number, number][] {
    const sheets: [number, number][] = [];
    for (let first = 0, last = 0; first < this.lines.length; first = last) {
      last = Math.min(first + ROWS, this.lines.length);
      while (last < this.lines.length && last > first + 1 && !this.lines[last - 1].bar && !this.lines[last - 1].weeks) last--;
      sheets.push([first, last]);
    }
    return sheets;
  }

  private sheet(first: number, last: number, number: number, count: number): string {
    const high = HEAD + (last - first) * LINE;
    const rows = this.lines.slice(first, last).map((line, n) => this.line(line, HEAD + n * LINE));
    return `<svg viewBox="0 0 ${WIDE} ${high + 2}" class="gantt-sheet">${this.name(number, count)}${this.time.drawn(high)}${this.marks(high)}${this.links(first, last)}${rows.join("")}</svg>`;
  }

  // ---- the sheet's own line ----
  private name(number: number, count: number): string {
    const { chart, words, language } = this.board;
    const place = `${count > 1 ? `${say(words, "sheet", { number: String(number), count: String(count) })} · ` : ""}${moment(chart.today).toLocaleDateString(language)}`;
    const room = WIDE - widthOf(place, "10px") - 20, title = fitted(chart.project.title, room, "640 14px"), left = room - widthOf(title, "640 14px") - 12;
    return `<text class="sheet-name" x="2" y="16">${escaped(title)}</text>${left > 80 ? `<text class="day" x="${WIDE - widthOf(place, "10px") - 20 - left}" y="16">${escaped(fitted(chart.project.client, left, "9.5px"))}</text>` : ""}<text class="sheet-place" x="${WIDE}" y="16">${escaped(place)}</text><path class="rule" d="M 0 ${TOP - 4} H ${WIDE}"/>`;
  }

  private line(line: Line, y: number): string {
    const under = line.bar || line.weeks, kind = under ? "row-name" : "row-name head", left = under ? 14 : 2;
    const text = fitted(line.text, (under || line.promised ? LABELS : WIDE) - left - 8, under ? "11.5px" : "640 11.5px");
    const label = `<path class="rule" d="M 0 ${y} H ${WIDE}"/><text class="${kind}" x="${left}" y="${y + 16}">${escaped(text)}</text>`;
    return label + (line.bar ? this.bar(line.bar, y) : "") + (line.weeks ?? []).map((week) => this.week(week, y)).join("") + (line.promised ? this.promise(line.promised, y) : "");
  }

  private bar(bar: Bar, y: number): string {
    const { layers } = this.board, out: string[] = [];
    const rect = (span: [string, string], top: number, height: number, kind: string) => {
      const from = this.time.x(moment(span[0]));
      out.push(`<rect class="${kind}" x="${from}" y="${y + top}" width="${Math.max(this.time.x(moment(span[1])) - from, 2)}" height="${height}" rx="2"/>`);
    };
    if (bar.moved) rect([bar.moved[0], `${bar.moved[1]}T23:59`], 3, 17, "moved");
    if (bar.base && layers.base) rect(bar.base, 19, 3, "base");
    if (!bar.at) return out.join("");
    rect(bar.at, 5, 12, `task-bar ${bar.state === "done" ? "is-done" : bar.critical && layers.critical ? "is-critical" : ""}`);
    if (bar.not_before && bar.state !== "done") out.push(`<rect class="pin" x="${this.time.x(moment(bar.at[0]))}" y="${y + 5}" width="3" height="12"/>`);
    const right = Math.max(...[bar.at[1], bar.moved ? `${bar.moved[1]}T23:59` : bar.at[1]].map((at) => this.time.x(moment(at))));
    out.push(`<text class="who" x="${right + 10}" y="${y + 15}">${escaped(bar.short)}${bar.critical && layers.critical ? " ●" : ""}</text>`);
    return out.join("");
  }

  private week({ monday, hours, norm }: Week, y: number): string {
    const from = this.time.x(moment(monday)), wide = this.time.x(dayAfter(moment(monday), 5)) - from - 1;
    if (from < LABELS || from + wide > WIDE - RIGHT + 1 || !Number(hours)) return "";
    const over = Number(hours) > Number(norm), high = Math.min(Number(hours) / (Number(norm) || 1), 1) * 18;
    const text = wide > 20 ? `<text class="day" x="${from + wide / 2}" y="${y + 16}" text-anchor="middle">${Math.round(Number(hours))}</text>` : "";
    return `<rect class="${over ? "load-over" : "load-fine"}" x="${from}" y="${y + 21 - high}" width="${wide}" height="${high}"/>${text}`;
  }

  private promise(day: string, y: number): string {
    return `<path class="promised" d="M ${this.time.x(dayAfter(moment(day)))} ${y + 5} l 7 7 l -7 7 l -7 -7 z"/>`;
  }

  private marks(high: number): string {
    const { today, project } = this.board.chart;
    const line = (at: Date, kind: string) => `<path class="${kind}" d="M ${this.time.x(at)} ${HEAD} V ${high}"/>`;
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
      const x = { one: one.at.map((at) => this.time.x(moment(at))), other: other.at.map((at) => this.time.x(moment(at))) };
      const path = bend(link.kind, x.one, x.other, y(from), y(to), LINE / 2, HEAD, HEAD + (last - first) * LINE);
      return `<path class="link" d="${path.line}"/>${here(to) ? `<path class="arrow" d="${arrow(path.x, y(to), path.way)}"/>` : ""}`;
    }).join("");
  }
}
