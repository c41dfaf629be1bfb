package dev.tapedeck.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
import com.openai.models.batches.Batch;
import com.openai.models.files.FileObject;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiBatchEndpointsTest {
    private static final String FORM = "multipart/form-data; boundary=b0";
    private static final String CHAT = "/v1/chat/completions";

    private final VirtualTime time = new VirtualTime();
    private final SimulatorProvider simulator =
            new SimulatorProvider(time, new SimulatorSettings(Duration.ZERO, "", Duration.ofSeconds(8)));

    @Test
    void anUploadedFileCanBeSeenListedReadAndDeleted() {
        String id = uploaded("batch", "a\nb\r\n");

        assertThat(sdk(get("/v1/files/" + id), FileObject.class).filename()).isEqualTo("in.jsonl");
        assertThat(json(get("/v1/files/" + id)).path("bytes").asInt()).isEqualTo(5);
        assertThat(get("/v1/files/" + id + "/content").body()).isEqualTo("a\nb\r\n");
        assertThat(json(get("/v1/files")).at("/data/0/id").asText()).isEqualTo(id);
        assertThat(ask("DELETE", "/v1/files/" + id, "").body()).contains("\"deleted\":true");
        assertThat(get("/v1/files/" + id).status()).isEqualTo(404);
        assertThat(ask("DELETE", "/v1/files/" + id, "").status()).isEqualTo(404);
    }

    @Test
    void aFileOnDiskIsReadAsTheBody(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("form"), form("batch", "content"));
        ProviderRequest request = Simulated.call("POST", "/v1/files", "").request();
        ProviderRequest typed = new ProviderRequest(
                request.provider(),
                request.dialect(),
                "POST",
                "/v1/files",
                Optional.empty(),
                request.headers().with("content-type", FORM),
                Bytes.EMPTY);

        Simulated answer = Simulated.exchange(simulator, Call.uploading(file, typed, Lane.MAIN));

        assertThat(json(answer).path("bytes").asInt()).isEqualTo(7);
    }

    @Test
    void listsGoNewestFirstAndPageByPage() {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(n -> uploaded(n == 2 ? "other" : "batch", "x"))
                .toList();

        JsonNode first = json(ask("GET", "/v1/files", "limit=2&purpose=batch"));
        JsonNode second = json(ask(
                "GET",
                "/v1/files",
                "limit=2&purpose=batch&after=" + first.path("last_id").asText()));

        assertThat(first.at("/data/0/id").asText()).isEqualTo(ids.get(4));
        assertThat(first.path("last_id").asText()).isEqualTo(ids.get(3));
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(second.path("data").findValuesAsText("id")).containsExactly(ids.get(1), ids.get(0));
        assertThat(second.path("has_more").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no form",
                "--b0\r\n",
                "--b0\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b0--\r\n",
                "--b0\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n--b0--\r\n"
            })
    void whatIsNoFormWithAFileIsRefused(String body) {
        assertThat(send("/v1/files", FORM, body).status()).isEqualTo(400);
        assertThat(send("/v1/files", "multipart/form-data", body).status()).isEqualTo(400);
        assertThat(send("/v1/files", "application/json", body).status()).isEqualTo(400);
    }

    @Test
    void aBatchIsOneForTheVendorsOwnClientAtEveryMoment() {
        String batch = batch(uploaded("batch", lines(3)));

        for (int second = 0; second < 10; second++) {
            Batch seen = sdk(get("/v1/batches/" + batch), Batch.class);
            assertThat(seen.id()).isEqualTo(batch);
            assertThat(seen.validate()).isNotNull();
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(status(batch)).isEqualTo("completed");
        assertThat(json(get("/v1/batches")).at("/data/0/id").asText()).isEqualTo(batch);
    }

    @Test
    void theAnswersOfABatchAreThoseOfTheRequestsByThemselves() {
        String batch = batch(uploaded("batch", lines(2)));
        time.advance(Duration.ofSeconds(8));

        String output = get("/v1/files/"
                        + json(get("/v1/batches/" + batch))
                                .path("output_file_id")
                                .asText() + "/content")
                .body();

        String alone = Simulated.post(CHAT, body(1)).body();
        assertThat(output.lines().toList()).hasSize(2);
        assertThat(output.lines().toList().get(1)).contains("\"custom_id\":\"r1\"", "\"body\":" + alone);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "' '|empty_file|",
                "no json|invalid_json_line|1",
                "{\"custom_id\":\"a\",\"url\":\"/v1/embeddings\",\"body\":{}}|url_mismatch|1"
            })
    void anInputThatIsWrongFailsTheBatch(String line, String code, Integer number) {
        String batch = batch(uploaded("batch", line));
        assertThat(status(batch)).isEqualTo("validating");
        time.advance(Duration.ofSeconds(2));

        JsonNode failed = json(get("/v1/batches/" + batch));

        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.at("/errors/data/0/code").asText()).isEqualTo(code);
        assertThat(failed.at("/errors/data/0/line").asInt()).isEqualTo(number == null ? 0 : number);
    }

    @Test
    void requestsWithOneIdOrForTwoModelsFailTheBatch() {
        String twice = batch(uploaded("batch", line(1) + "\n" + line(1)));
        String mixed = batch(uploaded("batch", line(1) + "\n" + line(2).replace("gpt-4o", "gpt-5")));
        time.advance(Duration.ofSeconds(2));

        assertThat(get("/v1/batches/" + twice).body()).contains("duplicate_custom_id");
        assertThat(get("/v1/batches/" + mixed).body()).contains("model_mismatch");
    }

    @Test
    void aRequestThatIsWrongByItselfStandsInTheErrorFile() {
        String wrong =
                "{\"custom_id\":\"w\",\"method\":\"POST\",\"url\":\"%s\",\"body\":{\"model\":\"gpt-4o\",\"n\":-1}}"
                        .formatted(CHAT);
        String batch =
                batch(uploaded("batch", line(1) + "\n" + wrong + "\n" + line(2).replace("}]", "}],\"stream\":true")));
        time.advance(Duration.ofSeconds(8));

        JsonNode ended = json(get("/v1/batches/" + batch));
        String errors = get("/v1/files/" + ended.path("error_file_id").asText() + "/content")
                .body();

        assertThat(ended.at("/request_counts/completed").asInt()).isEqualTo(1);
        assertThat(ended.at("/request_counts/failed").asInt()).isEqualTo(2);
        assertThat(errors.lines()).hasSize(2).allMatch(each -> each.contains("\"status_code\":400"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\"}",
                "{\"input_file_id\":\"file-x\",\"endpoint\":\"/v1/models\",\"completion_window\":\"24h\"}",
                "{\"input_file_id\":\"file-x\",\"endpoint\":\"/v1/embeddings\",\"completion_window\":\"1h\"}"
            })
    void aBatchThatAsksForWhatThereIsNotIsRefused(String body) {
        assertThat(send("/v1/batches", "application/json", body).status()).isEqualTo(400);
    }

    @Test
    void whatABatchBroughtCanBeDeleted() {
        String batch = batch(uploaded("batch", lines(1)));
        time.advance(Duration.ofSeconds(8));
        String output = json(get("/v1/batches/" + batch)).path("output_file_id").asText();
        assertThat(json(get("/v1/files/" + output)).path("bytes").asInt()).isPositive();

        assertThat(ask("DELETE", "/v1/files/" + output, "").status()).isEqualTo(200);

        assertThat(get("/v1/files/" + output + "/content").status()).isEqualTo(404);
    }

    @Test
    void aFaultIsAskedForByTheCallThatMakesTheBatch() {
        String file = uploaded("batch", lines(2));

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> create(file, "batch=lost-response"))
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Reset.class));
        assertThat(json(get("/v1/batches")).path("data")).hasSize(1);
    }

    @Test
    void whereThereIsNoRoomABatchIsRefusedUntilAnotherHasEnded() {
        String large = uploaded("batch", line(1) + " ".repeat(70 * 1024 * 1024));
        String first = batch(large);

        assertThat(create(large, "").status()).isEqualTo(429);
        time.advance(Duration.ofSeconds(8));

        assertThat(create(large, "").status()).isEqualTo(200);
        assertThat(get("/v1/batches/" + first).status()).isEqualTo(404);
    }

    @Test
    void filesThatAreTooManyMakeRoomAndOneThatIsTooLargeIsRefused() {
        String first = uploaded("batch", " ".repeat(70 * 1024 * 1024));
        uploaded("batch", " ".repeat(70 * 1024 * 1024));

        assertThat(get("/v1/files/" + first).status()).isEqualTo(404);
        assertThat(send("/v1/files", FORM, form("batch", " ".repeat(129 * 1024 * 1024)))
                        .status())
                .isEqualTo(413);
    }

    private String uploaded(String purpose, String content) {
        return json(send("/v1/files", FORM, form(purpose, content))).path("id").asText();
    }

    private static String form(String purpose, String content) {
        return """
                --b0\r
                Content-Disposition: form-data; name="purpose"\r
                \r
                %s\r
                --b0\r
                Content-Disposition: form-data; name="file"; filename="in.jsonl"\r
                Content-Type: application/octet-stream\r
                \r
                %s\r
                --b0--\r
                """.formatted(purpose, content);
    }

    private String batch(String file) {
        return json(create(file, "")).path("id").asText();
    }

    private Simulated create(String file, String faults) {
        String body =
                "{\"input_file_id\":\"%s\",\"endpoint\":\"%s\",\"completion_window\":\"24h\"}".formatted(file, CHAT);
        return Simulated.exchange(simulator, Simulated.call("POST", "/v1/batches", body, "Tapedeck-Simulate", faults));
    }

    private static String lines(int count) {
        return String.join(
                "\n",
                IntStream.range(0, count)
                        .mapToObj(OpenAiBatchEndpointsTest::line)
                        .toList());
    }

    private static String line(int number) {
        return "{\"custom_id\":\"r%d\",\"method\":\"POST\",\"url\":\"%s\",\"body\":%s}"
                .formatted(number, CHAT, body(number));
    }

    private static String body(int number) {
        return "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"%d\"}]}".formatted(number);
    }

    private String status(String batch) {
        return json(get("/v1/batches/" + batch)).path("status").asText();
    }

    private Simulated get(String path) {
        return ask("GET", path, "");
    }

    private Simulated ask(String method, String path, String query) {
        ProviderRequest plain = Simulated.call(method, path, "").request();
        ProviderRequest asked = new ProviderRequest(
                plain.provider(),
                plain.dialect(),
                method,
                path,
                query.isEmpty() ? Optional.empty() : Optional.of(query),
                plain.headers(),
                Bytes.EMPTY);
        return Simulated.exchange(simulator, Simulated.call(method, path, "").asking(asked));
    }

    private Simulated send(String path, String type, String body) {
        Call call = Simulated.call("POST", path, body);
        ProviderRequest plain = call.request();
        return Simulated.exchange(
                simulator,
                call.asking(new ProviderRequest(
                        plain.provider(),
                        plain.dialect(),
                        "POST",
                        path,
                        Optional.empty(),
                        plain.headers().with("content-type", type),
                        plain.body())));
    }

    private static JsonNode json(Simulated answer) {
        return sdk(answer, JsonNode.class);
    }

    private static <T> T sdk(Simulated answer, Class<T> type) {
        try {
            return ObjectMappers.jsonMapper().readValue(answer.body(), type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
