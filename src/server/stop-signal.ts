/** A terminal's Ctrl-C reaches npm too, which passes it on: one press arrives twice. */
const SAME_PRESS_MILLISECONDS = 1000;

/** As shells report a process that Ctrl-C ended. */
const INTERRUPTED_EXIT_CODE = 130;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface StopSignal {
  /** Resolves when the process is asked to stop for the first time. */
  readonly received: Promise<void>;
  isReceived(): boolean;
  /** Gives the signals back to the system. */
  dispose(): void;
}

/** Being asked to stop: the first time in good order, the second time at once. */
export function listenForStopSignal(): StopSignal {
  let firstAt: number | null = null;
  let resolveReceived = () => {};
  const received = new Promise<void>((resolve) => {
    resolveReceived = resolve;
  });
  const onSignal = () => {
    if (firstAt === null) {
      firstAt = performance.now();
      resolveReceived();
    } else if (performance.now() - firstAt > SAME_PRESS_MILLISECONDS) {
      process.exit(INTERRUPTED_EXIT_CODE);
    }
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    received,
    isReceived: () => firstAt !== null,
    dispose: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
