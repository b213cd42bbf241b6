import { KeysDialog, type KeyGroup } from "@/components/ui/KeysDialog";

const GROUPS: readonly KeyGroup[] = [
  {
    title: "Travel",
    keys: [
      ["←", "The version before"],
      ["→", "The version after"],
      [",", "The change before: of the chosen task, of what is looked for, or any"],
      [".", "The change after"],
      ["Home", "Before anything"],
      ["End", "The newest version"],
      ["Space", "Play, or pause"],
      ["/", "Search projects, tasks and history"],
    ],
  },
  {
    title: "In the tree",
    keys: [
      ["↑ ↓", "Previous, next task"],
      ["Space", "Choose the task, for its own history"],
    ],
  },
  {
    title: "On the strip of dates",
    keys: [
      ["← →", "The stretch of time before, after"],
      ["Home End", "The first, the last"],
    ],
  },
];

/** What the keyboard can do in the history. */
export default function TravelKeysDialog({ onClose }: { onClose: () => void }) {
  return <KeysDialog groups={GROUPS} onClose={onClose} />;
}
