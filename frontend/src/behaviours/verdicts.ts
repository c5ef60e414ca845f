// The queue of promises by keyboard: on the row in focus F says feasible, C asks for conditions, N for a no and what instead.
const keys: Record<string, string> = { KeyF: "feasible", KeyC: "conditional", KeyN: "infeasible" };

export function verdicts(element: HTMLElement): void {
  const rows = () => [...element.querySelectorAll<HTMLElement>("tbody tr")];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.code]) return;
    const target = event.target as HTMLElement;
    if (target.closest("input:not(.pick-row), textarea, select, dialog, [contenteditable]")) return;
    const row = rows().find((each) => each.contains(document.activeElement));
    const found = row?.querySelector<HTMLElement>(`[data-verdict="${keys[event.code]}"]`);
    if (!found) return;
    event.preventDefault();
    if (!(found instanceof HTMLDetailsElement)) return found.click();
    const first = () => found.querySelector<HTMLElement>("input:not([type=hidden])")?.focus();
    if (found.open) return first();
    found.addEventListener("toggle", first, { once: true });  // what is folded takes no focus
    found.open = true;
  });
  rows()[0]?.querySelector<HTMLElement>(".main a")?.focus({ preventScroll: true });
}
