// What is used of SortableJS: it comes without types of its own.
declare module "sortablejs" {
  interface Dropped { item: HTMLElement; from: HTMLElement; to: HTMLElement; oldIndex?: number; newIndex?: number }
  const Sortable: { create(element: HTMLElement, options: Record<string, unknown> & { onStart?(): void; onEnd?(event: Dropped): void }): unknown };
  export default Sortable;
}
