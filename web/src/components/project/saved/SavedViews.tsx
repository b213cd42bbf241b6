import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { Suspense, useEffect, useEffectEvent, useState } from "react";

import { useActions } from "@/components/palette/offers";
import { isShown, lookAt, pageOf, type Look } from "@/components/project/saved/look";
import {
  failed,
  useSavedViews,
  useViewChanges,
  type SavedView,
} from "@/components/project/saved/useSavedViews";
import { Button } from "@/components/ui/Button";
import { lazily } from "@/components/ui/lazily";
import { Menu } from "@/components/ui/Menu";
import type { MenuEntry } from "@/components/ui/menuEntry";
import { classes } from "@/lib/classes";
import { newId } from "@/lib/ids";

// Loaded when it is first needed.
const NameDialog = lazily(() => import("@/components/project/saved/NameDialog"));

/** The saved views of a project to choose from, and what can be done with the one that is chosen. */
export function SavedViews({ projectId }: { projectId: string }) {
  const views = useSavedViews(projectId);
  const { save, change, remove } = useViewChanges(projectId);
  const [naming, setNaming] = useState<"new" | "chosen" | null>(null);
  const look = useLook();
  const { view: chosenId } = useSearch({ strict: false });
  const go = useGo(projectId);
  const chosen = views.find(({ id }) => id === chosenId);
  const isChanged = chosen !== undefined && look !== null && !isShown(chosen, look);
  useLink(chosen, look, go);

  const entries: MenuEntry[] = [
    ...views.map((view) => ({
      id: view.id,
      label: view.name,
      hint: pageOf(view).name,
      checked: view === chosen,
      onAction: () => {
        go(view);
      },
    })),
    {
      id: "save",
      label: "Save this view as …",
      icon: "plus",
      onAction: () => {
        save.reset();
        setNaming("new");
      },
    },
    ...(chosen && look
      ? ofChosen(chosen, {
          isChanged,
          update: () => {
            change.mutate({ id: chosen.id, ...look }, { onError: failed });
          },
          rename: () => {
            change.reset();
            setNaming("chosen");
          },
          remove: () => {
            remove.mutate(chosen.id);
          },
        })
      : []),
  ];
  useActions("Saved views", () => entries);
  const close = () => {
    setNaming(null);
  };
  return (
    <>
      <Menu
        label="Saved views"
        trigger={
          <Button size="sm" variant="quiet" icon="bookmark" className="h-8 max-w-56 min-w-0">
            <span className={classes("truncate", !chosen && "max-sm:sr-only")}>
              {chosen ? chosen.name : "Views"}
            </span>
            {isChanged && <span className="font-normal">(changed)</span>}
          </Button>
        }
        entries={entries}
      />
      {naming === "new" && look && (
        <Suspense>
          <NameDialog
            title="Save this view"
            name=""
            problem={save.error}
            isPending={save.isPending}
            onClose={close}
            onName={(name) => {
              const onSuccess = (made: SavedView) => {
                close();
                go(made);
              };
              save.mutate({ id: newId(), name, ...look }, { onSuccess });
            }}
          />
        </Suspense>
      )}
      {naming === "chosen" && chosen && (
        <Suspense>
          <NameDialog
            title={`Rename “${chosen.name}”`}
            name={chosen.name}
            problem={change.error}
            isPending={change.isPending}
            onClose={close}
            onName={(name) => {
              change.mutate({ id: chosen.id, name }, { onSuccess: close });
            }}
          />
        </Suspense>
      )}
    </>
  );
}

interface Ways {
  readonly isChanged: boolean;
  readonly update: () => void;
  readonly rename: () => void;
  readonly remove: () => void;
}

function ofChosen({ name }: SavedView, ways: Ways): MenuEntry[] {
  return [
    {
      id: "update",
      label: `Update “${name}”`,
      hint: ways.isChanged ? "It shows then what is shown now" : undefined,
      icon: "check",
      disabled: !ways.isChanged,
      onAction: ways.update,
    },
    { id: "rename", label: `Rename “${name}” …`, icon: "pencil", onAction: ways.rename },
    { id: "delete", label: `Delete “${name}”`, icon: "trash", danger: true, onAction: ways.remove },
  ];
}

/** What is looked at now. */
function useLook(): Look | null {
  const path = useLocation({ select: ({ pathname }) => pathname });
  return lookAt(path, useSearch({ strict: false }));
}

function useGo(projectId: string) {
  const navigate = useNavigate();
  return (view: SavedView, replace = false) => {
    const search = { ...view.settings, view: view.id };
    void navigate({ to: pageOf(view).to, params: { projectId }, search, replace });
  };
}

/** A link that names a view and nothing else shows what the view shows by now. */
function useLink(
  chosen: SavedView | undefined,
  look: Look | null,
  go: (view: SavedView, replace?: boolean) => void,
) {
  const isBare = look !== null && Object.keys(look.settings).length === 0;
  const [asked] = useState(isBare);
  const follow = useEffectEvent(() => {
    if (chosen && look && asked && isBare && !isShown(chosen, look)) go(chosen, true);
  });
  const id = chosen?.id;
  useEffect(() => {
    if (id !== undefined) follow();
  }, [id]);
}
