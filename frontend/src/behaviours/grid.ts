// Hours of a week: arrows, Enter and Tab walk the cells, each is saved as it is left, and sums follow what is typed.
// Nothing typed is lost: a cell that was not saved stays marked, and a page with such cells is not left unasked.
type Told = { hours?: string; shown?: string; reasons?: string[] };

export function grid(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  const cells = [...form.querySelectorAll<HTMLInputElement>("[data-cell]")];
  const said = form.querySelector<HTMLElement>("[data-said]")!;
  const usual = said.textContent ?? "";
  const before = (cell: HTMLInputElement) => form.elements.namedItem(`was-${cell.name}`) as HTMLInputElement;
  const shown = new Map(cells.map((cell) => [cell, cell.value]));
  const say = (words: string, bad = false) => { said.textContent = words || usual; said.classList.toggle("text-bad", bad); };
  const number = (value: number) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });

  const hoursOf = (place: Element) => {
    const cell = place.querySelector<HTMLInputElement>("[data-cell]");
    return Number(cell ? before(cell).value : (place as HTMLElement).dataset.fixed) || 0;
  };
  const add = () => {
    const rows = [...form.querySelectorAll("tr[data-row]")];
    const columns = rows.map((row) => [...row.querySelectorAll("td[data-fixed]")].map(hoursOf));
    const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);
    rows.forEach((row, n) => { row.querySelector("[data-sum]")!.textContent = sum(columns[n]!) ? number(sum(columns[n]!)) : ""; });
    form.querySelectorAll("[data-total]").forEach((total, n) => {
      const all = sum(columns.map((column) => column[n]!));
      total.textContent = all ? number(all) : "·";
    });
    const whole = form.querySelector("[data-whole]");
    if (whole) whole.textContent = number(sum(columns.map(sum)));
  };

  const settle = (cell: HTMLInputElement, hours: string, words: string) => {
    before(cell).value = hours;
    cell.value = words;
    shown.set(cell, words);
    add();
  };
  const mark = (cell: HTMLInputElement, state: string, why = "") => {
    cell.dataset.state = state;
    cell.toggleAttribute("aria-invalid", state === "wrong");
    cell.setCustomValidity(why);
  };

  const save = async (cell: HTMLInputElement) => {
    const typed = cell.value;
    if (typed === shown.get(cell) || cell.dataset.state === "saving") return;
    mark(cell, "saving");
    const body = new FormData();
    for (const [name, value] of [["name", cell.name], ["value", typed], ["was", before(cell).value], ["csrfmiddlewaretoken", (form.elements.namedItem("csrfmiddlewaretoken") as HTMLInputElement).value]] as const) body.set(name, value);
    try {
      const answer = await fetch(form.dataset.url!, { method: "POST", body });
      const told = (await answer.json()) as Told;
      if (answer.ok) {
        if (cell.value === typed) settle(cell, told.hours!, told.shown!);
        else before(cell).value = told.hours!;
        mark(cell, "saved");
        say(form.dataset.saved!);
        if (cell.value !== shown.get(cell)) void save(cell);
        return;
      }
      if (told.hours !== undefined) before(cell).value = told.hours; // somebody was faster: the next press is made knowing it
      mark(cell, "wrong", (told.reasons ?? []).join(" "));
      say((told.reasons ?? [form.dataset.failed!]).join(" "), true);
    } catch {
      mark(cell, "wrong", form.dataset.failed!);
      say(form.dataset.failed!, true);
    }
  };

  const at = (cell: HTMLInputElement) => {
    const place = cell.closest("td");
    const row = place?.closest("tr");
    return place && row ? { row: [...form.querySelectorAll("tr[data-row]")].indexOf(row), column: [...row.children].indexOf(place) } : null;
  };
  const go = (from: HTMLInputElement, down: number, right: number) => {
    const here = at(from);
    if (!here) {
      cells[cells.indexOf(from) + (down || right)]?.focus();
      return;
    }
    const rows = [...form.querySelectorAll("tr[data-row]")];
    for (let row = here.row + down, column = here.column + right; rows[row]?.children[column]; row += down, column += right) {
      const next = rows[row]!.children[column]!.querySelector<HTMLInputElement>("[data-cell]");
      if (next) return next.focus();
    }
  };
  const whole = (cell: HTMLInputElement) => cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
  const keys: Record<string, (cell: HTMLInputElement, event: KeyboardEvent) => boolean> = {
    ArrowUp: (cell) => (go(cell, -1, 0), true),
    ArrowDown: (cell) => (go(cell, 1, 0), true),
    ArrowLeft: (cell) => (whole(cell) || cell.selectionEnd === 0) && (go(cell, 0, -1), true),
    ArrowRight: (cell) => (whole(cell) || cell.selectionStart === cell.value.length) && (go(cell, 0, 1), true),
    Escape: (cell) => ((cell.value = shown.get(cell) ?? ""), cell.select(), mark(cell, ""), say(""), true),
    Enter: (cell, event) => {
      if (!cell.value && cell.dataset.suggested) cell.value = cell.dataset.suggested; // a suggestion is accepted by a word
      void save(cell);
      go(cell, event.shiftKey ? -1 : 1, 0);
      return true;
    },
  };

  for (const cell of cells) {
    cell.addEventListener("focus", () => cell.select());
    cell.addEventListener("input", () => mark(cell, ""));
    cell.addEventListener("blur", () => void save(cell));
    cell.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (keys[event.key]?.(cell, event)) event.preventDefault();
    });
  }
  addEventListener("beforeunload", (event) => {
    if (cells.some((cell) => cell.isConnected && cell.value !== shown.get(cell))) event.preventDefault();
  });
}
