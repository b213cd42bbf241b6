import { onDevice } from "@/lib/onDevice";

const ownName = onDevice("patchledger.name", told, told);

/** What the person on this device wants to be called (null: nothing yet), and choosing it. */
export function useOwnName(): [string | null, (name: string) => void] {
  const [chosen] = ownName.useValue();
  return [chosen, choose];
}

function choose(wanted: string) {
  ownName.set(told(wanted));
}

function told(text: string | null): string | null {
  const name = text?.trim() ?? "";
  return name === "" ? null : name;
}
