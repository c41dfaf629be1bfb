package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import java.util.List;
import java.util.Set;

/** Bodies in the shapes in which VCR and its kin store them. */
final class BodyReading {
    private static final String STRING = "string";
    private static final String BASE64 = "base64_string";
    private static final String PACKED = "raw_gzip";
    private static final String FILE = "file";

    /** The members of a mapping that holds a body; a mapping with others in it is itself the body, parsed. */
    private static final Set<String> WRAPPING = Set.of(STRING, BASE64, PACKED, FILE, "encoding", "fields");

    private static final String PYTHON_FILE = "BytesIO";
    private static final String STATE = "state";

    private BodyReading() {}

    /**
     * The body of a request or response: {@code body}, or {@code parsed_body}, which pydantic-ai's tests have in its
     * place, or {@code content}, which early versions of VCR.py had for httpx.
     */
    static Bytes of(At message) {
        if (message.has("parsed_body")) {
            return JsonText.PYTHON.of(message.member("parsed_body").value());
        }
        return body(message.member(message.has("body") ? "body" : "content"));
    }

    private static Bytes body(At body) {
        return switch (body.value()) {
            case Value.Text text -> body.bytes();
            case Value.Items list -> JsonText.PYTHON.of(list);
            case Value.Fields fields when fields.tag().contains(PYTHON_FILE) -> pythonFile(body);
            case Value.Fields fields when wraps(fields) -> wrapped(body);
            case Value.Fields fields -> JsonText.PYTHON.of(fields);
        };
    }

    private static boolean wraps(Value.Fields fields) {
        return fields.members().stream().allMatch(member -> WRAPPING.contains(member.name()));
    }

    private static Bytes wrapped(At body) {
        if (body.member(FILE).isTrue()) {
            throw new Refusal(
                    body.place(), "The body stands in a file beside this one. Record it into the cassette itself.");
        }
        if (body.has(BASE64)) {
            return body.member(BASE64).base64();
        }
        if (body.has(PACKED)) {
            return body.member(PACKED).base64();
        }
        if (body.has("fields")) {
            return JsonText.PYTHON.of(body.member("fields").value());
        }
        return body(body.member(STRING));
    }

    /** Python's own form of a file in memory: its content, then the place reached in it. */
    private static Bytes pythonFile(At body) {
        List<At> state = body.member(STATE).elements();
        return state.isEmpty() ? Bytes.EMPTY : state.getFirst().bytes();
    }
}
