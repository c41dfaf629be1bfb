package dev.tapedeck.build;

import java.time.Duration;
import java.util.Optional;

/**
 * How builds are worked on.
 *
 * @param concurrency how many requests of one build are under way at once; batches not counted
 * @param maxAttempts how often a request is sent at most if what came of it may be better the next time
 * @param lease how long a node that doesn't say so any more is taken to be alive
 * @param poll how often a batch is looked at; a growing interval, if it isn't set
 */
public record BuildSettings(int concurrency, int maxAttempts, Duration lease, Optional<Duration> poll) {}
