import type { TreeState } from "@/components/tree/useTreeState";
import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { childrenOf, type Plan } from "@/patch/plan";

export const ADD_FROM_LIST = "Add from a list";

interface PlanFooterProps {
  plan: Plan;
  tree: TreeState;
  onList: () => void;
}

/** What stands below the tasks: the way to one more, or to the first one. */
export function PlanFooter({ plan, tree, onList }: PlanFooterProps) {
  const roots = childrenOf(plan, null);
  const add = () => {
    tree.add({ parentId: null, afterId: roots.at(-1) ?? null });
  };
  const list = (
    <Button variant="quiet" size={roots.length > 0 ? "sm" : "md"} icon="indent" onPress={onList}>
      {ADD_FROM_LIST}
    </Button>
  );
  if (tree.adding) return null;
  if (roots.length === 0) {
    return (
      <Notice
        icon="plus"
        title="No tasks yet"
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button variant="primary" icon="plus" className="first-thing" onPress={add}>
              Add a task
            </Button>
            {list}
          </div>
        }
      >
        Write them down yourself, or say what you want in the conversation.
      </Notice>
    );
  }
  return (
    <div className="mt-1 ml-5 flex flex-wrap gap-1">
      <Button variant="quiet" size="sm" icon="plus" onPress={add}>
        Add a task
      </Button>
      {list}
    </div>
  );
}
