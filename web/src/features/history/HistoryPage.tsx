/** What happened to a project. */
export function HistoryPage({ projectId }: { projectId: string }) {
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-8">
      <title>History · Patch Ledger</title>
      <h1 className="text-xl font-semibold">History</h1>
      <p className="text-muted">{projectId}</p>
    </div>
  );
}
