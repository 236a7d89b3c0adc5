import { type Launched, launchProduct, type Product } from '../../../scripts/simulate/product.ts';

/**
 * A restaurant whose computer keeps losing power: one data directory, one process at a time on it, and a gate at which
 * everybody waits while there is none.
 */
export class Site {
  readonly #dataDir: string;
  readonly #entry: string | undefined;
  #launched: Launched | null = null;
  #product: Product | null = null;
  #waiting: ((url: string) => void)[] = [];
  #open = false;
  #onWaiting: () => void = () => undefined;

  constructor(dataDir: string, entry?: string) {
    this.#dataDir = dataDir;
    this.#entry = entry;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get product(): Product {
    if (!this.#product) throw new Error('The product is not up.');
    return this.#product;
  }

  /** Where the product answers, as soon as the gate is open. */
  readonly where = (): Promise<string> => {
    if (this.#open && this.#product) return Promise.resolve(this.#product.url);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#onWaiting();
    });
  };

  /** Starts the product; the gate stays shut. */
  async start(env: Readonly<Record<string, string>>): Promise<Product> {
    const product = await this.launch(env).ready;
    this.#product = product;
    return product;
  }

  /** Starts the process and does not wait until it answers. */
  launch(env: Readonly<Record<string, string>>): Launched {
    return (this.#launched = launchProduct({
      dataDir: this.#dataDir,
      env,
      ...(this.#entry === undefined ? {} : { entry: this.#entry }),
    }));
  }

  openGate(): void {
    this.#open = true;
    const { url } = this.product;
    for (const resolve of this.#waiting.splice(0)) resolve(url);
  }

  /** Shuts the gate and ends the process in the same moment. */
  strike(signal: NodeJS.Signals): void {
    this.#open = false;
    this.#launched?.signal(signal);
  }

  /** Resolves with the exit code once the process is gone. */
  async ended(): Promise<number | null> {
    return (await this.#launched?.ended) ?? null;
  }

  /** Resolves once so many stand at the gate: nothing is under way any more. */
  async allWaiting(count: number): Promise<void> {
    while (this.#waiting.length < count) {
      await new Promise<void>((resolve) => (this.#onWaiting = resolve));
    }
  }
}
