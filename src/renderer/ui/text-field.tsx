import type { Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaProps,
} from 'react-aria-components/TextField';
import { cx } from './cx.ts';
import styles from './text-field.module.css';

export interface TextFieldProps extends Omit<AriaProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  /** What is wrong and what to type instead; null when nothing is. */
  readonly error?: string | null;
  readonly description?: string;
  readonly placeholder?: string;
  /** Several lines. */
  readonly multiline?: boolean;
  readonly className?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A labelled text input with its help and its error beneath it. */
export function TextField({
  label,
  error = null,
  description,
  placeholder,
  multiline = false,
  className,
  inputRef,
  ...rest
}: TextFieldProps) {
  const shown = placeholder === undefined ? {} : { placeholder };
  return (
    <AriaTextField
      {...rest}
      isInvalid={error !== null}
      validationBehavior="aria"
      className={cx(styles['field'], className)}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      {multiline ? (
        <TextArea {...shown} rows={2} className={cx(styles['input'], styles['area'])} />
      ) : (
        <Input
          {...shown}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
          className={styles['input'] ?? ''}
        />
      )}
      {description !== undefined && error === null ? (
        <Text slot="description" className={styles['description'] ?? ''}>
          {description}
        </Text>
      ) : null}
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}
