// A task is dragged onto a week of a person: it moves there by the same form that the page offers.
export function levels(table: HTMLElement): void {
  const form = document.getElementById("levelling") as HTMLFormElement | null;
  if (!form) return;
  let held: HTMLElement | undefined;
  const cellOf = (event: Event) => (event.target as HTMLElement).closest<HTMLElement>("td[data-week]");
  const mark = (cell: HTMLElement | null) => {
    for (const each of table.querySelectorAll("td[data-drop]")) each.removeAttribute("data-drop");
    cell?.setAttribute("data-drop", "");
  };
  for (const item of document.querySelectorAll<HTMLElement>("[data-task][draggable]")) {
    item.addEventListener("dragstart", (event) => {
      held = item;
      event.dataTransfer?.setData("text/plain", item.dataset.task!);
    });
    item.addEventListener("dragend", () => { held = undefined; mark(null); });
  }
  table.addEventListener("dragover", (event) => {
    const cell = cellOf(event);
    if (!held || !cell) return;
    event.preventDefault();
    mark(cell);
  });
  table.addEventListener("drop", (event) => {
    const cell = cellOf(event);
    if (!held || !cell) return;
    event.preventDefault();
    const told: Record<string, string> = { _version: held.dataset.version!, week_on: cell.dataset.week!, assignee: cell.dataset.person! };
    for (const [name, value] of Object.entries(told)) (form.elements.namedItem(name) as HTMLInputElement).value = value;
    form.action = held.dataset.task!;
    form.requestSubmit();
  });
}
