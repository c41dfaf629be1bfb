package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Time;
import java.time.Duration;

/** What came of an attempt. */
sealed interface Tried {
    /** The answer, as it came. @throws FailedCall if there is none */
    Answer delivered();

    /** Nothing speaks for another attempt. */
    record Well(Answer answer) implements Tried {
        @Override
        public Answer delivered() {
            return answer;
        }
    }

    /** The circuit refused the attempt: nothing was sent. */
    record Refused(FailedCall refusal) implements Tried {
        Duration retryAfter() {
            return refusal.failure() instanceof Failure.CircuitOpen open ? open.retryAfter() : Duration.ZERO;
        }

        @Override
        public Answer delivered() {
            throw refusal;
        }
    }

    /** It failed, and might be made again. */
    sealed interface Badly extends Tried {
        Setback setback();

        /**
         * Takes the failure into memory, so that no connection waits while the next attempt does.
         *
         * @return false if it is too large or too slow, and so can only be passed on
         */
        boolean keep(Time time);
    }

    /** There is no answer. */
    record Failed(Setback setback, FailedCall failure) implements Badly {
        @Override
        public boolean keep(Time time) {
            return true;
        }

        @Override
        public Answer delivered() {
            throw failure;
        }
    }

    /** The answer is an error. */
    record Answered(Setback setback, GuardedAnswer answer) implements Badly {
        @Override
        public boolean keep(Time time) {
            return answer.keep(time);
        }

        @Override
        public Answer delivered() {
            return answer;
        }
    }
}
