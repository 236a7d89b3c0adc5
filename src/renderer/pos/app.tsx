import { ConnectionBadge } from '../ui/connection.tsx';

/** The counter. */
export function App() {
  return <ConnectionBadge />;
}
