package dev.tapedeck.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link CassetteFormats} promises. */
public abstract class CassetteFormatsContract {
    private static final String TAPEDECK = "tapedeck";
    private static final String NAME = "folder/brought.bin";

    /** Texts that lose something where a writer or a reader is careless. */
    private static final List<String> AWKWARD = List.of(
            "yes",
            "1e3",
            "2026-11-21",
            " blanks around ",
            "ends with a line\n",
            "CR LF\r\nand NEL \u0085 and \u2028 and \u2029",
            "control \u0001\u0007\u007f, emoji \uD83D\uDE80, \uFEFF",
            "{\"json\": [1, 2.50, null]}",
            "'quotes' \"double\" \\ # : - ? & * !",
            "data: one\n\ndata: [DONE]\n\n");

    @TempDir
    Path folder;

    protected abstract CassetteFormats formats();

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        List<Interaction> interactions = awkward();

        for (String format : foreign()) {
            GatheredImport read = new GatheredImport();
            String found = formats().read(file(written(format, interactions)), read);

            assertThat(found).isEqualTo(format);
            assertThat(read.skipped()).isEmpty();
            assertThat(read.exchanges())
                    .as(format)
                    .extracting(CassetteFormatsContract::essence)
                    .isEqualTo(interactions.stream()
                            .map(CassetteFormatsContract::essence)
                            .toList());
        }
    }

    @Test
    void tapedecksOwnDocumentComesBackAsItWas() throws IOException {
        List<Interaction> interactions = new ArrayList<>(awkward());
        interactions.add(new Interaction(99, Examples.ticket("never ended"), Ending.NONE_YET));
        byte[] written = written(TAPEDECK, interactions);
        GatheredImport read = new GatheredImport();

        String found = formats().read(file(written), read);

        assertThat(found).isEqualTo(TAPEDECK);
        assertThat(read.recipes()).containsExactly(KeyRecipe.DEFAULT);
        assertThat(read.interactions()).isEqualTo(interactions);
        assertThat(written(TAPEDECK, read.interactions())).isEqualTo(written);
    }

    @Test
    void whatHasNoAnswerIsLeftOutOfForeignFormatsAndNamed() throws IOException {
        List<Interaction> interactions =
                List.of(interaction(3, Examples.timeout()), interaction(4, Examples.response("{}")));

        for (String format : foreign()) {
            byte[] written = written(format, interactions);
            GatheredImport read = new GatheredImport();
            formats().read(file(written), read);

            assertThat(read.exchanges()).hasSize(1);
            assertThat(Bytes.wrap(written).text()).contains("[3]");
        }
    }

    @Test
    void nothingRecordedIsReadAsNothing() throws IOException {
        for (String format : formats().written()) {
            GatheredImport read = new GatheredImport();

            String found = formats().read(file(written(format, List.of())), read);

            assertThat(found).isEqualTo(format);
            assertThat(read.exchanges()).isEmpty();
            assertThat(read.interactions()).isEmpty();
        }
    }

    @Test
    void aFilePackedWithGzipIsRead() throws IOException {
        for (String format : formats().written()) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream packing = new GZIPOutputStream(packed)) {
                packing.write(written(format, awkward()));
            }

            assertThat(formats().read(file(packed.toByteArray()), new GatheredImport()))
                    .isEqualTo(format);
        }
    }

    @Test
    void whatIsOfNoKnownFormatIsRefusedAndTheFileNamed() {
        for (String content : List.of("", "hello", "{}", "[]", "[1]", "a: b\n", "\u0000\u0001\u0002", "{\"log\":{}}")) {
            assertThatExceptionOfType(FailedCall.class)
                    .isThrownBy(() -> formats().read(file(Bytes.utf8(content).array()), new GatheredImport()))
                    .satisfies(refused -> assertThat(refused.failure()).isInstanceOf(Failure.Invalid.class))
                    .withMessageContaining(NAME);
        }
    }

    @Test
    void aFileCutOffAnywhereIsRefusedOrReadAsFarAsItIsWhole() throws IOException {
        for (String format : formats().written()) {
            byte[] whole = written(format, awkward());
            for (int length = 0; length < whole.length; length += 1 + whole.length / 100) {
                readOrRefused(Bytes.wrap(whole).slice(0, length));
            }
        }
    }

    private void readOrRefused(Bytes content) throws IOException {
        GatheredImport read = new GatheredImport();
        try {
            formats().read(file(content.array()), read);
            assertThat(read.exchanges()).hasSizeLessThanOrEqualTo(awkward().size());
        } catch (FailedCall refused) {
            assertThat(refused.failure()).isInstanceOfAny(Failure.Invalid.class, Failure.Unreadable.class);
        }
    }

    @Test
    void aFormatThatIsNotWrittenIsRefused() {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> written("betamax", List.of()))
                .withMessageContaining(TAPEDECK);
    }

    private List<String> foreign() {
        return formats().written().stream()
                .filter(format -> !format.equals(TAPEDECK))
                .toList();
    }

    /** What a foreign format keeps of an exchange. */
    private record Essence(String method, String url, Bytes asked, int status, String type, Bytes answered) {}

    private static Essence essence(RecordedExchange exchange) {
        return new Essence(
                exchange.method(),
                exchange.url(),
                exchange.requestBody(),
                exchange.status(),
                exchange.responseHeaders().contentType().orElse(""),
                exchange.responseBody());
    }

    private static Essence essence(Interaction interaction) {
        return switch (interaction.outcome()) {
            case Outcome.Response response ->
                essence(
                        interaction,
                        response.code(),
                        response.headers().contentType().orElse(""),
                        response.body());
            case Outcome.Stream stream ->
                essence(
                        interaction,
                        stream.code(),
                        stream.headers().contentType().orElse(""),
                        stream.body());
            default -> throw new AssertionError("These examples are all answered.");
        };
    }

    private static Essence essence(Interaction interaction, int status, String type, Bytes body) {
        return new Essence(
                interaction.ticket().request().method(),
                url(interaction),
                interaction.ticket().request().body(),
                status,
                type,
                body);
    }

    private static List<Interaction> awkward() {
        List<Interaction> interactions = new ArrayList<>();
        for (String text : AWKWARD) {
            interactions.add(interaction(interactions.size() + 1, Examples.response(text)));
            interactions.add(new Interaction(
                    interactions.size() + 1,
                    Examples.ticket(Examples.post(Bytes.utf8(text))),
                    Examples.ending(Examples.stream("data: " + text, "\n\n"))));
        }
        Bytes binary = Bytes.wrap(new byte[] {(byte) 0xff, 0, 1, (byte) 0x80, '\n', ' '});
        interactions.add(new Interaction(
                interactions.size() + 1,
                Examples.ticket(Examples.post(binary)),
                Examples.ending(new Outcome.Response(429, Examples.JSON, binary))));
        interactions.add(new Interaction(
                interactions.size() + 1,
                Examples.ticket(Examples.post(Bytes.EMPTY)),
                Examples.ending(new Outcome.Response(204, Examples.JSON, Bytes.EMPTY))));
        return interactions;
    }

    private static Interaction interaction(int number, Outcome outcome) {
        return new Interaction(number, Examples.ticket("question " + number), Examples.ending(outcome));
    }

    private static String url(Interaction interaction) {
        return "https://api.example.com" + interaction.ticket().request().target();
    }

    private byte[] written(String format, List<Interaction> interactions) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportedCassette cassette = new ExportedCassette(
                new CassetteName("exported"),
                KeyRecipe.DEFAULT,
                interactions::stream,
                request -> "https://api.example.com" + request.target());
        formats().write(format, cassette, out);
        return out.toByteArray();
    }

    private ImportFile file(byte[] content) throws IOException {
        return new ImportFile(NAME, Files.write(folder.resolve("content"), content));
    }
}
