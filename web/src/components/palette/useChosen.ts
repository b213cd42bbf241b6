import { useEffect, useState, type KeyboardEvent } from "react";

/** One choice among what is listed, for the field that moves it and the list that shows it. */
export interface Chosen {
  /** What Enter would go to; empty: nothing is listed. */
  readonly id: string;
  readonly choose: (id: string) => void;
  /** Begin at the first again. */
  readonly begin: () => void;
  /** What keys do in the field. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** What was chosen, and where it stood in the list then. */
interface Choice {
  readonly id: string;
  readonly place: number;
}

/**
 * The first that is listed, in whatever order the kinds are answered, until one moves to another. When
 * that one goes because newer words are answered, what stands in its place is chosen: a key that was
 * pressed before the answer came counts. (The library whose letters find things, cmdk, cannot be told: it
 * goes to its first by itself, some time after what it had chosen is gone, and a key in between is lost.)
 */
export function useChosen(listed: readonly string[]): Chosen {
  const [chosen, setChosen] = useState<Choice | null>(null);
  const isGone = chosen !== null && !listed.includes(chosen.id);
  const inPlace = isGone ? listed[chosen.place] : undefined;
  if (isGone) setChosen(inPlace === undefined ? null : { ...chosen, id: inPlace });
  const id = (isGone ? inPlace : chosen?.id) ?? listed[0] ?? "";
  const choose = (next: string) => {
    setChosen({ id: next, place: listed.indexOf(next) });
  };
  useEffect(() => {
    document.getElementById(optionId(id))?.scrollIntoView({ block: "nearest" });
  }, [id]);
  return {
    id,
    choose,
    begin: () => {
      setChosen(null);
    },
    onKeyDown: (event) => {
      // What is being composed has these keys for itself.
      if (event.nativeEvent.isComposing) return;
      const next = reached(event.key, listed, id);
      if (next !== undefined) choose(next);
      else if (event.key === "Enter") document.getElementById(optionId(id))?.click();
      else return;
      event.preventDefault();
    },
  };
}

/** The id in the page of what is listed. */
export function optionId(id: string): string {
  return `found-${id.replace(/\s/g, "-")}`;
}

/** Where a key leads; past the last is the first. undefined: the key does not move. */
function reached(key: string, listed: readonly string[], from: string): string | undefined {
  const at = listed.indexOf(from);
  if (key === "ArrowDown") return listed[(at + 1) % listed.length];
  if (key === "ArrowUp") return listed.at(at - 1);
  if (key === "Home") return listed[0];
  return key === "End" ? listed.at(-1) : undefined;
}
