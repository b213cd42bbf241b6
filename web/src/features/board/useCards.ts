import { useEffect, useState, type RefObject } from "react";
import { flushSync } from "react-dom";

import type { Cards } from "@/features/board/cards";
import { FirstCards } from "@/features/board/FirstCards";
import { loadPiece } from "@/lib/pieces";
import { savesData } from "@/lib/useLoadedAhead";

/** So many cards fill every screen; what drags draws only those that are seen, and can have all. */
const FIRST = 25;

/** What drags, once it was loaded. */
let dragged: Cards | null = null;

async function load(): Promise<void> {
  const piece = await loadPiece(() => import("@/features/board/DraggedCards"));
  dragged = piece.default;
}

/**
 * What draws the cards of a board, and how many of a column at most: a plain list at first, and what
 * drags them once that is there. It is loaded after what is shown first, where data is saved when a
 * pointer or the focus comes to the board, and takes the list's place while nothing is pressed or open.
 */
export function useCards(board: RefObject<HTMLElement | null>): { Cards: Cards; most: number } {
  const [shown, show] = useState<Cards>(() => dragged ?? FirstCards);
  const [most, setMost] = useState(FIRST);
  const isFirst = shown === FirstCards;
  useEffect(() => {
    if (!isFirst) return;
    let isPressed = false;
    const ending = new AbortController();
    const exchange = () => {
      const isBusy = isPressed || board.current?.querySelector("[aria-expanded=true]");
      if (!dragged || isBusy || ending.signal.aborted) return;
      const restore = board.current && standing(board.current);
      flushSync(() => {
        show(() => dragged ?? FirstCards);
      });
      // Rows are drawn when their list has been measured: after this, and before anything is painted.
      if (restore) requestAnimationFrame(restore);
    };
    const prepare = () => {
      load().then(exchange, () => {
        // The list is all that there is until somebody comes again.
        setMost(Infinity);
      });
    };
    const come = ({ target }: Event) => {
      if (board.current?.contains(target as Node)) prepare();
    };
    const press = () => {
      isPressed = true;
    };
    const release = () => {
      isPressed = false;
      // The click comes after this.
      setTimeout(exchange);
    };
    const { signal } = ending;
    const hear = (kind: string, act: (event: Event) => void) => {
      window.addEventListener(kind, act, { capture: true, passive: true, signal });
    };
    for (const kind of ["pointerover", "focusin"]) hear(kind, come);
    hear("pointerdown", press);
    for (const kind of ["pointerup", "pointercancel"]) hear(kind, release);
    if (!savesData()) setTimeout(prepare);
    return () => {
      ending.abort();
    };
  }, [board, isFirst]);
  return { Cards: shown, most: isFirst ? most : Infinity };
}

/** Notes what has the focus on a board and how far its columns are scrolled; what it gives restores that. */
function standing(board: HTMLElement): () => void {
  const lists = () => [...board.querySelectorAll("h2 + *")];
  const scrolled = lists().map(({ scrollTop }) => scrollTop);
  const focused = document.activeElement;
  const name = board.contains(focused) && focused?.ariaLabel;
  return () => {
    lists().forEach((list, index) => {
      list.scrollTop = scrolled[index] ?? 0;
    });
    if (!name) return;
    const same = [...board.querySelectorAll("button")].find(({ ariaLabel }) => ariaLabel === name);
    // A list of rows takes the focus to its first, unless a row has it already.
    same?.closest<HTMLElement>("[role=row]")?.focus({ preventScroll: true });
    same?.focus({ preventScroll: true });
  };
}
