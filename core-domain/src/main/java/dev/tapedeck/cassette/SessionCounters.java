package dev.tapedeck.cassette;

/**
 * What became of a session's calls.
 *
 * @param live answered by the provider, not recorded
 * @param recorded answered by the provider and recorded
 * @param replayed answered from the tape, as a fallback too
 * @param missed nothing on the tape matched
 * @param exhausted everything that matched was handed out
 * @param unplayed interactions of the tape never handed out; 0 in modes that don't play
 */
public record SessionCounters(long live, long recorded, long replayed, long missed, long exhausted, int unplayed) {}
