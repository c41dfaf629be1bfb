package dev.tapedeck.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.AllowedHosts;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Cancellation;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ScriptedAnswer;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.StepResult;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionsTest {
    private final PlaybooksUnderTest here = new PlaybooksUnderTest();

    private PlaybookResult play(String action, String params, String more) {
        return here.run(here.steps(
                "{\"name\":\"a\",\"action\":\"%s\",\"params\":%s,\"storeAs\":\"x\",\"onFailure\":\"abort\"%s}"
                        .formatted(action, params, more)));
    }

    private PlaybookResult play(String action, String params) {
        return play(action, params, "");
    }

    private static StepResult step(PlaybookResult result) {
        return result.procedure().stepResults().getFirst();
    }

    @Test
    void completeAsksAModelAndCountsWhatItTakes() {
        // Given
        here.provider.thenAnswer("billing");

        // When
        PlaybookResult result = play("complete", """
                {"provider":"openai","model":"m","prompt":"Classify","params":{"max_tokens":10}}""");

        // Then
        assertThat(result.procedure().data()).isEqualTo("{\"x\":\"billing\"}");
        assertThat(result.spent().tokens()).isEqualTo(new Tokens(1_000, 100));
        assertThat(here.asked()).containsExactly("{\"max_tokens\":10,\"model\":\"m\",\"prompt\":\"Classify\"}");
        assertThat(here.entries(RunEntry.Call.class)).singleElement().satisfies(call -> {
            assertThat(call.model()).contains("m");
            assertThat(call.tokens()).contains(new Tokens(1_000, 100));
            assertThat(call.cost()).isPresent();
            assertThat(call.status()).isEqualTo(200);
        });
        assertThat(here.provider.received().getFirst().terms().retryable()).isTrue();
    }

    @Test
    void aModelIsAskedOnceWhereTheStepIsRetried() {
        // Given
        here.provider.thenFail(new Failure.Reset("Broken.")).thenAnswer("fine");

        // When
        PlaybookResult result = here.run(here.steps("""
                {"name":"a","action":"complete","params":{"provider":"openai","model":"m","prompt":"?"},"onFailure":"retry"}"""));

        // Then
        assertThat(result.success()).isTrue();
        assertThat(here.provider.received())
                .hasSize(2)
                .allMatch(call -> call.terms().single());
    }

    @Test
    void aVerificationDoesNotAskAModelAgain() {
        // Given
        here.provider.thenAnswer("nothing");

        // When
        PlaybookResult result = play(
                "complete",
                "{\"provider\":\"openai\",\"model\":\"m\",\"prompt\":\"?\"}",
                ",\"verify\":{\"textContains\":[\"billing\"],\"timeoutMs\":5000}");

        // Then
        assertThat(result.success()).isFalse();
        assertThat(here.provider.received()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"refusal:no, I won't.", "truncated:x, It is too long.", "empty:x, There is nothing in it."})
    void anAnswerThatIsNoneFailsAndItsTokensCount(String answer, String cause) {
        // Given
        here.provider.thenAnswer(answer);

        // When
        PlaybookResult result = play("complete", "{\"provider\":\"openai\",\"model\":\"m\",\"prompt\":\"?\"}");

        // Then
        assertThat(step(result).cause()).contains(cause);
        assertThat(result.spent().tokens()).isEqualTo(new Tokens(1_000, 100));
    }

    @Test
    void extractMakesJsonThatKeepsTheSchema() {
        // Given
        here.provider.thenAnswer("{\"name\":\"Ada\",\"age\":36}");

        // When
        PlaybookResult result = play("extract", """
                {"provider":"openai","model":"m","prompt":"Who?","schema":{"required":["name"]}}""");

        // Then
        assertThat(result.procedure().data()).isEqualTo("{\"x\":{\"age\":36,\"name\":\"Ada\"}}");
        assertThat(here.asked().getFirst()).contains("Who?", "JSON alone", "required");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"age":36} | 'name' is missing
            Ada        | it is no JSON
            """)
    void extractNamesTheViolations(String answer, String cause) {
        // Given
        here.provider.thenAnswer(answer);

        // When
        PlaybookResult result =
                play("extract", "{\"provider\":\"openai\",\"model\":\"m\",\"prompt\":\"Who?\",\"schema\":{}}");

        // Then
        assertThat(step(result).cause().orElseThrow()).contains(cause);
    }

    @Test
    void aSchemaThatCannotBeUsedIsToldWithItsPlace() {
        // When, Then
        assertThat(here.problems("""
                {"name":"p","steps":[{"name":"a","action":"extract",
                 "params":{"provider":"openai","model":"m","prompt":"?","schema":{"type":"broken"}}}]}""")).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.pointer()).isEqualTo("/steps/0/params/schema");
            assertThat(problem.message()).contains("it is broken");
        });
    }

    @Test
    void httpGoesTheWayOfAllCallsToAProviderOfItsOwn() {
        // Given
        here.provider.thenAnswer(ScriptedAnswer.json(200, "{\"status\":\"sent\"}"));

        // When
        PlaybookResult result = play("http", """
                {"method":"PUT","url":"http://localhost:8081/orders/4711?full=yes","headers":{"X-Team":"red"},"body":{"b":1,"a":[]}}""");

        // Then
        assertThat(result.procedure().data()).isEqualTo("{\"x\":{\"status\":\"sent\"}}");
        Call call = here.provider.received().getFirst();
        assertThat(call.request().provider()).isEqualTo(new ProviderName("http-localhost-8081"));
        assertThat(call.request().method()).isEqualTo("PUT");
        assertThat(call.request().target()).isEqualTo("/orders/4711?full=yes");
        assertThat(call.request().body().text()).isEqualTo("{\"a\":[],\"b\":1}");
        assertThat(call.request().headers().first("x-team")).contains("red");
        assertThat(call.request().headers().mediaType()).isEqualTo("application/json");
        assertThat(call.terms().effect()).isEqualTo(Effect.EFFECT);
        assertThat(here.entries(RunEntry.Call.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ``, SAFE",
        "HEAD, ``, SAFE",
        "POST, ``, EFFECT",
        "DELETE, ``, EFFECT",
        "POST, read, SAFE",
        "GET, write, EFFECT"
    })
    void theEffectOfHttpIsItsMethodsUnlessTheStepKnowsBetter(String method, String effect, Effect expected) {
        // Given
        here.provider.thenAnswer("{}");
        String more = effect.equals("``") ? "" : ",\"effect\":\"%s\"".formatted(effect);

        // When
        play("http", "{\"method\":\"%s\",\"url\":\"https://orders.internal/\"}".formatted(method), more);

        // Then
        assertThat(here.provider.received().getFirst().terms().effect()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void anErrorOfAHostIsAFailure(int status) {
        // Given
        here.provider.thenAnswer(ScriptedAnswer.json(status, "{}"));

        // When
        PlaybookResult result = play("http", "{\"url\":\"https://orders.internal/a\"}");

        // Then
        assertThat(step(result).cause()).contains("GET /a was answered with status %d.".formatted(status));
    }

    @Test
    void valuesInAUrlCannotLeadElsewhere() {
        // Given
        here.provider.thenAnswer("{}");
        Playbook playbook = here.named("p", """
                "parameters":{"id":{}},
                "steps":[{"name":"a","action":"http","params":{"url":"https://orders.internal/{id}"},"onFailure":"abort"}]""");

        // When
        here.run(playbook, "{\"id\":\"../admin?x=1#ä b\"}");
        PlaybookResult upward = here.run(playbook, "{\"id\":\"..\"}");

        // Then
        assertThat(here.provider.received())
                .singleElement()
                .satisfies(call -> assertThat(call.request().target()).isEqualTo("/..%2Fadmin%3Fx%3D1%23%C3%A4%20b"));
        assertThat(upward.success()).isFalse();
    }

    @Test
    void aHostThatIsNotAllowedIsRefusedAtTheStart() {
        // Given
        Playbook playbook = here.named("p", """
                "parameters":{"base":{}},
                "steps":[{"name":"a","action":"http","params":{"url":"{base}/x"}}]""");

        // When
        Start refused = here.prepare(playbook, "{\"base\":\"https://evil.example\"}");
        Start ready = here.prepare(playbook, "{\"base\":\"https://orders.internal\"}");

        // Then
        assertThat(((Start.Refused) refused).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/steps/0/params/url");
            assertThat(problem.message())
                    .contains("https://evil.example", "tapedeck.playbooks.hosts", "https://orders.internal");
        });
        assertThat(ready).isInstanceOf(Start.Ready.class);
    }

    @Test
    void aHostThatOnlyAResultNamesIsRefusedWhenItIsCalled() {
        // Given
        here.scripted.thenMake("https://evil.example");

        // When
        PlaybookResult result = here.run(here.steps(
                "{\"name\":\"a\",\"action\":\"try\",\"storeAs\":\"base\"}",
                "{\"name\":\"b\",\"action\":\"http\",\"params\":{\"url\":\"{base}/x\"},\"onFailure\":\"abort\"}"));

        // Then
        assertThat(result.procedure().cause().orElseThrow()).contains("tapedeck.playbooks.hosts");
        assertThat(here.provider.received()).isEmpty();
    }

    @Test
    void eachAllowedHostIsAProvider() {
        // When
        AllowedHosts hosts = new AllowedHosts(
                HttpAction.HOSTS, List.of("Orders.internal", "orders.internal:8443", "http://localhost:8081/"));

        // Then
        assertThat(hosts.providers())
                .isEqualTo(Map.of(
                        new ProviderName("http-orders.internal"), URI.create("https://orders.internal"),
                        new ProviderName("http-orders.internal-8443"), URI.create("https://orders.internal:8443"),
                        new ProviderName("http-localhost-8081"), URI.create("http://localhost:8081")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ftp://a", "https://a/path", "https://u@a", "*", "https://[::1]"})
    void whatIsNoHostIsToldWithTheWayOut(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AllowedHosts(HttpAction.HOSTS, List.of(host)))
                .withMessageContaining("write one such as");
    }

    @Test
    void setMakesAnObject() {
        assertThat(play("set", "{\"a\":1,\"b\":[true,null]}").procedure().data())
                .isEqualTo("{\"x\":{\"a\":1,\"b\":[true,null]}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"value":1,"equals":1}              | true
            {"value":1,"equals":"1"}            | false
            {"value":{"a":1},"equals":{"a":1.0}} | true
            {"value":"abc","contains":"b"}      | true
            {"value":"abc","contains":"x"}      | false
            {"value":"a","oneOf":["a","b"]}     | true
            {"value":"c","oneOf":["a","b"]}     | false
            {"value":"a","oneOf":["a"],"contains":"b"} | false
            """)
    void expectFailsUnlessItsConditionsHold(String params, boolean holds) {
        assertThat(play("expect", params).success()).isEqualTo(holds);
    }

    @Test
    void waitLetsTimePass() {
        // When
        play("wait", "{\"ms\":1500}");

        // Then
        assertThat(here.time.pauses()).containsExactly(Duration.ofMillis(1_500));
    }

    @Test
    void aWaitThatIsBrokenOffIsNoSuccess() {
        // Given
        Time broken = new EndsInAPause(here.cancellation);
        Stage stage = new Stage(
                here.provider,
                entry -> {},
                here.cancellation,
                List.of(),
                (name, parameters, inner) -> new ActionResult.Failed("Nothing is there.", false),
                Stage.Around.NOTHING,
                false);
        Node.Mapping params = Values.object(Map.of("ms", Values.number(1_500)));

        // When
        ActionResult result =
                new WaitAction(broken).carryOut(new ActionCall(params, Effect.SAFE, false, Optional.empty(), stage));

        // Then
        assertThat(result).isEqualTo(new ActionResult.Failed("The run was ended before that time was over.", false));
    }

    /** While it is waited somebody ends the run. */
    private record EndsInAPause(Cancellation cancellation) implements Time {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void pause(Duration wait) {
            cancellation.cancel();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "action":"wait","params":{"ms":600001}           | /steps/0/params/ms       | 'ms' must be a whole number from 0 to 600,000, and is the number 600001.
            "action":"wait","params":{"ms":"soon"}           | /steps/0/params/ms       | 'ms' must be a number, and is 'soon'.
            "action":"wait","params":{"sec":1,"ms":1}        | /steps/0/params/sec      | Unknown member 'sec'.
            "action":"expect","params":{"value":1}           | /steps/0/params          | Nothing is expected here
            "action":"completes","params":{}                 | /steps/0/action          | Unknown action 'completes'. Did you mean 'complete'? Known are: change, complete, expect, extract, http, playbook, set, try, wait.
            "action":"teleport"                              | /steps/0/action          | Unknown action 'teleport'. Known are: change, complete,
            "action":"http","params":{}                      | /steps/0/params          | 'url' is missing here
            "action":"http","params":{"url":"https://a.b/"}  | /steps/0/params/url      | https://a.b isn't among the hosts
            "action":"set","params":{"a":{"b":["{c}"]}}      | /steps/0/params/a/b/0    | {c} names nothing.
            "action":"set","params":{"a":"{d}"}              | /steps/0/params/a        | {d} is stored only by step 't'
            "action":"set","description":"{"                 | /steps/0/description     | At '{' no placeholder begins
            "action":"playbook","params":{"name":"../x"}     | /steps/0/params/name     | '../x' is no playbook name
            """)
    void whatIsWrongWithAStepIsToldWithItsPlace(String members, String pointer, String message) {
        assertThat(here.problems(
                        "{\"name\":\"p\",\"steps\":[{\"name\":\"s\",%s},{\"name\":\"t\",\"action\":\"set\",\"storeAs\":\"d\"}]}"
                                .formatted(members)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo(pointer);
                    assertThat(problem.message()).startsWith(message);
                });
    }

    @Test
    void twoActionsOfOneNameAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ActionRouter(List.of(new SetAction(), new SetAction())));
    }
}
