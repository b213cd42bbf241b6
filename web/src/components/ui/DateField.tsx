import { parseDate, type CalendarDate } from "@internationalized/date";
import { useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
} from "react-aria-components/Calendar";
import { DatePicker, DateInput, DateSegment } from "react-aria-components/DatePicker";
import { Dialog } from "react-aria-components/Dialog";
import { Group } from "react-aria-components/Group";
import { Label } from "react-aria-components/Label";
import { Popover } from "react-aria-components/Popover";

import { IconButton } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import { POPOVER } from "@/components/ui/popover";
import { FIELD, LABEL } from "@/components/ui/TextField";
import { classes } from "@/lib/classes";

interface DateFieldProps {
  label: string;
  /** As `2026-11-23`; null: no date. */
  value: string | null;
  onChange: (value: string | null) => void;
}

/** The first year that counts as typed out: while it is typed, 2026 passes through 2, 20 and 202. */
const FIRST_YEAR = 1000;

/** A date by keyboard or from a calendar; it counts when the field is left or a day is picked. */
export function DateField({ label, value, onChange }: DateFieldProps) {
  const [draft, setDraft] = useState<CalendarDate | null>(null);
  const shown = draft ?? (value ? parseDate(value) : null);

  // A day that is picked closes the calendar at once, before it is rendered as the draft.
  const latest = useRef<CalendarDate | null>(null);

  const note = (date: CalendarDate | null) => {
    latest.current = date;
    setDraft(date);
  };
  const settle = () => {
    const date = latest.current;
    note(null);
    if (date && date.year >= FIRST_YEAR && date.toString() !== value) onChange(date.toString());
  };

  return (
    <DatePicker
      value={shown}
      onChange={note}
      onBlur={settle}
      onOpenChange={(open) => {
        if (!open) settle();
      }}
    >
      <Label className={LABEL}>{label}</Label>
      <Group className={classes(FIELD, "flex h-[2.25rem] items-center !py-0 !pr-0.5")}>
        <DateInput className="flex flex-1">
          {(segment) => (
            <DateSegment
              segment={segment}
              className="rounded-sm px-px tabular-nums outline-none focus:bg-accent-fill focus:text-on-accent data-[placeholder]:text-faint data-[placeholder]:focus:text-on-accent"
            />
          )}
        </DateInput>
        {value && (
          <IconButton
            slot={null}
            icon="close"
            label={`Clear ${label.toLowerCase()}`}
            onPress={() => {
              note(null);
              onChange(null);
            }}
          />
        )}
        <Button className="grid size-7 place-items-center rounded-md text-muted hover:bg-sunken">
          <Icon name="calendar" />
        </Button>
      </Group>
      <Popover className={classes(POPOVER, "p-3")}>
        <Dialog className="outline-none">
          <Calendar>
            <header className="flex items-center justify-between pb-2">
              <IconButton
                slot="previous"
                icon="chevron"
                label="Previous month"
                className="rotate-180"
              />
              <CalendarHeading className="font-medium" />
              <IconButton slot="next" icon="chevron" label="Next month" />
            </header>
            <CalendarGrid>
              <CalendarGridHeader>
                {(day) => (
                  <CalendarHeaderCell className="size-9 text-xs font-normal text-muted">
                    {day}
                  </CalendarHeaderCell>
                )}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(date) => (
                  <CalendarCell
                    date={date}
                    className="grid size-9 cursor-pointer place-items-center rounded-md tabular-nums hover:bg-sunken data-[outside-month]:invisible data-[selected]:bg-accent-fill data-[selected]:text-on-accent"
                  />
                )}
              </CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
