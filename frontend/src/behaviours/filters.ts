// Sends a form of filters as soon as one is changed.
export function filters(element: HTMLElement): void {
  element.addEventListener("change", () => (element as HTMLFormElement).requestSubmit());
}
