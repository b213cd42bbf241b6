import { Suspense, type ReactNode } from "react";

import { TypedAhead, type TypedAheadProps } from "@/components/ui/TypedAhead";

interface AwaitedProps extends TypedAheadProps {
  children: ReactNode;
}

/** What was opened to be typed into or answered: until it is there, no key is meant for what is below. */
export function Awaited({ children, ...typing }: AwaitedProps) {
  return <Suspense fallback={<TypedAhead {...typing} />}>{children}</Suspense>;
}
