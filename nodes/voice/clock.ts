/** In milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How far a vendor's clock may be from ours. */
export const CLOCK_TOLERANCE = 2 * MINUTE;
