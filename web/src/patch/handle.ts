/** A task as people and models call it: "T12". */
export function handleOf(task: { readonly number: number }): string {
  // 0: the number comes with the answer to the change that creates the task.
  return task.number > 0 ? `T${task.number}` : "T…";
}
