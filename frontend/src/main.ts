import "./main.css";
import htmx from "htmx.org";
import { behave } from "./behave";

declare global {
  interface Window {
    htmx: unknown;
  }
}
window.htmx = htmx;
behave(document);
document.addEventListener("htmx:after:swap", () => behave(document));
