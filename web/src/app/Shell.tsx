import { Link, Outlet } from "@tanstack/react-router";
import { Suspense, useState } from "react";

import { ConnectionSign } from "@/app/ConnectionSign";
import { PaletteButton } from "@/app/palette/PaletteButton";
import { PrintNote } from "@/app/PrintNote";
import { ThemeMenu } from "@/app/ThemeMenu";
import { Viewers } from "@/app/Viewers";
import { lazily } from "@/components/ui/lazily";
import { SearchButton } from "@/features/search/SearchButton";
import { useHelpKey } from "@/lib/useHelpKey";

// Loaded when it is first asked for.
const ShortcutsDialog = lazily(() => import("@/features/plan/ShortcutsDialog"));

/** What surrounds every page: the way past the header, the header, and the page itself. */
export function Shell() {
  const [isSearching, setIsSearching] = useState(false);
  const [showsKeys, setShowsKeys] = useState(false);
  useHelpKey(
    () => {
      setShowsKeys(true);
    },
    // The history lists keys of its own.
    () => !location.pathname.endsWith("/history"),
  );
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only rounded-md bg-raised px-3 py-2 font-medium text-accent shadow-floating focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        Skip to the content
      </a>
      <header className="print:hidden sticky top-0 z-30 flex h-12 items-center justify-between border-b bg-canvas/90 px-3 backdrop-blur-sm sm:px-5">
        <Link to="/" className="flex min-w-0 items-center gap-2 rounded-md px-1 py-1 font-semibold">
          <Logo />
          <span className="truncate max-sm:text-sm">Patch Ledger</span>
        </Link>
        <div className="flex items-center gap-1">
          <Viewers />
          <ConnectionSign />
          <SearchButton isOpen={isSearching} onOpen={setIsSearching} />
          <PaletteButton
            onSearch={() => {
              setIsSearching(true);
            }}
          />
          <ThemeMenu />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col outline-none">
        <Outlet />
      </main>
      <PrintNote />
      {showsKeys && (
        <Suspense>
          <ShortcutsDialog
            onClose={() => {
              setShowsKeys(false);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

function Logo() {
  return (
    <svg
      viewBox="0 0 32 32"
      width={22}
      height={22}
      aria-hidden
      focusable="false"
      className="shrink-0"
    >
      <rect width="32" height="32" rx="8" className="fill-accent-fill" />
      <g stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
        <path d="M9 10h14M13 16h10M13 22h10" />
        <path d="M9 10v12" opacity=".55" />
      </g>
    </svg>
  );
}
