// Narrows the rows of a long list to those that say every typed word; what is ticked stays in sight.
export function narrows(element: HTMLElement): void {
  const input = element as HTMLInputElement, said = element.parentElement!.querySelector<HTMLElement>("[role=status]");
  const rows = [...document.querySelectorAll<HTMLElement>(element.dataset.rows!)].map((row) => ({ row, text: row.textContent!.toLowerCase() }));
  const tell = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word)) && row.querySelector("input:checked") === null;
      if (!row.hidden) shown += 1;
    }
    if (said) said.textContent = words.length ? `${shown} / ${rows.length}` : "";
  };
  input.addEventListener("input", tell);
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  element.parentElement!.hidden = false;
  tell();
}
