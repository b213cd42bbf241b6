import { Suspense, useRef, type ReactNode, type Ref } from "react";
import { mergeProps } from "react-aria/mergeProps";
import { useTooltipTrigger } from "react-aria/useTooltipTrigger";
import { Button as AriaButton, type ButtonProps as AriaProps } from "react-aria-components/Button";
import { useTooltipTriggerState } from "react-stately/useTooltipTriggerState";

import { Icon, type IconName } from "@/components/ui/Icon";
import { lazilyOr } from "@/components/ui/lazilyOr";
import { classes } from "@/lib/classes";

// Placing something beside something else is a good deal of code: loaded with the first tooltip.
const Tooltip = lazilyOr(
  () => import("@/components/ui/Tooltip"),
  () => null,
);

const VARIANTS = {
  primary: "bg-accent-fill text-on-accent hover:bg-accent-fill-hover shadow-raised",
  secondary: "border bg-surface text-ink hover:bg-sunken shadow-raised",
  quiet: "text-muted hover:bg-sunken hover:text-ink",
  danger: "bg-danger-fill text-on-accent hover:opacity-90",
} as const;
const SIZES = {
  sm: "h-7 gap-1.5 px-2 text-sm pointer-coarse:h-9",
  md: "h-9 gap-2 px-3.5 text-base pointer-coarse:h-11",
} as const;
const SHAPE =
  "inline-flex shrink-0 select-none print:hidden items-center justify-center rounded-md font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-50";

/** How a button looks; also for links that act like one. */
export function buttonClasses(
  variant: keyof typeof VARIANTS = "secondary",
  size: keyof typeof SIZES = "md",
): string {
  return classes(SHAPE, VARIANTS[variant], SIZES[size]);
}

interface ButtonProps extends Omit<AriaProps, "children" | "className"> {
  children: ReactNode;
  className?: string;
  icon?: IconName;
  ref?: Ref<HTMLButtonElement>;
  size?: keyof typeof SIZES;
  variant?: keyof typeof VARIANTS;
}

/** A button with words, and an icon before them where that helps. */
export function Button({ children, className, icon, size, variant, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={classes(buttonClasses(variant, size), className)}>
      {icon && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<AriaProps, "children" | "className"> {
  className?: string;
  icon: IconName;
  /** What it does: its name for screen readers, and its tooltip. */
  label: string;
  /** Keys that do the same, shown in the tooltip. */
  shortcut?: string;
}

/** A button that shows only an icon. */
export function IconButton({ className, icon, label, shortcut, ...props }: IconButtonProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const tip = useTooltipTriggerState({ delay: 500, closeDelay: 80 });
  const { triggerProps, tooltipProps } = useTooltipTrigger({}, tip, anchor);
  const { onKeyDown, ...trigger } = triggerProps;
  return (
    <>
      <AriaButton
        aria-label={label}
        {...mergeProps(trigger, props)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          // Whoever listens for keys on the page hears them here, too.
          event.continuePropagation();
        }}
        ref={anchor}
        className={classes(SHAPE, VARIANTS.quiet, "size-7 pointer-coarse:size-9", className)}
      >
        <Icon name={icon} />
      </AriaButton>
      {tip.isOpen && (
        <Suspense>
          <Tooltip {...tooltipProps} anchor={anchor} state={tip} shortcut={shortcut}>
            {label}
          </Tooltip>
        </Suspense>
      )}
    </>
  );
}
