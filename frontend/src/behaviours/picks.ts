// Rows chosen for one act: x ticks the row in focus, shift-click ticks all up to the last one, the box above ticks all, the bar tells how many.
export function picks(form: HTMLElement): void {
  const boxes = () => [...document.querySelectorAll<HTMLInputElement>(`input.pick-row[form="${form.id}"]`)];
  const count = form.querySelector<HTMLElement>(".picks-count");
  const every = document.querySelector<HTMLInputElement>(`input.pick-all[data-form="${form.id}"]`);
  let last: HTMLInputElement | undefined;
  const tell = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    form.toggleAttribute("data-chosen", chosen > 0);
    if (count) count.textContent = chosen ? String(chosen) : "";
    if (every) {
      every.checked = chosen > 0 && chosen === boxes().length;
      every.indeterminate = chosen > 0 && !every.checked;
    }
  };
  document.addEventListener("keydown", (event) => {
    if (!form.isConnected || event.code !== "KeyX" || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest("input:not(.pick-row), textarea, select, dialog, [contenteditable]")) return;
    target.closest("tr")?.querySelector<HTMLInputElement>("input.pick-row")?.click();
  });
  document.addEventListener("click", (event) => {
    const box = event.target as HTMLInputElement;
    if (!form.isConnected || !box.matches?.("input.pick-row")) return;
    const all = boxes();
    const [from, to] = [all.indexOf(last ?? box), all.indexOf(box)].sort((one, other) => one - other);
    if (event.shiftKey && last) all.slice(from, to + 1).forEach((each) => (each.checked = box.checked));
    last = box;
    tell();
  });
  if (every) every.hidden = false;
  every?.addEventListener("change", () => {
    for (const box of boxes()) box.checked = every.checked;
    tell();
  });
  tell();
}
