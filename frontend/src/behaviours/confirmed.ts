// Asks before a form that cannot be taken back is sent.
export function confirmed(element: HTMLElement): void {
  element.addEventListener("submit", (event) => {
    if (!confirm(element.dataset.question ?? "?")) event.preventDefault();
  });
}
