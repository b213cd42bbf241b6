import { Suspense, useEffect, useState } from "react";

import { askOffers } from "@/components/palette/offers";
import { TypedAhead } from "@/components/ui/TypedAhead";
import { IconButton } from "@/components/ui/Button";
import { lazily } from "@/components/ui/lazily";

// Loaded when it is first opened.
const load = () => import("@/app/palette/Palette");
const Palette = lazily(load);

/** Opens the command palette: by the button, or by Ctrl+K wherever the focus is. */
export function PaletteButton({ onSearch }: { onSearch: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState("");
  const close = () => {
    setIsOpen(false);
    setText("");
  };
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      // Whoever holds Ctrl down may want it: so little is lost of what they type next.
      if (event.key === "Control" || event.key === "Meta") void load().catch(() => undefined);
      const isAsked = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isAsked || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      askOffers();
      setIsOpen(true);
    };
    window.addEventListener("keydown", hear);
    return () => {
      window.removeEventListener("keydown", hear);
    };
  }, []);
  return (
    <>
      <IconButton
        icon="command"
        label="Search and commands"
        shortcut="Ctrl+K"
        aria-haspopup="dialog"
        onPress={() => {
          askOffers();
          setIsOpen(true);
        }}
      />
      {isOpen && (
        <Suspense fallback={<TypedAhead onType={setText} onClose={close} />}>
          <Palette text={text} onText={setText} onSearch={onSearch} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
