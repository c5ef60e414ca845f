import "./main.css";
import htmx from "htmx.org";
import { behave } from "./behave";
import { once } from "./once";

declare global {
  interface Window {
    htmx: unknown;
  }
}
window.htmx = htmx;
behave(document);
once(document);
document.addEventListener("htmx:after:swap", () => behave(document));
// A row of tabs wider than a phone: the one where the person is must be seen. The row alone is moved, not the page.
for (const tab of document.querySelectorAll<HTMLElement>(".tabs a[aria-current]")) {
  const row = tab.parentElement!;
  row.scrollLeft = Math.max(0, tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2);
}
