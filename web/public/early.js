// Runs while the page's own code is on its way: what that asks for first is asked for at once.
// `data-pieces` names the files of each route, and what is loaded ahead of need; see vite.early.ts.
{
  const [, kind = "", id, view] = location.pathname.split("/");
  const route = [kind, view].filter(Boolean).join("/");
  const ask = (href, hints) => {
    const link = Object.assign(document.createElement("link"), { crossOrigin: "", ...hints, href });
    document.head.append(link);
  };
  const askForCode = (files = []) => {
    for (const file of files) ask(file, { rel: "modulepreload" });
  };
  // As src/features/plan/useLoadedPlan.ts asks for it: the plan of today.
  const isNow = !/[?&]version=/.test(location.search);
  if (isNow && id && /^projects(\/(board|timeline|graph))?$/.test(route)) {
    ask(`/api/v1/projects/${id}?shape=flat`, { rel: "preload", as: "fetch" });
  }
  // And as src/features/review/useProposal.ts does for the draft that takes the place of the plan.
  const draft =
    new URLSearchParams(location.search).get("proposal") ?? (kind === "proposals" && id);
  if (draft && draft !== "new") {
    ask(`/api/v1/proposals/${draft}`, { rel: "preload", as: "fetch" });
  }
  const pieces = JSON.parse(document.currentScript?.dataset.pieces ?? "{}");
  askForCode(pieces[route]);
  if (draft) askForCode(pieces.draft);
  else if (route === "projects") askForCode(pieces.tree);
  // All at once: a connection that is lost between a file and what it imports cannot be mended.
  addEventListener("load", () => {
    if (!navigator.connection?.saveData) askForCode(pieces.ahead);
  });
}
