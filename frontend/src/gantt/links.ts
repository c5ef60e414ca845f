// Links between bars: drawn by dragging from end to end, their kinds and lags told in a dialog, by double click or by L.
import { type Wait } from "./acts";
import { type Board } from "./board";
import { linksOf } from "./rows";
import { type Bar, type Kind, TYPES, escaped, say } from "./shapes";

export function linking(board: Board): { edit: (bar: Bar, source?: number) => void } {
  const { gantt, words, acts } = board;
  const dialog = document.querySelector<HTMLDialogElement>("#chart-links");
  const model = dialog?.querySelector<HTMLTemplateElement>("template");
  let edited: Bar | undefined;

  gantt.attachEvent("onBeforeLinkAdd", (_id: string, link: { source: string | number; target: string | number; type: string }) => {
    if (board.filling) return true;
    void drawn(Number(link.source), Number(link.target), TYPES[Number(link.type)]);
    return false; // it is drawn once it has been taken
  });
  gantt.attachEvent("onLinkDblClick", (id: string) => {
    const link = board.chart.links.find((one) => one.id === String(id));
    const bar = link && board.bar(link.target);
    if (bar) edit(bar, link.source);
    return false;
  });
  const title = (id: string | number) => escaped(board.title(Number(id)));
  Object.assign(gantt.templates, {
    link_description: (link: { said?: string; source: number; target: number }) => `${title(link.source)} → ${title(link.target)}${link.said ? `: ${escaped(link.said)}` : ""}`,
    drag_link: (from: string | number, starts: boolean, to: string | number | null, begins: boolean) => {
      const kind = `${starts ? "S" : "F"}${begins ? "S" : "F"}`;
      return to ? say(words, kind, { one: title(from), other: title(to) }) : title(from);
    },
    drag_link_class: () => "gantt-drag-link",
  });

  async function drawn(source: number, target: number, kind: Kind): Promise<void> {
    const bar = board.bar(target), now = bar && (await acts.waits(bar));
    if (bar && now) await kept(bar, [...now.filter((one) => one.after !== source), { after: source, kind, lag_hours: "0" }], words.linked);
  }

  async function kept(bar: Bar, links: Wait[], done: string): Promise<boolean> {
    const told = await acts.put(bar, "dependencies", { links: links.map(({ after, kind, lag_hours }) => ({ after, kind, lag_hours })) }, done);
    if (!told) return false;
    const mine = told.links.filter((one) => board.bar(one.after)).map((one) => ({ ...one, id: `${one.after}-${bar.id}`, source: one.after, target: bar.id, said: one.said ?? "" }));
    board.chart.links = [...board.chart.links.filter((link) => link.target !== bar.id), ...mine];
    redraw();
    board.stale();
    return true;
  }

  function redraw(): void {
    const focused = document.activeElement?.closest("[data-task-id]")?.getAttribute("data-task-id");
    board.filling = true;
    const fresh = new Map((linksOf(board) as { id: string; type: string; said: string }[]).map((link) => [link.id, link]));
    for (const link of gantt.getLinks()) if (!fresh.has(String(link.id))) gantt.deleteLink(link.id);
    for (const [id, link] of fresh) {
      if (!gantt.isLinkExists(id)) gantt.addLink(link as never);
      else if (gantt.getLink(id).type !== link.type) { Object.assign(gantt.getLink(id), link); gantt.refreshLink(id); }
    }
    board.filling = false;
    if (focused) document.querySelector<HTMLElement>(`.gantt_row[data-task-id="${focused}"]`)?.focus();
  }

  // ---- the dialog ------------------------------------------------------------------------------------------------
  async function edit(bar: Bar, source?: number): Promise<void> {
    const now = board.moves && dialog && model ? await acts.waits(bar) : null;
    if (!now || !dialog) return;
    edited = bar;
    dialog.querySelector("h2")!.textContent = bar.title;
    dialog.querySelector("ul")!.replaceChildren(...now.map((one) => line(bar, one)), line(bar));
    dialog.querySelector<HTMLElement>(".gantt-refused")!.hidden = true;
    dialog.showModal();
    const rows = [...dialog.querySelectorAll<HTMLElement>("li")];
    const place = source === undefined ? 0 : now.findIndex((one) => one.after === source);
    rows[Math.max(place, 0)].querySelector<HTMLElement>(now.length ? "[name=kind]" : "[name=after]")?.focus();
  }

  function line(bar: Bar, wait?: Wait): HTMLElement {
    const row = (model!.content.cloneNode(true) as DocumentFragment).querySelector("li")!;
    const after = row.querySelector<HTMLSelectElement>("[name=after]")!;
    if (wait) after.replaceChildren(new Option(board.title(wait.after), String(wait.after)), new Option(words.takeAway, ""));
    else after.append(...board.chart.tasks.filter((one) => one.id !== bar.id).map((one) => new Option(one.title, String(one.id))));
    row.querySelector<HTMLSelectElement>("[name=kind]")!.value = wait?.kind ?? "FS";
    const lag = Number(wait?.lag_hours ?? 0);
    row.querySelector<HTMLInputElement>("[name=lag]")!.value = lag ? lag.toLocaleString(board.language, { useGrouping: false }) : "";
    return row;
  }

  dialog?.querySelector("form")!.addEventListener("submit", async (event) => {
    event.preventDefault();
    const rows = [...dialog.querySelectorAll<HTMLElement>("li")].map(typed).filter((one) => one.after);
    if (edited && (await kept(edited, rows, words.linksKept))) return dialog.close();
    const refused = dialog.querySelector<HTMLElement>(".gantt-refused")!;
    refused.textContent = board.part("said").textContent;
    refused.hidden = false;
  });

  return { edit: (bar, source) => void edit(bar, source) };
}

function typed(row: HTMLElement): Wait {
  const value = (name: string) => row.querySelector<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`)!.value.trim();
  return { after: Number(value("after")), kind: value("kind") as Kind, lag_hours: value("lag").replace(/[\s\u00a0]/g, "").replace("−", "-").replace(",", ".") || "0" };
}
