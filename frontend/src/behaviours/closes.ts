// Closes the dialog that it stands in; so does a press beside the dialog.
export function closes(element: HTMLElement): void {
  const dialog = element.closest("dialog")!;
  element.addEventListener("click", (event) => {
    if (!dialog.matches(":modal")) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}
