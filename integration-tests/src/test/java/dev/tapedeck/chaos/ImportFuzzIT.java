package dev.tapedeck.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.Corpus;
import dev.tapedeck.support.TapedeckProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever file is brought, it comes in right or is refused with a clear 4xx, soon, in bounded memory: the process has
 * about 64 MB more than it needs when it is idle.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportFuzzIT {
    private static final int FILES = Integer.getInteger("chaos.fuzz.files", 300);
    private static final int LARGEST_OF_THE_CORPUS = 100_000;
    private static final int FILES_PER_CASSETTE = 50;
    private static final int SHOWN = 400;

    private final TapedeckProcess process =
            TapedeckProcess.settings().startingOften().option("-Xmx144m").start();
    private final Caller caller = Caller.of(process);

    @AfterAll
    void end() {
        caller.close();
        process.close();
    }

    @Test
    void aGoodFileComesIn() {
        assertThat(bring("good", HostileFiles.sample("vcr.yaml")).status()).isEqualTo(201);
        assertThat(bring("good", HostileFiles.sample("har.json")).status()).isEqualTo(200);
        assertThat(bring("good", HostileFiles.gzipped(HostileFiles.sample("go-vcr.yaml")))
                        .status())
                .isEqualTo(200);
        assertThat(wrongWith("good")).isEmpty();
    }

    @Test
    void noBombGoesOff() {
        List<String> harm = new ArrayList<>();

        HostileFiles.bombs()
                .forEach((what, file) -> harmOf("bombs", file).ifPresent(found -> harm.add(what + ": " + found)));

        assertThat(harm).isEmpty();
        isWell();
    }

    @Test
    void noSpoiltFileBringsOutAFaultAHangOrOurInsides() {
        // Given
        Random random = Seed.random("files");
        Mutator mutator = new Mutator(random);
        List<byte[]> good = new ArrayList<>(HostileFiles.samples());
        good.addAll(Corpus.files(LARGEST_OF_THE_CORPUS));
        List<String> harm = new ArrayList<>();

        // When
        for (int number = 0; number < FILES; number++) {
            byte[] spoilt = mutator.mutated(good.get(random.nextInt(good.size())));
            byte[] file = random.nextInt(10) == 0 ? HostileFiles.gzipped(spoilt) : spoilt;
            String cassette = "spoilt-" + number / FILES_PER_CASSETTE;
            harmOf(cassette, file).ifPresent(found -> harm.add(found + "\n--- of ---\n" + shown(spoilt)));
            if (number % FILES_PER_CASSETTE == FILES_PER_CASSETTE - 1) {
                wrongWith(cassette).ifPresent(harm::add);
            }
        }

        // Then
        Results.add("fuzz: %d files brought, %d did harm", FILES, harm.size());
        assertThat(harm).as(Seed.named()).isEmpty();
        isWell();
    }

    private Answered bring(String cassette, byte[] file) {
        return caller.send(caller.to("/api/v1/cassettes/%s/import?existing=append".formatted(cassette))
                .header("content-type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(file)));
    }

    private Optional<String> harmOf(String cassette, byte[] file) {
        long started = System.nanoTime();
        Answered answered = bring(cassette, file);
        return Harm.in(answered.status(), answered.text(), Duration.ofNanos(System.nanoTime() - started));
    }

    /** What came in must be readable. */
    private Optional<String> wrongWith(String cassette) {
        return List.of("", "/interactions", "/verify").stream()
                .map(path -> caller.get("/api/v1/cassettes/" + cassette + path))
                .filter(answered -> answered.status() != 200 && answered.status() != 404)
                .map(answered -> cassette + " can't be read: " + answered)
                .findFirst();
    }

    private void isWell() {
        assertThat(caller.get("/q/health").status()).isEqualTo(200);
        assertThat(process.output()).doesNotContain("OutOfMemoryError", "Unexpected fault");
    }

    private static String shown(byte[] file) {
        String text = new String(file, UTF_8);
        return text.substring(0, Math.min(SHOWN, text.length()));
    }
}
