import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";

import { loadAhead } from "@/app/ahead";
import { newRouter } from "@/app/router";
import { Toasts } from "@/app/Toasts";
import { ENGLISH } from "@/lib/locale";
import { newQueryClient } from "@/lib/queryClient";
import { useLoadedAhead } from "@/lib/useLoadedAhead";

/** The whole page: what every part of it may use, around the routes. */
export function App() {
  const [queryClient] = useState(newQueryClient);
  const [router] = useState(newRouter);
  useLoadedAhead(loadAhead);
  return (
    <I18nProvider locale={ENGLISH}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </I18nProvider>
  );
}
