package dev.tapedeck.exchange;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a call has no answer, or no whole one. Each case has a stable code, used alike in refusals, tapes, logs and the
 * dashboard. Messages are for people, say what to do next, and hold no secret.
 */
public sealed interface Failure {
    /** The stable code: {@code tapedeck_…}. */
    String code();

    String message();

    /** Failures of the way to the provider: recorded on tapes, and replayed as they were. */
    sealed interface Upstream extends Failure {
        /** Whether the same call may succeed if it is made again. */
        default boolean retryable() {
            return true;
        }
    }

    /** No connection: refused, no such host, TLS failed. */
    record Unreachable(String message) implements Upstream {
        @Override
        public String code() {
            return "tapedeck_upstream_unreachable";
        }
    }

    /** The connection broke, before the first byte or in the middle of the body. */
    record Reset(String message) implements Upstream {
        @Override
        public String code() {
            return "tapedeck_upstream_reset";
        }
    }

    /** The provider was too slow. */
    record TimedOut(Phase phase, String message) implements Upstream {
        /** What was waited for. */
        public enum Phase {
            CONNECT,
            RESPONSE,
            /** the next chunk of a body */
            IDLE,
            /** the answer to the last attempt that the policy's total time-out left room for */
            TOTAL
        }

        @Override
        public String code() {
            return "tapedeck_upstream_timeout";
        }

        /** Not once the time for all attempts together is over. */
        @Override
        public boolean retryable() {
            return phase != Phase.TOTAL;
        }
    }

    /** A recording whose call never ended: Tapedeck was stopped in the middle of it, or its client's answer was dropped. */
    record Incomplete(String message) implements Upstream {
        @Override
        public String code() {
            return "tapedeck_upstream_incomplete";
        }
    }

    /** Nothing on the tape matches. */
    record Miss(String message) implements Failure {
        @Override
        public String code() {
            return "tapedeck_replay_miss";
        }
    }

    /** Everything on the tape that matches was handed out in this session. */
    record Exhausted(String message) implements Failure {
        @Override
        public String code() {
            return "tapedeck_replay_exhausted";
        }
    }

    /** A name that leads nowhere. */
    record Unknown(Kind kind, String message) implements Failure {
        /** What was looked for. */
        public enum Kind {
            PROVIDER("provider"),
            SESSION("session"),
            CASSETTE("cassette"),
            INTERACTION("interaction"),
            PIPELINE("pipeline"),
            BUILD("build"),
            ARTIFACT("artifact"),
            RUN("run"),
            PLAYBOOK("playbook");

            private final String noun;

            Kind(String noun) {
                this.noun = noun;
            }
        }

        @Override
        public String code() {
            return "tapedeck_unknown_" + kind.noun;
        }
    }

    /** The request can't be taken as it is: a malformed header value, a bad path, JSON beyond the limits. */
    record Invalid(String what, String message) implements Failure {
        @Override
        public String code() {
            return "tapedeck_invalid_" + what;
        }
    }

    /** The body is over the limit. */
    record TooLarge(String message) implements Failure {
        @Override
        public String code() {
            return "tapedeck_body_too_large";
        }
    }

    /** The deed clashes with the present state: a cassette of that name exists, a session is recording to it. */
    record Conflict(String message) implements Failure {
        @Override
        public String code() {
            return "tapedeck_conflict";
        }
    }

    /** What is stored can't be read by this version. */
    record Unreadable(String message) implements Failure {
        @Override
        public String code() {
            return "tapedeck_cassette_format";
        }
    }

    /** What is kept of a build or a run, or of what builds made, can't be understood, or isn't what it was. */
    record Damaged(String message) implements Failure {
        @Override
        public String code() {
            return "tapedeck_damaged";
        }
    }

    /** The store doesn't answer: nothing was recorded, and nothing was sent. */
    record StoreDown(String message, Optional<Duration> retryAfter) implements Failure {
        @Override
        public String code() {
            return "tapedeck_store_unavailable";
        }
    }

    /** The circuit of the service is open, or all its probes are taken: nothing was sent. */
    record CircuitOpen(String message, Duration retryAfter) implements Failure {
        @Override
        public String code() {
            return "tapedeck_circuit_open";
        }
    }

    /** An effect was asked for inside a plan or a dry run: nothing was sent. */
    record ReadOnly(String message) implements Failure {
        @Override
        public String code() {
            return "READ_ONLY_VIOLATION";
        }
    }
}
