import { Workbox } from "workbox-window";

import { toast } from "@/lib/toast";

/** How often, in milliseconds, a page that stays open asks whether there is a newer one. */
const HOURLY = 3_600_000;

/** Installs the service worker, and says when there is a newer page than the one that is open. */
export async function installWorker(): Promise<void> {
  const worker = new Workbox("/sw.js");
  worker.addEventListener("waiting", () => {
    toast("A new version is ready", {
      id: "new-version",
      duration: Infinity,
      action: {
        label: "Reload",
        onClick: () => {
          worker.addEventListener("controlling", () => {
            location.reload();
          });
          worker.messageSkipWaiting();
        },
      },
    });
  });
  try {
    await worker.register();
  } catch {
    return; // The browser lets no page install itself: it works as it does without.
  }
  setInterval(() => void worker.update(), HOURLY);
}
