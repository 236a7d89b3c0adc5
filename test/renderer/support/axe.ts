import axe from 'axe-core';

/** What axe finds wrong with the page as it stands, one line for each: an empty list is the promise. */
export async function accessibilityFaults(): Promise<string[]> {
  const { violations } = await axe.run(document, {
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
