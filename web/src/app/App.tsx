import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Toaster } from "sonner";

import { newRouter } from "@/app/router";
import { englishOf } from "@/lib/locale";
import { newQueryClient } from "@/lib/queryClient";
import { useIsWide } from "@/lib/useIsWide";

/** The whole page: what every part of it may use, around the routes. */
export function App() {
  const [queryClient] = useState(newQueryClient);
  const [router] = useState(newRouter);
  const isWide = useIsWide();
  return (
    <I18nProvider locale={englishOf(navigator.language)}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toaster
          // Above whatever is decided or said at the lower edge; on a phone that is where the thumb is.
          position={isWide ? "bottom-center" : "top-center"}
          offset={isWide ? { bottom: "5.5rem" } : { top: "3.5rem" }}
          mobileOffset={{ top: "3.5rem" }}
          // Below a dialog: nothing that is to be read or pressed there is covered.
          style={isWide ? { zIndex: 35 } : undefined}
          toastOptions={{
            classNames: {
              toast: "!bg-raised !text-ink !border-line !shadow-floating",
              description: "!text-muted",
              actionButton: "!bg-accent-fill !text-on-accent",
            },
          }}
        />
      </QueryClientProvider>
    </I18nProvider>
  );
}
