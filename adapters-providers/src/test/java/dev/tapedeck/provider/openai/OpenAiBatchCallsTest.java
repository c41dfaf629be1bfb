package dev.tapedeck.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tapedeck.build.BatchProvider;
import dev.tapedeck.build.BatchProvider.Refused;
import dev.tapedeck.build.BatchProvider.Refused.Kind;
import dev.tapedeck.build.BatchProvider.Whereabouts;
import dev.tapedeck.build.BatchResult;
import dev.tapedeck.build.BatchState;
import dev.tapedeck.build.ListedContent;
import dev.tapedeck.build.RemoteBatch;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ScriptedAnswer;
import dev.tapedeck.provider.batch.AgainstTheSimulator;
import dev.tapedeck.provider.batch.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, and what is made of each answer. */
final class OpenAiBatchCallsTest {
    private static final Instant SINCE = Instant.ofEpochSecond(1_787_150_000);
    private static final Optional<String> FILE = Optional.of("file-1");
    private static final ListedContent CONTENT = new ListedContent(List.of(
            AgainstTheSimulator.request(0, Dialect.OPENAI, "/v1/responses", "{\"input\":\"“a”\",\"model\":\"m\"}"),
            AgainstTheSimulator.request(
                    1, Dialect.OPENAI, "/v1/responses", "{\r\n\"input\": \"b\\n\",\n\"model\":\"m\"}")));

    private final Watched provider = new Watched();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private BatchProvider adapter() {
        return new OpenAiBatchProvider(new ProviderName("openai"), provider, folder);
    }

    @Test
    void theInputFileHasOneRequestToALineAndBearsTheIntent() throws Refused {
        provider.script.thenAnswer("{\"id\":\"file-1\"}");

        Optional<String> uploaded = adapter().upload("i7", CONTENT);

        assertThat(uploaded).contains("file-1");
        assertThat(provider.body(0))
                .contains("name=\"purpose\"\r\n\r\nbatch\r\n", "filename=\"tapedeck-i7.jsonl\"")
                .contains("""
                        {"custom_id":"%s","method":"POST","url":"/v1/responses","body":{"input":"“a”","model":"m"}}
                        {"custom_id":"%s","method":"POST","url":"/v1/responses","body":{  "input": "b\\n", "model":"m"}}
                        """.formatted(
                        CONTENT.all().get(0).customId(), CONTENT.all().get(1).customId()));
        assertThat(provider.script.received().getFirst().terms().effect()).isEqualTo(Effect.EFFECT);
    }

    @Test
    void theFormIsWhatItsContentTypeSays() throws Refused {
        provider.script.thenAnswer("{\"id\":\"file-1\"}");

        adapter().upload("i7", CONTENT);

        String type = provider.script
                .received()
                .getFirst()
                .request()
                .headers()
                .contentType()
                .orElseThrow();
        String boundary = "--" + type.substring(type.indexOf('=') + 1);
        assertThat(provider.body(0)).startsWith(boundary + "\r\n").endsWith("\r\n" + boundary + "--\r\n");
    }

    @Test
    void theSizesOfRequestsAddUpToTheFile() throws Refused {
        provider.script.thenAnswer("{\"id\":\"file-1\"}");
        adapter().upload("i7", CONTENT);
        String body = provider.body(0);
        String lines = body.substring(body.indexOf("{\"custom_id\""), body.lastIndexOf("\r\n--"));

        long sizes = CONTENT.all().stream().mapToLong(adapter()::size).sum();

        assertThat(Bytes.utf8(lines).length()).isEqualTo((int) sizes);
    }

