import type { Read } from "@/components/ui/SavedField";
import { parseDuration } from "@/lib/duration";

const DURATION_HINT =
  "Write it like 2d 3h, 90m or 1h 30m, above zero; a day has 8 hours, half a day is 4h.";

/** A title: not empty. */
export function readTitle(text: string): Read<string> {
  const title = text.trim();
  return title ? { value: title } : { error: "A title cannot be empty." };
}

/** An estimate in minutes, above zero; empty text: none. */
export function readEstimate(text: string): Read<number | null> {
  if (!text.trim()) return { value: null };
  const value = parseDuration(text);
  return value === null ? { error: DURATION_HINT } : { value };
}

/** Time spent in minutes, which may be zero; empty text: none. */
export function readSpent(text: string): Read<number | null> {
  return /^\s*0+\s*[a-z]*\s*$/i.test(text) ? { value: 0 } : readEstimate(text);
}

/** A JSON object; empty text: an empty one. */
export function readObject(text: string): Read<Record<string, unknown>> {
  if (!text.trim()) return { value: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return { value: value as Record<string, unknown> };
    }
  } catch {
    // Said below, as for any other text that is no object.
  }
  return { error: 'Write a JSON object, such as {"team": "web"}.' };
}
