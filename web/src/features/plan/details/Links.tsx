import { useState } from "react";

import { Button, IconButton } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import { TextField } from "@/components/ui/TextField";
import { Section } from "@/components/task/fields/Section";
import type { Link } from "@/patch/model";

interface LinksProps {
  links: readonly Link[];
  onSave: (links: Link[]) => void;
}

/** References into other systems. */
export function Links({ links, onSave }: LinksProps) {
  const [isAdding, setAdding] = useState(false);
  return (
    <Section title="Links">
      <ul className="space-y-1">
        {links.map((link, index) => (
          <li key={`${index} ${link.system}`} className="flex items-center gap-2">
            <span className="rounded-sm bg-sunken px-1.5 text-xs text-muted">{link.system}</span>
            <Target link={link} />
            <IconButton
              icon="close"
              label={`Remove the link to ${link.external_id}`}
              onPress={() => {
                onSave(links.filter((_, i) => i !== index));
              }}
            />
          </li>
        ))}
      </ul>
      {isAdding ? (
        <NewLink
          onAdd={(link) => {
            onSave([...links, link]);
            setAdding(false);
          }}
          onCancel={() => {
            setAdding(false);
          }}
        />
      ) : (
        <Button
          size="sm"
          variant="quiet"
          icon="plus"
          className="-ml-2"
          onPress={() => {
            setAdding(true);
          }}
        >
          Add a link
        </Button>
      )}
    </Section>
  );
}

function Target({ link }: { link: Link }) {
  // Only addresses of the web become links: others could run as a script.
  const safe = link.url && /^https?:\/\//i.test(link.url);
  if (!safe) return <span className="min-w-0 flex-1 truncate">{link.external_id}</span>;
  return (
    <a
      href={link.url ?? undefined}
      target="_blank"
      rel="noreferrer"
      className="flex min-w-0 flex-1 items-center gap-1 text-accent underline-offset-2 hover:underline"
    >
      <span className="truncate">{link.external_id}</span>
      <Icon name="external" width={12} height={12} />
    </a>
  );
}

function NewLink({ onAdd, onCancel }: { onAdd: (link: Link) => void; onCancel: () => void }) {
  const [system, setSystem] = useState("");
  const [id, setId] = useState("");
  const [url, setUrl] = useState("");
  const ready = system.trim() && id.trim();
  const add = () => {
    if (!ready) return;
    onAdd({ system: system.trim(), external_id: id.trim(), url: url.trim() || null });
  };
  return (
    <div className="mt-1 space-y-2 rounded-lg border p-3">
      <div className="grid grid-cols-2 gap-2">
        <TextField
          label="System"
          value={system}
          onChange={setSystem}
          onEnter={add}
          placeholder="github"
          maxLength={200}
          autoFocus
        />
        <TextField
          label="Reference"
          value={id}
          onChange={setId}
          onEnter={add}
          placeholder="acme/app#12"
          maxLength={200}
        />
      </div>
      <TextField
        label="Address (optional)"
        value={url}
        onChange={setUrl}
        onEnter={add}
        placeholder="https://…"
        maxLength={2000}
      />
      <div className="flex gap-2">
        <Button size="sm" variant="primary" isDisabled={!ready} onPress={add}>
          Add
        </Button>
        <Button size="sm" variant="quiet" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
