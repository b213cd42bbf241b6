// Runs while the page's own code is on its way: what that asks for first is asked for at once.
// `data-pieces` names the files of each route; see vite.early.ts.
{
  const [, kind = "", id, view] = location.pathname.split("/");
  const route = [kind, view].filter(Boolean).join("/");
  const ask = (href, hints) => {
    const link = Object.assign(document.createElement("link"), { crossOrigin: "", ...hints, href });
    document.head.append(link);
  };
  // As src/features/plan/useLoadedPlan.ts asks for it; what is past is asked for in another way.
  const isPast = new URLSearchParams(location.search).has("version");
  if (/^projects(\/(board|timeline|graph))?$/.test(route) && id && !isPast) {
    ask(`/api/v1/projects/${id}?shape=flat`, { rel: "preload", as: "fetch" });
  }
  const pieces = JSON.parse(document.currentScript?.dataset.pieces ?? "{}");
  for (const href of pieces[route] ?? []) ask(href, { rel: "modulepreload" });
}
