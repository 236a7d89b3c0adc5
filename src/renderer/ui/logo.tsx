/** The mark: an order slip with a torn edge and two lines on it. */
export function Logo({ size = 40 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden>
      <path
        fill="var(--brand)"
        d="M8 5a3 3 0 0 1 3-3h18a3 3 0 0 1 3 3v32l-4-3-4 3-4-3-4 3-4-3-4 3z"
      />
      <g stroke="var(--on-brand)" strokeWidth="2.6" strokeLinecap="round" fill="none">
        <path d="M14 11h12M14 18h12" />
        <path d="m14.5 25.5 3 3 7-6.5" />
      </g>
    </svg>
  );
}
