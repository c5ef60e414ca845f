// A digit chooses the choice of that number, unless a text is being typed.
export function numbered(element: HTMLElement): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    if ((event.target as HTMLElement).closest("input:not([type=radio]), textarea, select, [contenteditable], dialog")) return;
    const choice = element.querySelectorAll<HTMLInputElement>("input[type=radio]")[Number(event.key) - 1];
    choice?.click();
    choice?.focus();
  });
}
