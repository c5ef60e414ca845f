// What the parts of the chart share: the library's chart, what the server told, the elements of the page.
import { Gantt } from "dhtmlx-gantt";
import { Acts } from "./acts";
import { type Bar, type Chart, type Row, type Words } from "./shapes";

export type Layers = { base: boolean; critical: boolean; load: boolean };

export class Board {
  gantt = Gantt.getGanttInstance();
  words: Words;
  language: string;
  moves: boolean;
  acts: Acts;
  layers: Layers;
  lanes = "stages";
  filling = false;
  private byId: Map<number, Bar>;
  private hush = 0;

  constructor(public root: HTMLElement, public chart: Chart) {
    this.words = JSON.parse(root.dataset.words!);
    this.language = root.dataset.language!;
    this.moves = root.dataset.moves === "yes";
    this.acts = new Acts(root.dataset.api!, root.dataset.token!, this.words, (text, tone) => this.said(text, tone));
    this.layers = { base: true, critical: true, load: chart.load.length > 0 };
    this.byId = new Map(chart.tasks.map((bar) => [bar.id, bar]));
  }

  part(name: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(`.gantt-${name}`)!;
  }

  bar(id: string | number): Bar | undefined {
    return this.byId.get(Number(id));
  }

  title(id: number): string {
    return this.bar(id)?.title ?? `№ ${id}`;
  }

  row(id: string | number): Row {
    return this.gantt.getTask(id) as unknown as Row;
  }

  // The row that has the keyboard, or else the one that was pressed last.
  focused(): Bar | undefined {
    const id = document.activeElement?.closest("[data-task-id]")?.getAttribute("data-task-id") ?? this.gantt.getSelectedId();
    return id ? this.bar(id) : undefined;
  }

  open(id: string | number): void {
    if (this.bar(id)) location.href = this.root.dataset.task!.replace("/0/", `/${id}/`);
  }

  said(text: string, tone: string): void {
    const place = this.part("said");
    place.className = `gantt-said note note-${tone}`;
    place.textContent = text;
    place.hidden = false;
    clearTimeout(this.hush);
    this.hush = window.setTimeout(() => { place.hidden = true; }, tone === "error" ? 20_000 : 8_000);
  }

  stale(): void {
    this.part("stale").hidden = false;
  }
}
