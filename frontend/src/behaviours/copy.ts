// Copies a text and says so for a moment.
export function copy(element: HTMLElement): void {
  element.addEventListener("click", () => void put());

  async function put(): Promise<void> {
    await navigator.clipboard.writeText(element.dataset.text!);
    const before = element.getAttribute("aria-label")!;
    element.setAttribute("aria-label", element.dataset.done!);
    element.classList.add("copied");
    setTimeout(() => { element.setAttribute("aria-label", before); element.classList.remove("copied"); }, 1500);
  }
}
