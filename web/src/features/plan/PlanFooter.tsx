import type { TreeState } from "@/components/tree/useTreeState";
import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { childrenOf, type Plan } from "@/patch/plan";

/** What stands below the tasks: the way to one more, or to the first one. */
export function PlanFooter({ plan, tree }: { plan: Plan; tree: TreeState }) {
  const roots = childrenOf(plan, null);
  const add = () => {
    tree.add({ parentId: null, afterId: roots.at(-1) ?? null });
  };
  if (tree.adding) return null;
  if (roots.length === 0) {
    return (
      <Notice
        icon="plus"
        title="No tasks yet"
        action={
          <Button variant="primary" icon="plus" onPress={add}>
            Add a task
          </Button>
        }
      >
        Write them down yourself, or say what you want in the conversation.
      </Notice>
    );
  }
  return (
    <Button variant="quiet" size="sm" icon="plus" className="mt-1 ml-5" onPress={add}>
      Add a task
    </Button>
  );
}
