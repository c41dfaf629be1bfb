package dev.tapedeck.chaos;

import dev.tapedeck.support.Caller;
import dev.tapedeck.support.Gate;
import dev.tapedeck.support.RawAnswer;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.TapedeckProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Kills a recording process again and again, each time on the data that the last kill left, and keeps a ledger of what
 * clients have seen whole. One start serves as the check of one cycle and as the beginning of the next.
 */
final class KillRun implements AutoCloseable {
    /** A cassette is recorded on in so many cycles, so that recording goes on after what recovery left. */
    private static final int CYCLES_PER_CASSETTE = 5;
    /** One start of so many is killed too, while it recovers. */
    private static final int STARTS_PER_KILLED_START = 4;

    private static final int SHORTEST_START_MILLIS = 500;
    private static final int LONGEST_START_MILLIS = 4_000;
    private static final String UNTOUCHED = "untouched";

    private final Random random;
    private final int longestFuse;
    private final ScriptedUpstream upstream = ScriptedUpstream.answering(this::reply);
    private final TapedeckProcess process;
    private final Caller caller;
    private final Ledger ledger = new Ledger();
    private final Set<String> lost = new LinkedHashSet<>();
    private final Set<String> torn = new LinkedHashSet<>();
    private final List<String> silent = new ArrayList<>();
    private volatile Gate fuse = Gate.closed();

    /** @param longestFuse at most so many events, acknowledgements or calls that reach the upstream, before a kill */
    KillRun(TapedeckProcess.Settings settings, Random random, int longestFuse) {
        this.random = random;
        this.longestFuse = longestFuse;
        process = settings.provider("real", "openai", upstream.baseUrl()).start();
        caller = Caller.of(process);
    }

    private ScriptedReply reply(ReceivedRequest request) {
        fuse.open();
        return Question.asked(request.text()).reply();
    }

    /** Records what no later cycle changes. */
    void begin() {
        record(UNTOUCHED, "{\"cassette\":\"%s\",\"mode\":\"record\"}", new Question("before-everything"));
    }

    private void record(String cassette, String session, Question question) {
        try (RawClient client = RawClient.connected(process)) {
            var opened = caller.open(session.formatted(cassette));
            RawAnswer answer = client.post(opened.door("real") + "/ask", question.request())
                    .readAnswer();
            if (!question.acknowledgedBy(answer)) {
                throw new IllegalStateException("Not recorded: " + answer);
            }
            ledger.acknowledge(cassette, question);
            opened.close();
        }
    }

    /** Writes, kills, starts again and looks for what the cycle has done harm to. */
    void cycle(int number, List<String> recovered) {
        int age = number / CYCLES_PER_CASSETTE;
        String shared = "shared-" + age;
        List<String> own = IntStream.range(0, Writers.ALONE)
                .mapToObj(writer -> "own-%d-%d".formatted(writer, age))
                .toList();
        abandonedFreshTake();
        fuse = Gate.after(1 + random.nextInt(longestFuse));
        new Writers(process, caller, ledger, fuse, "c" + number).writeUntilKilled(shared, own);
        upstream.forget();
        boolean killedTwice = number % STARTS_PER_KILLED_START == STARTS_PER_KILLED_START - 1;
        if (killedTwice) {
            process.killDuringStart(Duration.ofMillis(random.nextInt(SHORTEST_START_MILLIS, LONGEST_START_MILLIS)));
        }
        process.restart();
        if (!killedTwice) {
            // else it was said by the start that was killed, perhaps
            says(number, recovered);
        }
        inspect(shared);
        own.forEach(this::inspect);
        inspect(UNTOUCHED);
    }

    private void says(int number, List<String> recovered) {
        String said = process.outputSinceStart();
        recovered.stream()
                .filter(sentence -> !said.contains(sentence))
                .map(sentence -> "Start %d doesn't say '%s': %s".formatted(number, sentence, said))
                .forEach(silent::add);
    }

    /** A fresh take that is never adopted: what it was to replace must stay as it was. */
    private void abandonedFreshTake() {
        var fresh = caller.open("{\"cassette\":\"%s\",\"mode\":\"record\",\"fresh\":true}".formatted(UNTOUCHED));
        caller.post(fresh.door("real") + "/ask", new Question("in-vain").request());
    }

    private void inspect(String cassette) {
        Inspection inspection = new Inspection(process, caller);
        List<Question> acknowledged = ledger.on(cassette);
        if (!acknowledged.isEmpty()) {
            lost.addAll(inspection.lost(cassette, acknowledged));
            torn.addAll(inspection.torn(cassette));
            torn.addAll(inspection.setAside());
        }
    }

    /** Looks at everything that was ever acknowledged. */
    void inspectAll() {
        ledger.cassettes().forEach(this::inspect);
    }

    boolean unharmed() {
        return lost.isEmpty() && torn.isEmpty();
    }

    int acknowledged() {
        return ledger.size();
    }

    Set<String> lost() {
        return lost;
    }

    Set<String> torn() {
        return torn;
    }

    /** Starts that didn't say what they recovered. */
    List<String> silent() {
        return silent;
    }

    @Override
    public void close() {
        caller.close();
        process.close();
        upstream.close();
    }
}
