// Puts a name from the reference into the text beside it, where the cursor stands.
export function inserts(element: HTMLElement): void {
  element.addEventListener("click", (event) => {
    const chosen = (event.target as HTMLElement).closest<HTMLElement>("[data-put]");
    const field = document.querySelector<HTMLTextAreaElement>(element.dataset.into!);
    if (!chosen || !field) return;
    field.setRangeText(chosen.dataset.put!, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
