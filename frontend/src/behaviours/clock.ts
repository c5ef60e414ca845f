// Turns a due clock red when its moment passes while the page is open.
export function clock(element: HTMLElement): void {
  const due = Date.parse((element as HTMLTimeElement).dateTime);
  const left = due - Date.now();
  if (left > 0 && left < 2 ** 31) setTimeout(() => element.classList.replace("tag-warn", "tag-bad") || element.classList.replace("tag-plain", "tag-bad"), left);
}
