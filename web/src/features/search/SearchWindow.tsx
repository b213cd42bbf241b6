import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { PaletteField, PaletteList } from "@/components/palette/PaletteList";
import { PaletteKeys, PaletteWindow } from "@/components/palette/PaletteWindow";
import { soon } from "@/components/palette/soon";
import { useChosen } from "@/components/palette/useChosen";
import { Button } from "@/components/ui/Button";
import { Late } from "@/components/ui/Late";
import { Segments } from "@/components/ui/Segments";
import { FoundGroup, idsIn } from "@/features/search/FoundGroup";
import { useNow, usePast, type Finding } from "@/features/search/useSearch";
import { useWays } from "@/features/search/useWays";
import { messageOf } from "@/lib/problem";
import { useSettled } from "@/lib/useSettled";

const PLACES = { all: "Everywhere", here: "In this project" } as const;

interface SearchWindowProps {
  text: string;
  onText: (text: string) => void;
  onClose: () => void;
}

/** Full text over what there is, and over all that was: each leads to where it is to be seen. */
export default function SearchWindow({ text, onText, onClose }: SearchWindowProps) {
  const [place, setPlace] = useState<keyof typeof PLACES>("all");
  const { projectId } = useParams({ strict: false });
  const words = useSettled(text.trim());
  const asked = { words, projectId: place === "here" ? projectId : undefined };
  const findings: Readonly<Record<string, Finding>> = {
    Projects: useNow("project", asked),
    Tasks: useNow("task", asked),
    "Deleted, and as it was": usePast("value", asked),
    "Why it was changed": usePast("message", asked),
    Conversations: usePast("conversation", asked),
  };
  const chosen = useChosen(
    Object.entries(findings).flatMap(([heading, finding]) => idsIn(heading, finding)),
  );
  const isBusy =
    words !== text.trim() ||
    Object.values(findings).some(
      ({ isPlaceholderData, isLoading }) => isPlaceholderData || isLoading,
    );
  const go = useWays();
  return (
    <PaletteWindow label="Search" onClose={onClose}>
      <PaletteField
        label="Search"
        placeholder="Words of projects, tasks and their history"
        {...{ text, onText, chosen, onClose }}
      />
      {projectId !== undefined && (
        <div className="border-b px-4 py-2">
          <Segments label="Where to search" value={place} names={PLACES} onChange={setPlace} />
        </div>
      )}
      <PaletteList isBusy={isBusy}>
        {Object.entries(findings).map(([heading, finding]) => (
          <FoundGroup
            key={heading}
            {...{ heading, finding, chosen }}
            typed={words}
            onGo={(way) => {
              onClose();
              soon(() => {
                go(way);
              });
            }}
          />
        ))}
      </PaletteList>
      <Standing words={words} findings={Object.values(findings)} />
      <PaletteKeys />
    </PaletteWindow>
  );
}

/** How the search stands. Not in the list: a list of options holds options alone. */
function Standing({ words, findings }: { words: string; findings: readonly Finding[] }) {
  const failed = findings.filter(({ isError }) => isError);
  const [first] = failed;
  if (first) {
    return (
      <div role="alert" className="flex items-center gap-3 px-4.5 py-2">
        <p className="flex-1 text-removed">{`Could not search. ${messageOf(first.error)}`}</p>
        <Button
          size="sm"
          onPress={() => {
            for (const finding of failed) void finding.refetch();
          }}
        >
          Try again
        </Button>
      </div>
    );
  }
  return (
    <div className="px-4.5">
      <p role="status" className="py-2 text-sm text-muted empty:hidden">
        {sentence(words, findings)}
      </p>
      {findings.some(({ isFetching }) => isFetching) && <Late key={words} />}
    </div>
  );
}

function sentence(words: string, findings: readonly Finding[]): string {
  if (!words) return "All words have to be there; “words in quotes” stand together.";
  if (findings.some(({ isPending }) => isPending)) return "Searching …";
  return findings.some(({ data }) => data?.length) ? "" : "Nothing has, or ever had, these words.";
}
