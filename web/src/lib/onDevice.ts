import { useSyncExternalStore } from "react";

/** A value that this device remembers; every reader on the page follows it. */
export interface OnDevice<Value> {
  readonly get: () => Value;
  readonly set: (value: Value) => void;
  /** The value, and setting it. */
  readonly useValue: () => [Value, (value: Value) => void];
}

/**
 * Remembers a value under `key`. `read` makes it of the text that is kept (null: none, or none that can
 * be read), `write` the text to keep (null: none). Where storage is forbidden it lasts as long as the page.
 */
export function onDevice<Value>(
  key: string,
  read: (text: string | null) => Value,
  write: (value: Value) => string | null,
): OnDevice<Value> {
  const readers = new Set<() => void>();
  let value = read(kept(key));
  const get = () => value;
  const set = (wanted: Value) => {
    value = wanted;
    keep(key, write(value));
    readers.forEach((reader) => {
      reader();
    });
  };
  const subscribe = (reader: () => void) => {
    readers.add(reader);
    return () => {
      readers.delete(reader);
    };
  };
  return { get, set, useValue: () => [useSyncExternalStore(subscribe, get), set] };
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, text: string | null) {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Storage may be forbidden.
  }
}
