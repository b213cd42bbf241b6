import { useLayoutEffect, useState, type RefObject } from "react";

/** So many pixels beside the screen are drawn too. */
const BESIDE = 300;

/** From where to where, and how high the part is that scrolls, in pixels. */
export interface View {
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

/** Which pixels of the axis are near the screen. It moves in steps, so that scrolling draws little. */
export function useView(scroller: RefObject<HTMLElement | null>): View {
  const [view, setView] = useState<View>({ left: 0, right: 0, height: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const step = Math.floor(element.scrollLeft / BESIDE) * BESIDE;
      const left = Math.max(0, step - BESIDE);
      const right = step + element.clientWidth + 2 * BESIDE;
      const height = element.clientHeight;
      const isSame = (now: View) =>
        now.left === left && now.right === right && now.height === height;
      setView((now) => (isSame(now) ? now : { left, right, height }));
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [scroller]);
  return view;
}
