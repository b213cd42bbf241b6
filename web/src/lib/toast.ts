import type { ExternalToast } from "sonner";

/** How a short note at the edge of the page looks. */
type ToastKind = "message" | "success" | "warning" | "error";

/** A note to show, or (`dismiss`, with its id) to show no longer. */
export type Toast =
  | { readonly kind: ToastKind; readonly text: string; readonly more?: ExternalToast }
  | { readonly kind: "dismiss"; readonly id: string };

type Listener = (toast: Toast) => void;

// Most visits see none: what shows them is loaded with the first, and hears of it then.
const waiting: Toast[] = [];
let listener: Listener | null = null;
let onFirst: (() => void) | null = null;

function tell(toast: Toast) {
  if (listener) listener(toast);
  else waiting.push(toast);
  onFirst?.();
}

function said(kind: ToastKind) {
  return (text: string, more?: ExternalToast) => {
    tell({ kind, text, more });
  };
}

/** Tells something in passing, at the edge of the page. */
export const toast = Object.assign(said("message"), {
  success: said("success"),
  warning: said("warning"),
  error: said("error"),
  /** Shows a note no longer that was given this id. */
  dismiss: (id: string) => {
    tell({ kind: "dismiss", id });
  },
});

/** Whether anything was ever told, for `useSyncExternalStore`. */
export function isToastWaiting(): boolean {
  return waiting.length > 0 || listener !== null;
}

/** Calls back when there is something to tell; gives what ends that. */
export function onToast(callback: () => void): () => void {
  onFirst = callback;
  return () => {
    onFirst = null;
  };
}

/** Hears everything that is told, and what was told before; gives what ends that. */
export function hearToasts(hear: Listener): () => void {
  listener = hear;
  waiting.splice(0).forEach(hear);
  return () => {
    listener = null;
  };
}
