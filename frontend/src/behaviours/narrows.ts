// Narrows the rows of a long list to those that say every typed word; what is ticked stays in sight. Of a very long list the first
// rows are shown, and as many more at each press.
export function narrows(element: HTMLElement): void {
  const input = element as HTMLInputElement, said = element.parentElement!.querySelector<HTMLElement>("[role=status]");
  const rows = [...document.querySelectorAll<HTMLElement>(element.dataset.rows!)].map((row) => ({ row, text: row.textContent!.toLowerCase() }));
  const step = Number(element.dataset.first ?? rows.length), more = element.dataset.more ? document.querySelector<HTMLElement>(element.dataset.more) : null;
  let most = step;
  const tell = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { row, text } of rows) {
      const fits = words.every((word) => text.includes(word));
      if (fits) found += 1;
      row.hidden = !(fits && found <= most) && row.querySelector("input:checked") === null;
    }
    if (said) said.textContent = words.length ? `${found} / ${rows.length}` : "";
    if (more) more.parentElement!.hidden = found <= most;
  };
  input.addEventListener("input", () => { most = step; tell(); });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  more?.addEventListener("click", () => {
    const next = rows.find(({ row }) => row.hidden)?.row;
    most += step;
    tell();
    if (!next?.hidden) next?.querySelector<HTMLElement>("input")?.focus();
  });
  element.parentElement!.hidden = false;
  tell();
}
