package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random deeds, done to a circuit and to its naive twin: both must say the same after each. */
final class CircuitAgainstNaiveTwinTest {
    private static final int SEQUENCES = Integer.getInteger("circuit.twin.sequences", 300);
    private static final int DEEDS = 120;
    private static final long SEED = 2_026;

    /** A call that both have let through. */
    private record Pair(Permit permit, NaiveCircuit.Call twin) {}

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + SEQUENCES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothSayTheSame(long seed) {
        new Drill(seed).run();
    }

    /** One sequence of deeds. */
    private static final class Drill {
        private static final CircuitName NAME = CircuitName.of(new ServiceName("provider.openai"));

        private final Random random;
        private final VirtualTime time = new VirtualTime();
        private final List<String> done = new ArrayList<>();
        private final List<Pair> calls = new ArrayList<>();
        private final NaiveCircuit twin = new NaiveCircuit(NAME);
        private final CircuitBreaker circuit = new CircuitBreaker(NAME, () -> this.rules, time, event -> {});
        private CircuitSettings rules;

        Drill(long seed) {
            random = new Random(seed);
            rules = someRules();
        }

        void run() {
            for (int i = 0; i < DEEDS; i++) {
                deed();
                assertThat(circuit.snapshot())
                        .as(() -> String.join("\n", done))
                        .isEqualTo(twin.snapshot(time.now(), rules));
            }
        }

        private void deed() {
            switch (random.nextInt(40)) {
                case 0 -> handle();
                case 1 -> rules = someRules();
                case 2 -> pause();
                case 3, 4, 5, 6 -> advance();
                case 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 -> ask();
                default -> end();
            }
        }

        private void ask() {
            Duration lease = seconds(1, 20);
            Duration wait = twin.wait(time.now(), rules);
            done.add("ask, to wait " + wait);
            try {
                Permit permit = circuit.acquire(lease);
                assertThat(wait).as(() -> String.join("\n", done)).isZero();
                calls.add(new Pair(permit, twin.let(time.now(), lease, rules)));
            } catch (FailedCall refused) {
                twin.refuse();
                assertThat(((Failure.CircuitOpen) refused.failure()).retryAfter())
                        .as(() -> String.join("\n", done))
                        .isPositive()
                        .isEqualTo(wait);
            }
        }

        /** Of a recent call, now and then of an older one or of one that has ended. */
        private void end() {
            if (calls.isEmpty()) {
                return;
            }
            int back = Math.min(calls.size(), random.nextInt(5) == 0 ? 1 + random.nextInt(30) : 1 + random.nextInt(3));
            Pair pair = calls.get(calls.size() - back);
            Health health =
                    random.nextInt(6) == 0 ? Health.NEUTRAL : random.nextInt(5) < 2 ? Health.SUCCESS : Health.FAILURE;
            done.add("end the call " + back + " back: " + health);
            switch (health) {
                case SUCCESS -> pair.permit().succeeded();
                case FAILURE -> pair.permit().failed("http_503", "overloaded");
                case NEUTRAL -> pair.permit().neutral();
            }
            twin.end(pair.twin(), health, time.now(), rules);
        }

        private void advance() {
            Duration step = random.nextInt(20) == 0 ? Duration.ofMinutes(40) : seconds(0, 6);
            done.add("advance " + step);
            time.advance(step);
        }

        private void pause() {
            Instant end = time.now().plusSeconds(random.nextInt(30) - 5);
            done.add("pause until " + end);
            circuit.pauseUntil(end);
            twin.pause(end, time.now(), rules);
        }

        private void handle() {
            switch (random.nextInt(3)) {
                case 0 -> {
                    done.add("open");
                    circuit.open("drill");
                    twin.openByHand(time.now());
                }
                case 1 -> {
                    done.add("close");
                    circuit.close("drill");
                    twin.closeByHand(time.now());
                }
                default -> {
                    done.add("reset");
                    circuit.reset("drill");
                    twin.reset(time.now());
                }
            }
        }

        private CircuitSettings someRules() {
            CircuitSettings some = new CircuitSettings(
                    random.nextInt(8) > 0,
                    1 + random.nextInt(4),
                    seconds(1, 10),
                    seconds(0, 15),
                    1 + random.nextInt(3),
                    seconds(1, 20),
                    CircuitSettings.Count.HEALTH,
                    CircuitSettings.Scope.PROVIDER);
            done.add("rules " + some);
            return some;
        }

        private Duration seconds(int least, int most) {
            return Duration.ofSeconds(random.nextInt(least, most + 1));
        }
    }
}
