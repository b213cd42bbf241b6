/** Taking this back is not done unasked: it is somebody else's, or deletes the whole project. */
export class ToBeAsked extends Error {
  override readonly name = "ToBeAsked";
  readonly changesetId: string;
  readonly why: "others" | "project";

  constructor(why: "others" | "project", changesetId: string, message: string | null) {
    super(message ?? "A change without a message");
    this.why = why;
    this.changesetId = changesetId;
  }
}
