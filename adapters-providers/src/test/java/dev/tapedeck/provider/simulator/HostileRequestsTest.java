package dev.tapedeck.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in which any member may be anything: they are answered or refused, and nothing else. */
final class HostileRequestsTest {
    private static final int REQUESTS = 500;

    private static final List<String> PATHS = List.of(
            "/v1/chat/completions", "/v1/responses", "/v1/embeddings", "/v1/messages", "/v1/messages/count_tokens");

    private static final List<String> MISFITS = List.of(
            "null",
            "1e999",
            "-1e999",
            "-7",
            "[]",
            "{}",
            "\"\\ud800\"",
            "true",
            "[[[]]]",
            "{\"type\":7}",
            "[null,3]",
            "{\"$ref\":\"#\"}",
            "9007199254740993",
            "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#\"}}}");

    private static final String EVERYTHING = """
            {"model":"m","max_tokens":50,"stream":false,"n":2,"dimensions":8,"encoding_format":"base64","instructions":"be",
            "input":[{"role":"user","content":"x"}],"messages":[{"role":"user","content":[{"type":"text","text":"x"}]}],
            "stream_options":{"include_usage":true},"tool_choice":"auto","metadata":{},"text":{"format":{"type":"json_object"}},
            "response_format":{"type":"json_schema","json_schema":{"schema":{"type":"integer","minimum":1,"maximum":5}}},
            "tools":[{"type":"function","name":"a","parameters":{"properties":{"b":{"type":"number","multipleOf":2}}},
              "input_schema":{"properties":{"c":{"type":"array","items":{"type":"string","maxLength":3},"minItems":1}}},
              "function":{"name":"d","parameters":{"anyOf":[{"enum":[1,2]},{"const":3}]}}}]}""";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anythingInAnyMemberIsAnsweredOrRefused(long seed) {
        Random random = new Random(seed);

        for (int request = 0; request < REQUESTS; request++) {
            String path = PATHS.get(random.nextInt(PATHS.size()));
            String json = misfitted(misfitted(EVERYTHING, random), random);
            assertThat(Simulated.post(path, json).status()).as(json).isIn(200, 400);
        }
    }

    /** The text with the value of some member replaced: the old one goes to a member beside it. */
    private static String misfitted(String json, Random random) {
        int colon = json.indexOf("\":", random.nextInt(json.length()));
        String misfit = MISFITS.get(random.nextInt(MISFITS.size()));
        return colon < 0
                ? json
                : json.substring(0, colon) + "\":" + misfit + ",\"-" + random.nextInt() + "\":"
                        + json.substring(colon + 2);
    }
}
