import { Dialog } from "@/components/ui/Dialog";
import { Keys } from "@/components/ui/Keys";

/** Keys that belong together, each with what it does. */
export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly (readonly [keys: string, meaning: string])[];
}

interface KeysDialogProps {
  groups: readonly KeyGroup[];
  onClose: () => void;
}

/** What the keyboard can do on a page. */
export function KeysDialog({ groups, onClose }: KeysDialogProps) {
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
        {groups.map(({ title, keys }) => (
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
