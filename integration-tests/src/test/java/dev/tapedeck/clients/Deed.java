package dev.tapedeck.clients;

import dev.tapedeck.support.SessionUnderTest;

/**
 * Something that a program does with its client.
 *
 * @param client which client
 * @param what what it does
 * @param work does it through a session's door; gives what the client gave, or the exception it raised
 */
record Deed(String client, String what, Work work) {
    /** The work of one client; the prompt is part of every request. */
    @FunctionalInterface
    interface Work {
        Object through(SessionUnderTest session, String prompt);
    }

    /** What a client raised, comparable. */
    record Raised(Class<?> type, String message) {
        static Raised of(RuntimeException exception) {
            return new Raised(exception.getClass(), String.valueOf(exception.getMessage()));
        }
    }

    /** The result of the work, whether it is given or raised. */
    Object resultThrough(SessionUnderTest session, String prompt) {
        try {
            return work.through(session, prompt);
        } catch (RuntimeException raised) {
            return Raised.of(raised);
        }
    }

    String cassette() {
        return (client + "-" + what).replace(' ', '-');
    }

    @Override
    public String toString() {
        return client + ": " + what;
    }
}
