// A press on something said puts its words into the answer that was being typed, or into the first one that is empty.
export function pastes(element: HTMLElement): void {
  let last: HTMLTextAreaElement | undefined;
  document.addEventListener("focusin", (event) => {
    if ((event.target as HTMLElement).matches(".question textarea")) last = event.target as HTMLTextAreaElement;
  });
  element.addEventListener("click", (event) => {
    const text = (event.target as HTMLElement).closest<HTMLElement>("[data-text]")?.dataset.text;
    const into = last ?? [...document.querySelectorAll<HTMLTextAreaElement>(".question textarea")].find((one) => !one.value.trim());
    if (!text || !into) return;
    into.value = [into.value.trim(), text.trim()].filter(Boolean).join("\n");
    into.dispatchEvent(new Event("input", { bubbles: true }));
    into.focus();
  });
}
