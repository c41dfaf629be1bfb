package dev.tapedeck.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.errors.AnthropicServiceException;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.errors.OpenAIServiceException;
import dev.langchain4j.exception.LangChain4jException;
import dev.tapedeck.clients.Deed.Raised;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything is recorded once, then the upstream is stopped: the clients notice nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientsIT {
    private static final String PROMPT = "Sag etwas Schönes über Bänder.";
    private static final String NEVER_RECORDED = "Something that was never asked before.";
    private static final Map<String, Class<? extends RuntimeException>> EXCEPTIONS = Map.of(
            "openai-java", OpenAIServiceException.class,
            "anthropic-java", AnthropicServiceException.class,
            "langchain4j-open-ai", LangChain4jException.class,
            "langchain4j-anthropic", LangChain4jException.class);

    private final ScriptedUpstream upstream = ScriptedUpstream.answering(CannedProviders::answer);
    private final TapedeckProcess process = TapedeckProcess.settings()
            .provider("openai", "openai", upstream.baseUrl())
            .provider("anthropic", "anthropic", upstream.baseUrl())
            .start();
    private final Caller caller = Caller.of(process);
    private Map<Deed, Object> live = Map.of();

    static Stream<Deed> deeds() {
        return Stream.concat(javaDeeds(), Stream.of(NodeClients.EVERYTHING));
    }

    static Stream<Deed> javaDeeds() {
        return Stream.of(OpenAiJava.DEEDS, AnthropicJava.DEEDS, LangChain4j.DEEDS)
                .flatMap(List::stream);
    }

    @BeforeAll
    void recordEverythingAndStopTheUpstream() {
        live = deeds().collect(Collectors.toMap(deed -> deed, this::recorded));
        upstream.close();
    }

    private Object recorded(Deed deed) {
        SessionUnderTest session = caller.open(deed.cassette(), "record");
        Object result = deed.resultThrough(session, PROMPT);
        session.close();
        return result;
    }

    @AfterAll
    void end() {
        caller.close();
        process.close();
        upstream.close();
    }

    @ParameterizedTest
    @MethodSource("javaDeeds")
    void theClientIsGivenWhatTheProviderSaid(Deed deed) {
        assertThat(live.get(deed) instanceof Raised).isEqualTo(deed.what().equals("error"));
        assertThat(String.valueOf(live.get(deed)))
                .contains(
                        switch (deed.what()) {
                            case "completion" -> "Grüße aus der Konserve.";
                            case "tool call" -> "Köln";
                            case "stream" -> "schön";
                            default -> "can't do that";
                        });
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void theClientIsGivenEqualObjectsFromTheTape(Deed deed) {
        SessionUnderTest session = caller.open(deed.cassette(), "replay");

        Object replayed = deed.resultThrough(session, PROMPT);

        assertThat(replayed).isEqualTo(live.get(deed));
        assertThat(session.counter("missed")).isZero();
        assertThat(session.counter("unplayed")).isZero();
    }

    @ParameterizedTest
    @MethodSource("javaDeeds")
    void aMissRaisesTheClientsOwnExceptionWithOurMessageAtTheFirstAttempt(Deed deed) {
        SessionUnderTest session = caller.open(deed.cassette(), "replay");

        Object result = deed.resultThrough(session, NEVER_RECORDED);

        assertThat(result).isInstanceOfSatisfying(Raised.class, raised -> {
            assertThat(raised.message()).contains(deed.cassette(), "Nearest");
            assertThat(raised.type()).isAssignableTo(EXCEPTIONS.get(deed.client()));
        });
        assertThat(session.counter("missed")).isEqualTo(1);
    }

    @Test
    void theClientsOfNpmAreGivenWhatTheProvidersSaid() {
        SessionUnderTest session = caller.open(NodeClients.EVERYTHING.cassette(), "replay");

        JsonNode results = NodeClients.results(session, PROMPT);

        assertThat(results.at("/openai completion/choices/0/message/content").asText())
                .isEqualTo("Grüße aus der Konserve.");
        assertThat(results.at("/openai tool call/choices/0/message/tool_calls/0/function/name")
                        .asText())
                .isEqualTo("weather");
        assertThat(results.path("openai stream")).hasSize(9);
        assertThat(results.at("/openai error/raised").asText()).isEqualTo("BadRequestError");
        assertThat(results.at("/anthropic completion/content/0/text").asText()).isEqualTo("Grüße aus der Konserve.");
        assertThat(results.at("/anthropic tool call/content/1/input/city").asText())
                .isEqualTo("Köln");
        assertThat(results.path("anthropic stream")).hasSizeGreaterThan(5);
        assertThat(results.at("/anthropic error/raised").asText()).isEqualTo("BadRequestError");
    }

    @Test
    void aMissRaisesTheOwnErrorOfTheClientsOfNpmAtTheFirstAttempt() {
        SessionUnderTest session = caller.open(NodeClients.EVERYTHING.cassette(), "replay");

        JsonNode results = NodeClients.results(session, NEVER_RECORDED);

        assertThat(results).hasSize(8).allSatisfy(result -> {
            assertThat(result.path("raised").asText()).isEqualTo("NotFoundError");
            assertThat(result.path("status").asInt()).isEqualTo(404);
            assertThat(result.path("message").asText()).contains(NodeClients.EVERYTHING.cassette(), "Nearest");
        });
        assertThat(session.counter("missed")).isEqualTo(8);
    }
}
