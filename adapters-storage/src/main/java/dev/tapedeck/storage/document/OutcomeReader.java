package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RecordedError;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.redaction.Finding;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the member {@code outcome} of format 1. */
final class OutcomeReader {
    private static final Map<String, Outcome.End> ENDS =
            Arrays.stream(Outcome.End.values()).collect(Collectors.toMap(Outcome.End::id, end -> end));

    private static final Member<String> KIND = Member.required("kind", Tokens::text);
    private static final Member<Integer> STATUS = Member.optional("status", OutcomeReader::status);
    private static final Member<Headers> HEADERS = Member.optional("headers", HeadersReader::headers);
    private static final Member<Bytes> BODY = Member.optional("body", BodyReader::body);
    private static final Member<List<Chunk>> CHUNKS = Member.optional("chunks", BodyReader::chunks);
    private static final Member<Outcome.End> END = Member.optional("end", OutcomeReader::end);
    private static final Member<RecordedError> ERROR = Member.optional("error", OutcomeReader::error);
    private static final Member<List<Finding>> FINDINGS = Member.optional("findings", InteractionReader::findings);
    private static final List<Member<?>> BY_KIND = List.of(STATUS, HEADERS, BODY, CHUNKS, END, ERROR);
    private static final Shape OUTCOME = new Shape(KIND, STATUS, HEADERS, BODY, CHUNKS, END, ERROR, FINDINGS);

    private static final Member<String> TYPE = Member.required("type", Tokens::text);
    private static final Member<String> MESSAGE = Member.required("message", Tokens::text);
    private static final Member<String> CONTEXT = Member.optional("context", Tokens::text);
    private static final Member<Boolean> RETRYABLE = Member.required("retryable", Tokens::truth);
    private static final Member<Long> RETRY_AFTER = Member.optional("retryAfterMs", InteractionReader::millis);
    private static final Shape RECORDED_ERROR = new Shape(TYPE, MESSAGE, CONTEXT, RETRYABLE, RETRY_AFTER);

    private final Tokens json;
    private final ObjectWalk members;

    private OutcomeReader(Tokens json, ObjectWalk members) {
        this.json = json;
        this.members = members;
    }

    /** An outcome with the secrets that were found in it. */
    record Found(Outcome outcome, List<Finding> findings) {}

    static Found read(Tokens json) throws IOException {
        ObjectWalk members = json.object(OUTCOME);
        return new Found(
                new OutcomeReader(json, members).outcome(),
                members.find(FINDINGS).orElse(List.of()));
    }

    private Outcome outcome() {
        return switch (members.value(KIND)) {
            case "response" -> response();
            case "stream" -> stream();
            case "error" -> {
                only(ERROR);
                yield new Outcome.Error(members.value(ERROR));
            }
            case "incomplete" -> {
                only();
                yield new Outcome.Incomplete();
            }
            default -> throw json.refusedAt("kind", "must be response, stream, error or incomplete");
        };
    }

    private Outcome response() {
        only(STATUS, HEADERS, BODY);
        return new Outcome.Response(
                members.value(STATUS),
                members.value(HEADERS),
                members.find(BODY).orElse(Bytes.EMPTY));
    }

    private Outcome stream() {
        only(STATUS, HEADERS, CHUNKS, END, ERROR);
        Outcome.End end = members.value(END);
        if ((end == Outcome.End.ERROR) != members.has(ERROR)) {
            throw json.refusedAt("error", "a stream has an error exactly if its end is error");
        }
        return new Outcome.Stream(
                members.value(STATUS), members.value(HEADERS), members.value(CHUNKS), end, members.find(ERROR));
    }

    /** Makes sure that there is no member that belongs to an outcome of another kind. */
    private void only(Member<?>... own) {
        List<Member<?>> allowed = Arrays.asList(own);
        for (Member<?> member : BY_KIND) {
            if (members.has(member) && !allowed.contains(member)) {
                throw json.refusedAt(
                        member.name(), "an outcome of kind %s has no such member".formatted(members.value(KIND)));
            }
        }
    }

    private static Outcome.End end(Tokens json) throws IOException {
        Outcome.End end = ENDS.get(json.text());
        if (end == null) {
            throw json.refused("must be end, error or aborted");
        }
        return end;
    }

    private static Integer status(Tokens json) throws IOException {
        return json.lawful(Lawful::status, json.integer());
    }

    private static RecordedError error(Tokens json) throws IOException {
        ObjectWalk error = json.object(RECORDED_ERROR);
        return new RecordedError(
                error.value(TYPE),
                error.value(MESSAGE),
                error.find(CONTEXT).orElse(""),
                error.value(RETRYABLE),
                error.find(RETRY_AFTER));
    }
}
