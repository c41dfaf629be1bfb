package dev.tapedeck.cassette;

/**
 * One recorded call.
 *
 * @param number its number in the take, from 1, in the order in which the calls started
 * @param ticket what was asked
 * @param ending what came of it
 */
public record Interaction(int number, Ticket ticket, Ending ending) {
    public Outcome outcome() {
        return ending.outcome();
    }

    /** Whether its call has ended. */
    public boolean complete() {
        return !(outcome() instanceof Outcome.Incomplete);
    }

    /** The sizes of its request and answer bodies together. */
    public long bytes() {
        return ticket.request().body().length() + outcome().bytes();
    }

    /** How many secrets were found in it. */
    public int findings() {
        return ticket.findings().size() + ending.findings().size();
    }

    /** How it stands in its lane. */
    public Tape.Entry entry() {
        return new Tape.Entry(number, ticket.lane(), ticket.key(), complete());
    }
}
