import OpenDrafts from "@/components/drafts/OpenDrafts";
import { GoalField } from "@/features/projects/GoalField";
import { ProjectList } from "@/features/projects/ProjectList";
import { useLiveLists } from "@/lib/live/useLiveLists";

/** Where one begins: what to build, and what is being built. */
export function StartPage() {
  useLiveLists();
  return (
    <div className="mx-auto grid w-full max-w-6xl flex-1 grid-cols-[minmax(0,1fr)] content-start gap-x-16 gap-y-12 px-4 py-8 sm:px-6 sm:py-16 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
      <title>Patch Ledger</title>
      <div className="space-y-10">
        <GoalField />
        <OpenDrafts />
      </div>
      <ProjectList />
    </div>
  );
}
