package dev.tapedeck.storage.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.transfer.ExportedCassette;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written has no member that real files of the format haven't, and each in a form that it has there. */
class WrittenShapesTest {
    private static final Bytes BINARY = Bytes.wrap(new byte[] {(byte) 0xff, 0});

    /** What the formats allow and the files at hand don't show: none of go-vcr's has headers or binary bodies. */
    private static final Set<String> ALSO_ALLOWED = Set.of(
            "/log/entries/*/request/postData/encoding:text",
            "/interactions/*/request/body:binary",
            "/interactions/*/response/body:binary",
            "/interactions/*/request/headers/*/*:text",
            "/interactions/*/response/headers/*/*:text");

    @BeforeAll
    static void onlyWithTheCorpus() {
        Assumptions.assumeTrue(Corpus.isThere(), "the corpus lies beside the project");
    }

    @ParameterizedTest
    @CsvSource({"vcr,vcrpy-v1", "go-vcr,go-vcr-v2", "har,har-polly"})
    void whatIsWrittenHasTheShapeOfRealFiles(String format, String corpusFormat) throws IOException {
        Set<String> real = new TreeSet<>(ALSO_ALLOWED);
        for (Map.Entry<String, List<Corpus.Oracle>> cassette : Corpus.oracle().entrySet()) {
            if (cassette.getValue().getFirst().text("format").equals(corpusFormat)) {
                real.addAll(shape(Files.readAllBytes(Corpus.cassette(cassette.getKey()))));
            }
        }

        Set<String> written = shape(written(format));

        assertThat(written).isNotEmpty();
        assertThat(real).containsAll(written);
    }

    private static byte[] written(String format) throws IOException {
        List<Interaction> interactions = List.of(
                new Interaction(1, Examples.ticket("hello"), Examples.ending(Examples.response("{}"))),
                new Interaction(2, Examples.ticket("stream"), Examples.ending(Examples.stream("data: a\n\n"))),
                new Interaction(
                        3,
                        Examples.ticket(Examples.post(BINARY)),
                        Examples.ending(new Outcome.Response(200, Examples.JSON, BINARY))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new DefaultCassetteFormats()
                .write(
                        format,
                        new ExportedCassette(
                                new CassetteName("x"),
                                KeyRecipe.DEFAULT,
                                interactions::stream,
                                request -> "https://host" + request.target()),
                        out);
        return out.toByteArray();
    }

    /** The pointers of all members with the form of what stands there; headers and elements under one name. */
    private static Set<String> shape(byte[] content) throws IOException {
        InputStream in = new ByteArrayInputStream(content);
        boolean json = content[0] == '{';
        Set<String> shape = new TreeSet<>();
        try (Tokens tokens =
                json ? new JsonTokens(in, ImportLimits.DEFAULT) : new YamlTokens(in, ImportLimits.DEFAULT)) {
            gather("", new TreeReader(tokens, ImportLimits.DEFAULT, 100).kept(tokens.next()), shape);
        }
        return shape;
    }

    private static void gather(String pointer, Value value, Set<String> shape) {
        switch (value) {
            case Value.Text text -> shape.add(pointer + ":" + form(text));
            case Value.Items items -> items.values().forEach(item -> gather(pointer + "/*", item, shape));
            case Value.Fields fields ->
                fields.members().forEach(member -> {
                    String name = pointer.endsWith("/headers") ? "*" : member.name();
                    gather(pointer + "/" + name, member.value(), shape);
                });
        }
    }

    private static String form(Value.Text text) {
        if (text.form() == Value.Form.BINARY) {
            return "binary";
        }
        boolean literal = text.form() == Value.Form.LITERAL;
        return text.form() == Value.Form.NUMBER
                        || literal && Literal.json(text.text()).isPresent() && !text.isNothing()
                ? "number"
                : "text";
    }
}
