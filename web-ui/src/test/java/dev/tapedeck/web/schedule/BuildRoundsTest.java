package dev.tapedeck.web.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.SettledAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuildRoundsTest {
    private static final Logger LOG = Logger.getLogger(BuildRounds.class.getName());
    private static final String GOOD = """
            {"id":"1","object":"chat.completion","choices":[{"index":0,"finish_reason":"stop",
             "message":{"role":"assistant","content":"An answer."}}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""";
    private static final long LONGEST = Duration.ofSeconds(20).toNanos();

    private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line);
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void leave() {
        LOG.removeHandler(handler);
    }

    private static Answer good() {
        return new SettledAnswer(200, Headers.of("content-type", "application/json"), Bytes.utf8(GOOD));
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static boolean ended(RoundsBench bench, BuildId id) {
        return bench.builds.fetch(id).state().ended();
    }

    private List<String> lines(String name) {
        return logged.stream()
                .map(line -> String.valueOf(line.getMessage()))
                .filter(line -> line.startsWith(name))
                .toList();
    }

    @Test
    void aRoundWorksOnEveryBuildWhoseTimeHasCome() {
        RoundsBench bench = new RoundsBench(folder);
        bench.live.set(call -> good());
        BuildId first = bench.start();
        BuildId second = bench.start();

        bench.rounds.round();

        until(() -> ended(bench, first) && ended(bench, second));
        assertThat(bench.builds.fetch(first).state()).isEqualTo(BuildState.COMPLETED);
        until(() -> lines("build.ended").size() == 2);
        assertThat(lines("build.ended"))
                .anyMatch(line -> line.contains("build=" + first + " pipeline=one state=COMPLETED"));
    }

    @Test
    void aBuildIsNotWorkedOnTwiceAtOnce() {
        RoundsBench bench = new RoundsBench(folder);
        CountDownLatch let = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        bench.live.set(call -> {
            calls.incrementAndGet();
            await(let);
            return good();
        });
        BuildId id = bench.start();

        bench.rounds.round();
        until(() -> calls.get() == 1);
        bench.rounds.round();
        bench.rounds.round();
        let.countDown();

        until(() -> ended(bench, id));
        assertThat(calls).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw FailedCall.live(new Failure.Reset("It was broken off."));
        }
    }

    @Test
    void atTheEndWorkIsBrokenOffAndLeasesAreGivenBack() throws InterruptedException {
        RoundsBench bench = new RoundsBench(folder);
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        bench.live.set(call -> {
            reached.countDown();
            await(never);
            return good();
        });
        BuildId id = bench.start();
        bench.rounds.round();
        reached.await();

        bench.rounds.stop();

        assertThat(bench.builds.fetch(id).state().ended()).isFalse();
        assertThat(bench.store.acquire(id, "another-node", Duration.ofSeconds(1)))
                .isPresent();
        assertThat(lines("build.stopping")).isEmpty();
        assertThat(lines("build.troubled")).isEmpty();
    }

    @Test
    void aFaultIsLoggedOnceAndTheBuildRestsBeforeItIsTriedAgain() {
        RoundsBench bench = new RoundsBench(folder);
        bench.live.set(call -> good());
        BuildId id = bench.start();
        AtomicInteger tries = new AtomicInteger();
        bench.providers.set(layer -> {
            tries.incrementAndGet();
            throw new IllegalStateException("a fault of the program");
        });

        bench.rounds.round();
        until(() -> lines("build.troubled").size() == 1);
        int first = tries.get();
        bench.rounds.round();
        bench.time.advance(Duration.ofSeconds(31));
        until(() -> {
            bench.rounds.round();
            return tries.get() > first;
        });
        bench.providers.set(layer -> RoundsBench.model());
        until(() -> {
            bench.time.advance(Duration.ofSeconds(31));
            bench.rounds.round();
            return ended(bench, id);
        });

        assertThat(lines("build.troubled"))
                .singleElement()
                .asString()
                .contains("build=" + id, "error=java.lang.IllegalStateException", "a fault of the program");
        assertThat(bench.builds.fetch(id).state()).isEqualTo(BuildState.COMPLETED);
    }

    @Test
    void aBuildThatAlwaysBreaksIsEndedAndSaysWhatToDo() {
        RoundsBench bench = new RoundsBench(folder);
        BuildId id = bench.start();
        bench.providers.set(layer -> {
            throw new IllegalStateException("a fault of the program");
        });

        until(() -> {
            bench.time.advance(Duration.ofSeconds(31));
            bench.rounds.round();
            return ended(bench, id);
        });

        assertThat(bench.builds.fetch(id).reason())
                .hasValueSatisfying(reason -> assertThat(reason.code()).isEqualTo("POISONED"));
    }

    @Test
    void buildsThatRestKeepNoOtherWaiting() {
        RoundsBench bench = new RoundsBench(folder);
        bench.live.set(call -> good());
        for (int build = 0; build < 60; build++) {
            bench.start();
        }
        bench.providers.set(layer -> {
            throw new IllegalStateException("a fault of the program");
        });
        until(() -> {
            bench.rounds.round();
            return lines("build.troubled").size() == 60;
        });
        bench.providers.set(layer -> RoundsBench.model());
        BuildId good = bench.start();

        until(() -> {
            bench.rounds.round();
            return ended(bench, good);
        });

        assertThat(bench.builds.fetch(good).state()).isEqualTo(BuildState.COMPLETED);
    }

    @Test
    void aBuildThatFailsTellsWhy() {
        RoundsBench bench = new RoundsBench(folder);
        BuildId id = bench.start();
        bench.providers.set(layer -> {
            throw FailedCall.rejected(new Failure.Unknown(Failure.Unknown.Kind.PROVIDER, "There is no \"any\"."));
        });

        bench.rounds.round();

        until(() -> lines("build.ended").size() == 1);
        assertThat(lines("build.ended").getFirst())
                .contains("state=FAILED", "reason=tapedeck_unknown_provider", "message=\"There is no 'any'.\"");
        assertThat(bench.builds.fetch(id).reason())
                .map(reason -> reason.code())
                .isEqualTo(Optional.of("tapedeck_unknown_provider"));
    }
}
