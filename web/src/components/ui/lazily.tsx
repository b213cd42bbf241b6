import {
  Component,
  lazy,
  useEffect,
  useEffectEvent,
  useState,
  type ComponentType,
  type ReactNode,
} from "react";

import { Button } from "@/components/ui/Button";
import { Notice } from "@/components/ui/Notice";
import { loadAgain, loadPiece, NotLoaded } from "@/lib/pieces";

/** A piece of the page that is not there from the beginning; `preload` loads it ahead. */
type Lazy<Props> = ((props: Props) => ReactNode) & { preload: () => Promise<void> };

/**
 * A component that is loaded when it is first shown, inside a `Suspense`. Where it cannot be loaded, that
 * is said in its place, with a way to try again, and the rest of the page goes on: of what can be closed
 * (`onClose`) at the lower edge.
 */
export function lazily<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): Lazy<Props> {
  return lazilyFrom(load, (module) => module.default);
}

/** The same for a component that its module exports by a name. */
export function lazilyFrom<Module, Props extends object>(
  load: () => Promise<Module>,
  pick: (module: Module) => ComponentType<Props>,
): Lazy<Props> {
  const made = (loading: () => Promise<Module>) =>
    lazy(async () => ({ default: pick(await loading()) })) as unknown as ComponentType<Props>;
  const fresh = () => made(() => loadPiece(load));
  let next = fresh();

  function Lazily(props: Props) {
    const [{ Shown, attempt }, show] = useState(() => ({ Shown: next, attempt: 0 }));
    const told = (failure: NotLoaded) => (
      <Told
        failure={failure}
        onAgain={() => {
          const again = made(() => loadAgain(load, failure.cause));
          show({ Shown: again, attempt: attempt + 1 });
        }}
        onGone={() => {
          next = fresh();
        }}
        onClose={closeOf(props)}
      />
    );
    return (
      <Caught key={attempt} told={told}>
        <Shown {...props} />
      </Caught>
    );
  }

  const preload = async () => {
    try {
      next = pick(await load());
    } catch {
      // Said once it is shown.
    }
  };
  return Object.assign(Lazily, { preload });
}

function closeOf(props: object): (() => void) | undefined {
  return "onClose" in props ? (props.onClose as () => void) : undefined;
}

interface CaughtProps {
  told: (failure: NotLoaded) => ReactNode;
  children: ReactNode;
}

/** Only what could not be loaded ends here; any other error goes on. */
class Caught extends Component<CaughtProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error instanceof NotLoaded) return this.props.told(error);
    if (error !== null) throw error;
    return this.props.children;
  }
}

interface ToldProps {
  failure: NotLoaded;
  onAgain: () => void;
  onGone: () => void;
  onClose: (() => void) | undefined;
}

const TITLE = "This part of the page could not be loaded";

/** Why something is not there, and what can be done about it. */
function Told({ failure, onAgain, onGone, onClose }: ToldProps) {
  const leave = useEffectEvent(onGone);
  useEffect(() => {
    return () => {
      leave();
    };
  }, []);
  const action = (
    <Button
      onPress={() => {
        if (failure.isStale) location.reload();
        else onAgain();
      }}
    >
      {failure.isStale ? "Load the page again" : "Try again"}
    </Button>
  );
  if (!onClose) {
    return (
      <Notice role="alert" icon="alert" title={TITLE} action={action}>
        {failure.message}
      </Notice>
    );
  }
  return (
    <div
      role="alert"
      className="fixed inset-x-4 bottom-4 z-50 mx-auto flex max-w-xl flex-wrap items-center gap-2 rounded-lg border bg-raised px-4 py-3 shadow-floating"
    >
      <p className="min-w-48 flex-1">
        <span className="font-medium">{TITLE}.</span> {failure.message}
      </p>
      {action}
      <Button variant="quiet" onPress={onClose}>
        Close
      </Button>
    </div>
  );
}
