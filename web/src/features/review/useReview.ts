import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";

import { compare, type Comparison } from "@/components/diff/compare";
import { waitingIn, withComments, type Comment } from "@/features/review/comments/comments";
import type { Proposal, Saying, Subject } from "@/features/review/conversation/answers";
import {
  isRunning,
  type Conversation,
  type Turn,
} from "@/features/review/conversation/Conversation";
import { useConversation } from "@/features/review/conversation/useConversation";
import { draftOf, withComing } from "@/features/review/draft/draftPlan";
import { needsOf, targetsBelow } from "@/features/review/draft/selection";
import { useUnderneath } from "@/features/review/draft/useUnderneath";
import { useSelection, type Selection } from "@/features/review/draft/useSelection";
import { useDraftEdit } from "@/features/review/useDraftEdit";
import { useLiveProposal } from "@/features/review/useLiveProposal";
import { useProposal } from "@/features/review/useProposal";
import { keys } from "@/lib/keys";
import { projectAt } from "@/lib/useProjectAt";
import { handleOf } from "@/patch/handle";
import type { Patch } from "@/patch/model";
import { EMPTY, type Plan } from "@/patch/plan";
import { patchesIn } from "@/patch/wire";

/** A conversation and its draft, as everything that shows a part of it needs them. */
export interface Review {
  readonly conversation: Conversation;
  readonly about: Subject;
  /** The answer that is coming in, or that failed; null between answers. */
  readonly turn: Turn | null;
  readonly isRunning: boolean;
  /** As the server has it; null until there is one. */
  readonly proposal: Proposal | null;
  readonly isLoading: boolean;
  /** Why the proposal cannot be shown; null when it can. */
  readonly error: unknown;
  readonly reload: () => void;
  /** The plan that the draft is compared with. */
  readonly base: Plan;
  /** The draft with whatever is just coming in. */
  readonly draft: Plan;
  readonly comparison: Comparison;
  /** What others changed in the plan since the draft was begun; null: nothing. */
  readonly underneath: Comparison | null;
  readonly selection: Selection;
  readonly nameOf: (id: string) => string;
  /** Whether there is anything to look at in the tree. */
  readonly hasDraft: boolean;
  /** Changes the draft by hand. */
  readonly edit: (patches: readonly Patch[]) => void;
  /** Whether such a change is not saved yet: what would be accepted is not what is shown. */
  readonly isSaving: boolean;
  /** Hears which version the project is at: when it moved on, what that means is asked for. */
  readonly hearVersion: (version: number) => void;
  /** The comments that go to the agent with what is said next. */
  readonly waiting: readonly Comment[];
  /** Says something to the agent, the comments that wait along with it; "": they alone. */
  readonly say: (instruction: string) => void;
  /** Asks for something else than a change in words: an opinion, a plan from a document. */
  readonly ask: (saying: Saying) => void;
  /** Says again what was not answered. */
  readonly retry: () => void;
}

interface ReviewOptions {
  /** null: none yet; the first instruction opens it. */
  readonly proposalId: string | null;
  readonly about: Subject;
  /** Said by itself, once, when the conversation is new. */
  readonly first: Saying | null;
  readonly onOpened: (proposalId: string) => void;
}

const NO_DIFF: Proposal["diff"] = [];

/** Everything about one proposal, from the first instruction to its end. */
export function useReview(options: ReviewOptions): Review {
  const { proposalId, about, first, onOpened } = options;
  const { conversation, state } = useConversation(proposalId, about, onOpened);
  useEffect(() => {
    if (first) conversation.begin(first);
  }, [conversation, first]);
  const found = useProposal(state.proposalId);
  const proposal = found.data ?? null;
  const { base, error: baseError } = useBase(proposal);
  const { turn } = state;
  const messages = proposal?.messages;
  useEffect(() => {
    if (messages) conversation.hearRecorded(messages);
  }, [conversation, messages]);

  const kept = useMemo(() => {
    return proposal && base ? draftOf(proposal, base) : EMPTY;
  }, [proposal, base]);
  const running = isRunning(turn);
  // Of an answer that failed the server kept nothing, or it is in the proposal by now.
  const coming = running ? turn?.patches : undefined;
  const { unsaved, edit } = useDraftEdit(proposal?.id ?? "");
  useLiveProposal(proposal, running || unsaved.length > 0);
  const draft = useMemo(() => {
    return withComing(kept, [...patchesIn(coming ?? []), ...unsaved]);
  }, [kept, coming, unsaved]);
  const comparison = useMemo(() => compare(base ?? EMPTY, base ? draft : EMPTY), [base, draft]);
  const diff = proposal?.status === "open" && !running ? proposal.diff : NO_DIFF;
  const needs = useMemo(() => needsOf(diff, base ?? EMPTY, draft), [diff, base, draft]);
  const nameOf = useCallback((id: string) => nameIn(comparison.plan, id), [comparison.plan]);
  const below = useMemo(() => targetsBelow(diff, comparison.plan), [diff, comparison.plan]);
  const selection = useSelection(diff, needs, below, nameOf);
  const underneath = useUnderneath(proposal, base);
  const waiting = useMemo(() => waitingIn(proposal), [proposal]);
  const ask = useCallback(
    (saying: Saying) => {
      conversation.say(saying, withComments(saying.instruction, waiting));
    },
    [conversation, waiting],
  );
  const say = useCallback(
    (instruction: string) => {
      ask({ instruction });
    },
    [ask],
  );
  const retry = () => {
    // Comments that went along are in the conversation by now, and wait no more.
    if (turn)
      ask(waiting.length > 0 ? turn.saying : { ...turn.saying, instruction: turn.instruction });
  };

  const queryClient = useQueryClient();
  const hearVersion = (version: number) => {
    if (proposal?.status !== "open" || version <= proposal.current_version) return;
    void queryClient.invalidateQueries({ queryKey: keys.proposal(proposal.id) });
  };

  return {
    conversation,
    about: proposal
      ? { projectId: proposal.project_id, taskId: proposal.task_id ?? undefined }
      : about,
    turn,
    isRunning: running,
    proposal,
    isLoading: state.proposalId !== null && (found.isPending || (proposal !== null && !base)),
    error: found.error ?? baseError,
    reload: () => void found.refetch(),
    base: base ?? EMPTY,
    draft,
    comparison,
    underneath,
    selection,
    nameOf,
    edit,
    isSaving: unsaved.length > 0,
    hearVersion,
    waiting,
    say,
    ask,
    retry,
    hasDraft: (coming?.length ?? 0) > 0 || (proposal?.diff.length ?? 0) > 0,
  };
}

/** The plan that a proposal starts from; undefined until it is there. */
function useBase(proposal: Proposal | null) {
  const found = useQuery({
    ...projectAt(proposal?.project_id ?? "", proposal?.base_version ?? 0),
    enabled: proposal !== null,
  });
  return { base: found.data, error: found.error };
}

function nameIn(plan: Plan, id: string): string {
  const task = plan.tasks.get(id);
  return task ? `${handleOf(task)} “${task.title}”` : "the project";
}
