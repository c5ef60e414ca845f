// A link to a dialog opens it in place; without a script the address itself opens it.
export function opens(element: HTMLElement): void {
  element.addEventListener("click", (event) => {
    const dialog = document.querySelector<HTMLDialogElement>(element.getAttribute("href")!);
    if (!dialog) return;
    event.preventDefault();
    dialog.showModal();
    dialog.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
  });
}
