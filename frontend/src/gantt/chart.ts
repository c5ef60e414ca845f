// The chart of a project by dhtmlx-gantt (MIT): the server computes, the chart draws, and every drag is an act that may be refused.
import "./html";
import "dhtmlx-gantt/codebase/dhtmlxgantt.css";
import "./chart.css";
import { Board } from "./board";
import { dragging } from "./drags";
import { keys } from "./keys";
import { linking } from "./links";
import { Load } from "./load";
import { Overlay } from "./overlay";
import { paper } from "./paper";
import { TOUCHED, pointer } from "./pointer";
import { classesOf, linkClass, linksOf, rowsOf } from "./rows";
import { type Chart, ROW, type Row, dayAfter, escaped, moment } from "./shapes";
import { tips } from "./tips";

export async function draw(root: HTMLElement): Promise<void> {
  const answer = await fetch(root.dataset.chart!, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const chart: Chart = await answer.json();
  if (!chart.tasks.length) return;
  const board = new Board(root, chart), { gantt } = board;
  const overlay = new Overlay(board), load = new Load(board);
  set(board);
  const { scale, today } = keys(board, { again, ...dragging(board), ...linking(board) });
  scale();
  gantt.attachEvent("onGanttRender", () => {
    const { x, y } = gantt.getScrollState();
    overlay.ask(x, y);
    load.draw(x);
  });
  gantt.attachEvent("onGanttScroll", ((_was: number, _high: number, left: number, top: number) => { overlay.ask(left, top); load.follow(left); }) as never);

  function again(): void {
    const { x, y } = gantt.getScrollState();
    board.filling = true;
    gantt.clearAll();
    gantt.parse({ data: rowsOf(board) as never, links: linksOf(board) as never });
    board.filling = false;
    gantt.scrollTo(x, y);
  }

  for (const name of ["bar", "place", "help", "legend"]) board.part(name).hidden = false;
  root.querySelector(".gantt-drawing")?.remove(); // its thousands of elements would make every scroll dearer
  const days = [...chart.days_off, chart.today, ...chart.tasks.flatMap((bar) => [...(bar.at ?? []), ...(bar.base ?? []), ...(bar.moved ?? [])].map((at) => at.slice(0, 10)))].sort();
  gantt.config.start_date = moment(days[0]);
  gantt.config.end_date = dayAfter(moment(days.at(-1)!), 2);
  board.part("place").style.height = `${Math.min(Math.max((chart.tasks.length + chart.stages.length) * ROW + 80, 220), Math.max(innerHeight - 320, 360))}px`;
  gantt.init(board.part("place"));
  pointer(board);
  again();
  today();
  paper(board);
  Object.assign(root, { gantt });
}

function set(board: Board): void {
  const { gantt, moves, words, layers } = board, narrow = innerWidth < 700;
  gantt.plugins({ keyboard_navigation: true, tooltip: true });
  gantt.i18n.setLocale(board.language);
  Object.assign(gantt.config, {
    csp: true, date_format: "%Y-%m-%dT%H:%i", row_height: ROW, scale_height: 44, bar_height: 16, grid_width: narrow ? Math.round(innerWidth * 0.44) : Math.min(Math.round(innerWidth * 0.32), 460), grid_resize: !narrow, smart_rendering: true, static_background: false,
    drag_progress: false, drag_links: moves, drag_move: moves, drag_resize: moves, details_on_dblclick: false, details_on_create: false, select_task: true, keyboard_navigation: true,
    touch: TOUCHED && "force", touch_drag: 400, duration_unit: "minute", duration_step: 1, time_step: 15, round_dnd_dates: false, open_tree_initially: true, show_errors: false, show_unscheduled: true, autosize: false,
    drag_timeline: { ignore: ".gantt_task_line, .gantt_task_link", useKey: false }, scroll_size: 12, initial_scroll: false, min_duration: 60 * 60 * 1000, fit_tasks: false, show_task_cells: false,
    link_wrapper_width: 16, link_radius: 3, tooltip_timeout: 250, // while a mouse moves on, nothing pops up
  });
  gantt.config.columns = [
    { name: "text", label: words.task, tree: true, width: "*", min_width: 130 },
    ...(narrow ? [] : [{ name: "who", label: words.who, width: 84 }, { name: "hours", label: words.hours, width: 56, align: "right" }]),
  ];
  gantt.setSkin(document.documentElement.classList.contains("dark") ? "dark" : "terrace");
  Object.assign(gantt.templates, {
    task_class: (_from: Date, _to: Date, row: Row) => classesOf(board, row),
    grid_row_class: (_from: Date, _to: Date, row: Row) => (row.bar ? "" : "gantt-heading"),
    link_class: (link: { source: number; target: number }) => linkClass(board, link.source, link.target),
    task_text: () => "",
    rightside_text: (_from: Date, _to: Date, row: Row) => (row.bar ? `<span class="gantt-name">${escaped(row.bar.short)}${row.bar.critical && layers.critical ? " ●" : ""}</span>` : ""),
    grid_folder: () => "", grid_file: () => "",
  });
  tips(board);
}
