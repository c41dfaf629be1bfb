package dev.tapedeck.web.gateway;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.Names.InvalidName;
import dev.tapedeck.exchange.Suggestion;
import dev.tapedeck.exchange.Terms;
import dev.tapedeck.run.InvalidRun;
import dev.tapedeck.run.RunId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the client asks of Tapedeck itself, in {@code Tapedeck-…} headers. Never forwarded, never recorded. */
record ControlHeaders(
        Optional<SessionId> session,
        Optional<CassetteName> cassette,
        Optional<Mode> mode,
        Optional<RunId> run,
        Lane lane,
        boolean retryNever,
        boolean readOnly) {
    private static final String PREFIX = "tapedeck-";
    private static final Pattern POSITIVE = Pattern.compile("0*[1-9][0-9]{0,8}");
    private static final List<String> KNOWN = List.of(
            "Tapedeck-Session",
            "Tapedeck-Cassette",
            "Tapedeck-Mode",
            "Tapedeck-Lane",
            "Tapedeck-Run",
            "Tapedeck-Retry",
            "Tapedeck-Read-Only",
            "Tapedeck-Simulate",
            "Tapedeck-Authorization");
    /** For the simulator; passed on to it like a provider's header, and stripped before any wire. */
    private static final String SIMULATE = "tapedeck-simulate";

    /** @throws FailedCall {@code Invalid}, naming the header, if a value is malformed or two contradict each other */
    static ControlHeaders of(Headers headers) {
        headers.fields().forEach(ControlHeaders::checkedName);
        ControlHeaders control = new ControlHeaders(
                parsed(headers, "Tapedeck-Session", SessionId::new),
                parsed(headers, "Tapedeck-Cassette", CassetteName::new),
                parsed(headers, "Tapedeck-Mode", ControlHeaders::mode),
                parsed(headers, "Tapedeck-Run", RunId::new),
                parsed(headers, "Tapedeck-Lane", Lane::of).orElse(Lane.MAIN),
                flagged(headers, "Tapedeck-Retry", "never"),
                flagged(headers, "Tapedeck-Read-Only", "true"));
        if (control.session.isPresent() && (control.cassette.isPresent() || control.mode.isPresent())) {
            throw invalid("Tapedeck-Session goes without Tapedeck-Cassette and Tapedeck-Mode: the session has both.");
        }
        return control;
    }

    private static Mode mode(String id) {
        return Mode.find(id)
                .orElseThrow(() -> invalid("Tapedeck-Mode '%s' is unknown. Use one of: %s."
                        .formatted(
                                Names.shown(id),
                                Arrays.stream(Mode.values()).map(Mode::id).collect(Collectors.joining(", ")))));
    }

    private static void checkedName(Headers.Field field) {
        if (field.name().regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                && KNOWN.stream().noneMatch(field::is)) {
            throw invalid(Suggestion.unknown("header", field.name(), KNOWN));
        }
    }

    /** Whether a header that has one value only is there. */
    private static boolean flagged(Headers headers, String name, String only) {
        return parsed(headers, name, value -> {
                    if (!value.equals(only)) {
                        throw invalid(
                                "%s '%s' is unknown. The only value is: %s.".formatted(name, Names.shown(value), only));
                    }
                    return value;
                })
                .isPresent();
    }

    /**
     * How the call may be carried out.
     *
     * @param headers the client's, in which the SDKs of OpenAI and Anthropic count their own retries
     */
    Terms terms(Effect effect, Headers headers) {
        boolean again = headers.first("x-stainless-retry-count")
                .filter(count -> POSITIVE.matcher(count).matches())
                .isPresent();
        return new Terms(effect, retryNever, again, readOnly);
    }

    private static <T> Optional<T> parsed(Headers headers, String name, Function<String, T> parser) {
        List<String> values = headers.all(name).distinct().toList();
        if (values.size() > 1) {
            throw invalid("%s stands there %d times with different values.".formatted(name, values.size()));
        }
        try {
            return values.stream().findFirst().map(parser);
        } catch (InvalidName | InvalidRun wrong) {
            throw invalid(name + ": " + wrong.getMessage());
        }
    }

    private static FailedCall invalid(String message) {
        return FailedCall.rejected(new Failure.Invalid("header", message));
    }

    /** The client's headers as they go to the provider. */
    static Headers forwarded(Headers headers) {
        return headers.endToEnd().without(field -> {
            String name = field.name().toLowerCase(Locale.ROOT);
            return name.startsWith(PREFIX) && !name.equals(SIMULATE);
        });
    }
}
