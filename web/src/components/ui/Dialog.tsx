import { lazy, Suspense, type ReactNode } from "react";

// Loaded with the first that opens.
const DialogWindow = lazy(() => import("@/components/ui/DialogWindow"));

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Buttons, the one that is meant first. */
  actions?: ReactNode;
  /** "alertdialog" when it asks before something is lost. */
  role?: "dialog" | "alertdialog";
  size?: "md" | "lg";
}

/** A window over the page: centred, and a sheet from below where the screen is narrow. */
export function Dialog({ isOpen, ...props }: DialogProps) {
  return <Suspense>{isOpen && <DialogWindow {...props} />}</Suspense>;
}
