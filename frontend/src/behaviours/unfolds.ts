// A link to what is folded away unfolds it and puts one at its first field; without a script the address itself unfolds it.
export function unfolds(element: HTMLElement): void {
  element.addEventListener("click", (event) => {
    const inside = document.querySelector<HTMLElement>(element.getAttribute("href")!), folded = inside?.closest("details");
    if (!inside || !folded) return;
    event.preventDefault();
    const go = () => {
      folded.scrollIntoView({ block: "start" });
      inside.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus({ preventScroll: true });
    };
    if (folded.open) return go();
    folded.open = true;
    setTimeout(go, 60); // what is unfolded has its place a moment later
  });
}
