package dev.tapedeck.build;

/**
 * The right to work on a build. Nobody else has it until it is over; whoever gets it next has a higher token, and what is
 * written with a lower one is refused.
 *
 * @param owner the process
 */
public record BuildLease(BuildId build, String owner, long token) {}
