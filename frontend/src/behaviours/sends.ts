// Ctrl-Enter sends the form also from a field of several lines, where Enter alone begins a new one.
export function sends(element: HTMLElement): void {
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) (element as HTMLFormElement).requestSubmit();
  });
}
