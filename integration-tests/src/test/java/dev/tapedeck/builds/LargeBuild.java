package dev.tapedeck.builds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A build of many units in the packaged application with a small heap, through a batch API that answers at once: what it
 * takes to plan it, to build it and to look at it.
 *
 * @param planned from asking for the plan to having it
 * @param built from starting the build to its end
 * @param restWhile looks at it over REST while it went on
 * @param pageWhile looks at its page meanwhile
 * @param heap megabytes that are reachable at the end
 * @param batches how many batches it took
 * @param paidOnce whether each unit was paid exactly once
 */
record LargeBuild(
        Duration planned,
        Duration built,
        Looks restWhile,
        Looks pageWhile,
        Looks restAfter,
        Looks pageAfter,
        int heap,
        int batches,
        boolean paidOnce) {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final String ASKED = "{\"pipeline\":\"%s\"}".formatted(ManyDocuments.PIPELINE);
    private static final int MEGABYTE = 1_000_000;

    /**
     * @param settings of the process, its heap among them
     * @param folder an empty one
     * @param answer what every request is answered with, and a number of its own
     */
    static LargeBuild measured(TapedeckProcess.Settings settings, Path folder, ManyDocuments documents, String answer) {
        documents.writeTo(folder);
        LedgerUpstream.Answers answers = (provider, request) -> answer + ManyDocuments.numberIn(request);
        try (LedgerUpstream upstream = new LedgerUpstream(answers, answers);
                TapedeckProcess process = settings.provider("openai", "openai", upstream.baseUrl() + "/openai")
                        .with("tapedeck.providers.openai.batch", "true")
                        .with("tapedeck.builds.directory", folder.toString())
                        .with("tapedeck.builds.poll", "1s")
                        .option("-XX:+ExitOnOutOfMemoryError")
                        .start();
                Caller caller = Caller.of(process)) {
            return measured(process, caller, upstream, documents);
        }
    }

    private static LargeBuild measured(
            TapedeckProcess process, Caller caller, LedgerUpstream upstream, ManyDocuments documents) {
        long start = System.nanoTime();
        Answered plan = caller.post("/api/v1/builds/plan", ASKED);
        Duration planned = since(start);
        assertThat(plan.status()).as(plan.text()).isEqualTo(200);
        assertThat(plan.json().at("/layers/0/units").asInt()).as(plan.text()).isEqualTo(documents.count());

        start = System.nanoTime();
        Answered started = caller.post("/api/v1/builds", ASKED);
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        String id = started.json().path("id").asText();
        Looks rest = new Looks(caller, "/api/v1/builds/" + id);
        Looks page = new Looks(caller, "/builds/" + id);
        Awaitility.await().atMost(LONGEST).pollInterval(BETWEEN).until(() -> {
            page.look();
            return ended(rest.look().json());
        });
        Duration built = since(start);
        JsonNode build = rest.look().json();
        assertThat(build.path("state").asText()).as(build.toString()).isEqualTo("COMPLETED");
        return new LargeBuild(
                planned,
                built,
                rest,
                page,
                Looks.at(caller, "/api/v1/builds/" + id),
                Looks.at(caller, "/builds/" + id),
                reachable(process.pid()),
                build.path("batches").size(),
                upstream.paid().size() == documents.count()
                        && upstream.paid().values().stream().allMatch(times -> times == 1));
    }

    private static boolean ended(JsonNode build) {
        return switch (build.path("state").asText()) {
            case "PENDING", "RUNNING", "WAITING" -> false;
            default -> true;
        };
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** As the JVM's own histogram counts it, after a whole collection. */
    private static int reachable(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram").start();
            String total = asked.inputReader().lines().reduce("", (before, line) -> line);
            return Math.toIntExact(Long.parseLong(total.trim().split(" +")[2]) / MEGABYTE);
        } catch (IOException unasked) {
            throw new UncheckedIOException(unasked);
        }
    }
}
