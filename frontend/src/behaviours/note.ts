// What the product said goes away by itself, unless it is a refusal.
export function note(element: HTMLElement): void {
  if (!element.classList.contains("note-error") && !element.classList.contains("note-warning")) setTimeout(() => element.remove(), 8000);
}
