package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Finding;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads interactions of format 1, and their two halves. */
final class InteractionReader {
    private static final Map<String, Dialect> DIALECTS =
            Arrays.stream(Dialect.values()).collect(Collectors.toMap(Dialect::id, dialect -> dialect));

    private static final Member<Integer> NUMBER = Member.required("number", InteractionReader::number);
    private static final Member<Lane> LANE = Member.required("lane", json -> json.lawful(Lane::of, json.text()));
    private static final Member<RequestKey> KEY = Member.required("key", InteractionReader::key);
    private static final Member<ProviderName> PROVIDER =
            Member.required("provider", json -> json.lawful(ProviderName::new, json.text()));
    private static final Member<Dialect> DIALECT = Member.required("dialect", InteractionReader::dialect);
    private static final Member<Instant> RECORDED_AT = Member.required("recordedAt", InteractionReader::instant);
    private static final Member<Long> DURATION = Member.required("durationMs", InteractionReader::millis);
    private static final Member<Integer> ATTEMPTS =
            Member.required("attempts", json -> json.lawful(Lawful::attempts, json.integer()));
    private static final Member<Asked> REQUEST = Member.required("request", InteractionReader::request);
    private static final Member<OutcomeReader.Found> OUTCOME = Member.required("outcome", OutcomeReader::read);
    private static final Shape INTERACTION =
            new Shape(NUMBER, LANE, KEY, PROVIDER, DIALECT, RECORDED_AT, DURATION, ATTEMPTS, REQUEST, OUTCOME);
    private static final Shape TICKET = new Shape(NUMBER, LANE, KEY, PROVIDER, DIALECT, RECORDED_AT, REQUEST);
    private static final Shape ENDING = new Shape(NUMBER, DURATION, ATTEMPTS, OUTCOME);

    private static final Member<String> METHOD =
            Member.required("method", json -> json.lawful(Lawful::method, json.text()));
    private static final Member<String> PATH = Member.required("path", json -> json.lawful(Lawful::path, json.text()));
    private static final Member<Headers> HEADERS = Member.required("headers", HeadersReader::headers);
    private static final Member<Bytes> BODY = Member.optional("body", BodyReader::body);
    private static final Member<List<Finding>> FINDINGS = Member.optional("findings", InteractionReader::findings);
    private static final Shape ASKED = new Shape(METHOD, PATH, HEADERS, BODY, FINDINGS);

    private static final Member<String> RULE = Member.required("rule", Tokens::text);
    private static final Member<String> LOCATION = Member.required("location", Tokens::text);
    private static final Shape FINDING = new Shape(RULE, LOCATION);

    private InteractionReader() {}

    /** The member {@code request}. */
    private record Asked(
            String method, String path, Optional<String> query, Headers headers, Bytes body, List<Finding> findings) {}

    static Interaction read(Tokens json) throws IOException {
        ObjectWalk members = json.object(INTERACTION);
        return new Interaction(members.value(NUMBER), ticket(members), ending(members));
    }

    static NumberedTicket ticket(Tokens json) throws IOException {
        ObjectWalk members = json.object(TICKET);
        return new NumberedTicket(members.value(NUMBER), ticket(members));
    }

    static NumberedEnding ending(Tokens json) throws IOException {
        ObjectWalk members = json.object(ENDING);
        return new NumberedEnding(members.value(NUMBER), ending(members));
    }

    private static Ticket ticket(ObjectWalk members) {
        Asked asked = members.value(REQUEST);
        ProviderRequest request = new ProviderRequest(
                members.value(PROVIDER),
                members.value(DIALECT),
                asked.method(),
                asked.path(),
                asked.query(),
                asked.headers(),
                asked.body());
        return new Ticket(
                members.value(LANE), members.value(KEY), request, members.value(RECORDED_AT), asked.findings());
    }

    private static Ending ending(ObjectWalk members) {
        OutcomeReader.Found found = members.value(OUTCOME);
        return new Ending(found.outcome(), members.value(DURATION), members.value(ATTEMPTS), found.findings());
    }

    private static Asked request(Tokens json) throws IOException {
        ObjectWalk members = json.object(ASKED);
        String target = members.value(PATH);
        int mark = target.indexOf('?');
        return new Asked(
                members.value(METHOD),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? Optional.empty() : Optional.of(target.substring(mark + 1)),
                members.value(HEADERS),
                members.find(BODY).orElse(Bytes.EMPTY),
                members.find(FINDINGS).orElse(List.of()));
    }

    static List<Finding> findings(Tokens json) throws IOException {
        List<Finding> findings = json.list(InteractionReader::finding);
        if (findings.isEmpty()) {
            throw json.refused("leave it out if there are none");
        }
        return findings;
    }

    private static Finding finding(Tokens json) throws IOException {
        ObjectWalk finding = json.object(FINDING);
        return new Finding(finding.value(RULE), finding.value(LOCATION));
    }

    private static Integer number(Tokens json) throws IOException {
        return json.lawful(Lawful::number, json.integer());
    }

    static Long millis(Tokens json) throws IOException {
        return json.lawful(Lawful::millis, json.wholeNumber());
    }

    private static RequestKey key(Tokens json) throws IOException {
        String key = json.text();
        try {
            return new RequestKey(key);
        } catch (IllegalArgumentException noKey) {
            throw json.refused("a key is sha256: and 64 lower-case hex digits");
        }
    }

    private static Dialect dialect(Tokens json) throws IOException {
        Dialect dialect = DIALECTS.get(json.text());
        if (dialect == null) {
            throw json.refused("must be openai, anthropic, gemini or generic");
        }
        return dialect;
    }

    private static Instant instant(Tokens json) throws IOException {
        String text = json.text();
        if (text.endsWith("Z")) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException noTime) {
                throw notATime(json);
            }
        }
        throw notATime(json);
    }

    private static DocumentFault notATime(Tokens json) {
        return json.refused("must be a time in UTC (RFC 3339), such as 2026-11-21T02:00:00Z");
    }
}
