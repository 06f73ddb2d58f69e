import type { ComponentProps } from 'react';
import { classNames } from './class-names';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'plain' | 'primary' | 'quiet';
  readonly size?: 'normal' | 'small' | 'icon';
}

const looks = {
  plain: 'border border-line-strong hover:bg-raised',
  primary: 'bg-accent text-on-accent',
  quiet: 'text-muted hover:bg-raised hover:text-text',
} as const;
const sizes = {
  normal: 'h-8 rounded-8 px-3',
  small: 'h-7 rounded-6 px-3',
  icon: 'size-7 rounded-6 justify-center',
} as const;

/** A control that does something. `icon` is square and needs an aria-label. */
export function Button({ look = 'plain', size = 'normal', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(
        'fade inline-flex shrink-0 items-center gap-2 whitespace-nowrap font-medium text-13 disabled:bg-raised disabled:text-muted',
        looks[look],
        sizes[size],
        className,
      )}
      {...rest}
    />
  );
}
