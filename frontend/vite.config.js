import { readFileSync, mkdirSync, writeFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

const out = "../svyazka/site/static/dist";

// The icons that pages and the menu name, as one sprite.
function icons() {
  const known = "node_modules/lucide-static/icons";
  return {
    name: "icons",
    closeBundle() {
      const said = sources("../svyazka").map((place) => readFileSync(place, "utf8")).join("\n");
      const names = readdirSync(known).filter((file) => file.endsWith(".svg")).map((file) => file.slice(0, -4));
      const used = names.filter((name) => said.includes(`"${name}"`) || said.includes(`'${name}'`));
      const symbols = used.map((name) => {
        const inside = readFileSync(join(known, `${name}.svg`), "utf8").replace(/<!--[^]*?-->/g, "").match(/<svg[^>]*>([^]*)<\/svg>/)[1];
        return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inside.trim()}</symbol>`;
      });
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
    },
  };
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(html|py)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

// The chart's library brings fonts of its own, and writes style attributes, which our pages forbid: see src/gantt/html.ts.
const tamed = {
  name: "tamed-chart",
  enforce: "pre",
  transform(code, id) {
    if (id.includes("dhtmlxgantt.css")) return code.replace(/@font-face\s*\{[^}]*\}/g, "");
    if (id.includes("dhtmlxgantt.es.js")) return { code: code.replaceAll(".innerHTML", ".calmHTML"), map: null };
    return undefined;
  },
};

export default defineConfig({
  base: "./",
  plugins: [tamed, tailwindcss(), icons()],
  build: {
    outDir: out,
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    rollupOptions: { input: ["src/main.ts", "src/theme.ts", "src/webform.ts"] },
  },
});
