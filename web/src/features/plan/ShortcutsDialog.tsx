import { KeysDialog, type KeyGroup } from "@/components/ui/KeysDialog";

const GROUPS: readonly KeyGroup[] = [
  {
    title: "Move around",
    keys: [
      ["↑ ↓", "Previous, next task"],
      ["→", "Open, or go to the first sub-task"],
      ["←", "Close, or go to the task above"],
      ["Home End", "First, last task"],
      ["*", "Open all tasks at this level"],
      ["A, C…Z", "Type the beginning of a title to find it; B is a key of its own"],
      ["Space", "Show the details"],
      ["Alt+Shift+1", "Outline; 2 board, 3 timeline, 4 graph, 5 dashboard"],
      ["/", "Search projects, tasks and history by any words"],
      ["Ctrl+K", "Find anything, do anything"],
      ["?", "Show this list"],
    ],
  },
  {
    title: "Edit",
    keys: [
      ["Enter", "Edit the title; Enter again saves, Esc takes it back"],
      ["Shift+Enter", "Add a task below"],
      ["Ctrl+Enter", "Add a sub-task"],
      ["Alt+↑", "Move up"],
      ["Alt+↓", "Move down"],
      ["Alt+→", "Move in: under the task before"],
      ["Alt+←", "Move out: beside the task above"],
      ["B", "Break down: the agent proposes sub-tasks"],
      ["Delete", "Delete with all below"],
      ["Ctrl+C", "Copy with all below; Ctrl+X cuts"],
      ["Ctrl+V", "Paste below: tasks, or a Markdown list"],
      ["Ctrl+Z", "Undo your last change"],
      ["Ctrl+Shift+Z", "Redo; also Ctrl+Y"],
    ],
  },
  {
    title: "Select several tasks",
    keys: [
      ["Shift+↑", "Select up; also Shift+click"],
      ["Shift+↓", "Select down"],
      ["Ctrl+Space", "Select this one too; also Ctrl+click"],
      ["Ctrl+A", "Select all beside this one"],
      ["Alt+↑ ↓ → ←", "Move all of them"],
      ["Delete", "Delete all of them"],
      ["Esc", "Select nothing"],
    ],
  },
  {
    title: "Review a draft",
    keys: [
      ["J", "Next change"],
      ["K", "Previous change"],
      ["Space", "Include the change or not"],
      ["Shift+Space", "The same for all below it"],
      ["E", "Edit what is proposed; Esc ends"],
      ["C", "Comment on it"],
      ["Enter", "See it whole"],
      ["A", "Accept what is chosen"],
      ["R", "Reject the draft"],
    ],
  },
  {
    title: "While typing new tasks",
    keys: [
      ["Enter", "Create it and go on with the next"],
      ["Alt+→", "Make it a sub-task of the one before"],
      ["Alt+←", "Take it out again"],
      ["Esc", "End"],
    ],
  },
];

/** What the keyboard can do on a project's page. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return <KeysDialog groups={GROUPS} onClose={onClose} />;
}
