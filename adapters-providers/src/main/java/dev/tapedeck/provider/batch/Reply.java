package dev.tapedeck.provider.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.build.BatchProvider.Refused;
import dev.tapedeck.build.BatchProvider.Refused.Kind;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.provider.sse.Fields;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a provider answered.
 *
 * @param asked who was asked what, for messages
 */
public record Reply(String asked, int status, Headers headers, Bytes body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_ERROR = 300;
    private static final int FIRST_FAULT = 500;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int LONGEST_MESSAGE = 400;
    private static final Set<Integer> LATER = Set.of(REQUEST_TIMEOUT, 409, 425, 429);
    private static final Set<Integer> GONE = Set.of(404, 410);
    private static final Set<String> FILES = Set.of("file_id", "input_file_id");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    /**
     * What it says, of a request that can be made again.
     *
     * @throws Refused if it is an error, or no JSON object
     */
    public JsonNode said() throws Refused {
        refuseError();
        JsonNode said = json();
        if (!said.isObject()) {
            throw new Refused(Kind.LATER, asked + " is answered with what is no JSON object.");
        }
        return said;
    }

    /**
     * What it says, of a request that costs.
     *
     * @throws Refused if it surely wasn't carried out
     * @throws FailedCall if nobody can tell
     */
    public JsonNode settled() throws Refused {
        JsonNode said = json();
        boolean fault = status >= FIRST_FAULT && !kind().equals("overloaded_error");
        boolean unclear = status < FIRST_ERROR && !said.path("id").isTextual();
        if (fault || unclear || status == REQUEST_TIMEOUT) {
            throw FailedCall.live(
                    new Failure.Reset("%s is answered with status %d%s: whether it was carried out isn't known."
                            .formatted(asked, status, unclear ? " and no id" : "")));
        }
        refuseError();
        return said;
    }

    /**
     * Of a deletion.
     *
     * @throws Refused if it is still there
     */
    public void gone() throws Refused {
        if (!GONE.contains(status)) {
            refuseError();
        }
    }

    /** When the provider wants to be asked again. */
    public Optional<Duration> retryAfter() {
        return headers.first("retry-after")
                .filter(seconds -> SECONDS.matcher(seconds).matches())
                .map(Long::parseLong)
                .map(Duration::ofSeconds);
    }

    void refuseError() throws Refused {
        if (status >= FIRST_ERROR) {
            throw new Refused(refusal(), "%s is answered with status %d: %s".formatted(asked, status, message()));
        }
    }

    private Kind refusal() {
        JsonNode error = error();
        if (kind().equals("token_limit_exceeded") || status == 413) {
            return Kind.TOO_MUCH;
        }
        if (GONE.contains(status) || FILES.contains(Fields.text(error, "param"))) {
            return Kind.NOT_FOUND;
        }
        return LATER.contains(status) || status >= FIRST_FAULT ? Kind.LATER : Kind.NEVER;
    }

    /** What kind of error it is, in the provider's own word. */
    private String kind() {
        return Fields.text(error(), "code", "type");
    }

    private String message() {
        return shortened(Fields.text(error(), "message"));
    }

    /** A provider's own words, for a message of ours. */
    public static String shortened(String words) {
        String printable = words.replaceAll("\\p{Cntrl}+", " ").strip();
        String said = printable.isEmpty() ? "it doesn't say why." : printable;
        return said.length() <= LONGEST_MESSAGE ? said : said.substring(0, LONGEST_MESSAGE) + "…";
    }

    private JsonNode error() {
        return json().path("error") instanceof ObjectNode error ? error : MissingNode.getInstance();
    }

    private JsonNode json() {
        try {
            return JSON.readTree(body.array());
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }
}
