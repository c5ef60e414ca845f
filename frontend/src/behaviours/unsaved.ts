// Asks before a page with something typed and not sent is left; a form is sent only once.
export function unsaved(element: HTMLElement): void {
  let typed = false;
  element.addEventListener("input", () => { typed = true; });
  element.addEventListener("submit", (event) => {
    if ((event.submitter as HTMLButtonElement | null)?.formTarget === "_blank") return; // a look in another tab sends nothing away
    if (element.dataset.sent) event.preventDefault();
    element.dataset.sent = "1";
    typed = false;
  });
  addEventListener("pageshow", () => { delete element.dataset.sent; });
  addEventListener("beforeunload", (event) => { if (typed && element.isConnected) event.preventDefault(); });
}
