package dev.tapedeck.storage.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomDocumentsTest {
    private static final int MUTATIONS = 4_000;
    private static final List<String> SNIPPETS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "-",
            "1e999",
            "0",
            "9999999999999999999",
            "\n",
            "\u0000",
            "\u00ff",
            "\"number\": 1,",
            "\"lane\": \"x\",",
            "\"body\": {\"text\": \"\"},",
            "\"json\": ",
            "[[[[[[[[",
            "incomplete",
            "two-space");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everythingThatIsWrittenIsReadBackAndWrittenTheSame(long seed) {
        // Given
        List<Interaction> interactions = new RandomInteractions(seed).interactions(400);

        // When
        byte[] document = Documents.bytes(Documents.CHECKOUT, KeyRecipe.DEFAULT, interactions);

        // Then
        assertThat(Documents.read(document).interactions()).isEqualTo(interactions);
        assertThat(Documents.again(document)).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void halvesOfInteractionsComeBackToo(long seed) {
        // Given
        RandomInteractions random = new RandomInteractions(seed);

        for (int number = 1; number <= 400; number++) {
            // When
            NumberedTicket begun = new NumberedTicket(number, random.ticket());
            NumberedEnding ended = new NumberedEnding(number, random.ending());

            // Then
            assertThat(InteractionJson.ticket("journal", InteractionJson.of(begun)))
                    .isEqualTo(begun);
            assertThat(InteractionJson.ending("journal", InteractionJson.of(ended)))
                    .isEqualTo(ended);
        }
    }

    @Test
    @Timeout(120)
    void aMutatedDocumentIsReadOrRefusedWithAPlace() throws IOException {
        // Given
        Random chance = new Random(42);
        byte[] document =
                Documents.bytes(Documents.CHECKOUT, KeyRecipe.DEFAULT, new RandomInteractions(7).interactions(12));
        int refused = 0;

        for (int round = 0; round < MUTATIONS; round++) {
            // When
            byte[] mutated = mutated(document, chance);
            long begun = System.nanoTime();
            Optional<FailedCall> failed = reading(mutated);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            // Then
            assertThat(took).isLessThan(Duration.ofSeconds(5));
            failed.ifPresent(RandomDocumentsTest::namesThePlace);
            DocumentScan scan = DocumentScan.of(Documents.source(mutated), any -> {});
            assertThat(scan instanceof DocumentScan.Readable).isEqualTo(failed.isEmpty());
            refused += failed.isPresent() ? 1 : 0;
        }
        assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS - 1);
    }

    private static Optional<FailedCall> reading(byte[] document) {
        try {
            byte[] canonical = Documents.again(document);
            assertThat(Documents.again(canonical)).isEqualTo(canonical);
            return Optional.empty();
        } catch (FailedCall refused) {
            return Optional.of(refused);
        }
    }

    private static void namesThePlace(FailedCall failed) {
        assertThat(failed.failure()).isInstanceOf(Failure.Unreadable.class);
        assertThat(failed.failure().message())
                .matches("checkout\\.json, line \\d+, column \\d+[,:] .*\\.")
                .hasSizeLessThan(1_000);
    }

    private static byte[] mutated(byte[] document, Random chance) {
        String text = new String(document, ISO_8859_1);
        for (int times = chance.nextInt(3); times >= 0; times--) {
            int at = chance.nextInt(text.length());
            int to = Math.min(text.length(), at + chance.nextInt(30));
            text = switch (chance.nextInt(6)) {
                case 0 -> text.substring(0, at);
                case 1 -> text.substring(0, at) + text.substring(to);
                case 2 -> text.substring(0, at) + text.substring(at, to) + text.substring(at);
                case 3 ->
                    text.substring(0, at)
                            + (char) chance.nextInt(256)
                            + text.substring(Math.min(at + 1, text.length()));
                case 4 -> withoutLine(text, at);
                default -> text.substring(0, at) + SNIPPETS.get(chance.nextInt(SNIPPETS.size())) + text.substring(at);
            };
            if (text.isEmpty()) {
                break;
            }
        }
        return text.getBytes(ISO_8859_1);
    }

    private static String withoutLine(String text, int at) {
        int from = text.lastIndexOf('\n', at) + 1;
        int to = text.indexOf('\n', at) + 1;
        return text.substring(0, from) + text.substring(to == 0 ? text.length() : to);
    }
}
