// Lists by keyboard and by press: j and k walk the rows, a press anywhere on a row follows its main link.
const links = "main .waits a, main .list .main a, main .board-card a.board-card-title, main a.clause-no";

export function rows(element: HTMLElement): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.code !== "KeyJ" && event.code !== "KeyK")) return;
    if ((event.target as HTMLElement).closest("input, textarea, select, dialog, [contenteditable]")) return;
    const all = [...document.querySelectorAll<HTMLElement>(links)];
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[Math.max(0, at + (event.code === "KeyJ" ? 1 : -1))]?.focus();
  });
  element.addEventListener("click", (event) => {
    const pressed = event.target as HTMLElement;
    if (pressed.closest("a, button, input, select, textarea, summary, label, dialog") || getSelection()?.toString()) return;
    pressed.closest(".list tbody tr, .board-card")?.querySelector<HTMLElement>(".main a, a.board-card-title")?.click();
  });
}
