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
