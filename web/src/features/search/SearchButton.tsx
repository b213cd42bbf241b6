import { Suspense, useState } from "react";

import { TypedAhead } from "@/components/ui/TypedAhead";
import { IconButton } from "@/components/ui/Button";
import { lazily } from "@/components/ui/lazily";
import { takesText } from "@/lib/isField";
import { useKeyDown } from "@/lib/useKeyDown";

// Loaded when it is first opened.
const SearchWindow = lazily(() => import("@/features/search/SearchWindow"));

interface SearchButtonProps {
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}

/** Opens the search: by the button, or by / where nothing is typed and no window is open. */
export function SearchButton({ isOpen, onOpen }: SearchButtonProps) {
  const [text, setText] = useState("");
  useKeyDown((event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isOpen || document.querySelector("[role=dialog], [role=alertdialog]")) return;
    event.preventDefault();
    onOpen(true);
  }, takesText);
  const close = () => {
    onOpen(false);
    setText("");
  };
  return (
    <>
      <IconButton
        icon="search"
        label="Search projects, tasks and history"
        shortcut="/"
        aria-haspopup="dialog"
        onPress={() => {
          onOpen(true);
        }}
      />
      {isOpen && (
        <Suspense fallback={<TypedAhead onType={setText} onClose={close} />}>
          <SearchWindow text={text} onText={setText} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
