// Two-key ways through the house: g t for Today, n l for a new lead; layouts do not matter.
export function shortcuts(element: HTMLElement): void {
  const ways: Record<string, string> = JSON.parse(element.dataset.ways ?? "{}");
  let before = "";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as HTMLElement).closest("input, textarea, select, [contenteditable]")) return;
    const key = event.code.replace("Key", "").toLowerCase();
    const way = ways[before + key];
    before = key.length === 1 ? key : "";
    if (way) location.assign(way);
  });
}
