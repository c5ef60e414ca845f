// A task is taken by its handle and put onto a week of a person: by mouse, by touch, or by keys; it moves there by the form that the page offers.
const STEPS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NEAR = 80; // pixels from an edge at which what is carried takes the table along

export function levels(table: HTMLElement): void {
  const form = document.getElementById("levelling") as HTMLFormElement | null;
  if (!form) return;
  const scroll = table.closest<HTMLElement>(".scroll");
  let over: HTMLElement | null = null;

  function aim(cell: HTMLElement | null): void {
    over?.removeAttribute("data-drop");
    over = cell;
    cell?.setAttribute("data-drop", "");
  }

  function put(item: HTMLElement): void {
    const cell = over;
    aim(null);
    if (!cell) return;
    const told: Record<string, string> = { _version: item.dataset.version!, week_on: cell.dataset.week!, assignee: cell.dataset.person! };
    for (const [name, value] of Object.entries(told)) (form!.elements.namedItem(name) as HTMLInputElement).value = value;
    form!.action = item.dataset.task!;
    form!.requestSubmit();
  }

  const cellAt = (x: number, y: number) => document.elementFromPoint(x, y)?.closest<HTMLElement>("td[data-week]") ?? null;

  // While it is carried a shadow of it follows the hand, and the table and the page go along at their edges.
  function carry(grip: HTMLElement, item: HTMLElement, begun: PointerEvent): void {
    begun.preventDefault();
    grip.setPointerCapture(begun.pointerId);
    const shadow = item.cloneNode(true) as HTMLElement;
    shadow.className = "load-shadow";
    shadow.replaceChildren(item.querySelector("a")!.textContent ?? "");
    document.body.append(shadow);
    const move = (event: PointerEvent) => {
      shadow.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 12}px)`;
      if (event.clientY > innerHeight - NEAR) scrollBy(0, 12);
      if (event.clientY < NEAR) scrollBy(0, -12);
      const box = scroll?.getBoundingClientRect();
      if (box && event.clientX > Math.min(box.right, innerWidth) - NEAR) scroll!.scrollLeft += 12;
      if (box && event.clientX < box.left + NEAR) scroll!.scrollLeft -= 12;
      aim(cellAt(event.clientX, event.clientY));
    };
    const end = (event: Event) => {
      for (const name of ["pointermove", "pointerup", "pointercancel"]) grip.removeEventListener(name, name === "pointermove" ? (move as EventListener) : end);
      shadow.remove();
      if (event.type === "pointerup") put(item);
      else aim(null);
    };
    move(begun);
    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", end);
    grip.addEventListener("pointercancel", end);
  }

  // Space or Enter takes it, arrows choose a week and a person, Enter puts it there, Escape lets it go.
  function walk(grip: HTMLElement, item: HTMLElement, event: KeyboardEvent): void {
    const held = grip.getAttribute("aria-pressed") === "true", step = STEPS[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (held) { grip.setAttribute("aria-pressed", "false"); return put(item); }
      grip.setAttribute("aria-pressed", "true");
      aim(table.querySelector<HTMLElement>("td[aria-current]") ?? table.querySelector<HTMLElement>("td[data-week]"));
    } else if (held && step && over) {
      event.preventDefault();
      const row = over.parentElement as HTMLTableRowElement, rows = [...table.querySelectorAll<HTMLTableRowElement>("tbody tr")];
      const next = rows[rows.indexOf(row) + step[1]]?.cells[(over as HTMLTableCellElement).cellIndex + step[0]];
      if (next?.dataset.week) { aim(next); next.scrollIntoView({ block: "nearest", inline: "nearest" }); }
    } else if (held && (event.key === "Escape" || event.key === "Tab")) {
      grip.setAttribute("aria-pressed", "false");
      aim(null);
    }
  }

  for (const item of document.querySelectorAll<HTMLElement>("[data-task]")) {
    const grip = item.querySelector<HTMLElement>(".load-grip");
    if (!grip) continue;
    grip.addEventListener("pointerdown", (event) => { if (event.button === 0) carry(grip, item, event); });
    grip.addEventListener("keydown", (event) => walk(grip, item, event));
    grip.addEventListener("blur", () => { if (grip.getAttribute("aria-pressed") === "true") { grip.setAttribute("aria-pressed", "false"); aim(null); } });
  }
}
