import type {
  Ask,
  Proposal,
  ProposedPatch,
  Finding,
  Question,
  Said,
  Saying,
  Subject,
} from "@/features/review/conversation/answers";

/** An answer while it comes in, or as far as it came. */
export interface Turn {
  /** What was asked for, in words and whole: with the comments that went along. */
  readonly instruction: string;
  /** As it was sent. */
  readonly saying: Saying;
  /** When it was sent, in milliseconds. */
  readonly since: number;
  readonly patches: readonly ProposedPatch[];
  readonly text: string;
  readonly questions: readonly Question[];
  readonly findings: readonly Finding[];
  /** Why the agent had to correct itself, one sentence a round. */
  readonly retries: readonly string[];
  /** Why it ended without an answer; null while it runs. */
  readonly problem: unknown;
}

/** What the page shows of a conversation beside what the server has of it. */
export interface ConversationState {
  readonly proposalId: string | null;
  /** null between answers. */
  readonly turn: Turn | null;
}

/** What happens in a conversation; an answer may go on when nobody looks at it any more. */
export interface Listener {
  /** The proposal's id is known: it can be linked to and survives a reload. */
  onOpened(proposalId: string): void;
  onDone(proposal: Proposal): void;
  /** An answer ended early: what the server kept of it has to be asked for. */
  onBroken(proposalId: string): void;
  /** The first answer was stopped before anybody knew of the proposal that it was to open. */
  onAbandoned(proposalId: string): void;
}

/** A conversation with an agent: one answer at a time, which can be stopped and asked for again. */
export class Conversation {
  readonly about: Subject;
  private readonly ask: Ask;
  private readonly listener: Listener;
  private readonly readers = new Set<() => void>();
  private shown: ConversationState;
  private running: AbortController | null = null;
  private begun = false;
  private text = "";
  /** What was stopped last, until it is known what became of it. */
  private stopped: string | null = null;
  /** How many messages the server had when it was last heard of. */
  private recorded = 0;

  constructor(about: Subject, proposalId: string | null, ask: Ask, listener: Listener) {
    this.about = about;
    this.ask = ask;
    this.listener = listener;
    this.shown = { proposalId, turn: null };
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.readers.add(reader);
    return () => {
      this.readers.delete(reader);
    };
  };

  readonly state = (): ConversationState => this.shown;

  /** What the person has typed and not sent; apart from the rest, which need not follow each key. */
  readonly typed = (): string => this.text;

  readonly type = (text: string): void => {
    this.text = text;
    this.tell();
  };

  /** Says what a new conversation begins with, once: asking again, or rendering twice, adds nothing. */
  readonly begin = (saying: Saying): void => {
    if (this.shown.proposalId === null && this.shown.turn === null && !this.begun) {
      this.begun = true;
      this.say(saying);
    }
  };

  /**
   * Sends an instruction, unless an answer is under way; its end shows in the state. `whole` is what
   * the server makes of it when comments go along.
   */
  readonly say = (saying: Saying, whole = saying.instruction): void => {
    if (!this.running && whole) void this.answer(saying, whole);
  };

  /** Ends the answer under way; an instruction that led to nothing yet can be typed on. */
  readonly stop = (): void => {
    const { turn } = this.shown;
    if (!this.running || !turn) return;
    // Who hears nothing yet has to wait for the id of what it began, to clear it away.
    if (this.shown.proposalId !== null) this.running.abort();
    this.running = null;
    this.stopped = turn.instruction;
    this.text = turn.patches.length > 0 ? "" : turn.saying.instruction;
    this.show({ turn: null });
    this.tellBroken();
  };

  /**
   * Hears what the server has of the conversation: what was answered although it was stopped stands in the
   * draft, and is not there to be said again.
   */
  readonly hearRecorded = (messages: Proposal["messages"]): void => {
    const fresh = messages.slice(this.recorded);
    this.recorded = messages.length;
    const said = fresh.findIndex(({ role, text }) => role === "user" && text === this.stopped);
    if (this.stopped === null || said < 0) return;
    const isAnswered = fresh.slice(said).some(({ patches }) => patches.length > 0);
    if (isAnswered && this.text === this.stopped) this.type("");
    if (isAnswered) this.stopped = null;
    else this.recorded -= fresh.length - said;
  };

  /** Lets a failed answer go; the instruction is there to be typed on. */
  readonly dismiss = (): void => {
    if (this.running || !this.shown.turn) return;
    this.text ||= this.shown.turn.saying.instruction;
    this.show({ turn: null });
  };

  private async answer(saying: Saying, whole: string): Promise<void> {
    const running = new AbortController();
    this.running = running;
    this.text = "";
    this.stopped = null;
    this.show({ turn: newTurn(saying, whole) });
    try {
      const { proposalId } = this.shown;
      const answer = await this.ask(this.about, proposalId, saying, running.signal);
      if (this.running !== running) {
        running.abort();
        if (this.shown.proposalId === null) this.listener.onAbandoned(answer.proposalId);
        return;
      }
      this.open(answer.proposalId);
      // What comes after a stop belongs to nobody: the body is aborted with the request.
      for await (const said of answer.said) if (this.running === running) this.hear(said);
    } catch (problem) {
      if (this.running !== running) return;
      this.change({ problem });
      this.tellBroken();
    } finally {
      if (this.running === running) this.running = null;
    }
  }

  private open(proposalId: string): void {
    if (this.shown.proposalId === proposalId) return;
    this.show({ proposalId });
    this.listener.onOpened(proposalId);
  }

  private tellBroken(): void {
    if (this.shown.proposalId) this.listener.onBroken(this.shown.proposalId);
  }

  private hear(said: Said): void {
    const { turn } = this.shown;
    if (!turn) return;
    if (said.kind === "patch") this.change({ patches: [...turn.patches, said.patch] });
    else if (said.kind === "text") this.change({ text: turn.text + said.text });
    else if (said.kind === "question") {
      this.change({ questions: [...turn.questions, said] });
    } else if (said.kind === "finding") {
      this.change({ findings: [...turn.findings, said.finding] });
    } else if (said.kind === "retry") this.change({ retries: [...turn.retries, said.reason] });
    else {
      this.running = null;
      this.listener.onDone(said.proposal);
      this.show({ turn: null });
    }
  }

  private change(changes: Partial<Turn>): void {
    if (this.shown.turn) this.show({ turn: { ...this.shown.turn, ...changes } });
  }

  private show(changes: Partial<ConversationState>): void {
    this.shown = { ...this.shown, ...changes };
    this.tell();
  }

  private tell(): void {
    this.readers.forEach((reader) => {
      reader();
    });
  }
}

function newTurn(saying: Saying, instruction: string): Turn {
  return {
    instruction,
    saying,
    since: Date.now(),
    patches: [],
    text: "",
    questions: [],
    findings: [],
    retries: [],
    problem: null,
  };
}

/** Whether an answer is coming in. */
export function isRunning(turn: Turn | null): boolean {
  return turn !== null && turn.problem === null;
}
