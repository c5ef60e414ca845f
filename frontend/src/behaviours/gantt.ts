// The chart of a project: the library comes only where a chart is, and the plain drawing goes when it has come.
export function gantt(root: HTMLElement): void {
  import("../gantt/chart").then(({ draw }) => draw(root)).catch((error) => console.error(error));
}
