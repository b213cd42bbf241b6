import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Toaster } from "sonner";

import { newRouter } from "@/app/router";
import { englishOf } from "@/lib/locale";
import { newQueryClient } from "@/lib/queryClient";

/** The whole page: what every part of it may use, around the routes. */
export function App() {
  const [queryClient] = useState(newQueryClient);
  const [router] = useState(newRouter);
  return (
    <I18nProvider locale={englishOf(navigator.language)}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toaster
          position="bottom-center"
          // Above whatever is decided or said at the lower edge.
          offset={{ bottom: "5.5rem" }}
          mobileOffset={{ bottom: "7rem" }}
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
