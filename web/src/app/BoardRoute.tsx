import { useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { useFilterInAddress } from "@/app/useFilterInAddress";
import { Board } from "@/features/board/Board";
import { OpenedPlan } from "@/features/plan/OpenedPlan";

const ROUTE = { from: "/projects/$projectId/board" } as const;

/** A project's tasks by status; the address says which of them are shown. */
export function BoardRoute() {
  const { projectId } = useParams(ROUTE);
  const { show, version } = useSearch(ROUTE);
  const navigate = useNavigate(ROUTE);
  return (
    <OpenedPlan
      projectId={projectId}
      name="Board"
      at={version}
      filtering={useFilterInAddress()}
      fills
    >
      {({ plan, matching, make, open }) => (
        <Board
          {...{ plan, matching, make }}
          onOpen={open}
          shown={show ?? "leaves"}
          onShown={(chosen) => {
            void navigate({
              search: (before) => ({ ...before, show: chosen }),
              replace: true,
              resetScroll: false,
            });
          }}
        />
      )}
    </OpenedPlan>
  );
}
