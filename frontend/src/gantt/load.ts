// The load under the chart: hours of each person by weeks, on the chart's own scale, moved with it.
import { type Board } from "./board";
import { ROW, type Week, dayAfter, moment, say, told } from "./shapes";

const SVG = "http://www.w3.org/2000/svg";

export class Load {
  private strip: HTMLElement | null = null;
  private drawn = "";
  private asked = 0;
  private at = -1;

  constructor(private board: Board) {}

  // It is drawn anew only when the scale is another one.
  draw(left: number): void {
    const { layers, gantt, chart } = this.board, place = this.board.part("load");
    place.hidden = !layers.load;
    if (!layers.load) return;
    const width = (gantt.$task_data as HTMLElement).scrollWidth, asked = `${width} ${gantt.posFromDate(moment(chart.today))} ${gantt.config.grid_width}`;
    if (asked !== this.drawn) this.strip = this.whole(place, width);
    this.drawn = asked;
    this.at = -1;
    this.follow(left);
  }

  follow(left: number): void {
    if (left === this.at || !this.strip) return;
    this.at = left;
    this.asked ||= requestAnimationFrame(() => {
      this.asked = 0;
      this.strip!.scrollLeft = this.at;
    });
  }

  private whole(place: HTMLElement, width: number): HTMLElement {
    const { chart, words, gantt } = this.board;
    const head = made("h3", words.load);
    const names = made("div", "", "gantt-load-names"), strip = made("div", "", "gantt-load-strip"), both = made("div", "", "gantt-load-board");
    names.style.width = `${gantt.config.grid_width}px`;
    const drawing = shape("svg", { width, height: chart.load.length * ROW, role: "img", "aria-label": words.load });
    chart.load.forEach((row, n) => {
      names.append(made("span", row.name));
      for (const week of row.weeks) drawing.append(...this.cell(week, n * ROW));
    });
    strip.append(drawing);
    both.append(names, strip);
    place.replaceChildren(head, both);
    return strip;
  }

  private cell({ monday, hours: spent, norm: most }: Week, top: number): Element[] {
    const hours = Number(spent), norm = Number(most), from = moment(monday), { gantt, words, language } = this.board;
    if (!hours && !norm) return [];
    const left = gantt.posFromDate(from), wide = Math.max(gantt.posFromDate(dayAfter(from, 5)) - left - 2, 2);
    const part = norm ? Math.min(hours / norm, 1) : 1, over = hours > norm;
    const title = shape("title", {});
    title.textContent = `${say(words, "week", { day: told(from, language) })}: ${say(words, "of", { hours: this.said(hours), norm: this.said(norm) })}`;
    const group = shape("g", {});
    group.append(title, shape("rect", { x: left, y: top + 4, width: wide, height: 22, rx: 3, class: "load-norm" }));
    if (hours) group.append(shape("rect", { x: left, y: top + 4 + 22 * (1 - part), width: wide, height: 22 * part, rx: 3, class: over ? "load-over" : "load-fine" }));
    if (hours && wide > 26) {
      const text = shape("text", { x: left + wide / 2, y: top + 19, "text-anchor": "middle", class: over ? "load-text load-text-over" : "load-text" });
      text.textContent = this.said(hours);
      group.append(text);
    }
    return [group];
  }

  private said(hours: number): string {
    return hours.toLocaleString(this.board.language, { maximumFractionDigits: 1 });
  }
}

function made(name: string, text: string, kind = ""): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  element.className = kind;
  return element;
}

function shape(name: string, told: Record<string, string | number>): Element {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(told)) element.setAttribute(key, String(value));
  return element;
}
