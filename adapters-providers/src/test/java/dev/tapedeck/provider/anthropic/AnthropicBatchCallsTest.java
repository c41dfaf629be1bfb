package dev.tapedeck.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
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
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ScriptedAnswer;
import dev.tapedeck.provider.batch.AgainstTheSimulator;
import dev.tapedeck.provider.batch.Watched;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, and what is made of each answer. */
final class AnthropicBatchCallsTest {
    private static final Instant SINCE = Instant.parse("2026-08-19T14:44:51Z");
    private static final ListedContent CONTENT = new ListedContent(List.of(
            AgainstTheSimulator.request(0, Dialect.ANTHROPIC, "/v1/messages", "{\"model\":\"m\"}"),
            AgainstTheSimulator.request(1, Dialect.ANTHROPIC, "/v1/messages", "{\n\"model\":\"“m”\"}")));
    private static final String FIRST = CONTENT.all().get(0).customId();
    private static final String SECOND = CONTENT.all().get(1).customId();

    private final Watched provider = new Watched();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private BatchProvider adapter() {
        return new AnthropicBatchProvider(new ProviderName("anthropic"), provider, folder);
    }

    @Test
    void aBatchHasTheWholeRequestsUnderTheirKeys() throws Refused {
        provider.script.thenAnswer(batch("msgbatch_1", "in_progress", 0, 2));

        RemoteBatch batch = adapter().submit("i7", CONTENT, Optional.empty());

        assertThat(provider.asked()).containsExactly("POST /v1/messages/batches");
        assertThat(provider.body(0)).isEqualTo("""
                {"requests":[{"custom_id":"%s","params":{"model":"m"}},{"custom_id":"%s","params":{
                "model":"“m”"}}]}""".formatted(FIRST, SECOND));
        assertThat(provider.script.received().getFirst()).satisfies(call -> {
            assertThat(call.terms().effect()).isEqualTo(Effect.EFFECT);
            assertThat(call.request().headers().first("anthropic-version")).contains("2023-06-01");
            assertThat(call.request().headers().contentType()).contains("application/json");
        });
        assertThat(batch)
                .isEqualTo(new RemoteBatch(
                        "msgbatch_1",
                        BatchState.RUNNING,
                        0,
                        2,
                        Optional.of(SINCE.plusMillis(493)),
                        Optional.of(SINCE.plusMillis(493).plus(Duration.ofDays(1))),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void theSizesOfRequestsAddUpToWhatIsSent() throws Refused {
        provider.script.thenAnswer(batch("msgbatch_1", "in_progress", 0, 2));
        adapter().submit("i7", CONTENT, Optional.empty());
        long sent = Bytes.utf8(provider.body(0)).length();

        long sizes = CONTENT.all().stream().mapToLong(adapter()::size).sum();

        assertThat(sent - sizes).isBetween(0L, 16L);
    }

    @ParameterizedTest
    @CsvSource({"in_progress, RUNNING", "canceling, CANCELLING", "ended, ENDED", "postponed, UNKNOWN", "'', UNKNOWN"})
    void eachStatusIsAStateAndOneThatNobodyKnowsIsUnknown(String status, BatchState state) throws Refused {
        provider.script.thenAnswer(batch("b", status, 1, 1));

        RemoteBatch batch = adapter().poll("b");

        assertThat(batch.state()).isEqualTo(state);
        assertThat(batch.done()).isEqualTo(1);
        assertThat(batch.all()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, NEVER",
        "401, authentication_error, NEVER",
        "404, not_found_error, NOT_FOUND",
        "413, request_too_large, TOO_MUCH",
        "429, rate_limit_error, LATER",
        "529, overloaded_error, LATER"
    })
    void anErrorThatSaysThatNothingWasDoneIsARefusal(int status, String type, Kind kind) {
        provider.script.thenAnswer(ScriptedAnswer.json(
                status, "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"why\"}}".formatted(type)));

        Refused refused = catchThrowableOfType(Refused.class, () -> adapter().submit("i7", CONTENT, Optional.empty()));

        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused).hasMessageEndingWith("status %d: why".formatted(status));
    }

    @ParameterizedTest
    @CsvSource({"500, api_error", "504, timeout_error", "529, "})
    void whatMayHaveBeenDoneIsNoRefusal(int status, String type) {
        provider.script.thenAnswer(
                ScriptedAnswer.json(status, "{\"type\":\"error\",\"error\":{\"type\":\"%s\"}}".formatted(type)));

        FailedCall failed =
                catchThrowableOfType(FailedCall.class, () -> adapter().submit("i7", CONTENT, Optional.empty()));

        assertThat(failed).hasMessageContaining("whether it was carried out isn't known");
    }

    @Test
    void theBatchWithTheSameKeysIsFoundAmongOthersOfAsManyRequests() throws Refused {
        provider.script
                .thenAnswer(page(true, batch("b4", "ended", 3, 0), batch("b3", "ended", 2, 0)))
                .thenAnswer(page(false, batch("b2", "ended", 2, 0), batch("b1", "in_progress", 0, 3)))
                .thenAnswer(lines("0", "1"))
                .thenAnswer(lines(SECOND, FIRST));

        Whereabouts where = adapter().locate("i7", CONTENT, Optional.empty(), SINCE);

        assertThat(((Whereabouts.Found) where).batch().id()).isEqualTo("b2");
        assertThat(provider.asked())
                .containsExactly(
                        "GET /v1/messages/batches?limit=100",
                        "GET /v1/messages/batches?limit=100&after_id=b3",
                        "GET /v1/messages/batches/b3/results",
                        "GET /v1/messages/batches/b2/results");
    }

    @Test
    void oneThatHasNotEndedMayBeItSoThatNobodyCanTell() throws Refused {
        provider.script
                .thenAnswer(page(false, batch("b2", "in_progress", 0, 2), batch("b1", "ended", 2, 0)))
                .thenAnswer(lines(SECOND, FIRST));

        Whereabouts where = adapter().locate("i7", CONTENT, Optional.empty(), SINCE);

        assertThat(((Whereabouts.Uncertain) where).candidates())
                .extracting(RemoteBatch::id)
                .containsExactly("b2", "b1");
    }

    @Test
    void oneWhoseResultsAreDamagedOrNotThereMayBeIt() throws Refused {
        provider.script
                .thenAnswer(page(false, batch("b2", "ended", 2, 0), batch("b1", "ended", 2, 0)))
                .thenAnswer(lines(FIRST, FIRST))
                .thenAnswer(ScriptedAnswer.json(404, "{}"));

        Whereabouts where = adapter().locate("i7", CONTENT, Optional.empty(), SINCE);

        assertThat(((Whereabouts.Uncertain) where).candidates())
                .extracting(RemoteBatch::id)
                .containsExactly("b2", "b1");
    }

    @Test
    void whereThereIsNoneItIsNotSaidThatItWasNotSubmitted() throws Refused {
        provider.script.thenAnswer(page(false, batch("b2", "ended", 2, 0))).thenAnswer(lines("another", "one"));

        Whereabouts where = adapter().locate("i7", CONTENT, Optional.empty(), SINCE);

        assertThat(where).isEqualTo(new Whereabouts.Uncertain(List.of()));
    }

    @Test
    void aBatchIsDeletedAndOneThatIsGoneIsNoFault() throws Refused {
        provider.script.thenAnswer("{\"id\":\"b\"}").thenAnswer(ScriptedAnswer.json(404, "{}"));

        adapter().discard("b", Optional.empty());
        adapter().discard("b", Optional.empty());

        assertThat(provider.asked()).containsExactly("DELETE /v1/messages/batches/b", "DELETE /v1/messages/batches/b");
    }

    @Test
    void whatCannotBeCancelledBecauseItHasEndedIsShownAsItIs() throws Refused {
        provider.script
                .thenAnswer(ScriptedAnswer.json(400, "{}"))
                .thenAnswer(batch("b", "ended", 2, 0))
                .thenAnswer(ScriptedAnswer.json(400, "{}"))
                .thenAnswer(batch("b", "in_progress", 0, 2));

        RemoteBatch ended = adapter().cancel("b");
        Refused refused = catchThrowableOfType(Refused.class, () -> adapter().cancel("b"));

        assertThat(ended.state()).isEqualTo(BatchState.ENDED);
        assertThat(refused.kind()).isEqualTo(Kind.NEVER);
    }

    @Test
    void aResultIsPassedOnAsOftenAsItComes() throws Refused {
        provider.script.thenAnswer(lines(FIRST, FIRST));
        List<BatchResult> results = new ArrayList<>();

        adapter().results("b", results::add);

        assertThat(results).hasSize(2).containsOnly(new BatchResult.Expired(FIRST));
    }

    private static String batch(String id, String status, int done, int processing) {
        return """
                {"id":"%s","type":"message_batch","processing_status":"%s","request_counts":{"processing":%d,"succeeded":%d,
                "errored":0,"canceled":0,"expired":0},"created_at":"2026-08-19T14:44:51.493+00:00",
                "expires_at":"2026-08-20T14:44:51.493+00:00","results_url":null}""".formatted(id, status, processing, done);
    }

    private static String page(boolean more, String... entries) {
        return "{\"data\":[%s],\"has_more\":%s}".formatted(String.join(",", entries), more);
    }

    private static ScriptedAnswer lines(String... ids) {
        ScriptedAnswer answer = new ScriptedAnswer(200, Headers.of("content-type", "application/x-jsonl"), List.of());
        for (String id : ids) {
            answer = answer.chunk("{\"custom_id\":\"%s\",\"result\":{\"type\":\"expired\"}}\n".formatted(id));
        }
        return answer;
    }
}
