// The chart's library writes its marks as text with style attributes, which the pages' policy forbids. The bundler lets it write
// to `calmHTML` instead: the same marks, their styles set as properties, which the policy allows.
const STYLE = /\sstyle\s*=\s*(?=["'])/g;

Object.defineProperty(Element.prototype, "calmHTML", {
  configurable: true,
  get(this: Element): string {
    return this.innerHTML;
  },
  set(this: Element, html: unknown) {
    this.innerHTML = String(html ?? "").replace(STYLE, " data-calm=");
    for (const element of this.querySelectorAll<HTMLElement>("[data-calm]")) {
      element.style.cssText = element.dataset.calm!;
      delete element.dataset.calm;
    }
  },
});
