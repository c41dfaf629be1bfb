package dev.tapedeck.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tapedeck.declared.JsonNodes;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.NodeJson;
import dev.tapedeck.declared.Problems;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.CheckedPipeline.Broken;
import dev.tapedeck.pipeline.CheckedPipeline.Valid;
import dev.tapedeck.pipeline.Output.Accepted;
import dev.tapedeck.pipeline.PipelineExamples.Change;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineReaderTest {
    private final PipelineReader reader = new PipelineReader(
            new PlainPrompts(), schema -> schema.text().contains("FAULT") ? List.of("No schema.") : List.of());

    private CheckedPipeline read(String json) {
        return reader.read(JsonNodes.read(Bytes.utf8(json)));
    }

    private Pipeline valid(String json) {
        CheckedPipeline checked = read(json);
        assertThat(checked).isInstanceOf(Valid.class);
        return ((Valid) checked).pipeline();
    }

    private List<TextProblem> problems(String json) {
        CheckedPipeline checked = read(json);
        assertThat(checked).isInstanceOf(Broken.class);
        return ((Broken) checked).problems();
    }

    private static String layer(String name, String input) {
        return """
                {"name": "%s", "each": "%s", "provider": "p", "model": "m", "prompt": "x"}""".formatted(name, input);
    }

    private static String pipeline(Stream<String> layers) {
        return """
                {"name": "n", "sources": {"s": {"path": "s"}}, "layers": [
                %s
                ]}""".formatted(layers.collect(Collectors.joining(",\n")));
    }

    @Test
    void everyMemberOfAWholePipelineIsRead() {
        // When
        Pipeline pipeline = valid(PipelineExamples.WHOLE);

        // Then
        assertThat(pipeline)
                .isEqualTo(new Pipeline(
                        new PipelineName("team-report"),
                        List.of(
                                new Source("bios", new Source.Origin.Folder("sources/bios", "*.md")),
                                new Source(
                                        "notes",
                                        new Source.Origin.Inline(List.of(
                                                new Document("a", "A", new TreeMap<>()),
                                                new Document(
                                                        "b",
                                                        "B",
                                                        new TreeMap<>(
                                                                Map.of("team", "x", "age", "3", "lead", "true"))))))),
                        List.of(
                                new Layer(
                                        "styles",
                                        new Gathering.Each(),
                                        List.of("bios"),
                                        new ProviderName("openai"),
                                        "gpt-4o-mini",
                                        Endpoint.CHAT,
                                        Bytes.utf8("{\"max_tokens\":512,\"temperature\":0.3}"),
                                        Batching.AUTO,
                                        "Describe {item.content}",
                                        new Output(Set.of(Accepted.TEXT, Accepted.TOOL_CALLS), false, Optional.empty()),
                                        new OnFailure.Continue()),
                                new Layer(
                                        "summary",
                                        new Gathering.GroupBy("team"),
                                        List.of("styles", "notes"),
                                        new ProviderName("anthropic"),
                                        "claude-haiku-4-5",
                                        Endpoint.CHAT,
                                        Bytes.utf8("{}"),
                                        Batching.NEVER,
                                        "{#each inputs}- {it.label}{/each}",
                                        new Output(
                                                Set.of(Accepted.TEXT),
                                                true,
                                                Optional.of(Bytes.utf8("{\"type\":\"object\"}"))),
                                        new OnFailure.MinSuccess(0.9)))));
    }

    @Test
    void whatIsLeftOutHasTheDefault() {
        // When
        Layer layer = valid(pipeline(Stream.of(layer("a", "s")))).layers().getFirst();

        // Then
        assertThat(layer)
                .isEqualTo(new Layer(
                        "a",
                        new Gathering.Each(),
                        List.of("s"),
                        new ProviderName("p"),
                        "m",
                        Endpoint.CHAT,
                        Bytes.utf8("{}"),
                        Batching.AUTO,
                        "x",
                        Output.TEXT,
                        new OnFailure.Block()));
        assertThat(valid(pipeline(Stream.of(layer("a", "s")))).sources())
                .containsExactly(new Source("s", new Source.Origin.Folder("s", "*")));
    }

    static List<Change> right() {
        return PipelineExamples.GOOD;
    }

    @ParameterizedTest
    @MethodSource("right")
    void whatIsRightIsTaken(Change change) {
        assertThat(read(change.text())).isInstanceOf(Valid.class);
    }

    static Stream<Change> wrong() {
        return Stream.of(PipelineExamples.BAD, PipelineExamples.BAD_BEYOND_SCHEMA)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsToldWithTheWayOut(Change change) {
        assertThat(problems(change.text()))
                .extracting(TextProblem::message)
                .anySatisfy(
                        message -> assertThat(message).contains(change.message().orElseThrow()));
    }

    @Test
    void everythingWrongIsToldAtOnceInTheOrderOfTheText() {
        // Given
        String text = """
                {
                  "name": "a b",
                  "sources": { "bios": { "path": "../x" } },
                  "layers": [
                    { "name": "one",
                      "each": "bois",
                      "provider": "openai",
                      "promt": "x",
                      "prompt": "x" },
                    { "name": "two",
                      "each": "one", "provider": "p", "model": 4,
                      "params": { "a": [1, { "b": 1e999 }] },
                      "prompt": "x" }
                  ]
                }
                """;

        // When
        List<TextProblem> problems = problems(text);

        // Then
        assertThat(problems)
                .extracting(problem -> problem.line() + " " + problem.pointer())
                .containsExactly(
                        "2 /name",
                        "3 /sources/bios",
                        "5 /layers/0",
                        "6 /layers/0/each",
                        "8 /layers/0/promt",
                        "11 /layers/1/model",
                        "12 /layers/1/params/a/1/b");
    }

    @Test
    void aPipelineKeptUnderAnotherNameIsBroken() {
        // When
        CheckedPipeline checked = reader.read(JsonNodes.read(PipelineExamples.whole()), new PipelineName("other"));

        // Then
        assertThat(((Broken) checked).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.message())
                    .isEqualTo(
                            "The pipeline is kept as 'other', and calls itself 'team-report'. Make the two the same.");
        });
    }

    @Test
    void aTextThatIsNoObjectIsNoPipeline() {
        assertThat(problems("[]"))
                .extracting(TextProblem::message)
                .containsExactly("The text must be an object, and is an empty list.");
    }

    @Test
    void faultsOfPromptsAndSchemasStandInTheirLines() {
        // Given
        String text = PipelineExamples.WHOLE.replace("Describe", "FAULT").replace("\"object\"", "\"FAULT\"");

        // When
        List<TextProblem> problems = problems(text);

        // Then
        assertThat(problems)
                .extracting(TextProblem::pointer, TextProblem::message)
                .containsExactly(
                        tuple("/layers/0/prompt", "Line 1 of the prompt: a fault."),
                        tuple("/layers/0/prompt", "Line 2 of the prompt: another."),
                        tuple("/layers/1/schema", "No schema."));
    }

    @Test
    void layersStandAfterThoseTheyWorkOnAndElseAsWritten() {
        // Given
        Stream<String> layers =
                Stream.of(layer("d", "c"), layer("a", "s"), layer("c", "b"), layer("b", "s"), layer("e", "s"));

        // When
        Pipeline pipeline = valid(pipeline(layers));

        // Then
        assertThat(pipeline.layers()).extracting(Layer::name).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void everyCircleIsNamedAndWhatIsBelowItIsNot() {
        // Given
        Stream<String> layers = Stream.of(
                layer("below", "a"),
                layer("a", "b"),
                layer("b", "c"),
                layer("c", "a"),
                layer("x", "y"),
                layer("y", "x"),
                layer("fine", "s"));

        // When
        List<TextProblem> problems = problems(pipeline(layers));

        // Then
        assertThat(problems)
                .extracting(TextProblem::message)
                .containsExactly(
                        "No layer can work on what comes of itself: a -> b -> c -> a. Cut this circle in one place.",
                        "No layer can work on what comes of itself: x -> y -> x. Cut this circle in one place.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12345678901234567890123456789 | 12345678901234567890123456789
            9007199254740993              | 9007199254740993
            0.1000000000000000055511151231257827 | 0.1000000000000000055511151231257827
            0.30                          | 0.3
            1.0                           | 1
            1e2                           | 100
            1E-7                          | 1e-7
            123456789012345678901234567890e1 | 123456789012345678901234567890E+1
            -0                            | 0
            -0.0                          | 0
            """)
    void numbersInParamsKeepTheirValue(String written, String kept) {
        // When
        Pipeline pipeline = valid(PipelineExamples.WHOLE.replace("0.3,", written + ","));

        // Then
        String params = pipeline.layers().getFirst().params().text();
        assertThat(params).startsWith("{\"max_tokens\":512,\"temperature\":").endsWith("}");
        assertThat(new BigDecimal(params.replaceAll(".*:|}", ""))).isEqualByComparingTo(new BigDecimal(kept));
    }

    @Test
    void paramsAreCanonicalWhateverIsInThem() {
        // Given
        String params = """
                {"z": [1, "ä\\u0000\\n\\"", null, true], "a": {"c": {}, "b": []}, "é": 0.30, "Z": 1e2}""";

        // When
        Pipeline pipeline =
                valid(PipelineExamples.WHOLE.replace("{ \"temperature\": 0.3, \"max_tokens\": 512 }", params));

        // Then
        assertThat(pipeline.layers().getFirst().params().text()).isEqualTo("""
                        {"Z":100,"a":{"b":[],"c":{}},"z":[1,"ä\\u0000\\n\\"",null,true],"é":0.3}""");
    }

    @Test
    void thousandsOfLayersAndDocumentsAreBounded() {
        // Given
        String layers = pipeline(IntStream.rangeClosed(1, 1_001).mapToObj(number -> layer("l" + number, "s")));
        String documents = IntStream.rangeClosed(1, 10_001)
                .mapToObj("{\"label\": \"%d\", \"content\": \"\"}"::formatted)
                .collect(Collectors.joining(","));
        String inline = pipeline(Stream.of(layer("l", "s")))
                .replace("\"path\": \"s\"", "\"inline\": [%s]".formatted(documents));

        // When, Then
        assertThat(problems(layers))
                .extracting(TextProblem::message)
                .containsExactly("These are over 1,000 layers. Split the pipeline.");
        assertThat(problems(inline))
                .extracting(TextProblem::message)
                .anySatisfy(message -> assertThat(message).startsWith("These are over 10,000 documents."));
    }

    @Test
    void aThousandLayersInTheWrongOrderAreBroughtIntoTheRightOne() {
        // Given
        Stream<String> layers = IntStream.rangeClosed(1, 1_000)
                .mapToObj(number -> layer("l" + number, number == 1_000 ? "s" : "l" + (number + 1)));

        // When
        Pipeline pipeline = valid(pipeline(layers));

        // Then
        assertThat(pipeline.layers().getFirst().name()).isEqualTo("l1000");
        assertThat(pipeline.layers().getLast().name()).isEqualTo("l1");
    }

    @Test
    void ofManyProblemsTheFirstHundredAreTold() {
        // Given
        Stream<String> layers = IntStream.rangeClosed(1, 500).mapToObj(number -> layer("l" + number, "nowhere"));

        // When
        List<TextProblem> problems = problems(pipeline(layers));

        // Then
        assertThat(problems)
                .hasSize(100)
                .first()
                .satisfies(problem -> assertThat(problem.message()).hasSizeLessThan(2_000));
    }

    @Test
    void aTextFullOfProblemsIsReadInLittleTime() {
        // Given
        String inputs =
                IntStream.range(0, 100_000).mapToObj("\"n%d\""::formatted).collect(Collectors.joining(","));
        String members = IntStream.range(0, 50_000)
                .mapToObj("\"m%1$d\": \"m%1$d\""::formatted)
                .collect(Collectors.joining(","));
        Stream<String> layers = IntStream.range(0, 900).mapToObj(number -> layer("l" + number, "s"));
        String text = pipeline(Stream.concat(
                layers,
                Stream.of(layer("x", "s")
                        .replace("\"s\"", "[%s]".formatted(inputs))
                        .replace("{", "{" + members + ","))));

        // When, Then
        assertThat(problems(text)).hasSize(100);
    }

    @Test
    void paramsNestedTooDeepAreAProblem() {
        // Given
        Node deep = new Node.Scalar(1, "x", Node.Scalar.Kind.TEXT);
        for (int level = 0; level < 10_000; level++) {
            deep = new Node.Sequence(1, List.of(deep));
        }
        Problems problems = new Problems();

        // When
        Optional<Bytes> json = NodeJson.of(Spot.root(deep, problems));

        // Then
        assertThat(json).isEmpty();
        assertThat(problems.inOrder())
                .extracting(TextProblem::message)
                .containsExactly("Objects and lists stand over 100 deep in each other here.");
    }
}
