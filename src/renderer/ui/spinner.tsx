import LoaderCircle from 'lucide-react/icons/loader-circle';
import styles from './spinner.module.css';

/** Something is under way. Its meaning is said in words beside it. */
export function Spinner({ size = 20 }: { readonly size?: number }) {
  return <LoaderCircle aria-hidden size={size} className={styles['spinner'] ?? ''} />;
}
