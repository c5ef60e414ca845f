// The load under the chart: hours of each person by weeks, on the chart's own scale, moved with it.
import { type Chart, type Words, moment, say } from "./shapes";

const SVG = "http://www.w3.org/2000/svg";

export function drawLoad(place: HTMLElement, chart: Chart, words: Words, language: string, labels: number, width: number, x: (day: Date) => number): HTMLElement {
  place.replaceChildren();
  const head = document.createElement("h3");
  head.textContent = words.load;
  const board = document.createElement("div");
  board.className = "gantt-load-board";
  const names = document.createElement("div");
  names.className = "gantt-load-names";
  names.style.width = `${labels}px`;
  const strip = document.createElement("div");
  strip.className = "gantt-load-strip";
  const drawing = shape("svg", { width, height: chart.load.length * 30, role: "img", "aria-label": words.load });
  chart.load.forEach((row, place) => {
    const name = document.createElement("span");
    name.textContent = row.name;
    names.append(name);
    for (const week of row.weeks) drawing.append(...cell(week.monday, Number(week.hours), Number(week.norm), place * 30));
  });
  strip.append(drawing);
  board.append(names, strip);
  place.append(head, board);
  return strip;

  function cell(monday: string, hours: number, norm: number, top: number): Element[] {
    const from = moment(monday);
    const until = new Date(from.getFullYear(), from.getMonth(), from.getDate() + 5);
    const left = x(from), wide = Math.max(x(until) - left - 2, 2);
    if (!hours && !norm) return [];
    const part = norm ? Math.min(hours / norm, 1) : 1;
    const back = shape("rect", { x: left, y: top + 4, width: wide, height: 22, rx: 3, class: "load-norm" });
    const bar = shape("rect", { x: left, y: top + 4 + 22 * (1 - part), width: wide, height: 22 * part, rx: 3, class: hours > norm ? "load-over" : "load-fine" });
    const title = shape("title", {});
    title.textContent = `${say(words, "week", { day: from.toLocaleDateString(language) })}: ${say(words, "of", { hours: told(hours), norm: told(norm) })}`;
    const group = shape("g", {});
    group.append(title, back, ...(hours ? [bar] : []));
    if (hours && wide > 26) {
      const text = shape("text", { x: left + wide / 2, y: top + 19, "text-anchor": "middle", class: hours > norm ? "load-text load-text-over" : "load-text" });
      text.textContent = told(hours);
      group.append(text);
    }
    return [group];
  }

  function told(hours: number): string {
    return hours.toLocaleString(language, { maximumFractionDigits: 1 });
  }
}

function shape(name: string, told: Record<string, string | number>): Element {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(told)) made.setAttribute(key, String(value));
  return made;
}
