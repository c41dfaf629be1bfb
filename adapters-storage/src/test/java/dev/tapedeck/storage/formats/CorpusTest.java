package dev.tapedeck.storage.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers.Field;
import dev.tapedeck.storage.formats.Corpus.Oracle;
import dev.tapedeck.transfer.GatheredImport;
import dev.tapedeck.transfer.ImportFile;
import dev.tapedeck.transfer.RecordedExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every real cassette comes in as an independent reader has read it. */
class CorpusTest {
    private static final Map<String, String> IDS = Map.of(
            "vcrpy-v1", "vcr",
            "vcrpy-parsed_body", "vcr",
            "non-http", "vcr",
            "vcr-ruby", "vcr-ruby",
            "go-vcr-v2", "go-vcr",
            "har-polly", "har",
            "nock-json", "nock",
            "httprr", "httprr",
            "langchain-requests-responses", "langchain",
            "dd-testagent-json", "dd-testagent");
    private static final Set<String> FRAMING = Set.of("content-encoding", "transfer-encoding", "content-length");

    static List<Map.Entry<String, List<Oracle>>> cassettes() {
        return Corpus.isThere() ? List.copyOf(Corpus.oracle().entrySet()) : List.of(Map.entry("missing", List.of()));
    }

    @BeforeAll
    static void onlyWithTheCorpus() {
        Assumptions.assumeTrue(Corpus.isThere(), "the corpus lies beside the project");
    }

    @ParameterizedTest
    @MethodSource("cassettes")
    void aRealCassetteComesInWhole(Map.Entry<String, List<Oracle>> cassette) {
        List<Oracle> records = cassette.getValue();
        GatheredImport read = new GatheredImport();

        String format = new DefaultCassetteFormats()
                .read(new ImportFile(cassette.getKey(), Corpus.cassette(cassette.getKey())), read);

        List<Oracle> http = records.stream().filter(Oracle::isHttp).toList();
        assertThat(format).isEqualTo(IDS.get(records.getFirst().text("format")));
        assertThat(read.warnings()).isEmpty();
        assertThat(read.skipped()).hasSize(records.size() - http.size());
        assertThat(read.exchanges()).hasSameSizeAs(http);
        for (int at = 0; at < http.size(); at++) {
            assertSame(read.exchanges().get(at), http.get(at));
        }
    }

    private static void assertSame(RecordedExchange exchange, Oracle oracle) {
        assertThat(exchange.method()).isEqualTo(oracle.text("method").toUpperCase(Locale.ROOT));
        assertThat(exchange.url()).isEqualTo(oracle.text("url"));
        assertThat(exchange.status()).isEqualTo(oracle.line().path("status").asInt());
        assertThat(exchange.requestHeaders().fields()).isEqualTo(headers(oracle, "request_headers"));
        assertThat(exchange.responseHeaders().fields()).isEqualTo(headers(oracle, "response_headers"));
        assertBody(exchange.requestBody(), oracle.asked(), oracle.isExact("request"));
        assertBody(exchange.responseBody(), oracle.answered(), oracle.isExact("response"));
    }

    private static List<Field> headers(Oracle oracle, String member) {
        List<Field> fields = new ArrayList<>();
        StreamSupport.stream(oracle.line().path(member).spliterator(), false)
                .map(pair -> new Field(pair.path(0).asText(), pair.path(1).asText()))
                .filter(field -> !FRAMING.contains(field.name().toLowerCase(Locale.ROOT)))
                .forEach(fields::add);
        return fields;
    }

    private static void assertBody(Bytes body, Bytes oracle, boolean exact) {
        if (exact || oracle.isEmpty()) {
            assertThat(body.text()).isEqualTo(oracle.text());
            assertThat(body).isEqualTo(oracle);
        } else {
            assertThat(Corpus.json(body)).isEqualTo(Corpus.json(oracle));
        }
    }
}
