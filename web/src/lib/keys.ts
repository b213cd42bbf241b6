/** The names under which answers are kept, so that whoever changes something can say what is stale. */
export const keys = {
  projects: ["projects"],
  recentProjects: ["recentProjects"],
  search: (words: string) => ["search", words],
  searchAll: (kind: string, words: string, projectId?: string) => [
    "searchAll",
    kind,
    words,
    projectId,
  ],
  project: (projectId: string) => ["project", projectId],
  projectAt: (projectId: string, version: number) => ["projectAt", projectId, version],
  drafts: (projectId?: string) => ["drafts", projectId],
  proposal: (proposalId: string) => ["proposal", proposalId],
  savedViews: (projectId: string) => ["savedViews", projectId],
  dashboard: (projectId: string) => ["dashboard", projectId],
  history: (projectId: string) => ["history", projectId],
} as const;
