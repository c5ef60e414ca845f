// A small menu closes by Escape and by a press beside it.
export function pop(element: HTMLElement): void {
  const menu = element as HTMLDetailsElement;
  document.addEventListener("click", (event) => { if (!menu.contains(event.target as Node)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary")!.focus();
  });
}
