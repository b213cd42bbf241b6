import { Dialog } from "@/components/ui/Dialog";
import { Keys } from "@/components/ui/Keys";

const GROUPS: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    title: "Move around",
    keys: [
      ["↑ ↓", "Previous, next task"],
      ["→", "Open, or go to the first sub-task"],
      ["←", "Close, or go to the task above"],
      ["Home End", "First, last task"],
      ["*", "Open all tasks at this level"],
      ["A…Z", "Type the beginning of a title to find it"],
      ["Space", "Show the details"],
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
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard" isOpen onClose={onClose} size="lg">
      {/* On a small screen the list is scrolled: by keyboard, too. */}
      <div
        role="group"
        aria-label="Keys"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="gap-x-10 outline-none sm:columns-2"
      >
        {GROUPS.map(({ title, keys }) => (
          <section key={title} aria-label={title} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 font-medium">{title}</h3>
            <dl className="space-y-1.5">
              {keys.map(([combination, meaning]) => (
                <div key={combination} className="flex items-baseline justify-between gap-4">
                  <dt className="order-2 shrink-0">
                    <Keys keys={combination} />
                  </dt>
                  <dd className="text-muted">{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
