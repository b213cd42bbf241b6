import { Suspense, type ReactNode } from "react";

import { TypedAhead } from "@/components/ui/TypedAhead";

interface AwaitedProps {
  onClose: () => void;
  children: ReactNode;
}

/** What was opened to be typed into or answered: until it is there, no key is meant for what is below. */
export function Awaited({ onClose, children }: AwaitedProps) {
  return <Suspense fallback={<TypedAhead onClose={onClose} />}>{children}</Suspense>;
}
