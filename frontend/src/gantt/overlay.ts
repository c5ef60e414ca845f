// What the server computed and the library's free edition does not draw: first schedule, levelled days, days off, today, promises.
import { type Board } from "./board";
import { ROW, dayAfter, escaped, moment, say, told } from "./shapes";

export class Overlay {
  private svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  private asked = 0;
  private at: [number, number] = [0, 0];
  private shapes: string[] = [];

  constructor(private board: Board) {
    this.svg.classList.add("gantt-overlay");
    this.svg.setAttribute("aria-hidden", "true");
  }

  // Many scrolls in one frame are one drawing. Where it is scrolled to is told: to ask the library makes the browser lay out.
  ask(left: number, top: number): void {
    this.at = [left, top];
    this.asked ||= requestAnimationFrame(() => { this.asked = 0; this.paint(...this.at); });
  }

  private paint(left: number, top: number): void {
    const { gantt, chart, words } = this.board;
    const back = gantt.$task_bg as HTMLElement | undefined;
    if (!back) return;
    if (this.svg.parentElement !== back.parentElement) back.parentElement!.insertBefore(this.svg, back.nextSibling);
    const wide = (gantt.$task as HTMLElement).clientWidth, high = (gantt.$task_data as HTMLElement).clientHeight;
    Object.assign(this.svg.style, { transform: `translate(${left}px, ${top}px)`, width: `${wide}px`, height: `${high}px` });
    this.svg.setAttribute("viewBox", `${left} ${top} ${wide} ${high}`);
    this.shapes = [];
    for (const day of chart.days_off) {
      const from = this.x(moment(day)), until = this.x(dayAfter(moment(day)));
      if (until >= left && from <= left + wide) this.rect(from, top, until - from, high, "off");
    }
    const first = Math.max(Math.floor(top / ROW) - 1, 0), last = Math.min(first + Math.ceil(high / ROW) + 2, gantt.getVisibleTaskCount());
    for (let place = first; place < last; place++) this.row(place);
    this.rect(this.x(new Date(+moment(chart.today) + 12 * 3600e3)), top, 2, high, "now", words.today);
    if (chart.project.deadline_on) this.rect(this.x(dayAfter(moment(chart.project.deadline_on))), top, 2, high, "deadline", words.deadline);
    this.svg.innerHTML = this.shapes.join("");
  }

  private row(place: number): void {
    const { gantt, layers, words, language } = this.board;
    const row = gantt.getTaskByIndex(place) as unknown as { bar?: import("./shapes").Bar; promised?: string } | null;
    const bar = row?.bar, y = place * ROW;
    if (bar?.base && layers.base) this.span(bar.base, y + 24, 4, "base", words.base);
    if (bar?.moved) {
      const [first, last] = bar.moved.map((day) => told(moment(day), language));
      this.span([bar.moved[0], `${bar.moved[1]}T23:59`], y + 4, 20, "moved", say(words, "levelled", { first, last }));
    }
    if (row?.promised) {
      const at = this.x(dayAfter(moment(row.promised)));
      this.shapes.push(`<path class="promised" d="M ${at} ${y + 7} l 8 8 l -8 8 l -8 -8 z"><title>${escaped(words.promised)}</title></path>`);
    }
  }

  private x(at: Date): number {
    return this.board.gantt.posFromDate(at);
  }

  private span(days: [string, string], y: number, height: number, kind: string, title: string): void {
    const from = this.x(moment(days[0]));
    this.rect(from, y, this.x(moment(days[1])) - from, height, kind, title);
  }

  private rect(x: number, y: number, width: number, height: number, kind: string, title = ""): void {
    this.shapes.push(`<rect class="${kind}" x="${x}" y="${y}" width="${Math.max(width, 1)}" height="${height}" rx="${kind === "base" ? 2 : kind === "moved" ? 4 : 0}">${title ? `<title>${escaped(title)}</title>` : ""}</rect>`);
  }
}
