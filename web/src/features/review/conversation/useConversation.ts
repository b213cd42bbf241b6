import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";

import { askApi, type Proposal, type Subject } from "@/features/review/conversation/answers";
import { Conversation, type ConversationState } from "@/features/review/conversation/Conversation";
import { keepProposal } from "@/features/review/keepProposal";
import { WITHOUT_TREE } from "@/features/review/draft/draftPlan";
import { api } from "@/lib/api";
import { keys } from "@/lib/keys";

/**
 * The conversations of this page by their proposal. An answer goes on while the person looks at
 * something else, and the route that first gets the id is not the one that shows it from then on.
 */
const open = new Map<string, Conversation>();

/** How long, in milliseconds, a server may take to keep what an answer had until it was stopped. */
const SETTLING = 800;

export interface OpenConversation {
  readonly conversation: Conversation;
  readonly state: ConversationState;
}

/**
 * The conversation of a proposal, or a new one about something. `onOpened` hears the id of a new
 * one as soon as it has one.
 */
export function useConversation(
  proposalId: string | null,
  about: Subject,
  onOpened: (proposalId: string) => void,
): OpenConversation {
  const queryClient = useQueryClient();
  const [fresh, setFresh] = useState(() => begin(queryClient, about, onOpened));
  // Once the address has its id it is no longer the new one; nor is one about something else.
  const isAddressed = proposalId !== null && fresh.state().proposalId === proposalId;
  if (isAddressed || (proposalId === null && !sameSubject(fresh.about, about))) {
    setFresh(begin(queryClient, about, onOpened));
  }
  const conversation = proposalId === null ? fresh : reopened(queryClient, proposalId, about);
  const state = useSyncExternalStore(conversation.subscribe, conversation.state);
  return { conversation, state };
}

function begin(
  queryClient: QueryClient,
  about: Subject,
  onOpened: (proposalId: string) => void,
): Conversation {
  const conversation = new Conversation(about, null, askApi, {
    ...keeping(queryClient),
    onOpened: (proposalId) => {
      open.set(proposalId, conversation);
      onOpened(proposalId);
    },
  });
  if (about.projectId) keepTyped(`${about.projectId} ${about.taskId ?? ""}`, conversation);
  return conversation;
}

/** What was typed, or said in vain, is there again when one comes back from another view. */
function keepTyped(subject: string, conversation: Conversation) {
  conversation.type(unsent.get(subject) ?? "");
  conversation.subscribe(() => {
    const { turn } = conversation.state();
    const failed = turn?.problem ? turn.saying.instruction : "";
    unsent.set(subject, conversation.typed() || failed);
  });
}

/** What is not sent yet, by what it is about. */
const unsent = new Map<string, string>();

function reopened(queryClient: QueryClient, proposalId: string, about: Subject): Conversation {
  const found = open.get(proposalId);
  if (found) return found;
  const conversation = new Conversation(about, proposalId, askApi, keeping(queryClient));
  open.set(proposalId, conversation);
  return conversation;
}

/** Keeps what the server has of a proposal in step with what was heard. */
function keeping(queryClient: QueryClient) {
  return {
    onOpened: () => undefined,
    onDone: (proposal: Proposal) => {
      keepProposal(queryClient, proposal);
    },
    onBroken: (proposalId: string) => {
      const ask = () => void queryClient.invalidateQueries({ queryKey: keys.proposal(proposalId) });
      ask();
      // The server may just be about to keep the part of the answer that it heard.
      setTimeout(ask, SETTLING);
    },
    onAbandoned: (proposalId: string) => {
      const reject = () =>
        api.POST("/api/v1/proposals/{proposal_id}/reject", {
          params: { path: { proposal_id: proposalId }, query: WITHOUT_TREE },
          body: { reason: "Stopped" },
        });
      const again = () => void reject().catch(() => undefined);
      reject()
        .then(({ response }) => {
          // The server may be about to keep what the answer had.
          if (!response.ok) setTimeout(again, SETTLING);
        })
        .catch(() => undefined);
    },
  };
}

function sameSubject(a: Subject, b: Subject): boolean {
  return a.projectId === b.projectId && a.taskId === b.taskId;
}
