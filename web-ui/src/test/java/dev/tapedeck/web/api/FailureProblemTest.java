package dev.tapedeck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Failure.TimedOut.Phase;
import dev.tapedeck.exchange.Failure.Unknown.Kind;
import dev.tapedeck.web.gateway.RetryAfter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FailureProblemTest {
    private static final Failure STORE_DOWN = new Failure.StoreDown("m", Optional.of(Duration.ofSeconds(3)));

    @Test
    void everyFailureHasAStatusAndAStableType() {
        List<Failure> failures = List.of(
                new Failure.Unreachable("m"),
                new Failure.Reset("m"),
                new Failure.TimedOut(Phase.IDLE, "m"),
                new Failure.Incomplete("m"),
                new Failure.Miss("m"),
                new Failure.Exhausted("m"),
                new Failure.Unknown(Kind.CASSETTE, "m"),
                new Failure.Invalid("speed", "m"),
                new Failure.TooLarge("m"),
                new Failure.Conflict("m"),
                new Failure.Unreadable("m"),
                new Failure.Damaged("m"),
                STORE_DOWN);

        List<String> problems = failures.stream()
                .map(FailureProblem::of)
                .map(problem -> problem.status() + " " + problem.code())
                .toList();

        assertThat(problems)
                .containsExactly(
                        "502 upstream-unreachable",
                        "502 upstream-reset",
                        "504 upstream-timeout",
                        "502 upstream-incomplete",
                        "404 replay-miss",
                        "410 replay-exhausted",
                        "404 unknown-cassette",
                        "400 invalid-speed",
                        "413 body-too-large",
                        "409 conflict",
                        "409 cassette-format",
                        "409 damaged",
                        "503 store-unavailable");
    }

    @Test
    void theTypeIsAUri() {
        Problem problem = FailureProblem.of(new Failure.Unknown(Kind.SESSION, "m"));

        assertThat(problem.type()).isEqualTo(URI.create("urn:tapedeck:problem:unknown-session"));
    }

    @Test
    void onlyAStoreThatIsDownSaysWhenToComeBack() {
        assertThat(RetryAfter.seconds(STORE_DOWN)).hasValue(3);
        assertThat(RetryAfter.seconds(new Failure.Conflict("m"))).isEmpty();
    }
}
