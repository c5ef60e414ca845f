// The chart of a project by dhtmlx-gantt (MIT): the server computes, the chart draws, and every drag is an act that may be refused.
import "./html";
import { Gantt } from "dhtmlx-gantt";
import "dhtmlx-gantt/codebase/dhtmlxgantt.css";
import "./chart.css";
import { Acts } from "./acts";
import { drawLoad } from "./load";
import { type Bar, type Chart, type Words, isoDay, moment, say } from "./shapes";

type Row = { id: string | number; bar?: Bar; promised?: string | null; [name: string]: unknown };
const SCALES = [
  { width: 10, scales: [{ unit: "month", format: "%F %Y" }, { unit: "week", step: 1, format: "%j" }], column: 70 },
  { width: 26, scales: [{ unit: "month", format: "%F %Y" }, { unit: "day", step: 1, format: "%j" }], column: 26 },
  { width: 44, scales: [{ unit: "month", format: "%F %Y" }, { unit: "day", step: 1, format: "%j %D" }], column: 44 },
];

export async function draw(root: HTMLElement): Promise<void> {
  const words: Words = JSON.parse(root.dataset.words!);
  const language = root.dataset.language!;
  const answer = await fetch(root.dataset.chart!, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const chart: Chart = await answer.json();
  if (!chart.tasks.length) return;
  const part = (name: string) => root.querySelector<HTMLElement>(`.gantt-${name}`)!;
  const moves = root.dataset.moves === "yes";
  const acts = new Acts(root.dataset.api!, root.dataset.token!, words, said);
  const off = new Set(chart.days_off);
  const layers = { base: true, critical: true, load: chart.load.length > 0 };
  let lanes = "stages", zoom = 1, strip: HTMLElement | null = null;

  const gantt = Gantt.getGanttInstance();
  gantt.plugins({ keyboard_navigation: true });
  gantt.i18n.setLocale(language);
  Object.assign(gantt.config, {
    csp: true, date_format: "%Y-%m-%dT%H:%i", row_height: 30, scale_height: 44, bar_height: 16, grid_width: innerWidth < 700 ? 150 : 330, smart_rendering: true, static_background: false,
    drag_progress: false, drag_links: moves, drag_move: moves, drag_resize: moves, details_on_dblclick: false, details_on_create: false, select_task: true, keyboard_navigation: true,
    touch: true, touch_drag: 500, duration_unit: "minute", duration_step: 1, time_step: 15, round_dnd_dates: false, open_tree_initially: true, show_errors: false, show_unscheduled: true, autosize: false,
    drag_timeline: { ignore: ".gantt_task_line, .gantt_task_link", useKey: false }, scroll_size: 12, initial_scroll: false, min_duration: 60 * 60 * 1000, fit_tasks: false, show_task_cells: false,
  });
  gantt.config.columns = [
    { name: "text", label: words.task, tree: true, width: "*", min_width: 130 },
    ...(innerWidth < 700 ? [] : [{ name: "who", label: words.who, width: 84 }, { name: "hours", label: words.hours, width: 56, align: "right" }]),
  ];
  gantt.setSkin(document.documentElement.classList.contains("dark") ? "dark" : "terrace");
  scale();
  Object.assign(gantt.templates, {
    task_class: (_from: Date, _to: Date, row: Row) => classes(row),
    grid_row_class: (_from: Date, _to: Date, row: Row) => (row.bar ? "" : "gantt-heading"),
    task_text: () => "",
    rightside_text: (_from: Date, _to: Date, row: Row) => (row.bar ? escaped(row.bar.short) + (row.bar.critical && layers.critical ? " ●" : "") : ""),
    grid_folder: () => "", grid_file: () => "",
  });

  // ---- rows ------------------------------------------------------------------------------------------------------
  function rows(): Row[] {
    const bars = new Map<string, Bar[]>();
    for (const bar of chart.tasks) {
      const key = lanes === "stages" ? `stage-${bar.stage_id}` : `person-${bar.assignee}`;
      bars.set(key, [...(bars.get(key) ?? []), bar]);
    }
    const heads: Row[] = lanes === "stages"
      ? chart.stages.map((stage) => ({ id: `stage-${stage.id}`, text: escaped(stage.title), promised: stage.promised_on }))
      : [...new Map(chart.tasks.map((bar) => [bar.assignee, bar.name]))].sort((one, other) => one[1].localeCompare(other[1])).map(([login, name]) => ({ id: `person-${login}`, text: escaped(name) }));
    return heads.filter((head) => bars.has(String(head.id))).flatMap((head) => [
      { ...head, type: "project", open: true, unscheduled: true, readonly: true },
      ...bars.get(String(head.id))!.map((bar) => row(bar, String(head.id))),
    ]);
  }

  function row(bar: Bar, parent: string): Row {
    const movable = moves && bar.state !== "done";
    const when = bar.at ? { start_date: moment(bar.at[0]), end_date: moment(bar.at[1]) } : { unscheduled: true };
    return { id: bar.id, bar, parent, text: escaped(bar.title), who: escaped(bar.short), hours: Number(bar.hours).toLocaleString(language), readonly: !movable, ...when };
  }

  function fill(): void {
    gantt.clearAll();
    gantt.parse({ data: rows() as never, links: chart.links.map((link) => ({ ...link, type: "0" })) });
  }

  function classes(row: Row): string {
    if (!row.bar) return "gantt-head-bar";
    const { state, critical, blocked } = row.bar;
    return [state === "done" ? "is-done" : critical && layers.critical ? "is-critical" : "", blocked ? "is-blocked" : "", row.bar.not_before ? "is-pinned" : ""].join(" ");
  }

  // ---- what the server computed and the chart's free edition does not draw: baseline, days off, today, promises ----
  const overlay = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  overlay.classList.add("gantt-overlay");
  overlay.setAttribute("aria-hidden", "true");

  function paint(): void {
    const back = gantt.$task_bg as HTMLElement | undefined;
    if (!back) return;
    const data = back.parentElement!;
    if (overlay.parentElement !== data) data.insertBefore(overlay, back.nextSibling);
    const { x: left, y: top } = gantt.getScrollState();
    const wide = (gantt.$task as HTMLElement).clientWidth, high = (gantt.$task_data as HTMLElement).clientHeight;
    const whole = gantt.getVisibleTaskCount() * 30;
    overlay.setAttribute("width", String(data.scrollWidth));
    overlay.setAttribute("height", String(Math.max(whole, high)));
    const shapes: string[] = [];
    const rect = (x: number, y: number, width: number, height: number, kind: string, title = "") =>
      shapes.push(`<rect class="${kind}" x="${x}" y="${y}" width="${Math.max(width, 1)}" height="${height}" rx="${kind === "base" ? 2 : 0}">${title ? `<title>${escaped(title)}</title>` : ""}</rect>`);
    for (const day of off) {
      const from = gantt.posFromDate(moment(day)), until = gantt.posFromDate(next(moment(day)));
      if (until >= left && from <= left + wide) rect(from, top, until - from, high, "off");
    }
    const first = Math.max(Math.floor(top / 30) - 2, 0), last = Math.min(first + Math.ceil(high / 30) + 4, gantt.getVisibleTaskCount());
    for (let place = first; place < last; place++) {
      const row = gantt.getTaskByIndex(place) as unknown as Row;
      if (row?.bar?.base && layers.base) {
        const from = gantt.posFromDate(moment(row.bar.base[0]));
        rect(from, place * 30 + 24, gantt.posFromDate(moment(row.bar.base[1])) - from, 4, "base", words.base);
      }
      if (row?.promised) {
        const at = gantt.posFromDate(next(moment(row.promised)));
        shapes.push(`<path class="promised" d="M ${at} ${place * 30 + 7} l 8 8 l -8 8 l -8 -8 z"><title>${escaped(words.promised)}</title></path>`);
      }
    }
    const line = (day: Date, kind: string) => rect(gantt.posFromDate(day), top, 2, high, kind);
    line(new Date(moment(chart.today).getTime() + 12 * 3600e3), "now");
    if (chart.project.deadline_on) line(next(moment(chart.project.deadline_on)), "deadline");
    overlay.innerHTML = shapes.join("");
  }

  function next(day: Date): Date {
    return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1);
  }

  function load(): void {
    part("load").hidden = !layers.load;
    if (!layers.load) return;
    strip = drawLoad(part("load"), chart, words, language, gantt.config.grid_width, (gantt.$task_data as HTMLElement).scrollWidth, (day) => gantt.posFromDate(day));
    strip.scrollLeft = gantt.getScrollState().x;
  }

  gantt.attachEvent("onGanttRender", () => { paint(); load(); });
  gantt.attachEvent("onGanttScroll", (_left: number, _top: number) => {
    paint();
    if (strip) strip.scrollLeft = gantt.getScrollState().x;
  });

  // ---- drags -----------------------------------------------------------------------------------------------------
  gantt.attachEvent("onBeforeTaskDrag", (id: string | number, mode: string) => {
    const row = gantt.getTask(id) as unknown as Row;
    return Boolean(row.bar) && moves && (mode === "move" || mode === "resize");
  });
  gantt.attachEvent("onAfterTaskDrag", (id: string | number, mode: string) => {
    const row = gantt.getTask(id) as unknown as Row & { start_date: Date; end_date: Date };
    void dragged(row.bar!, mode, row.start_date, row.end_date);
  });

  async function dragged(bar: Bar, mode: string, from: Date, until: Date): Promise<void> {
    const [was, ended] = bar.at!.map(moment);
    const took = +ended - +was, takes = +until - +from;
    let done = false;
    if (mode === "move" || +from !== +was) {
      const day = isoDay(new Date(+from + 6 * 3600e3));
      done = await acts.put(bar, "pin", { not_before: day }, say(words, "moved", { day: moment(day).toLocaleDateString(language) }));
      if (done) Object.assign(bar, { not_before: day, at: [`${day}T00:00`, stamp(new Date(+moment(day) + took))] });
    } else {
      const hours = Math.max(Math.round((Number(bar.hours) * takes * 2) / took) / 2, 0.5);
      done = await acts.put(bar, "estimate", { estimate_hours: String(hours) }, say(words, "resized", { hours: hours.toLocaleString(language) }));
      if (done) Object.assign(bar, { hours: String(hours), at: [bar.at![0], stamp(until)] });
    }
    settled(bar, done);
  }

  function stamp(at: Date): string {
    return `${isoDay(at)}T${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
  }

  function settled(bar: Bar, done: boolean): void {
    const fresh = row(bar, String(gantt.getTask(bar.id).parent));
    Object.assign(gantt.getTask(bar.id), fresh);
    gantt.refreshTask(bar.id);
    if (done) part("stale").hidden = false;
  }

  gantt.attachEvent("onBeforeLinkAdd", (_id: string, link: { source: string | number; target: string | number; type: string }) => {
    if (filling) return true;
    if (String(link.type) !== "0") said(words.onlyFs, "error");
    else void linked(Number(link.source), Number(link.target), true);
    return false; // it is drawn once it has been taken
  });
  gantt.attachEvent("onLinkDblClick", (id: string) => {
    const link = chart.links.find((one) => one.id === String(id));
    if (!link || !moves) return false;
    const title = `${name(link.source)} → ${name(link.target)}`;
    if (confirm(say(words, "unlink", { title }))) void linked(link.source, link.target, false);
    return false;
  });

  function name(id: number): string {
    return chart.tasks.find((bar) => bar.id === id)?.title ?? "";
  }

  async function linked(source: number, target: number, add: boolean): Promise<void> {
    const bar = chart.tasks.find((one) => one.id === target);
    if (!bar || !name(source)) return;
    const others = chart.links.filter((link) => link.target === target && link.source !== source);
    const after = [...others.map((link) => link.source), ...(add ? [source] : [])];
    if (!(await acts.put(bar, "dependencies", { after }, add ? words.linked : words.unlinked))) return;
    chart.links = [...chart.links.filter((link) => link.target !== target), ...others, ...(add ? [{ id: `${source}-${target}`, source, target }] : [])];
    part("stale").hidden = false;
    again();
  }

  // ---- keys, pointer, toolbar ------------------------------------------------------------------------------------
  const open = (id: string | number) => { if ((gantt.getTask(id) as unknown as Row).bar) location.href = root.dataset.task!.replace("/0/", `/${id}/`); };
  gantt.attachEvent("onTaskDblClick", (id: string | number) => { open(id); return false; });
  gantt.attachEvent("onBeforeLightbox", () => false);
  for (const scope of ["taskRow", "gantt"]) {
    gantt.addShortcut("enter", () => { const id = gantt.getSelectedId() ?? focused(); if (id) open(id); return false; }, scope);
  }
  for (const key of ["delete", "ctrl+enter", "ctrl+c", "ctrl+v", "ctrl+z", "ctrl+r"]) for (const scope of ["taskRow", "gantt"]) gantt.removeShortcut(key, scope);

  function focused(): string | null {
    return document.activeElement?.closest("[data-task-id]")?.getAttribute("data-task-id") ?? null;
  }

  part("place").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") step(1);
    else if (event.key === "-") step(-1);
    else if (event.code === "KeyT") today();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function scale(): void {
    gantt.config.scales = SCALES[zoom].scales as never;
    gantt.config.min_column_width = SCALES[zoom].column;
  }

  function step(by: number): void {
    const middle = gantt.dateFromPos(gantt.getScrollState().x + 200);
    zoom = Math.min(Math.max(zoom + by, 0), SCALES.length - 1);
    scale();
    gantt.render();
    if (middle) gantt.scrollTo(gantt.posFromDate(middle) - 200, null as never);
  }

  function today(): void {
    gantt.showDate(moment(chart.today));
  }

  root.querySelectorAll<HTMLElement>("[data-zoom]").forEach((button) => button.addEventListener("click", () => step(Number(button.dataset.zoom))));
  root.querySelector("[data-today]")?.addEventListener("click", today);
  root.querySelector("[data-print]")?.addEventListener("click", () => print());
  root.querySelectorAll<HTMLElement>("[data-lanes]").forEach((button) => button.addEventListener("click", () => {
    lanes = button.dataset.lanes!;
    root.querySelectorAll<HTMLElement>("[data-lanes]").forEach((one) => press(one, one === button));
    again();
  }));
  root.querySelectorAll<HTMLElement>("[data-layer]").forEach((button) => {
    const key = button.dataset.layer as keyof typeof layers;
    if (key === "load" && !chart.load.length) button.remove();
    press(button, layers[key]);
    button.addEventListener("click", () => {
      layers[key] = !layers[key];
      press(button, layers[key]);
      gantt.render();
    });
  });

  function press(button: HTMLElement, on: boolean): void {
    button.setAttribute("aria-pressed", String(on));
    button.dataset.variant = on ? "secondary" : "ghost";
  }

  function said(text: string, tone: string): void {
    const place = part("said");
    place.className = `gantt-said note note-${tone}`;
    place.textContent = text;
    place.hidden = false;
  }

  // ---- begin -----------------------------------------------------------------------------------------------------
  let filling = false;
  function again(): void {
    const { x, y } = gantt.getScrollState();
    filling = true;
    fill();
    filling = false;
    gantt.scrollTo(x, y);
  }

  for (const name of ["bar", "place", "help"]) part(name).hidden = false;
  part("plain").hidden = true;
  const days = [...chart.days_off, chart.today, ...chart.tasks.flatMap((bar) => [...(bar.at ?? []), ...(bar.base ?? [])].map((at) => at.slice(0, 10)))].sort();
  gantt.config.start_date = moment(days[0]);
  gantt.config.end_date = next(next(moment(days.at(-1)!)));
  part("place").style.height = `${Math.min(Math.max((chart.tasks.length + chart.stages.length) * 30 + 90, 220), Math.max(innerHeight - 320, 360))}px`;
  gantt.init(part("place"));
  again();
  today();
  Object.assign(root, { gantt });

  // Paper takes the whole chart, not the part that is scrolled to.
  const height = part("place").style.height;
  addEventListener("beforeprint", () => {
    part("place").style.height = `${gantt.getVisibleTaskCount() * 30 + 60}px`;
    gantt.config.smart_rendering = false;
    gantt.setSizes();
    gantt.render();
  });
  addEventListener("afterprint", () => {
    part("place").style.height = height;
    gantt.config.smart_rendering = true;
    gantt.setSizes();
    gantt.render();
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
