import { Segments } from "@/components/ui/Segments";

interface PanelChoiceProps {
  /** Of the task whose details are the other thing to see. */
  handle: string;
  showsConversation: boolean;
  onShowConversation: (shown: boolean) => void;
}

/** Chooses what stands beside the tree: the conversation, or the details of a task. */
export default function PanelChoice(props: PanelChoiceProps) {
  const { handle, showsConversation, onShowConversation } = props;
  return (
    <Segments
      label="Beside the tasks"
      value={showsConversation ? "conversation" : "task"}
      names={{ conversation: "Conversation", task: handle }}
      onChange={(chosen) => {
        onShowConversation(chosen === "conversation");
      }}
    />
  );
}
