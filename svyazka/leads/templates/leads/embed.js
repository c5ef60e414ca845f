// Puts the form into the page where this script stands, and tells it how the visitor came here. No cookies.
(() => {
  const told = __TOLD__;
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* the site keeps nothing */ } };

  const visit = { landing: location.href.slice(0, 1000), referrer: document.referrer.slice(0, 1000), at: new Date().toISOString() };
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (/^(utm_\w{1,20}|yclid|gclid|ysclid)$/.test(name)) visit[name] = value.slice(0, 300);
  }
  const away = visit.referrer && !visit.referrer.startsWith(location.origin + "/");
  const telling = away || Object.keys(visit).length > 3;
  const first = read("svyazka.first") || visit;
  const last = telling ? visit : read("svyazka.last") || visit;
  keep("svyazka.first", first);
  keep("svyazka.last", last);
  if (script.dataset.only === "marks") return;

  // The form is light on a light site and dark on a dark one, whatever the visitor's own machine prefers.
  const place = document.querySelector(`[data-svyazka="${told.key}"]`);
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const isDark = (element) => {
    if (!element) return false;
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = getComputedStyle(element).backgroundColor;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, solid] = pen.getImageData(0, 0, 1, 1).data;
    return solid < 128 ? isDark(element.parentElement) : 0.299 * red + 0.587 * green + 0.114 * blue < 110;
  };
  const wanted = script.dataset.theme;
  const theme = /^(light|dark)$/.test(wanted) ? wanted : isDark(place || script.parentElement) ? "dark" : "light";

  const frame = document.createElement("iframe");
  frame.src = `${home}/leads/forms/${told.key}/`;
  frame.title = told.title;
  Object.assign(frame.style, { width: "100%", border: "0", height: "42rem", colorScheme: theme });
  if (place) place.append(frame); else script.after(frame);

  addEventListener("message", (event) => {
    if (event.origin !== home || event.source !== frame.contentWindow || !event.data || event.data.svyazka !== told.key) return;
    if (event.data.height) frame.style.height = `${Math.min(Math.max(event.data.height, 120), 4000)}px`;
    if (event.data.ready) frame.contentWindow.postMessage({ svyazka: told.key, theme, touch: { ...last, first } }, home);
    if (event.data.sent) frame.contentWindow.postMessage({ svyazka: told.key, theme }, home);
    if (event.data.sent && told.thanks) location.assign(told.thanks);
    if (event.data.sent) frame.scrollIntoView({ block: "nearest" });
  });
})();
