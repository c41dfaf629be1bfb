package dev.tapedeck.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.benchmarks.Load.Cost;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tape's length costs: to append to it, to open it, in memory. Long and short ones side by side in one process. */
class LongTapeBenchmark {
    private static final int LONG = Integer.getInteger("interactions", 1_000_000);
    private static final int MIDDLE = LONG / 10;
    private static final int SHORT = 1_000;
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("seconds", 3));
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmup", 8));
    private static final String PATH = "/v1/chat/completions";
    /** Each request is another one, so that a call finds what was recorded for it, not a row of many. */
    private static final int DIFFERENT = 10_000;

    /** How long it took from asking for a session to the end of its first answer, and what memory it took. */
    private record Opened(long millis, long megabytes) {}

    @ParameterizedTest
    @ValueSource(strings = {"database", "file"})
    void measuresWhatTheLengthOfATapeCosts(String store) throws IOException {
        try (BareProcess upstream = BareProcess.answering();
                TapedeckProcess tapedeck = TapedeckProcess.settings()
                        .with("tapedeck.cassette.store", store)
                        .with("tapedeck.import.max-size", "4G")
                        .provider("openai", "openai", "http://127.0.0.1:" + upstream.port())
                        .start();
                Caller caller = Caller.of(tapedeck)) {
            LongTape.bring(caller, "long", LONG);
            LongTape.bring(caller, "middle", MIDDLE);
            LongTape.bring(caller, "short", SHORT);

            List<Double> ratios = appending(tapedeck, caller);
            tapedeck.stop();
            tapedeck.restart();
            Opened ofShort = opened(tapedeck, caller, "short");
            Opened ofMiddle = opened(tapedeck, caller, "middle");
            Opened ofLong = opened(tapedeck, caller, "long");

            String table =
                    line(store + ": appending to %,d : to %,d, CPU".formatted(LONG, SHORT), median(ratios), "≤ 1.15")
                            + line(store + ": opening %,d".formatted(SHORT), ofShort, "")
                            + line(store + ": opening %,d".formatted(MIDDLE), ofMiddle, "≤ 2,000 ms")
                            + line(store + ": opening %,d".formatted(LONG), ofLong, "");
            Files.writeString(
                    Path.of("target", "long-tapes.txt"), table, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            System.getLogger("benchmarks").log(System.Logger.Level.INFO, "\n" + table);
            assertThat(ratios).hasSize(ROUNDS);
        }
    }

    /** In each round what an append to the long tape costs, measured by one to the short tape. */
    private static List<Double> appending(TapedeckProcess tapedeck, Caller caller) {
        SessionUnderTest onLong = caller.open("long", "record");
        SessionUnderTest onMiddle = caller.open("middle", "record");
        SessionUnderTest onShort = caller.open("short", "record");
        Load appendingLong = load(tapedeck, onLong);
        Load appendingShort = load(tapedeck, onShort);
        load(tapedeck, onMiddle).runOnce();
        appendingShort.run(WARM_UP);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Cost ofShort = appendingShort.run(ROUND);
            Cost ofLong = appendingLong.run(ROUND);
            ratios.add(ofLong.microsPerRequest() / ofShort.microsPerRequest());
        }
        return ratios;
    }

    private static Load load(TapedeckProcess tapedeck, SessionUnderTest session) {
        return Load.on(tapedeck.pid(), tapedeck.port(), "/session/" + session.id() + "/llm/openai" + PATH, DIFFERENT);
    }

    private static Opened opened(TapedeckProcess tapedeck, Caller caller, String cassette) {
        long before = tapedeck.residentMegabytes();
        long started = System.nanoTime();
        SessionUnderTest session = caller.open(cassette, "replay");
        Answered first = caller.post(session.door("openai") + PATH, Payload.request(1));
        long millis = (System.nanoTime() - started) / 1_000_000;
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        return new Opened(millis, tapedeck.residentMegabytes() - before);
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElse(Double.NaN);
    }

    private static String line(String what, double ratio, String target) {
        return String.format(Locale.ROOT, "%-60s %24.2f %12s%n", what, ratio, target);
    }

    private static String line(String what, Opened opened, String target) {
        String figures = String.format(Locale.ROOT, "%,d ms, %+d MB", opened.millis(), opened.megabytes());
        return String.format(Locale.ROOT, "%-60s %24s %12s%n", what, figures, target);
    }
}
