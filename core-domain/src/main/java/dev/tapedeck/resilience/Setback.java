package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;

/** How an attempt went wrong, before any of its content was delivered. */
public sealed interface Setback {
    /** What failed: a failure's code, or {@code http_503}. */
    String type();

    /** For people; holds nothing of the request or the answer's body. */
    String message();

    /** What it says about the service's health. */
    Health health();

    /** The status of the provider's error, in an answer of its own; 400 to 599. */
    record Refused(int status, Headers headers) implements Setback {
        @Override
        public String type() {
            return "http_" + status;
        }

        @Override
        public String message() {
            return "The provider answered with status %d.".formatted(status);
        }

        @Override
        public Health health() {
            return Health.of(status);
        }
    }

    /** There is no answer, or it broke off before its first content. */
    record Broken(Failure.Upstream failure) implements Setback {
        @Override
        public String type() {
            return failure.code();
        }

        @Override
        public String message() {
            return failure.message();
        }

        @Override
        public Health health() {
            return Health.FAILURE;
        }
    }

    /** A store of Tapedeck's own doesn't answer. */
    record Down(Failure.StoreDown failure) implements Setback {
        @Override
        public String type() {
            return failure.code();
        }

        @Override
        public String message() {
            return failure.message();
        }

        @Override
        public Health health() {
            return Health.FAILURE;
        }
    }

    /** A deed of a playbook came to nothing. */
    record Undone(String message) implements Setback {
        @Override
        public String type() {
            return "action_failed";
        }

        @Override
        public Health health() {
            return Health.FAILURE;
        }
    }

    /**
     * The answer is a stream that says, before any content, that it failed.
     *
     * @param status the HTTP status that the error's type stands for
     */
    record Died(int status) implements Setback {
        @Override
        public String type() {
            return "http_" + status;
        }

        @Override
        public String message() {
            return "The stream began with an error, which stands for status %d.".formatted(status);
        }

        @Override
        public Health health() {
            return Health.of(status);
        }
    }
}
