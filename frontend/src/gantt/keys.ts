// The chart by keys and buttons: scale, layers, rows by stages or people, the way to a task and to its links.
import { type Board, type Layers } from "./board";
import { type Bar, moment } from "./shapes";

const SCALES = [
  { scales: [{ unit: "month", format: "%F %Y" }, { unit: "week", step: 1, format: "%j" }], column: 70 },
  { scales: [{ unit: "month", format: "%F %Y" }, { unit: "day", step: 1, format: "%j" }], column: 26 },
  { scales: [{ unit: "month", format: "%F %Y" }, { unit: "day", step: 1, format: "%j %D" }], column: 44 },
];
const TAKEN = ["delete", "ctrl+enter", "ctrl+c", "ctrl+v", "ctrl+z", "ctrl+r"]; // the library would change rows by them

type Does = { again: () => void; nudge: (bar: Bar, by: number) => void; edit: (bar: Bar) => void };

export function keys(board: Board, does: Does): { scale: () => void; today: () => void } {
  const { gantt, root, layers } = board;
  let zoom = 1;

  gantt.attachEvent("onTaskDblClick", (id: string | number) => { board.open(id); return false; });
  gantt.attachEvent("onBeforeLightbox", () => false);
  gantt.attachEvent("onTaskRowClick", (id: string | number, row: HTMLElement) => { if (row.closest(".gantt_grid")) toBar(id); });
  for (const scope of ["taskRow", "gantt"]) {
    gantt.addShortcut("enter", () => { const bar = board.focused(); if (bar) board.open(bar.id); return false; }, scope);
    for (const key of TAKEN) gantt.removeShortcut(key, scope);
  }

  board.part("place").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !done(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  function done(event: KeyboardEvent): boolean {
    const bar = board.focused();
    if (event.key === "+" || event.key === "=") step(1);
    else if (event.key === "-") step(-1);
    else if (event.code === "KeyT") today();
    else if (event.code === "KeyL" && bar) does.edit(bar);
    else if (event.shiftKey && event.key === "ArrowRight" && bar) does.nudge(bar, 1);
    else if (event.shiftKey && event.key === "ArrowLeft" && bar) does.nudge(bar, -1);
    else return false;
    return true;
  }

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

  // A bar that stands before or after the days in sight comes to them.
  function toBar(id: string | number): void {
    const at = board.bar(id)?.at?.map((end) => gantt.posFromDate(moment(end))), left = gantt.getScrollState().x, wide = (gantt.$task as HTMLElement).clientWidth;
    if (at && (at[1] < left + 20 || at[0] > left + wide - 40)) gantt.scrollTo(Math.max(at[0] - 120, 0), null as never);
  }

  function today(): void {
    gantt.showDate(moment(board.chart.today));
  }

  function each(name: string, act: (button: HTMLElement) => void): void {
    root.querySelectorAll<HTMLElement>(`[data-${name}]`).forEach((button) => button.addEventListener("click", () => act(button)));
  }

  each("zoom", (button) => step(Number(button.dataset.zoom)));
  each("today", today);
  each("print", () => print());
  each("lanes", (button) => {
    board.lanes = button.dataset.lanes!;
    root.querySelectorAll<HTMLElement>("[data-lanes]").forEach((one) => press(one, one === button));
    does.again();
  });
  each("layer", (button) => {
    const key = button.dataset.layer as keyof Layers;
    layers[key] = !layers[key];
    press(button, layers[key]);
    gantt.render();
  });
  root.querySelectorAll<HTMLElement>("[data-layer]").forEach((button) => {
    press(button, layers[button.dataset.layer as keyof Layers]);
    if (button.dataset.layer === "load" && !board.chart.load.length) button.remove();
  });

  return { scale, today };
}

function press(button: HTMLElement, on: boolean): void {
  button.setAttribute("aria-pressed", String(on));
  button.dataset.variant = on ? "secondary" : "ghost";
}
