/** What stands in view above and below the rows of a tree, in pixels. */
interface Covered {
  readonly top: number;
  readonly bottom: number;
}

/** So many frames later the rows around it have been measured. */
const FRAMES = 10;

/**
 * Scrolls to the active row of a tree unless it is seen, and again where the rows around it, which are
 * measured when they come into view, move it away. Where it stays in its place, somebody scrolled.
 */
export function bringIntoView(tree: HTMLElement | null, covered: Covered) {
  let place = NaN;
  const look = (frames: number) => {
    // The active row is always rendered, and the only one that can be tabbed to.
    const row = tree?.querySelector<HTMLElement>("[role=treeitem][tabindex='0']");
    if (!row) return;
    const { top, bottom } = row.getBoundingClientRect();
    const isSeen = top >= covered.top && bottom <= window.innerHeight - covered.bottom;
    const stays = Math.abs(top + window.scrollY - place) < 1;
    if (!isSeen && !stays) row.scrollIntoView({ block: "center" });
    place = row.getBoundingClientRect().top + window.scrollY;
    if (frames > 0) {
      requestAnimationFrame(() => {
        look(frames - 1);
      });
    }
  };
  look(FRAMES);
}
