import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "./styles.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <h1 className="p-8 text-2xl font-semibold">Patch Ledger</h1>
  </StrictMode>,
);
