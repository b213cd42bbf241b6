import { useEffect, useRef, type ReactNode } from "react";

/** A message; the one that is sought comes into view, and says that it is it. */
export function SoughtMessage({ isSought, children }: { isSought: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isSought) box.current?.scrollIntoView({ block: "center" });
  }, [isSought]);
  if (!isSought) return children;
  return (
    <div
      ref={box}
      aria-current="true"
      className="grid rounded-md p-2 outline-2 outline-offset-2 outline-accent"
    >
      {children}
    </div>
  );
}
