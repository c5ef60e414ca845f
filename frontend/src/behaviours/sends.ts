// Ctrl-Enter sends the form also from a field of several lines, where Enter alone begins a new one.
const sending = new WeakSet<HTMLElement>(); // a part of a page that is drawn anew starts its behaviours anew

export function sends(element: HTMLElement): void {
  if (sending.has(element)) return;
  sending.add(element);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) (element as HTMLFormElement).requestSubmit();
  });
}
