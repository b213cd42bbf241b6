import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "@/app/App";
import "@/styles/index.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  // Once all is there that the page itself needs.
  window.addEventListener("load", () => {
    void import("@/app/worker").then(({ installWorker }) => installWorker());
  });
}

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
