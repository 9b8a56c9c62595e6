// How far a training is, in words: for the line in a terminal and the bar in a notebook.

/** What is known after a batch or an epoch. */
export interface Progress {
  /** Epochs count from 1. */
  epoch: number;
  epochs: number;
  /** From 0 to 1, over all epochs. */
  part: number;
  /** Since the start. */
  seconds: number;
  loss: number;
  /** NaN or undefined where there is none. */
  accuracy?: number;
}

/** "epoch 2 of 5 · 31 % · 12 s, 27 s left · loss 0.0123 · accuracy 94.1 %" */
export function progressText(progress: Progress): string {
  const { epoch, epochs, part, seconds, loss, accuracy } = progress;
  const left = secondsLeft(progress);
  return [
    `epoch ${epoch} of ${epochs}`,
    `${Math.floor(100 * part)} %`,
    timeText(seconds) + (left === undefined ? "" : `, ${timeText(left)} left`),
    ...(Number.isFinite(loss) ? [`loss ${loss.toPrecision(3)}`] : []),
    ...(accuracy !== undefined && Number.isFinite(accuracy)
      ? [`accuracy ${(100 * accuracy).toFixed(1)} %`]
      : []),
  ].join(" · ");
}

/** Time left if it goes on as before; undefined while it is too early to say, and at the end. */
export function secondsLeft({ part, seconds }: Progress): number | undefined {
  if (part >= 1 || part <= 0 || (part < 0.01 && seconds < 2)) return undefined;
  return (seconds * (1 - part)) / part;
}

/** "0.8 s", "12 s", "3 min 05 s", "1 h 12 min" */
export function timeText(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (value: number) => String(value).padStart(2, "0");
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}
