import type { ReactNode } from "react";

import { optionId, type Chosen } from "@/components/palette/useChosen";
import { IconButton } from "@/components/ui/Button";

const LIST = "found";

interface PaletteFieldProps {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  chosen: Chosen;
  onClose: () => void;
}

/** The field in which one types, and whose keys move the choice in the list. */
export function PaletteField(props: PaletteFieldProps) {
  const { label, placeholder, text, onText, chosen, onClose } = props;
  return (
    <div className="flex items-center border-b pr-2">
      <input
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={LIST}
        aria-autocomplete="list"
        aria-activedescendant={chosen.id ? optionId(chosen.id) : undefined}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- whoever opens the window wants to type
        autoFocus
        value={text}
        onChange={({ target }) => {
          onText(target.value);
          chosen.begin();
        }}
        onKeyDown={chosen.onKeyDown}
        placeholder={placeholder}
        className="min-w-0 flex-1 bg-transparent px-4 py-3.5 text-lg outline-none"
      />
      <IconButton icon="close" label="Close" onPress={onClose} className="sm:hidden" />
    </div>
  );
}

interface PaletteListProps {
  /** Whether what is listed is not yet what the words find. */
  isBusy?: boolean;
  children: ReactNode;
}

/** What is listed below the field: groups of options, and nothing else. */
export function PaletteList({ isBusy, children }: PaletteListProps) {
  return (
    <div
      id={LIST}
      role="listbox"
      aria-label="Found"
      aria-busy={isBusy}
      className="min-h-0 flex-1 scroll-pt-9 scroll-pb-2 overflow-y-auto px-2 pb-2"
    >
      {children}
    </div>
  );
}
