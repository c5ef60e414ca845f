// What is typed and not saved is kept in this browser, and comes back when the form is opened again: with the version
// it was typed over, so that whatever others have written meanwhile is seen before it is saved.
export function kept(element: HTMLElement): void {
  const form = element as HTMLFormElement, name = element.dataset.kept!;
  const said = () => [...new FormData(form)].filter(([field]) => field !== "csrfmiddlewaretoken").map(([field, value]) => [field, String(value)]);
  const forget = () => localStorage.removeItem(name);

  form.addEventListener("htmx:after:request", (event) => {
    const { sourceElement, response } = (event as CustomEvent).detail?.ctx ?? {};
    if (sourceElement === form && response?.status >= 200 && response.status < 300) forget();
  });
  form.addEventListener("input", () => {
    if (element.dataset.only !== "forget") localStorage.setItem(name, JSON.stringify(said()));
  });
  if (element.dataset.only === "forget") {
    form.closest("article")?.querySelector("[data-resolved]")?.addEventListener("click", forget);
    form.addEventListener("submit", () => { if (!form.hasAttribute("hx-post")) forget(); });
    return;
  }

  const found = localStorage.getItem(name);
  if (!found || found === JSON.stringify(said())) return;
  const before = said();
  const fill = (rows: string[][]) => { for (const [field, value] of rows) set(field, value); };
  const set = (field: string, value: string) => {
    const input = form.elements.namedItem(field);
    if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement || input instanceof HTMLSelectElement) input.value = value;
  };
  fill(JSON.parse(found) as string[][]);
  const note = document.createElement("p"), drop = document.createElement("button");
  note.className = "note row";
  note.textContent = element.dataset.restored ?? "";
  drop.type = "button";
  drop.className = "btn";
  drop.dataset.variant = "ghost";
  drop.dataset.size = "sm";
  drop.textContent = element.dataset.discard ?? "";
  drop.addEventListener("click", () => { fill(before); forget(); note.remove(); });
  note.append(drop);
  form.prepend(note);
}
