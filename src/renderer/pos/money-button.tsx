import { Button, type ButtonProps } from '../ui/button.tsx';
import { Spinner } from '../ui/spinner.tsx';

/** A button that sends. While the answer is awaited it takes no press but keeps the focus: the keys still reach the sheet. */
export function MoneyButton({
  isUnderWay,
  icon,
  ...rest
}: ButtonProps & { readonly isUnderWay: boolean }) {
  return <Button {...rest} isPending={isUnderWay} icon={isUnderWay ? <Spinner /> : icon} />;
}
