package dev.tapedeck.storage.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.transfer.ExportedCassette;
import dev.tapedeck.transfer.RecordedExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Polly.JS looks for in its recordings. */
class PollyTest {
    /** One of the corpus' entries was shortened by hand, three come from tests that don't match by body. */
    private static final int MATCHED_BY_METHOD_URL_AND_BODY = 26;

    private static final int MATCHED_BY_METHOD_AND_URL = 3;

    @Test
    void theIdsOfRealEntriesAreFoundFromTheirRequests() throws IOException {
        Assumptions.assumeTrue(Corpus.isThere(), "the corpus lies beside the project");
        List<Boolean> byBody = new ArrayList<>();
        List<Boolean> withoutBody = new ArrayList<>();

        for (String file : Corpus.oracle().keySet()) {
            if (file.endsWith(".har")) {
                Bytes content = Bytes.wrap(Files.readAllBytes(Corpus.cassette(file)));
                JsonNode entries = Corpus.json(content).path("log").path("entries");
                List<RecordedExchange> exchanges = Brought.in(content).exchanges();
                IntStream.range(0, exchanges.size()).forEach(at -> {
                    RecordedExchange made = exchanges.get(at);
                    String id = entries.path(at).path("_id").asText();
                    byBody.add(id.equals(PollyIds.id(made.method(), made.url(), made.requestBody())));
                    withoutBody.add(id.equals(PollyIds.id(made.method(), made.url(), Bytes.EMPTY)));
                });
            }
        }

        assertThat(byBody).hasSize(30);
        assertThat(byBody).filteredOn(found -> found).hasSize(MATCHED_BY_METHOD_URL_AND_BODY);
        assertThat(withoutBody).filteredOn(found -> found).hasSize(MATCHED_BY_METHOD_AND_URL);
    }

    /** The ids that Polly.JS 6.0.6 makes of these. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    https://api.openai.com/v1/x?b=2&a=(1)!~*'&a=3&c=a+b%20%C3%BC&flag,18630b6dfc46be8ca635e3990fd242c1
                    https://HOST/a?x=a+b&x=c,79038053e83dbd6a86deaa567b311e98
                    https://host:443/a?a=%zz&b=1#part,9fcc4d4be14b5eb33a1e6ea12709700e
                    https://host/?,d2655ee02d7b696182ea962b1f5e7496
                    """)
    void anIdTakesAUrlWithItsParametersSortedAndEncodedAnew(String url, String id) {
        assertThat(PollyIds.id("GET", url, Bytes.EMPTY)).isEqualTo(id);
    }

    @Test
    void aWrittenArchiveNamesTheRecordingAndNumbersRepeatedRequests() throws IOException {
        List<Interaction> interactions = List.of(
                new Interaction(1, Examples.ticket("poll"), Examples.ending(Examples.response("1"))),
                new Interaction(2, Examples.ticket("other"), Examples.ending(Examples.response("2"))),
                new Interaction(3, Examples.ticket("poll"), Examples.ending(Examples.response("3"))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new DefaultCassetteFormats()
                .write(
                        "har",
                        new ExportedCassette(
                                new CassetteName("checkout"),
                                KeyRecipe.DEFAULT,
                                interactions::stream,
                                request -> "https://host" + request.target()),
                        out);

        JsonNode log = Corpus.json(Bytes.wrap(out.toByteArray())).path("log");
        assertThat(log.path("_recordingName").asText()).isEqualTo("checkout");
        assertThat(log.path("creator").path("name").asText()).isEqualTo("Polly.JS");
        assertThat(log.path("entries").findValuesAsText("_order")).containsExactly("0", "0", "1");
        assertThat(log.path("entries").findValuesAsText("_id"))
                .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(1)));
    }
}
