/// <reference lib="webworker" />
import { cleanupOutdatedCaches, matchPrecache, precache, addRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

declare const self: ServiceWorkerGlobalScope;
declare const __FILES__: { url: string; revision: string | null }[];

// The page's own files are kept, so that it opens without a connection. Nothing that the API answers
// is: what was seen of a plan is kept by the page itself, which knows of when it is.
cleanupOutdatedCaches();
precache(__FILES__);

// While the server answers, the page is the one that belongs to it; else the one that is kept.
registerRoute(
  new NavigationRoute(
    async ({ request }) => {
      try {
        return await fetch(request);
      } catch (unreachable) {
        const kept = await matchPrecache("/index.html");
        if (!kept) throw unreachable;
        return kept;
      }
    },
    { denylist: [/^\/(api|healthz|readyz|metrics)(\/|$)/] },
  ),
);
addRoute();

self.addEventListener("message", ({ data }: ExtendableMessageEvent) => {
  const { type } = data as { type?: string };
  if (type === "SKIP_WAITING") void self.skipWaiting();
});
