// The head of a sheet of paper: months over days, or years over months, with the longest names there is room for.
import { dayAfter, escaped, isoDay } from "./shapes";

export const FONT = '"Golos Text Variable", sans-serif', TOP = 28, HEAD = TOP + 36; // the sheet's own line, then two lines of the head
const brush = document.createElement("canvas").getContext("2d")!;

export function widthOf(text: string, font: string): number {
  brush.font = `${font} ${FONT}`;
  return brush.measureText(text).width;
}

// As much of the text as there is room for.
export function fitted(text: string, wide: number, font: string): string {
  if (widthOf(text, font) <= wide) return text;
  let count = text.length;
  while (count > 1 && widthOf(`${text.slice(0, count).trimEnd()}…`, font) > wide) count--;
  return `${text.slice(0, count).trimEnd()}…`;
}

export class Timeline {
  readonly count: number;
  readonly step: number;

  constructor(private from: Date, private until: Date, private left: number, right: number, private language: string, private off: Set<string>) {
    this.count = Math.round((+until - +from) / 864e5);
    this.step = (right - left) / this.count;
  }

  x(at: Date): number {
    return this.left + ((+at - +this.from) / 864e5) * this.step;
  }

  drawn(high: number): string {
    const near = this.step * 7 >= 15;
    const rules = this.starts("month").slice(1).map((day) => `<path class="rule" d="M ${this.x(day)} ${TOP + 2} V ${high}"/>`);
    return [...this.shades(high), ...rules, ...(near ? [...this.named("month", TOP + 13, "month"), ...this.days()] : [...this.named("year", TOP + 13, "month"), ...this.named("month", TOP + 30, "day")])].join("");
  }

  private shades(high: number): string[] {
    if (this.step <= 2) return [];
    const days = Array.from({ length: this.count }, (_none, n) => dayAfter(this.from, n)).filter((day) => this.off.has(isoDay(day)));
    return days.map((day) => `<rect class="off" x="${this.x(day)}" y="${HEAD}" width="${this.step}" height="${high - HEAD}"/>`);
  }

  private days(): string[] {
    const days = Array.from({ length: this.count }, (_none, n) => dayAfter(this.from, n));
    return days.filter((day) => this.step >= 15 || day.getDay() === 1).map((day) => `<text class="day" x="${this.x(day) + 2}" y="${TOP + 30}">${day.getDate()}</text>`);
  }

  // The first moment of the sheet, and of each month or year after it.
  private starts(unit: "month" | "year"): Date[] {
    const found = [this.from];
    for (let day = this.next(this.from, unit); day < this.until; day = this.next(day, unit)) found.push(day);
    return found;
  }

  private next(day: Date, unit: "month" | "year"): Date {
    return unit === "year" ? new Date(day.getFullYear() + 1, 0, 1) : new Date(day.getFullYear(), day.getMonth() + 1, 1);
  }

  private named(unit: "month" | "year", y: number, kind: string): string[] {
    const starts = this.starts(unit), font = kind === "month" ? "600 10.5px" : "9.5px";
    return starts.map((day, n) => {
      const wide = this.x(starts[n + 1] ?? this.until) - this.x(day) - 4;
      const name = this.names(day, unit, kind).find((one) => widthOf(one, font) <= wide);
      return name ? `<text class="${kind}" x="${this.x(day) + 2}" y="${y}">${escaped(name)}</text>` : "";
    });
  }

  private names(day: Date, unit: "month" | "year", kind: string): string[] {
    const year = String(day.getFullYear());
    if (unit === "year") return [year];
    const [long, short] = (["long", "short"] as const).map((month) => day.toLocaleDateString(this.language, { month }));
    return kind === "month" ? [`${long} ${year}`, `${short} ${year}`, short] : [long, short, short.slice(0, 3), String(day.getMonth() + 1)];
  }
}
