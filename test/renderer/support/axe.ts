import axe from 'axe-core';

// The announcer's spoken words outlive for seconds what they speak of, by name and by id.
const WHERE = { include: [['html']], exclude: [['[data-live-announcer]']] };

/** What axe finds wrong with the page as it stands, one line for each: an empty list is the promise. */
export async function accessibilityFaults(): Promise<string[]> {
  // A colour half-way through a fade is nobody's fault. Spinners turn for ever and change no colour.
  const fades = document.getAnimations().filter(({ effect }) => {
    return Number.isFinite(effect?.getComputedTiming().endTime);
  });
  await Promise.allSettled(fades.map(({ finished }) => finished));
  const { violations } = await axe.run(WHERE, {
    rules: {
      // The test runner's own document has neither; the pages' index.html do.
      'landmark-one-main': { enabled: false },
      'page-has-heading-one': { enabled: false },
      region: { enabled: false },
    },
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}