    @Test
    void aBatchIsMadeOfTheFileForTheEndpointOfItsRequestsWithTheIntentInItsMetadata() throws Refused {
        provider.script.thenAnswer(
                "{\"id\":\"batch_1\",\"status\":\"validating\",\"created_at\":1787150474,\"expires_at\":1787236874,\"request_counts\":{\"total\":0,\"completed\":0,\"failed\":0}}");

        RemoteBatch batch = adapter().submit("i7", CONTENT, FILE);

        assertThat(provider.asked()).containsExactly("POST /v1/batches");
        assertThat(provider.body(0))
                .isEqualTo(
                        "{\"input_file_id\":\"file-1\",\"endpoint\":\"/v1/responses\",\"completion_window\":\"24h\",\"metadata\":{\"tapedeck_intent\":\"i7\"}}");
        assertThat(batch)
                .isEqualTo(new RemoteBatch(
                        "batch_1",
                        BatchState.QUEUED,
                        0,
                        0,
                        Optional.of(Instant.ofEpochSecond(1_787_150_474)),
                        Optional.of(Instant.ofEpochSecond(1_787_236_874)),
                        Optional.empty(),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "validating, QUEUED",
        "in_progress, RUNNING",
        "finalizing, RUNNING",
        "cancelling, CANCELLING",
        "completed, ENDED",
        "expired, ENDED",
        "cancelled, ENDED",
        "failed, REJECTED",
        "postponed, UNKNOWN",
        "'', UNKNOWN"
    })
    void eachStatusIsAStateAndOneThatNobodyKnowsIsUnknown(String status, BatchState state) throws Refused {
        provider.script.thenAnswer("{\"id\":\"b\",\"status\":\"%s\",\"request_counts\":null}".formatted(status));

        assertThat(adapter().poll("b").state()).isEqualTo(state);
    }

    @Test
    void countsAndTimesThatMakeNoSenseDoNoHarm() throws Refused {
        provider.script.thenAnswer(
                "{\"id\":\"b\",\"status\":7,\"created_at\":99999999999999999,\"expires_at\":\"soon\",\"request_counts\":{\"total\":-1,\"completed\":9999999999,\"failed\":\"x\"}}");

        RemoteBatch batch = adapter().poll("b");

        assertThat(batch.state()).isEqualTo(BatchState.UNKNOWN);
        assertThat(batch.all()).isZero();
        assertThat(batch.createdAt()).isEmpty();
        assertThat(batch.expiresAt()).isEmpty();
    }

    @Test
    void theFileOfABatchThatIsRefusedIsDeleted() {
        provider.script.thenAnswer(ScriptedAnswer.json(400, "{}")).thenAnswer("{\"deleted\":true}");

        assertThatExceptionOfType(Refused.class).isThrownBy(() -> adapter().submit("i7", CONTENT, FILE));

        assertThat(provider.asked()).containsExactly("POST /v1/batches", "DELETE /v1/files/file-1");
    }

    @Test
    void aRejectionSaysWhichLinesAreWrong() throws Refused {
        provider.script.thenAnswer("""
                {"id":"b","status":"failed","errors":{"object":"list","data":[
                {"code":"invalid_json_line","line":1,"message":"This line is not parseable as valid JSON.","param":null},
                {"code":"empty_file","line":null,"message":"Empty.","param":null}]}}""");

        RemoteBatch batch = adapter().poll("b");

        assertThat(batch.rejection())
                .contains(new RemoteBatch.Rejection(
                        false,
                        "line 1: This line is not parseable as valid JSON. (invalid_json_line); Empty. (empty_file)"));
    }

    @Test
    void tooManyTokensMayDoSmallerOrLater() throws Refused {
        provider.script.thenAnswer("""
                {"id":"b","status":"failed","errors":{"object":"list","data":[{"code":"token_limit_exceeded","line":null,
                "message":"Enqueued token limit reached for gpt-4o-mini.","param":null}]}}""");

        RemoteBatch batch = adapter().poll("b");

        assertThat(batch.state()).isEqualTo(BatchState.REJECTED);
        assertThat(batch.rejection().orElseThrow().tooMuch()).isTrue();
    }

    @Test
    void aBatchThatFailedAndHasResultsHasEnded() throws Refused {
        provider.script.thenAnswer("{\"id\":\"b\",\"status\":\"failed\",\"output_file_id\":\"file-o\"}");

        assertThat(adapter().poll("b").state()).isEqualTo(BatchState.ENDED);
    }

    @Test
    void theWaitThatTheProviderAsksForIsPassedOn() throws Refused {
        provider.script.thenAnswer(new ScriptedAnswer(200, Headers.of("Retry-After", "17"), List.of())
                .chunk("{\"id\":\"b\",\"status\":\"in_progress\"}"));

        assertThat(adapter().poll("b").pollAfter()).contains(Duration.ofSeconds(17));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"error\":{\"message\":\"m\",\"code\":\"invalid\"}}|NEVER",
                "401|{\"error\":{\"message\":\"m\"}}|NEVER",
                "404|{\"error\":{\"message\":\"m\"}}|NOT_FOUND",
                "410|gone|NOT_FOUND",
                "400|{\"error\":{\"message\":\"Cannot find file\",\"param\":\"file_id\",\"code\":null}}|NOT_FOUND",
                "409|{}|LATER",
                "429|{\"error\":{\"message\":\"m\",\"code\":\"rate_limit_exceeded\"}}|LATER",
                "429|{\"error\":{\"message\":\"m\",\"code\":\"token_limit_exceeded\"}}|TOO_MUCH",
                "413|<html>|TOO_MUCH"
            })
    void anErrorThatSaysThatNothingWasDoneIsARefusal(int status, String body, Kind kind) {
        provider.script.thenAnswer(ScriptedAnswer.json(status, body)).thenFail(new Failure.Reset("cut"));

        Refused refused = catchThrowableOfType(Refused.class, () -> adapter().submit("i7", CONTENT, FILE));

        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused)
                .hasMessageContaining("POST /v1/batches at provider 'openai' is answered with status " + status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"500|{\"error\":{\"message\":\"m\"}}", "502|<html>", "408|{}", "200|<html>", "200|{}"})
    void whatMayHaveBeenDoneIsNoRefusal(int status, String body) {
        provider.script.thenAnswer(ScriptedAnswer.json(status, body));

        FailedCall failed =
                catchThrowableOfType(FailedCall.class, () -> adapter().submit("i7", CONTENT, FILE));

        assertThat(failed.failure()).isInstanceOf(Failure.Upstream.class);
        assertThat(failed).hasMessageContaining("whether it was carried out isn't known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "", "[]"})
    void whatIsNoAnswerToALookMayBeOneLater(String body) {
        provider.script.thenAnswer(ScriptedAnswer.json(200, body.isEmpty() ? " " : body));

        Refused refused = catchThrowableOfType(Refused.class, () -> adapter().poll("b"));

        assertThat(refused.kind()).isEqualTo(Kind.LATER);
    }

    @Test
    void aMessageOfTheProvidersIsShortAndOnOneLine() {
        provider.script.thenAnswer(
                ScriptedAnswer.json(400, "{\"error\":{\"message\":\"a\\n\\tb%s\"}}".formatted("x".repeat(5_000))));

        Refused refused = catchThrowableOfType(Refused.class, () -> adapter().poll("b"));

        assertThat(refused.getMessage()).contains(": a bxxx").hasSizeLessThan(600);
    }

    @Test
    void resultsComeFromBothFilesLineByLine() throws Refused {
        ended("\"output_file_id\":\"file-o\",\"error_file_id\":\"file-e\"");
        provider.script
                .thenAnswer(lines(
                        "{\"custom_id\":\"a\",\"response\":{\"status_code\":200,\"body\":{}}}\r\nno json\r\n\r\n"))
                .thenAnswer(
                        lines(
                                "{\"custom_id\":\"a\",\"response\":null,\"error\":{\"code\":\"batch_expired\"}}\n{\"error\":{}}"));

        List<BatchResult> results = results();

        assertThat(provider.asked())
                .containsExactly("GET /v1/batches/b", "GET /v1/files/file-o/content", "GET /v1/files/file-e/content");
        assertThat(results).hasSize(4);
        assertThat(results.get(0)).isEqualTo(new BatchResult.Answered("a", 200, Bytes.utf8("{}")));
        assertThat(results.get(1)).isInstanceOf(BatchResult.Broken.class);
        assertThat(results.get(2)).isEqualTo(new BatchResult.Expired("a"));
        assertThat(results.get(3)).isEqualTo(new BatchResult.Answered("", 500, Bytes.utf8("{\"error\":{}}")));
    }

    @Test
    void aBatchMayHaveNoFileAtAll() throws Refused {
        ended("\"output_file_id\":null,\"error_file_id\":null");

        assertThat(results()).isEmpty();
    }

    @Test
    void aBatchThatCountsSuccessesAndNamesNoFileForThemIsNotReady() {
        ended(
                "\"output_file_id\":null,\"error_file_id\":\"file-e\",\"request_counts\":{\"total\":2,\"completed\":1,\"failed\":1}");

        Refused refused = catchThrowableOfType(Refused.class, this::results);

        assertThat(refused.kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void resultsThatBreakOffAreAFailureOfWhichNothingWasPassedOn() throws IOException {
        ended("\"output_file_id\":\"file-o\"");
        provider.script.thenAnswer(lines("{\"custom_id\":\"a\",\"response\":{\"status_code\":200,\"body\":{}}}\n{\"cus")
                .breakWith(new Failure.Reset("cut")));
        List<BatchResult> results = new ArrayList<>();

        FailedCall failed =
                catchThrowableOfType(FailedCall.class, () -> adapter().results("b", results::add));

        assertThat(failed.failure()).isInstanceOf(Failure.Reset.class);
        assertThat(results).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aBatchIsFoundOnALaterPageByItsMetadataOrItsFile() throws Refused {
        for (String mine : List.of(
                "\"metadata\":{\"tapedeck_intent\":\"i7\"},\"input_file_id\":\"file-0\"",
                "\"metadata\":null,\"input_file_id\":\"file-1\"")) {
            provider.script
                    .thenAnswer(page(true, batch("b3", 10, ""), batch("b2", 5, "")))
                    .thenAnswer(page(false, batch("b1", -300, mine)));

            Whereabouts where = adapter().locate("i7", CONTENT, FILE, SINCE);

            assertThat(((Whereabouts.Found) where).batch().id()).isEqualTo("b1");
        }
        assertThat(provider.asked())
                .startsWith("GET /v1/batches?limit=100", "GET /v1/batches?limit=100&after=b2")
                .hasSize(4);
    }

    @Test
    void itIsLookedForNoFurtherBackThanTheMarginOfClocks() throws Refused {
        String page = page(true, batch("b3", 10, ""), batch("b2", -599, ""), batch("b1", -601, mine()));
        String last = page(true, batch("b0", -601, mine()));
        provider.script
                .thenAnswer(page)
                .thenAnswer(last)
                .thenAnswer("{\"deleted\":true}")
                .thenAnswer(page)
                .thenAnswer(last);

        Whereabouts where = adapter().locate("i7", CONTENT, FILE, SINCE);

        assertThat(where).isEqualTo(new Whereabouts.NotSubmitted());
        assertThat(provider.asked()).contains("DELETE /v1/files/file-1").hasSize(5);
    }

    @Test
    void aBatchThatBeganWhileItsFileWasDeletedIsFoundAllTheSame() throws Refused {
        provider.script
                .thenAnswer(page(false))
                .thenAnswer("{\"deleted\":true}")
                .thenAnswer(page(false, batch("b1", 1, mine())));

        Whereabouts where = adapter().locate("i7", CONTENT, FILE, SINCE);

        assertThat(((Whereabouts.Found) where).batch().id()).isEqualTo("b1");
    }

    @Test
    void aFileWhoseIdNobodyKnowsIsFoundByItsName() throws Refused {
        provider.script
                .thenAnswer(page(false))
                .thenAnswer(page(
                        false,
                        "{\"id\":\"file-8\",\"created_at\":1787150001,\"filename\":\"tapedeck-i7.jsonl\"}",
                        "{\"id\":\"file-9\",\"created_at\":1787150001,\"filename\":\"tapedeck-i8.jsonl\"}"))
                .thenAnswer(ScriptedAnswer.json(404, "{}"))
                .thenAnswer(page(false));

        Whereabouts where = adapter().locate("i7", CONTENT, Optional.empty(), SINCE);

        assertThat(where).isEqualTo(new Whereabouts.NotSubmitted());
        assertThat(provider.asked())
                .containsExactly(
                        "GET /v1/batches?limit=100",
                        "GET /v1/files?purpose=batch&order=desc&limit=1000",
                        "DELETE /v1/files/file-8",
                        "GET /v1/batches?limit=100");
    }

    @Test
    void aFileThatCannotBeDeletedIsNoProof() {
        provider.script.thenAnswer(page(false)).thenAnswer(ScriptedAnswer.json(500, "{}"));

        Refused refused = catchThrowableOfType(Refused.class, () -> adapter().locate("i7", CONTENT, FILE, SINCE));

        assertThat(refused.kind()).isEqualTo(Kind.LATER);
    }

    @Test
    void twoBatchesOfOneIntentAreForPeopleToDecide() throws Refused {
        provider.script.thenAnswer(page(false, batch("b2", 2, mine()), batch("b1", 1, mine())));

        Whereabouts where = adapter().locate("i7", CONTENT, FILE, SINCE);

        assertThat(((Whereabouts.Uncertain) where).candidates())
                .extracting(RemoteBatch::id)
                .containsExactly("b2", "b1");
    }

    @Test
    void allFilesOfABatchAreDeleted() throws Refused {
        ended("\"input_file_id\":\"file-1\",\"output_file_id\":\"file-o\",\"error_file_id\":null");
        provider.script.thenAnswer("{\"deleted\":true}").thenAnswer(ScriptedAnswer.json(404, "{}"));

        adapter().discard("b", Optional.empty());

        assertThat(provider.asked())
                .containsExactly("GET /v1/batches/b", "DELETE /v1/files/file-1", "DELETE /v1/files/file-o");
    }

    @Test
    void anIdIsNeverMoreThanPartOfAPath() throws Refused {
        provider.script.thenAnswer("{\"id\":\"x\",\"status\":\"completed\"}");

        adapter().poll("../files/f?x#y");

        assertThat(provider.asked()).containsExactly("GET /v1/batches/..%2Ffiles%2Ff%3Fx%23y");
    }

    private void ended(String files) {
        provider.script.thenAnswer("{\"id\":\"b\",\"status\":\"completed\",%s}".formatted(files));
    }

    private static ScriptedAnswer lines(String lines) {
        return new ScriptedAnswer(200, Headers.of("content-type", "application/octet-stream"), List.of()).chunk(lines);
    }

    private List<BatchResult> results() throws Refused {
        List<BatchResult> results = new ArrayList<>();
        adapter().results("b", results::add);
        return results;
    }

    private static String page(boolean more, String... entries) {
        return "{\"object\":\"list\",\"data\":[%s],\"has_more\":%s}".formatted(String.join(",", entries), more);
    }

    private static String batch(String id, int secondsAfter, String members) {
        return "{\"id\":\"%s\",\"status\":\"completed\",\"created_at\":%d%s}"
                .formatted(id, SINCE.getEpochSecond() + secondsAfter, members.isEmpty() ? "" : "," + members);
    }

    private static String mine() {
        return "\"metadata\":{\"tapedeck_intent\":\"i7\"}";
    }
}
